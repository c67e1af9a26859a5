//! A function of two variables by its contours, and tracks across them.

mod iso;
mod labels;

use std::fmt::Write;

use plotters_backend::text_anchor::HPos;

use crate::axis::{Axis, Direction, Ruler};
use crate::contours::iso::{Samples, contours};
use crate::contours::labels::Labels;
use crate::geometry::{Rectangle, between};
use crate::legend;
use crate::number::{enumerated, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plot::{ABOVE, BELOW, DOT, Plot};
use crate::role::Role;
use crate::svg::{Canvas, Point, WIDTH};
use crate::text::LINE;

/// How wide the rectangle is drawn, and how high at least and at most.
const FRAME: f64 = 340.0;
const HEIGHTS: (f64, f64) = (220.0, 380.0);

/// A function over a rectangle of the plane, by lines on which it is constant.
pub struct Contours<'a> {
    /// What the picture is called.
    pub title: String,
    /// The name of the first variable, to the right.
    pub x: String,
    /// The name of the second variable, upward.
    pub y: String,
    /// The first and the last value of the first variable.
    pub x_range: (f64, f64),
    /// The first and the last value of the second variable.
    pub y_range: (f64, f64),
    /// The function.
    pub field: &'a dyn Fn(f64, f64) -> f64,
    /// The values whose lines are drawn; round ones where there are none.
    pub levels: Vec<f64>,
    /// Ways across the plane, at most six.
    pub tracks: Vec<Track>,
}

/// A way across the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// What it is, as in `learning rate 0.01`.
    pub label: String,
    /// Its points, each of which is a dot.
    pub points: Vec<(f64, f64)>,
}

