//! A line in the plane, and the side of it where a neuron is open.

use crate::geometry::{between, moved};
use crate::plane::Square;
use crate::plane::square::View;
use crate::svg::Point;

/// How long the tick on the positive side is, and where on the line it stands:
/// in the middle if it would leave the frame near the end.
const TICK: f64 = 9.0;
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
    pub(crate) fn border(&self, square: &Square) -> Option<(Point, Point)> {
        let Self { a, b, c } = *self;
        let length_squared = a * a + b * b;
        // The border's point next to the origin, and the way along it.
        let near = (-c * a / length_squared, -c * b / length_squared);
        let along = (-b, a);
        // Where a and b are 0, or one of the numbers is none, there is none.
        if !near.0.is_finite() || !near.1.is_finite() {
            return None;
        }
        let every = (f64::NEG_INFINITY, f64::INFINITY);
        let (from, to) = square.rectangle().part_of_line(near, along, every)?;
        Some((moved(near, along, from), moved(near, along, to)))
    }

    /// The border where it is drawn, by its ends, and the tick on its positive
    /// side, where there is room for one.
    pub(crate) fn drawn(&self, view: &View) -> Option<[[Point; 2]; 2]> {
        let (a, b) = self.border(&view.square)?;
        let (a, b) = (view.place(a), view.place(b));
        let length = (self.a * self.a + self.b * self.b).sqrt();
        let side = (self.a / length, -self.b / length);
        let tick = TICKS_AT.into_iter().map(|fraction| {
            let foot = between(a, b, fraction);
            [foot, moved(foot, side, TICK)]
        });
        let tick = { tick }.find(|[_, end]| view.frame.has(*end));
        Some([[a, b], tick.unwrap_or([a, a])])
    }
}

#[cfg(test)]
mod tests {
    use mini_numpy::RandomState;

    use crate::geometry::Rectangle;

    use super::*;

    const SQUARE: Square = Square { left: -1.0, top: 1.0, side: 2.0 };

    fn border(a: f64, b: f64, c: f64) -> Option<(Point, Point)> {
        HalfPlane { a, b, c }.border(&SQUARE)
    }

    #[test]
    fn a_border_goes_from_side_to_side() {
        let ends = border(1.0, 0.0, -0.5).unwrap();
        assert_eq!(ends, ((0.5, -1.0), (0.5, 1.0)));
        let ends = border(0.0, 2.0, 0.5).unwrap();
        assert_eq!(ends, ((1.0, -0.25), (-1.0, -0.25)));
        let ends = border(1.0, 1.0, 0.0).unwrap();
        assert_eq!(ends, ((1.0, -1.0), (-1.0, 1.0)));
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
        let frame = Rectangle::around((50.0, 50.0), (50.0, 50.0));
        let view = View { square: SQUARE, frame };
        let numbers = RandomState::seed(5).randn((64, 3));
        for row in numbers.outer_iter() {
            let half_plane =
                HalfPlane { a: row[0], b: row[1], c: 0.1 * row[2] };
            let value = |(right, down): Point| {
                let (x, y) = (right / 50.0 - 1.0, 1.0 - down / 50.0);
                half_plane.a * x + half_plane.b * y + half_plane.c
            };
            let [_, [foot, end]] = half_plane.drawn(&view).unwrap();
            // The foot is on the line but for some roundings at about 1.
            assert!(value(foot).abs() < 1e-14);
            assert!(0.0 < value(end));
        }
    }
}
