//! A function of two variables by its contours, and tracks across them.

mod iso;

use std::fmt::Write;

use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::HPos;

use crate::axis::{Axis, Ruler, linear_ticks};
use crate::chart::{ABOVE, BELOW, DOT, chart, name_of_y};
use crate::contours::iso::Samples;
use crate::geometry::{Bounds, between, half_size};
use crate::legend::draw_legend;
use crate::number::{enumerated, extent, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plane::Square;
use crate::role::Role;
use crate::sheet::{Point, Sheet, WIDTH, place};
use crate::svg::units;
use crate::text::LINE;

/// The side of the square.
const SIDE: f64 = 340.0;
/// The most steps between levels.
const STEPS: usize = 8;
/// From the frame, or the contour in whose gap it stands, to a label.
const TO_LABEL: f64 = 6.0;
const GAP: f64 = 3.0;

/// A function over a square of the plane, by lines on which it is constant.
pub struct Contours<'a> {
    /// What the picture is called.
    pub title: String,
    /// The names of the first variable, to the right, and of the second one.
    pub names: [&'a str; 2],
    /// The square.
    pub square: Square,
    /// The function.
    pub field: &'a dyn Fn(f64, f64) -> f64,
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

/// A contour, or another line by its points.
type Line = Vec<Point>;

impl Contours<'_> {
    /// Draws the contours at round values, each with its value, and the tracks.
    ///
    /// # Errors
    ///
    /// When the square or the function on it is not finite.
    pub fn draw(&self) -> Result<Picture, NothingToDraw> {
        let samples = Samples::of(self.field, self.square);
        let ends = extent(samples.values.iter().copied());
        let is_finite = 0.0 < self.square.side
            && samples.values.iter().all(|x| x.is_finite());
        let (min, max) = ends.filter(|_| is_finite).ok_or_else(|| {
            NothingToDraw("the function is not finite".to_owned())
        })?;
        let levels = linear_ticks(min, max, STEPS);

        let ranges = self.square.ranges();
        let [x, y] = [0, 1].map(|i| {
            let ends = [ranges[i].start, ranges[i].end];
            Ruler::new(&Axis::linear(self.names[i]), &ends, false, SIDE)
        });
        let (left, top) = (0.5 * (WIDTH - SIDE), ABOVE + LINE);
        let (right, bottom) = (left + SIDE, top + SIDE);
        let frame = Bounds { left, top, right, bottom };
        let mut sheet = Sheet::new();
        sheet.height = bottom + BELOW;
        let chart = chart(&sheet, frame, (&x, &y), false);
        let mut contours: Vec<(Line, &str)> = Vec::new();
        for (level, label) in &levels {
            for line in samples.lines(*level, |at| chart.map_coordinate(at)) {
                let line = line.into_iter().map(units);
                contours.push((line.collect(), label));
            }
        }
        let tracks = self.tracks.iter().map(|track| {
            let points = track.points.windows(2);
            let lines =
                points.map(|pair| [0, 1].map(|i| place(&chart, pair[i])));
            lines.filter_map(|[a, b]| frame.clip(a, b)).collect()
        });
        let tracks: Vec<Vec<[Point; 2]>> = tracks.collect();
        let name = Bounds::around_text(name_of_y(&frame, &y), self.names[1]);
        draw_contours(&sheet, &frame, &contours, &tracks.concat(), name);
        sheet.put(&Polygon::new(frame.corners(), Role::Frame));
        for (number, (lines, track)) in
            (1..).zip(tracks.iter().zip(&self.tracks))
        {
            for &line in lines {
                sheet.put(&PathElement::new(line, Role::Track.curve(number)));
            }
            let places = track.points.iter().map(|at| place(&chart, *at));
            for at in places.filter(|at| frame.has(*at)) {
                sheet.put(&Circle::new(at, DOT, Role::Dot.curve(number)));
            }
        }
        let labels: Vec<_> = self.tracks.iter().map(|t| &t.label).collect();
        let name = |i| Role::Name.curve(i + 1);
        draw_legend(&mut sheet, &labels, name, |sheet, i, ends| {
            sheet.put(&PathElement::new(ends, Role::Track.curve(i + 1)));
            let middle = between(ends[0], ends[1], 0.5);
            sheet.put(&Circle::new(middle, DOT, Role::Dot.curve(i + 1)));
        });
        let levels: Vec<_> = levels.into_iter().map(|tick| tick.1).collect();
        Ok(Picture::new(&self.title, self.in_words(&levels), &sheet))
    }

    fn in_words(&self, levels: &[String]) -> String {
        let ([x, y], levels) = (self.names, enumerated(levels));
        let mut words = format!("Contours over {x} and {y} at {levels}.");
        for Track { label, points } in &self.tracks {
            if let [first, .., last] = points[..] {
                let steps = points.len() - 1;
                let [first, last] = [first, last].map(|(x, y)| {
                    let value = short((self.field)(x, y), 3);
                    format!("{value} at ({}, {})", short(x, 3), short(y, 3))
                });
                let _ = write!(
                    words,
                    " {label}: {steps} steps from {first} to {last}."
                );
            }
        }
        words
    }
}

/// Draws contours with their labels: on the right of the frame or above it, or
/// in a gap of a contour where the label covers nothing else.
fn draw_contours(
    sheet: &Sheet,
    frame: &Bounds,
    contours: &[(Line, &str)],
    tracks: &[[Point; 2]],
    name: Bounds,
) {
    let sides = |line: &Line| -> Vec<[Point; 2]> {
        line.windows(2).map(|pair| [pair[0], pair[1]]).collect()
    };
    let mut taken = vec![name];
    for (i, (line, label)) in contours.iter().enumerate() {
        let others = [&contours[..i], &contours[i + 1..]].concat();
        let mut lines: Vec<_> =
            others.iter().flat_map(|(line, _)| sides(line)).collect();
        lines.extend(sides(&frame.corners().repeat(2)));
        lines.extend(tracks);
        let half = half_size(label);
        let room = |at| Bounds::around(at, (half.0 + GAP, half.1 + GAP));
        let ends = [line[0], line[line.len() - 1]];
        let right = ends.iter().filter(|end| end.0 == frame.right);
        let right = right.map(|end| (end.0 + TO_LABEL + half.0, end.1));
        let above = ends.iter().filter(|end| end.1 == frame.top);
        let above = above.map(|end| (end.0, end.1 - TO_LABEL - half.1));
        let mut places = right.chain(above).chain(line.iter().copied());
        let place = places.find(|&at| {
            let room = room(at);
            room.right <= WIDTH + GAP && room.faults(&taken, &lines) == 0
        });
        let gap = place.map(room);
        for part in line.split(|at| gap.is_some_and(|gap| gap.has(*at))) {
            sheet.put(&PathElement::new(part, Role::Contour));
        }
        if let Some(at) = place {
            sheet.write(Role::Label, at, HPos::Center, label);
        }
        taken.extend(gap);
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
            names: ["w₁", "w₂"],
            square: Square { left: -2.0, top: 2.0, side: 4.0 },
            field,
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
            "Contours over w₁ and w₂ at 0, 1, 2, 3, 4, 5, 6, 7 \
             and 8. descent: 3 steps from 2.25 at \
             (1.5, 0) to 162 at (9, 9)."
        );
    }

    #[test]
    fn a_function_that_is_not_finite_is_nothing_to_draw() {
        assert!(contours(&|x, _| 1.0 / x).draw().is_err());
        let mut flat = contours(&bowl);
        flat.square.side = 0.0;
        assert!(flat.draw().is_err());
    }
}
