//! The part of the plane that is drawn, and half-planes across it.

use ndarray::Array2;

use crate::geometry::{Bounds, between, moved};
use crate::number::{extent, largest, length};
use crate::sheet::Point;

/// Where on the line its tick stands: in the middle if it would leave the
/// square near the end.
const TICKS_AT: [f64; 2] = [0.08, 0.5];

/// A square of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    /// Its smallest first coordinate.
    pub left: f64,
    /// Its largest second coordinate.
    pub top: f64,
    /// How wide and how high it is.
    pub side: f64,
}

impl Square {
    /// The square around points x (samples, 2): centred on what they cover,
    /// and a tenth larger than the larger of its sides; of side 1 where they
    /// cover nothing.
    ///
    /// # Panics
    ///
    /// When x has fewer than two columns.
    pub fn around(x: &Array2<f64>) -> Self {
        let [(left, right), (bottom, top)] = [0, 1].map(|axis| {
            extent(x.column(axis).iter().copied()).unwrap_or_default()
        });
        let larger = largest([right - left, top - bottom]);
        let side = if 0.0 < larger { 1.1 * larger } else { 1.0 };
        let left = 0.5 * (left + right) - 0.5 * side;
        let top = 0.5 * (bottom + top) + 0.5 * side;
        Self { left, top, side }
    }

    /// The nodes of a grid of so many rows and columns that spans the square,
    /// row after row from the top: (nodes·nodes, 2).
    ///
    /// # Panics
    ///
    /// When there are fewer than two nodes on a side.
    pub fn grid(&self, nodes: usize) -> Array2<f64> {
        assert!(2 <= nodes, "a grid has two nodes on a side or more");
        Array2::from_shape_fn((nodes * nodes, 2), |(i, axis)| {
            let (x, y) = self.node(nodes, (i / nodes, i % nodes));
            if axis == 0 { x } else { y }
        })
    }

    /// A node of that grid, by its row and column.
    pub(crate) fn node(
        &self, nodes: usize, (row, column): (usize, usize),
    ) -> Point {
        let step = self.side / length(nodes - 1);
        (self.left + length(column) * step, self.top - length(row) * step)
    }

    /// The square, as a rectangle whose top has the smallest second coordinate.
    pub(crate) fn bounds(&self) -> Bounds {
        let Self { left, top, side } = *self;
        let right = left + side;
        Bounds { left, top: top - side, right, bottom: top }
    }
}

/// Where a·x₁ + b·x₂ + c is positive, by a, b and c.
pub type HalfPlane = [f64; 3];

/// The part of a half-plane's border within a square, if there is any, and a
/// tick of some length on its positive side, where there is room for one.
pub(crate) fn border(
    [a, b, c]: HalfPlane, square: &Square, length: f64,
) -> Option<([Point; 2], Option<[Point; 2]>)> {
    let bounds = square.bounds();
    let middle = bounds.at(0.5, 0.5);
    let norm = (a * a + b * b).sqrt();
    // How far the middle of the square is on the positive side. Where a and b
    // are 0, or a number is not finite, there is no border.
    let distance = (a * middle.0 + b * middle.1 + c) / norm;
    let (side, along) = ((a / norm, b / norm), (-b / norm, a / norm));
    let near = moved(middle, side, -distance);
    let ends = [-square.side, square.side].map(|by| moved(near, along, by));
    let clipped = || bounds.clip(ends[0], ends[1]);
    let [from, to] = distance.is_finite().then(clipped)??;
    let ticks = TICKS_AT.map(|fraction| {
        let foot = between(from, to, fraction);
        [foot, moved(foot, side, length)]
    });
    let tick = ticks.into_iter().find(|[_, end]| bounds.has(*end));
    Some(([from, to], tick))
}

#[cfg(test)]
mod tests {
    use mini_numpy::RandomState;
    use ndarray::array;

    use super::*;

    #[test]
    fn the_square_holds_its_points_with_a_margin() {
        let x = array![[1.0, 10.0], [3.0, 14.0], [2.0, 11.0]];
        let square = Square::around(&x);
        assert_eq!(square.side, 1.1 * 4.0);
        let Bounds { left, top, right, bottom } = square.bounds();
        // Each number is rounded a few times at numbers of about 14, that is
        // by 2⁻⁴⁹.
        assert!((0.5 * (left + right) - 2.0).abs() < 1e-14);
        assert!((0.5 * (top + bottom) - 12.0).abs() < 1e-14);
        let margin = 0.19;
        assert!(left + margin < 1.0 && 3.0 + margin < right);
        assert!(top + margin < 10.0 && 14.0 + margin < bottom);
    }

    #[test]
    fn points_that_cover_nothing_have_a_square_too() {
        assert_eq!(Square::around(&array![[2.0, 2.0]]).side, 1.0);
        assert_eq!(Square::around(&Array2::zeros((0, 2))).side, 1.0);
    }

    #[test]
    fn nodes_are_counted_from_the_top_left_and_lie_on_the_sides() {
        let square = Square { left: 0.0, top: 4.0, side: 4.0 };
        let grid = square.grid(3);
        assert_eq!(grid.dim(), (9, 2));
        assert_eq!(grid.row(0), array![0.0, 4.0]);
        assert_eq!(grid.row(1), array![2.0, 4.0]);
        assert_eq!(grid.row(8), array![4.0, 0.0]);
    }

    const SQUARE: Square = Square { left: -1.0, top: 1.0, side: 2.0 };

    #[test]
    fn a_border_goes_from_side_to_side() {
        let (ends, _) = border([1.0, 0.0, -0.5], &SQUARE, 0.0).unwrap();
        assert_eq!(ends, [(0.5, -1.0), (0.5, 1.0)]);
        let (ends, _) = border([0.0, 2.0, 0.5], &SQUARE, 0.0).unwrap();
        assert_eq!(ends, [(1.0, -0.25), (-1.0, -0.25)]);
        let (ends, _) = border([1.0, 1.0, 0.0], &SQUARE, 0.0).unwrap();
        assert_eq!(ends, [(1.0, -1.0), (-1.0, 1.0)]);
    }

    #[test]
    fn a_border_beside_the_square_is_not_drawn() {
        assert_eq!(border([1.0, 0.0, -1.5], &SQUARE, 0.0), None);
        assert_eq!(border([1.0, 1.0, -2.5], &SQUARE, 0.0), None);
        assert_eq!(border([0.0, 0.0, 1.0], &SQUARE, 0.0), None);
        assert_eq!(border([f64::NAN, 0.0, 1.0], &SQUARE, 0.0), None);
        assert_eq!(border([1.0, 1.0, f64::NAN], &SQUARE, 0.0), None);
    }

    #[test]
    fn the_tick_stands_on_the_positive_side() {
        let numbers = RandomState::seed(5).randn((64, 3));
        for row in numbers.outer_iter() {
            let [a, b, c] = [row[0], row[1], 0.1 * row[2]];
            let value = |(x, y): Point| a * x + b * y + c;
            let (_, tick) = border([a, b, c], &SQUARE, 0.18).unwrap();
            let [foot, end] = tick.unwrap();
            // The foot is on the line but for some roundings at about 1.
            assert!(value(foot).abs() < 1e-14);
            assert!(0.0 < value(end));
            assert!(SQUARE.bounds().has(end));
        }
    }
}
