//! Computation graphs, with the flow of values and that of derivatives.

use plotters_backend::text_anchor::HPos;

use crate::geometry::{
    Rectangle, beside, between, direction, half_size, moved,
};
use crate::legend;
use crate::number::{extent, largest, short};
use crate::picture::{NothingToDraw, Picture};
use crate::role::Role;
use crate::svg::{Canvas, Point, WIDTH};
use crate::text::text_width;

/// The distance between two rows of the grid.
const ROW: f64 = 92.0;
/// What circles have around their labels, and their least radius.
const PADDING: f64 = 7.0;
const RADIUS: f64 = 19.0;
/// From the line between two nodes to each of its arrows.
const BESIDE: f64 = 4.5;
/// From an arrow to the value beside it, and to the nodes at its ends.
const GAP: f64 = 4.0;
/// The length of an arrow's head, and half its width.
const HEAD: Point = (8.0, 3.5);

/// The number of the curve whose colour the values have, and the derivatives.
const FORWARD: usize = 1;
const BACKWARD: usize = 2;

/// A computation graph: nodes, and edges on which a value flows forward and a
/// derivative backward.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    /// What the picture is called.
    pub title: String,
    /// What flows forward, as in `value`.
    pub forward: String,
    /// What flows backward, as in `derivative of the loss`.
    pub backward: String,
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
}

/// A node of a graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What stands in the node, as in `ReLU` or `w₁`.
    pub label: String,
    /// The column of a grid, counted from the left; between two if need be.
    pub column: f64,
    /// The row of the grid, counted from the top.
    pub row: f64,
    /// Whether the node computes something, which has a circle around it.
    pub is_operation: bool,
}

/// An edge of a graph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The index of the node that the value comes from.
    pub from: usize,
    /// The index of the node that it goes to.
    pub to: usize,
    /// The value.
    pub forward: f64,
    /// The derivative with respect to it, where it is needed.
    pub backward: Option<f64>,
}

/// An arrow with its value.
struct Arrow {
    curve: usize,
    from: Point,
    to: Point,
    value: String,
    /// The side of the arrow on which its value stands.
    side: Point,
}

impl Graph {
    /// Draws the graph.
    ///
    /// # Errors
    ///
    /// When there is no node.
    ///
    /// # Panics
    ///
    /// When an edge leads to a node that there is not, or from a node to
    /// itself.
    pub fn draw(&self) -> Result<Picture, NothingToDraw> {
        let layout =
            Layout::of(self).ok_or_else(|| NothingToDraw::of(&self.title))?;
        let mut canvas = Canvas::new(layout.height);
        let arrows =
            self.edges.iter().flat_map(|edge| self.arrows(&layout, edge));
        let arrows: Vec<_> = arrows.collect();
        for arrow in &arrows {
            arrow.draw(&mut canvas);
        }
        for (node, &at) in self.nodes.iter().zip(&layout.places) {
            if node.is_operation {
                canvas.circle(Role::Node, at, layout.radius);
            }
            canvas.text(Role::Label, at, HPos::Center, &node.label);
        }
        let nodes = self.nodes.iter().zip(&layout.places);
        let nodes =
            nodes.map(|(node, &at)| Rectangle::around(at, layout.half(node)));
        let mut taken: Vec<_> = nodes.collect();
        for arrow in &arrows {
            let at = arrow.place_value(&arrows, &taken);
            taken.push(Rectangle::around_text(at, &arrow.value));
            let role = Role::Name(arrow.curve);
            canvas.text(role, at, HPos::Center, &arrow.value);
        }
        self.draw_legend(&mut canvas);
        Ok(Picture::new(&self.title, self.in_words(), canvas))
    }

