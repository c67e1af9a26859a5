//! A function of two variables by its contours, and tracks across them.

use ndarray::Array2;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::HPos;

use crate::axis::{Axis, Scale, linear_ticks};
use crate::chart::{ABOVE, BELOW, DOT, chart, name_of_y};
use crate::geometry::{Bounds, LINE, between, distance, half_size};
use crate::lines::{Sides, Vertex, triangles};
use crate::number::{enumerated, extent, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plane::Square;
use crate::sheet::{Point, Sheet, WIDTH, draw_legend};
use crate::svg::{Role, tenths, units};

/// The side of the square.
const SIDE: f64 = 340.0;
/// The nodes on a side of the grid on which the function is sampled.
const NODES: usize = 41;
/// How often the way between two nodes is halved in search of a level: until
/// what is left cannot be seen.
const HALVINGS: usize = 20;
/// The most steps between levels.
const STEPS: usize = 8;
/// From the frame, or the contour in whose gap it stands, to a label.
const TO_LABEL: f64 = 6.0;
const GAP: f64 = 3.0;
/// The radius of the smallest dot, in tenths of a unit.
const LEAST_DOT: i32 = 12;

/// A function over a square of the plane, by lines on which it is constant.
pub struct Contours<'a> {
    /// The names of the first variable, to the right, and of the second one.
    pub names: [&'a str; 2],
    /// The square.
    pub square: Square,
    /// The function of both.
    pub field: &'a dyn Fn((f64, f64)) -> f64,
    /// At most six ways across the square: what each is, as in `learning rate
    /// 0.01`, and its points, each of which is a dot.
    pub tracks: Vec<(String, Vec<(f64, f64)>)>,
}

impl Contours<'_> {
    /// Draws labelled contours at round values, and the tracks, under a title.
    ///
    /// # Errors
    ///
    /// When the square or the function on it is not finite.
    pub fn draw(&self, title: &str) -> Result<Picture, NothingToDraw> {
        let value = |node| (self.field)(self.square.node(NODES, node));
        let values = Array2::from_shape_fn((NODES, NODES), value);
        let is_finite =
            0.0 < self.square.side && values.iter().all(|x| x.is_finite());
        let ends = extent(values.iter().copied()).filter(|_| is_finite);
        let fault = "there is nothing to draw: the function is not finite";
        let (min, max) = ends.ok_or_else(|| NothingToDraw(fault.to_owned()))?;
        let levels = linear_ticks(min, max, STEPS);

        let middle = (0.5 * WIDTH, ABOVE + LINE + 0.5 * SIDE);
        let frame = Bounds::around(middle, (0.5 * SIDE, 0.5 * SIDE));
        let all = self.square.bounds();
        let ends = [[all.left, all.right], [all.top, all.bottom]];
        let [x, y] = [0, 1].map(|i| {
            Scale::new(&Axis::linear(self.names[i]), &ends[i], false, SIDE)
        });
        let mut sheet = Sheet::new();
        sheet.height = frame.bottom + BELOW;
        let chart = chart(&sheet, frame, (&x, &y), false);
        let tracks = self.tracks.iter().map(|(_, points)| {
            points.iter().map(|at| chart.place(*at)).collect()
        });
        let tracks: Vec<Vec<Point>> = tracks.collect();
        let mut contours: Vec<(Vec<Point>, &str)> = Vec::new();
        for (level, label) in &levels {
            let at = |point| chart.area.map_coordinate(&point);
            let lines = self.lines(&values, *level, at).into_iter();
            let lines = lines.map(|line| line.into_iter().map(units));
            contours.extend(lines.map(|line| (line.collect(), &label[..])));
        }
        let name = Bounds::around_text(name_of_y(&frame, &y), self.names[1]);
        draw_contours(&sheet, &frame, &contours, &tracks, name);
        sheet.put(&Polygon::new(frame.corners(), Role::Frame));
        for (number, track) in (1..).zip(tracks) {
            for (at, radius) in dots(&track) {
                sheet.put(&Circle::new(at, radius, Role::Dot.of(number)));
            }
            sheet.put(&PathElement::new(track, Role::Track.of(number)));
        }
        let labels: Vec<_> = self.tracks.iter().map(|track| &track.0).collect();
        let name = |i| Role::Name.of(i + 1);
        draw_legend(&mut sheet, &labels, name, |sheet, i, ends| {
            sheet.put(&PathElement::new(ends, Role::Track.of(i + 1)));
            let middle = between(ends[0], ends[1], 0.5);
            sheet.put(&Circle::new(middle, DOT, Role::Dot.of(i + 1)));
        });
        let levels = enumerated(levels.into_iter().map(|tick| tick.1));
        Ok(Picture::new(title, self.in_words(&levels), &sheet))
    }

    /// The lines on which the function has a value, each by its points where
    /// it is drawn, given its values on a grid.
    fn lines(
        &self, values: &Array2<f64>, level: f64,
        place: impl Fn(Point) -> Vertex,
    ) -> Vec<Vec<Vertex>> {
        let mut sides = Sides::default();
        for [a, b, c] in triangles(NODES, NODES) {
            let crossed = |from_above: bool| {
                let is_above = |node| (level < values[node]) == from_above;
                let mut sides = [(a, b), (b, c), (c, a)].into_iter();
                let side = sides.find(|(a, b)| is_above(*a) && !is_above(*b));
                side.map(|(a, b)| place(self.crossing(level, [a, b])))
            };
            // The level is crossed downward and upward, or not at all.
            if let (Some(down), Some(up)) = (crossed(true), crossed(false)) {
                sides.add(down, up);
            }
        }
        sides.chained()
    }

    /// Where the function passes a level between two nodes, which is the same
    /// point for both triangles. Only halving finds it where the function has
    /// a bend, as that of a ReLU has.
    fn crossing(&self, level: f64, mut nodes: [(usize, usize); 2]) -> Point {
        nodes.sort_unstable();
        let [mut a, mut b] = nodes.map(|node| self.square.node(NODES, node));
        let is_above = |at| level < (self.field)(at);
        let starts_above = is_above(a);
        for _ in 0..HALVINGS {
            let middle = between(a, b, 0.5);
            if is_above(middle) == starts_above {
                a = middle;
            } else {
                b = middle;
            }
        }
        a
    }

    fn in_words(&self, levels: &str) -> String {
        let [x, y] = self.names;
        let tracks = self.tracks.iter().filter_map(|(label, points)| {
            let [first, .., last] = points[..] else { return None };
            let steps = points.len() - 1;
            let [from, to] = [first, last].map(|at| {
                let numbers = [at.0, at.1, (self.field)(at)];
                let [x, y, z] = numbers.map(|number| short(number, 3));
                format!("{z} at ({x}, {y})")
            });
            Some(format!(" {label}: {steps} steps from {from} to {to}."))
        });
        let tracks: String = tracks.collect();
        format!("Contours over {x} and {y} at {levels}.{tracks}")
    }
}

