//! Computation graphs, with the flow of values and that of derivatives.

use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::HPos;

use crate::geometry::{Bounds, beside, between, direction, half_size, moved};
use crate::number::{largest, short};
use crate::picture::Picture;
use crate::sheet::{Point, Sheet, WIDTH, draw_legend};
use crate::svg::{Role, tenths};

/// The distance between two rows of the grid.
const ROW: f64 = 92.0;
/// From the sides to the middle of the outer columns: room for a value.
const MARGIN: f64 = 70.0;
/// The radius of a circle.
const RADIUS: f64 = 29.0;
/// From the line between two nodes to each of its arrows.
const BESIDE: f64 = 4.5;
/// From an arrow to the value beside it, and to the nodes at its ends.
const GAP: f64 = 4.0;
/// The length of an arrow's head, and half its width.
const HEAD: Point = (8.0, 3.5);

/// What flows forward and backward, in the colours of curves 1 and 2.
const FLOWS: [&str; 2] = ["value", "derivative of the loss"];

/// A computation graph: nodes, and edges on which a value flows forward and
/// the derivative of the loss with respect to it backward.
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
}

/// A node of a graph.
pub struct Node {
    /// What stands in the node, as in `ReLU` or `w₁`.
    pub label: String,
    /// Its column and row in a grid, counted from 0; between two if need be.
    pub at: (f64, f64),
    /// Whether the node computes something, which has a circle around it.
    pub is_operation: bool,
}

/// An edge of a graph, between two nodes by their indices.
pub struct Edge {
    /// The node that the value comes from.
    pub from: usize,
    /// The node that it goes to.
    pub to: usize,
    /// The value, and the derivative of the loss with respect to it.
    pub flows: [f64; 2],
}

/// An arrow, whose value stands on one side of it.
struct Arrow {
    curve: usize,
    ends: [Point; 2],
    side: Point,
    value: String,
}

impl Graph {
    /// Draws the graph under a title.
    ///
    /// # Panics
    ///
    /// When an edge leads to a node that there is not.
    pub fn draw(&self, title: &str) -> Picture {
        let mut sheet = Sheet::new();
        let places = self.places();
        let arrows = self.edges.iter().flat_map(|x| self.arrows(&places, x));
        let arrows: Vec<_> = arrows.collect();
        let lines: Vec<_> = arrows.iter().map(|arrow| arrow.ends).collect();
        for Arrow { curve, ends, .. } in &arrows {
            draw_arrow(&sheet, *curve, *ends);
        }
        let mut taken = Vec::new();
        for (node, &at) in self.nodes.iter().zip(&places) {
            if node.is_operation {
                sheet.put(&Circle::new(at, tenths(RADIUS), Role::Node));
            }
            sheet.write(Role::Label, at, HPos::Center, &node.label);
            let bounds = Bounds::around(at, node.half());
            sheet.height = largest([sheet.height, bounds.bottom + 8.0]);
            taken.push(bounds);
        }
        for Arrow { curve, ends: [from, to], side, value } in &arrows {
            // As near to the middle as there is room.
            let places = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
            let places = places.map(|fraction| {
                beside(between(*from, *to, fraction), *side, GAP, value)
            });
            let text = |at: &Point| Bounds::around_text(*at, value);
            let faults = |at: &Point| text(at).faults(&taken, &lines);
            let at = places.into_iter().min_by_key(faults).unwrap_or(*from);
            taken.push(text(&at));
            sheet.write(Role::Name.of(*curve), at, HPos::Center, value);
        }
        let name = |i| Role::Name.of(i + 1);
        draw_legend(&mut sheet, &FLOWS, name, |sheet, i, [left, right]| {
            let ends = if i == 0 { [left, right] } else { [right, left] };
            draw_arrow(sheet, i + 1, ends);
        });
        Picture::new(title, self.in_words(), &sheet)
    }

    /// The middle of each node.
    fn places(&self) -> Vec<Point> {
        let last = largest(self.nodes.iter().map(|node| node.at.0));
        let column = (WIDTH - 2.0 * MARGIN) / largest([last, 1.0]);
        let left = 0.5 * (WIDTH - column * last);
        let place = |(x, y)| (left + column * x, RADIUS + 2.0 + ROW * y);
        self.nodes.iter().map(|node| place(node.at)).collect()
    }