    /// The forward arrow of an edge, and the backward one.
    fn arrows(&self, layout: &Layout, edge: &Edge) -> Vec<Arrow> {
        let [from, to] = [edge.from, edge.to].map(|i| {
            let node = &self.nodes[i];
            (layout.places[i], layout.half(node), node.is_operation)
        });
        let along = direction(from.0, to.0);
        let back = (-along.0, -along.1);
        let start = moved(from.0, along, reach(from.1, from.2, along) + GAP);
        let end = moved(to.0, back, reach(to.1, to.2, back) + GAP);
        // Values flow on the left of derivatives, or above them.
        let is_upright = along.0.abs() <= along.1.abs();
        let side = (-along.1, along.0);
        let is_first = if is_upright { side.0 < 0.0 } else { side.1 < 0.0 };
        let side = if is_first { side } else { (-side.0, -side.1) };
        let other = (-side.0, -side.1);
        let forward = |beside: f64| Arrow {
            curve: FORWARD,
            from: moved(start, side, beside),
            to: moved(end, side, beside),
            value: value(edge.forward),
            side,
        };
        match edge.backward {
            None => vec![forward(0.0)],
            Some(derivative) => vec![
                forward(BESIDE),
                Arrow {
                    curve: BACKWARD,
                    from: moved(end, other, BESIDE),
                    to: moved(start, other, BESIDE),
                    value: value(derivative),
                    side: other,
                },
            ],
        }
    }

    /// Says below the graph in which colour what flows.
    fn draw_legend(&self, canvas: &mut Canvas) {
        let names = [self.forward.as_str(), self.backward.as_str()];
        let places = legend::entries(canvas, &names);
        let curves = [FORWARD, BACKWARD];
        for ((curve, name), at) in curves.into_iter().zip(names).zip(places) {
            let [left, right] = legend::sample(at);
            let (from, to) =
                if curve == FORWARD { (left, right) } else { (right, left) };
            let (value, side) = (String::new(), (0.0, 0.0));
            Arrow { curve, from, to, value, side }.draw(canvas);
            canvas.text(Role::Name(curve), at, HPos::Left, name);
        }
    }

    fn in_words(&self) -> String {
        let name = |i: usize| self.nodes[i].label.as_str();
        let edges = self.edges.iter().map(|edge| {
            let (from, to) = (name(edge.from), name(edge.to));
            let forward = value(edge.forward);
            let back = edge.backward.map(|x| format!(", {} back", value(x)));
            format!("{from} to {to}: {forward}{}", back.unwrap_or_default())
        });
        format!(
            "On each edge the {} flows forward and the {} backward. {}.",
            self.forward,
            self.backward,
            edges.collect::<Vec<_>>().join("; ")
        )
    }
}

/// A value with four significant digits at most.
fn value(x: f64) -> String {
    let whole_digits = [1.0, 10.0, 100.0, 1000.0];
    let digits = whole_digits.iter().filter(|&&limit| x.abs() < limit);
    short(x, digits.count().min(3))
}

/// From the middle of a node to its border in a direction.
fn reach(half: Point, is_round: bool, along: Point) -> f64 {
    if is_round {
        return half.0;
    }
    let (across, up) = (half.0 / along.0.abs(), half.1 / along.1.abs());
    if across < up { across } else { up }
}

/// Where the nodes lie.
struct Layout {
    places: Vec<Point>,
    /// The radius of every circle.
    radius: f64,
    height: f64,
}

impl Layout {
    fn of(graph: &Graph) -> Option<Self> {
        let nodes = &graph.nodes;
        let (first, last) = extent(nodes.iter().map(|node| node.column))?;
        let (top, bottom) = extent(nodes.iter().map(|node| node.row))?;
        let operations = nodes.iter().filter(|node| node.is_operation);
        let radii = operations.map(|node| half_size(&node.label).0 + PADDING);
        let radius = largest(radii.chain([RADIUS]));
        let mut layout = Self { places: Vec::new(), radius, height: 0.0 };
        // The widest node may stand at a side, or the longest value.
        let halves = || nodes.iter().map(|node| layout.half(node));
        let values = graph.edges.iter().flat_map(|edge| {
            [Some(edge.forward), edge.backward].into_iter().flatten()
        });
        let values = values.map(|x| text_width(&value(x)) + BESIDE + GAP);
        let left = largest(values.chain(halves().map(|half| half.0))) + 2.0;
        let above = largest(halves().map(|half| half.1)) + 2.0;
        let place = |node: &Node| {
            let across = if first < last {
                (node.column - first) / (last - first)
            } else {
                0.5
            };
            let right = left + (WIDTH - 2.0 * left) * across;
            (right, above + ROW * (node.row - top))
        };
        layout.height = 2.0 * above + ROW * (bottom - top);
        layout.places = nodes.iter().map(place).collect();
        Some(layout)
    }