/// The dots of a track, with their radiuses: smaller where they would touch the
/// next, but not so small that the line hides them.
fn dots(track: &[Point]) -> impl Iterator<Item = (Point, i32)> {
    (0..track.len()).map(move |i| {
        let beside = &track[i.saturating_sub(1)..(i + 2).min(track.len())];
        let steps = beside.windows(2).map(|step| distance(step[0], step[1]));
        let radiuses = steps.map(|step| tenths(0.4 * step));
        (track[i], radiuses.min().unwrap_or(DOT).clamp(LEAST_DOT, DOT))
    })
}

/// Draws contours with their labels: on the right of the frame or above it, or
/// in a gap of a contour where the label covers nothing else.
fn draw_contours(
    sheet: &Sheet, frame: &Bounds, contours: &[(Vec<Point>, &str)],
    tracks: &[Vec<Point>], name: Bounds,
) {
    let border = frame.corners().repeat(2);
    let mut taken = vec![name];
    for (i, (line, label)) in contours.iter().enumerate() {
        let others = contours[..i].iter().chain(&contours[i + 1..]);
        let others = others.map(|(line, _)| line).chain(tracks);
        let sides = others.chain([&border]).flat_map(|line| line.windows(2));
        let sides: Vec<_> = sides.map(|side| [side[0], side[1]]).collect();
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
            room.right <= WIDTH + GAP && room.faults(&taken, &sides) == 0
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

    fn bowl((x, y): Point) -> f64 {
        x * x + y * y
    }

    fn contours(field: &dyn Fn(Point) -> f64) -> Contours<'_> {
        let points = vec![(1.5, 0.0), (1.0, 0.0), (0.5, 0.0), (0.4, 0.1)];
        Contours {
            names: ["w₁", "w₂"],
            square: Square { left: -2.0, top: 2.0, side: 4.0 },
            field,
            tracks: vec![("descent".to_owned(), points)],
        }
    }

    #[test]
    fn each_point_of_a_track_is_a_dot() {
        let svg = contours(&bowl).draw("title").unwrap().svg("id", Ink::Page);
        let dots = svg.split("class=\"dot curve-1\"").skip(1);
        let dots = dots.map(|path| path.split('>').next().unwrap());
        // Four, and one in the legend.
        assert_eq!(
            dots.map(|path| path.matches('m').count()).sum::<usize>(),
            5
        );
    }

    #[test]
    fn dots_that_would_touch_are_smaller() {
        let track = [(0.0, 0.0), (0.0, 50.0), (4.0, 50.0), (4.0, 50.1)];
        let radiuses = dots(&track).map(|dot| dot.1);
        assert_eq!(radiuses.collect::<Vec<_>>(), [DOT, 16, LEAST_DOT, 12]);
        assert!(dots(&track[..1]).eq([(track[0], DOT)]));
    }

    #[test]
    fn levels_and_the_ends_of_tracks_are_said() {
        assert_eq!(
            contours(&bowl).draw("title").unwrap().description,
            "Contours over w₁ and w₂ at 0, 1, 2, 3, 4, 5, 6, 7 \
             and 8. descent: 3 steps from 2.25 at \
             (1.5, 0) to 0.17 at (0.4, 0.1)."
        );
    }

    #[test]
    fn a_function_that_is_not_finite_is_nothing_to_draw() {
        assert!(contours(&|(x, _)| 1.0 / x).draw("title").is_err());
        let mut flat = contours(&bowl);
        flat.square.side = 0.0;
        assert!(flat.draw("title").is_err());
    }

    fn lines(field: &dyn Fn(Point) -> f64, level: f64) -> Vec<Vec<Vertex>> {
        let contours = contours(field);
        let values = Array2::from_shape_fn((NODES, NODES), |node| {
            field(contours.square.node(NODES, node))
        });
        let place = |(x, y)| (tenths(100.0 * x), tenths(100.0 * y));
        contours.lines(&values, level, place)
    }

    #[test]
    fn the_contour_of_a_bowl_is_a_circle() {
        let lines = lines(&bowl, 1.0);
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
            lines(&|(x, y)| if x < y { 0.0 } else { (x - y) * (x - y) }, 0.0);
        assert_eq!(lines.len(), 1);
        let mut ends = [lines[0][0], lines[0][lines[0].len() - 1]];
        ends.sort_unstable();
        assert_eq!(ends, [(-2000, -2000), (2000, 2000)]);
        // Points are rounded to tenths of a unit across and down.
        assert!(lines[0].iter().all(|(x, y)| (x - y).abs() <= 1));
    }
}
