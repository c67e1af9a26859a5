//! A line in the plane, and the side of it where a neuron is open.

use crate::geometry::{between, moved};
use crate::plane::Square;
use crate::sheet::Point;

/// Where on the line its tick stands: in the middle if it would leave the
/// square near the end.
const TICKS_AT: [f64; 2] = [0.08, 0.5];

/// The half-plane where a·x₁ + b·x₂ + c is positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HalfPlane {
    /// What multiplies the first coordinate.
    pub a: f64,
    /// What multiplies the second coordinate.
    pub b: f64,
    /// What is added.
    pub c: f64,
}

impl HalfPlane {
    /// The border's part within a square, if there is any, by its ends.
    pub(crate) fn border(&self, square: &Square) -> Option<[Point; 2]> {
        let Self { a, b, c } = *self;
        let bounds = square.bounds();
        let middle = bounds.at(0.5, 0.5);
        let norm = (a * a + b * b).sqrt();
        // How far the middle of the square is on the positive side. Where a
        // and b are 0, or a number is not finite, there is no border.
        let distance = (a * middle.0 + b * middle.1 + c) / norm;
        let near = moved(middle, (a / norm, b / norm), -distance);
        let along = (-b / norm, a / norm);
        let ends = [-square.side, square.side].map(|by| moved(near, along, by));
        distance.is_finite().then(|| bounds.clip(ends[0], ends[1]))?
    }

    /// A tick of some length on the border's positive side, where there is room
    /// for one.
    pub(crate) fn tick(
        &self, square: &Square, [from, to]: [Point; 2], length: f64,
    ) -> Option<[Point; 2]> {
        let norm = (self.a * self.a + self.b * self.b).sqrt();
        let side = (self.a / norm, self.b / norm);
        let ticks = TICKS_AT.map(|fraction| {
            let foot = between(from, to, fraction);
            [foot, moved(foot, side, length)]
        });
        ticks.into_iter().find(|[_, end]| square.bounds().has(*end))
    }
}

#[cfg(test)]
mod tests {
    use mini_numpy::RandomState;

    use super::*;

    const SQUARE: Square = Square { left: -1.0, top: 1.0, side: 2.0 };

    fn border(a: f64, b: f64, c: f64) -> Option<[Point; 2]> {
        HalfPlane { a, b, c }.border(&SQUARE)
    }

    #[test]
    fn a_border_goes_from_side_to_side() {
        let ends = border(1.0, 0.0, -0.5).unwrap();
        assert_eq!(ends, [(0.5, -1.0), (0.5, 1.0)]);
        let ends = border(0.0, 2.0, 0.5).unwrap();
        assert_eq!(ends, [(1.0, -0.25), (-1.0, -0.25)]);
        let ends = border(1.0, 1.0, 0.0).unwrap();
        assert_eq!(ends, [(1.0, -1.0), (-1.0, 1.0)]);
    }

    #[test]
    fn a_border_beside_the_square_is_not_drawn() {
        assert_eq!(border(1.0, 0.0, -1.5), None);
        assert_eq!(border(1.0, 1.0, -2.5), None);
        assert_eq!(border(0.0, 0.0, 1.0), None);
        assert_eq!(border(f64::NAN, 0.0, 1.0), None);
        assert_eq!(border(1.0, 1.0, f64::NAN), None);
    }

    #[test]
    fn the_tick_stands_on_the_positive_side() {
        let numbers = RandomState::seed(5).randn((64, 3));
        for row in numbers.outer_iter() {
            let half_plane =
                HalfPlane { a: row[0], b: row[1], c: 0.1 * row[2] };
            let value = |(x, y): Point| {
                half_plane.a * x + half_plane.b * y + half_plane.c
            };
            let border = half_plane.border(&SQUARE).unwrap();
            let [foot, end] = half_plane.tick(&SQUARE, border, 0.18).unwrap();
            // The foot is on the line but for some roundings at about 1.
            assert!(value(foot).abs() < 1e-14);
            assert!(0.0 < value(end));
            assert!(SQUARE.bounds().has(end));
        }
    }
}
