//! The lines on which a function of two variables has a value.

use ndarray::Array2;
use plotters_backend::BackendCoord;

use crate::lines::{Sides, Vertex, triangles};
use crate::plane::Square;
use crate::sheet::Point;

/// The nodes on a side of the grid on which a function is sampled.
const NODES: usize = 41;
/// How often the way between two nodes is halved in search of a level: until
/// what is left cannot be seen.
const HALVINGS: usize = 20;

type Node = (usize, usize);

/// A function on the nodes of a grid, row after row from the top.
pub(super) struct Samples<'a> {
    field: &'a dyn Fn(f64, f64) -> f64,
    square: Square,
    pub(super) values: Array2<f64>,
}

impl<'a> Samples<'a> {
    pub(super) fn of(
        field: &'a dyn Fn(f64, f64) -> f64,
        square: Square,
    ) -> Self {
        let values = Array2::from_shape_fn((NODES, NODES), |node| {
            let (x, y) = square.node(NODES, node);
            field(x, y)
        });
        Self { field, square, values }
    }

    /// The lines on which the function has a value, each by its points where
    /// it is drawn. Closed ones end where they begin.
    pub(super) fn lines(
        &self,
        level: f64,
        place: impl Fn(&Point) -> BackendCoord,
    ) -> Vec<Vec<Vertex>> {
        let is_above = |node: Node| level < self.values[node];
        let mut sides = Sides::default();
        for [a, b, c] in triangles(NODES, NODES) {
            let crossed = |from_above: bool| {
                let mut sides = [(a, b), (b, c), (c, a)].into_iter();
                let side = sides.find(|&(from, to)| {
                    is_above(from) == from_above && is_above(to) != from_above
                });
                side.map(|(a, b)| place(&self.crossing(level, a, b)))
            };
            // The level is crossed downward and upward, or not at all.
            if let (Some(down), Some(up)) = (crossed(true), crossed(false)) {
                sides.add(down, up);
            }
        }
        sides.chained()
    }

    /// Where the function passes the level between two nodes, which is the
    /// same point for both triangles. Only halving finds it where the function
    /// has a bend, as that of a ReLU has.
    fn crossing(&self, level: f64, a: Node, b: Node) -> Point {
        let ends = if a < b { [a, b] } else { [b, a] };
        let starts_above = level < self.values[ends[0]];
        let [mut a, mut b] = ends.map(|node| self.square.node(NODES, node));
        for _ in 0..HALVINGS {
            let middle = (0.5 * (a.0 + b.0), 0.5 * (a.1 + b.1));
            if (level < (self.field)(middle.0, middle.1)) == starts_above {
                a = middle;
            } else {
                b = middle;
            }
        }
        a
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::svg::tenths;

    fn lines(field: &dyn Fn(f64, f64) -> f64, level: f64) -> Vec<Vec<Vertex>> {
        let samples =
            Samples::of(field, Square { left: -2.0, top: 2.0, side: 4.0 });
        samples.lines(level, |(x, y)| (tenths(100.0 * x), tenths(100.0 * y)))
    }

    #[test]
    fn the_contour_of_a_bowl_is_a_circle() {
        let lines = lines(&|x, y| x * x + y * y, 1.0);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        assert!(20 < lines[0].len());
        for &(x, y) in &lines[0] {
            // Points are rounded to tenths of a unit across and down.
            let radius = f64::from(x * x + y * y).sqrt();
            assert!((radius - 1000.0).abs() <= 1.0, "{radius}");
        }
    }

    #[test]
    fn a_contour_where_the_function_has_a_bend_is_straight() {
        let lines =
            lines(&|x, y| if x < y { 0.0 } else { (x - y) * (x - y) }, 0.0);
        assert_eq!(lines.len(), 1);
        let mut ends = [lines[0][0], lines[0][lines[0].len() - 1]];
        ends.sort_unstable();
        assert_eq!(ends, [(-2000, -2000), (2000, 2000)]);
        // Points are rounded to tenths of a unit across and down.
        assert!(lines[0].iter().all(|(x, y)| (x - y).abs() <= 1));
    }
}