    /// Half the width and half the height of a node.
    fn half(&self, node: &Node) -> Point {
        if node.is_operation {
            (self.radius, self.radius)
        } else {
            half_size(&node.label)
        }
    }
}

impl Arrow {
    fn draw(&self, canvas: &mut Canvas) {
        let along = direction(self.from, self.to);
        let side = (-along.1, along.0);
        let neck = moved(self.to, along, -HEAD.0);
        canvas.line(Role::Flow(self.curve), &[self.from, neck]);
        let [left, right] = [HEAD.1, -HEAD.1].map(|by| moved(neck, side, by));
        canvas.fill(Role::Dot(self.curve), 1.0, &[self.to, left, right]);
    }

    /// Where the value stands beside the arrow: as near to its middle as there
    /// is room between the other arrows and what is taken already.
    fn place_value(&self, arrows: &[Self], taken: &[Rectangle]) -> Point {
        let faults = |at: &Point| {
            let text = Rectangle::around_text(*at, &self.value);
            let crossed =
                arrows.iter().filter(|a| text.clip(a.from, a.to).is_some());
            let covered = taken.iter().filter(|taken| text.overlaps(taken));
            crossed.count() + covered.count()
        };
        let fractions = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
        let places = fractions.map(|fraction| {
            let at = between(self.from, self.to, fraction);
            beside(at, self.side, GAP, &self.value)
        });
        let best = places.into_iter().min_by_key(faults);
        best.unwrap_or(self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ink;

    fn node(label: &str, row: f64, is_operation: bool) -> Node {
        Node { label: label.to_owned(), column: 0.0, row, is_operation }
    }

    fn chain(backward: Option<f64>) -> Picture {
        Graph {
            title: "title".to_owned(),
            forward: "value".to_owned(),
            backward: "derivative".to_owned(),
            nodes: vec![node("z", 0.0, false), node("ReLU", 1.0, true)],
            edges: vec![Edge { from: 0, to: 1, forward: -3.0, backward }],
        }
        .draw()
        .unwrap()
    }

    #[test]
    fn an_edge_has_an_arrow_and_a_value_in_either_direction() {
        let svg = chain(Some(12.0)).svg("id", Ink::Page);
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
        let layout = Layout {
            places: vec![(0.0, 0.0), (0.0, 92.0)],
            radius: 30.0,
            height: 0.0,
        };
        let nodes = vec![node("z", 0.0, false), node("ReLU", 1.0, true)];
        let edge = Edge { from: 0, to: 1, forward: 1.0, backward: None };
        let (title, forward, backward) = Default::default();
        let graph =
            Graph { title, forward, backward, nodes, edges: vec![edge] };
        let arrows = graph.arrows(&layout, &edge);
        let arrow = &arrows[0];
        assert_eq!(arrow.from, (0.0, half_size("z").1 + GAP));
        assert_eq!(arrow.to, (0.0, 92.0 - 30.0 - GAP));
    }

    #[test]
    fn a_graph_is_described_edge_by_edge() {
        assert_eq!(
            chain(Some(12.0)).description(),
            "On each edge the value flows forward and the derivative backward. \
             z to ReLU: −3, 12 back."
        );
        assert!(chain(None).description().ends_with("z to ReLU: −3."));
    }

    #[test]
    fn values_have_four_significant_digits() {
        let values = [0.123_456, 12.345_6, -123.456, 1234.56, 36.0].map(value);
        assert_eq!(values, ["0.123", "12.35", "−123.5", "1235", "36"]);
    }
}