    /// The forward arrow of an edge, and the backward one.
    fn arrows(&self, places: &[Point], edge: &Edge) -> [Arrow; 2] {
        let [from, to] = [edge.from, edge.to].map(|i| places[i]);
        let along = direction(from, to);
        let reach = |i: usize| self.nodes[i].reach(along) + GAP;
        let start = moved(from, along, reach(edge.from));
        let end = moved(to, along, -reach(edge.to));
        // Values flow on the left of derivatives, or above them.
        let is_upright = along.0.abs() <= along.1.abs();
        let is_left = if is_upright { 0.0 < along.1 } else { along.0 < 0.0 };
        let sign = if is_left { 1.0 } else { -1.0 };
        let arrow = |curve: usize, ends: [Point; 2], sign: f64| {
            let side = (-sign * along.1, sign * along.0);
            let ends = ends.map(|end| moved(end, side, BESIDE));
            let value = value(edge.flows[curve - 1]);
            Arrow { curve, ends, side, value }
        };
        [arrow(1, [start, end], sign), arrow(2, [end, start], -sign)]
    }

    fn in_words(&self) -> String {
        let edges = self.edges.iter().map(|Edge { from, to, flows }| {
            let [from, to] = [*from, *to].map(|i| &self.nodes[i].label);
            let [value, back] = flows.map(value);
            format!("{from} to {to}: {value}, {back} back")
        });
        let edges = edges.collect::<Vec<_>>().join("; ");
        let [forward, backward] = FLOWS;
        format!(
            "On each edge the {forward} flows forward and the {backward} \
             backward. {edges}."
        )
    }
}

/// A value with four significant digits at most.
fn value(x: f64) -> String {
    let whole_digits = [1.0, 10.0, 100.0, 1000.0];
    let digits = whole_digits.iter().filter(|&&limit| x.abs() < limit);
    short(x, digits.count().min(3))
}

fn draw_arrow(sheet: &Sheet, curve: usize, [from, to]: [Point; 2]) {
    let along = direction(from, to);
    let neck = moved(to, along, -HEAD.0);
    sheet.put(&PathElement::new([from, neck], Role::Flow.of(curve)));
    let side = (-along.1, along.0);
    let [left, right] = [HEAD.1, -HEAD.1].map(|by| moved(neck, side, by));
    sheet.put(&Polygon::new([to, left, right], Role::Dot.of(curve)));
}

impl Node {
    /// Half the width and half the height.
    fn half(&self) -> Point {
        if self.is_operation {
            return (RADIUS, RADIUS);
        }
        half_size(&self.label)
    }

    /// From the middle to the border in a direction.
    fn reach(&self, along: Point) -> f64 {
        if self.is_operation {
            return RADIUS;
        }
        let half = self.half();
        let (across, up) = (half.0 / along.0.abs(), half.1 / along.1.abs());
        if across < up { across } else { up }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ink;

    fn node(label: &str, row: f64, is_operation: bool) -> Node {
        Node { label: label.to_owned(), at: (0.0, row), is_operation }
    }

    fn chain() -> Picture {
        Graph {
            nodes: vec![node("z", 0.0, false), node("ReLU", 1.0, true)],
            edges: vec![Edge { from: 0, to: 1, flows: [-3.0, 12.0] }],
        }
        .draw("title")
    }

    #[test]
    fn an_edge_has_an_arrow_and_a_value_in_either_direction() {
        let svg = chain().svg("id", Ink::Page);
        assert!(svg.contains("name curve-1 middle"), "{svg}");
        for text in [">−3</text>", ">12</text>", ">z</text>", ">ReLU</text>"]
        {
            assert!(svg.contains(text), "{text}");
        }
        // One of them in the legend.
        for class in ["\"flow curve-1\"", "\"flow curve-2\""] {
            assert_eq!(svg.matches(class).count(), 2, "{class}");
        }
    }

    #[test]
    fn an_arrow_ends_where_its_nodes_begin() {
        let nodes = vec![node("z", 0.0, false), node("ReLU", 1.0, true)];
        let edge = Edge { from: 0, to: 1, flows: [1.0, 1.0] };
        let graph = Graph { nodes, edges: Vec::new() };
        let [forward, backward] =
            graph.arrows(&[(0.0, 0.0), (0.0, 92.0)], &edge);
        let ends = [half_size("z").1 + GAP, 92.0 - RADIUS - GAP];
        assert_eq!(forward.ends, ends.map(|y| (-BESIDE, y)));
        let [from, to] = backward.ends;
        assert_eq!([to, from], ends.map(|y| (BESIDE, y)));
    }

    #[test]
    fn a_graph_is_described_edge_by_edge() {
        assert_eq!(
            chain().description,
            "On each edge the value flows forward and the derivative of the \
             loss backward. z to ReLU: −3, 12 back."
        );
    }

    #[test]
    fn values_have_four_significant_digits() {
        let values = [0.123_456, 12.345_6, -123.456, 1234.56, 36.0].map(value);
        assert_eq!(values, ["0.123", "12.35", "−123.5", "1235", "36"]);
    }
}