impl Contours<'_> {
    /// Draws the contours, each with its level, and the tracks. A unit of both
    /// variables is equally long where the rectangle is not too flat or too
    /// steep for that, so that right angles stay right.
    ///
    /// # Errors
    ///
    /// When the rectangle or the function on it is not finite.
    pub fn draw(&self) -> Result<Picture, NothingToDraw> {
        let samples = Samples::of(self.field, self.x_range, self.y_range);
        let samples = samples.ok_or_else(|| NothingToDraw::of(&self.title))?;
        let levels = if self.levels.is_empty() {
            samples.round_levels()
        } else {
            self.levels.clone()
        };
        let plot = self.plot();
        let frame = plot.frame;
        let mut canvas = Canvas::new(plot.frame.bottom + BELOW);
        let tracks = self.visible_tracks(&plot);
        let mut labels = Labels::new(&plot, &tracks);
        for &level in &levels {
            let place = |point: Point| plot.place(point);
            for line in contours(self.field, &samples, level, place) {
                labels.add(line, short(level, 3));
            }
        }
        labels.draw(&mut canvas);
        plot.draw(&mut canvas, Vec::new());
        canvas.outline(Role::Frame, &frame.corners());
        for (number, parts) in (1..).zip(&tracks) {
            for &(from, to) in parts {
                canvas.line(Role::Track(number), &[from, to]);
            }
        }
        for (number, track) in (1..).zip(&self.tracks) {
            let places = track.points.iter().map(|&at| plot.place(at));
            for at in places.filter(|at| frame.has(*at)) {
                canvas.circle(Role::Dot(number), at, DOT);
            }
        }
        self.draw_legend(&mut canvas);
        Ok(Picture::new(&self.title, self.in_words(&levels), canvas))
    }

    fn plot(&self) -> Plot {
        let ruler = |name: &str, (from, to): (f64, f64), direction, room| {
            Ruler::new(&Axis::linear(name), &[from, to], direction, room)
        };
        let span = |(from, to): (f64, f64)| to - from;
        let height = FRAME * span(self.y_range) / span(self.x_range);
        let height = height.clamp(HEIGHTS.0, HEIGHTS.1);
        let x = ruler(&self.x, self.x_range, Direction::Across, FRAME);
        let y = ruler(&self.y, self.y_range, Direction::Up, height);
        let (left, top) = (0.5 * (WIDTH - FRAME), ABOVE + LINE);
        let (right, bottom) = (left + FRAME, top + height);
        let frame = Rectangle { left, top, right, bottom };
        let y_labels = Plot::room_for(&y);
        Plot { frame, x, y, y_labels, has_grid: false }
    }

    /// The lines between the points of each track, as far as they are within
    /// the frame.
    fn visible_tracks(&self, plot: &Plot) -> Vec<Vec<(Point, Point)>> {
        let frame = plot.frame;
        let parts = |track: &Track| {
            let pairs = track.points.windows(2);
            let pairs = pairs.filter_map(|pair| {
                frame.clip(plot.place(pair[0]), plot.place(pair[1]))
            });
            pairs.collect()
        };
        self.tracks.iter().map(parts).collect()
    }

    fn draw_legend(&self, canvas: &mut Canvas) {
        let labels: Vec<_> =
            self.tracks.iter().map(|track| track.label.as_str()).collect();
        for (i, at) in legend::entries(canvas, &labels).into_iter().enumerate()
        {
            let sample = legend::sample(at);
            canvas.line(Role::Track(i + 1), &sample);
            let middle = between(sample[0], sample[1], 0.5);
            canvas.circle(Role::Dot(i + 1), middle, DOT);
            canvas.text(Role::Name(i + 1), at, HPos::Left, labels[i]);
        }
    }

    fn in_words(&self, levels: &[f64]) -> String {
        let levels: Vec<_> = levels.iter().map(|&x| short(x, 3)).collect();
        let mut words = format!(
            "Contours over {} and {} at {}.",
            self.x,
            self.y,
            enumerated(&levels)
        );
        for Track { label, points } in &self.tracks {
            if let [first, .., last] = points[..] {
                let steps = points.len() - 1;
                let at = |(x, y): Point| {
                    let value = short((self.field)(x, y), 3);
                    format!("{value} at ({}, {})", short(x, 3), short(y, 3))
                };
                let (first, last) = (at(first), at(last));
                let _ = write!(
                    words,
                    " {label}: {steps} steps from {first} to {last}."
                );
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ink;

    fn bowl(x: f64, y: f64) -> f64 {
        x * x + y * y
    }

    fn contours(field: &dyn Fn(f64, f64) -> f64) -> Contours<'_> {
        let points = vec![(1.5, 0.0), (1.0, 0.0), (0.5, 0.0), (9.0, 9.0)];
        Contours {
            title: "title".to_owned(),
            x: "w₁".to_owned(),
            y: "w₂".to_owned(),
            x_range: (-2.0, 2.0),
            y_range: (-2.0, 2.0),
            field,
            levels: vec![1.0, 2.0],
            tracks: vec![Track { label: "descent".to_owned(), points }],
        }
    }

    #[test]
    fn each_point_of_a_track_within_the_frame_is_a_dot() {
        let svg = contours(&bowl).draw().unwrap().svg("id", Ink::Page);
        let dots = svg.split("class=\"dot curve-1\"").skip(1);
        let dots = dots.map(|path| path.split('>').next().unwrap());
        // Three, and one in the legend.
        assert_eq!(
            dots.map(|path| path.matches('m').count()).sum::<usize>(),
            4
        );
    }

    #[test]
    fn levels_and_the_ends_of_tracks_are_said() {
        assert_eq!(
            contours(&bowl).draw().unwrap().description(),
            "Contours over w₁ and w₂ at 1 and 2. descent: 3 steps from 2.25 at \
             (1.5, 0) to 162 at (9, 9)."
        );
    }

    #[test]
    fn a_function_that_is_not_finite_is_nothing_to_draw() {
        assert!(contours(&|x, _| 1.0 / x).draw().is_err());
        let mut flat = contours(&bowl);
        flat.x_range = (1.0, 1.0);
        assert!(flat.draw().is_err());
    }
}
