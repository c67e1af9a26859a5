//! Curves over an axis, in one panel or several.

use std::collections::BTreeSet;
use std::fmt::Write;

use plotters::element::{Circle, PathElement};
use plotters::style::text_anchor::HPos;

use crate::axis::{Axis, Scale};
use crate::chart::{ABOVE, BELOW, DOT, chart, room_for};
use crate::geometry::{Bounds, LINE, text_width};
use crate::number::{enumerated, headed, largest, length, short};
use crate::picture::{NothingToDraw, Picture};
use crate::sheet::{Point, Sheet, WIDTH};
use crate::svg::Role;

/// The most series of a panel: there are as many kinds of lines.
const MOST_SERIES: usize = 6;
/// The height of a panel's curves.
const HEIGHT: f64 = 240.0;
/// Between two panels.
const GAP: f64 = 12.0;
/// From the end of the axis to a curve's sample, its end, and the label.
const SAMPLE: [f64; 3] = [10.0, 32.0, 38.0];
/// What the last tick's label takes there if there is no such label.
const BESIDE: f64 = 32.0;

/// Up to six curves over common axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What stands above the panel, if it is not empty.
    pub heading: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis. A linear one begins at 0 or below, and ends in a
    /// tick. Panels that ask for the same one have it on one scale.
    pub y: Axis,
    /// The curves.
    pub series: Vec<Series>,
}

/// A curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name, which stands at its end where a panel has several.
    pub label: String,
    /// Its pieces, from left to right, each by its points (x, y). Where one
    /// ends and the next begins, the curve jumps: it has the value of the piece
    /// that ends, which is marked by a full dot; the other end gets an open
    /// one. Pieces of one point each are no curve, but so many full dots.
    pub pieces: Vec<Vec<(f64, f64)>>,
}

/// Draws panels side by side, under a title. Points that are not finite are left
/// out, and so are those that a logarithmic axis has no place for.
///
/// # Errors
///
/// When a series has no point left, or a panel has no series or more than six.
pub fn draw(title: &str, panels: &[Panel]) -> Result<Picture, NothingToDraw> {
    let panels = panels.iter().map(Panel::drawable);
    let panels: Vec<Panel> = panels.collect::<Result<_, _>>()?;
    let mut sheet = Sheet::new();
    for (panel, (frame, y)) in panels.iter().zip(layout(&panels)) {
        sheet.height = frame.bottom + BELOW;
        panel.draw(&sheet, frame, &y);
    }
    let words: Vec<_> = panels.iter().map(Panel::in_words).collect();
    Ok(Picture::new(title, words.join(" "), &sheet))
}

/// The frame of each panel, all of one size, and its vertical axis.
fn layout(panels: &[Panel]) -> Vec<(Bounds, Scale)> {
    let scale = |panel: &Panel| {
        let common = panels.iter().filter(|other| other.y == panel.y);
        let values = common.flat_map(|panel| panel.numbers().1);
        Scale::new(&panel.y, &values.collect::<Vec<_>>(), true, HEIGHT)
    };
    let scales: Vec<_> = panels.iter().map(scale).collect();
    let labels = largest(scales.iter().map(room_for));
    let labelled = panels.iter().filter(|panel| 1 < panel.series.len());
    let beside = labelled.flat_map(|panel| &panel.series);
    let beside = beside.map(|series| SAMPLE[2] + text_width(&series.label));
    let beside = largest(beside.chain([BESIDE]));
    let has_heading = panels.iter().any(|p| !p.heading.is_empty());
    let top = ABOVE + if has_heading { LINE } else { 0.0 };
    let width = (WIDTH + GAP) / length(panels.len());
    let frame = |i: usize| {
        let left = labels + width * length(i);
        let right = left + width - labels - beside - GAP;
        Bounds { left, top, right, bottom: top + HEIGHT }
    };
    (0..).map(frame).zip(scales).collect()
}

impl Panel {
    /// A panel without a heading.
    pub fn new(x: Axis, y: Axis, series: Vec<Series>) -> Self {
        Self { heading: String::new(), x, y, series }
    }

    /// The panel without the points that cannot be drawn.
    fn drawable(&self) -> Result<Self, NothingToDraw> {
        let number = self.series.len();
        if !(1..=MOST_SERIES).contains(&number) {
            return Err(NothingToDraw(format!(
                "{number} curves cannot be told apart; draw 1 to {MOST_SERIES}"
            )));
        }
        let mut panel = self.clone();
        for Series { label, pieces } in &mut panel.series {
            for piece in &mut *pieces {
                piece.retain(|&(x, y)| {
                    self.x.has_place_for(x) && self.y.has_place_for(y)
                });
            }
            pieces.retain(|piece| !piece.is_empty());
            if pieces.is_empty() {
                return Err(NothingToDraw(format!(
                    "there is nothing to draw: {label} has no number that is \
                     finite and, on a logarithmic axis, above 0"
                )));
            }
        }
        Ok(panel)
    }

    /// The coordinates of all points.
    fn numbers(&self) -> (Vec<f64>, Vec<f64>) {
        let pieces = self.series.iter().flat_map(|series| &series.pieces);
        pieces.flatten().copied().unzip()
    }

    fn draw(&self, sheet: &Sheet, frame: Bounds, y: &Scale) {
        let width = frame.right - frame.left;
        let x = Scale::new(&self.x, &self.numbers().0, false, width);
        let chart = chart(sheet, frame, (&x, y), true);
        for (number, series) in (1..).zip(&self.series) {
            let [curve, dot, ring] = [Role::Curve, Role::Dot, Role::Ring]
                .map(|role| role.of(number));
            for piece in &series.pieces {
                chart.put(&PathElement::new(thinned(piece, &chart), curve));
                // A line of one point could not be seen.
                if let [only] = piece[..] {
                    chart.put(&Circle::new(only, DOT, dot));
                }
            }
            for (end, beginning) in series.jumps() {
                chart.put(&Circle::new(end, DOT, dot));
                chart.put(&Circle::new(beginning, DOT, ring));
            }
        }
        let above = frame.above(ABOVE);
        sheet.write(Role::Label, above, HPos::Center, &self.heading);
        if 1 < self.series.len() {
            self.draw_labels(sheet, frame, &chart);
        }
    }

    /// Writes the labels of the series from above in the order of their ends,
    /// and as near to these as there is room, with a sample of each line.
    fn draw_labels(&self, sheet: &Sheet, frame: Bounds, chart: &Sheet) {
        let ends = (1..).zip(&self.series).filter_map(|(number, series)| {
            let end = series.pieces.iter().flatten().last()?;
            let end = chart.place(*end);
            Some((end.1, end, number, (&series.label, series.is_dots())))
        });
        let mut ends: Vec<_> = ends.collect();
        ends.sort_by(|(a, ..), (b, ..)| a.total_cmp(b));
        let mut least = frame.top;
        for (height, ..) in &mut ends {
            *height = largest([least, *height]);
            least = *height + LINE;
        }
        let mut most = frame.bottom;
        for (height, ..) in ends.iter_mut().rev() {
            *height = if *height < most { *height } else { most };
            most = *height - LINE;
        }
        for (height, end, number, (label, is_dots)) in ends {
            let [from, to, at] = SAMPLE.map(|x| (frame.right + x, height));
            sheet.put(&PathElement::new([end, from], Role::Leader.of(number)));
            if is_dots {
                let middle = (0.5 * (from.0 + to.0), height);
                let dot = Role::Dot.of(number);
                sheet.put(&Circle::new(middle, DOT, dot));
            } else {
                let curve = Role::Curve.of(number);
                sheet.put(&PathElement::new([from, to], curve));
            }
            sheet.write(Role::Name.of(number), at, HPos::Left, label);
        }
    }

    fn in_words(&self) -> String {
        let axis = if self.y.is_logarithmic { "logarithmic" } else { "linear" };
        let words = self.series.iter().map(|series| series.in_words(self));
        let words = words.collect::<Vec<_>>().join("; ");
        headed(&self.heading, format!("On a {axis} axis: {words}."))
    }
}

impl Series {
    /// A curve of one piece.
    pub fn new(label: &str, points: Vec<(f64, f64)>) -> Self {
        Self { label: label.to_owned(), pieces: vec![points] }
    }

    /// Whether there are several pieces, each of them a point.
    fn is_dots(&self) -> bool {
        1 < self.pieces.len() && self.pieces.iter().all(|p| p.len() == 1)
    }

    /// The end of each piece but the last, with the beginning of the next.
    fn jumps(&self) -> impl Iterator<Item = (Point, Point)> {
        let pieces = if self.is_dots() { &[] } else { &self.pieces[..] };
        let pairs = pieces.windows(2);
        pairs.filter_map(|two| Some((*two[0].last()?, *two[1].first()?)))
    }

    /// Where the curve begins, turns, jumps and ends.
    fn in_words(&self, panel: &Panel) -> String {
        let label = &self.label;
        let points = self.pieces.concat();
        let at = |(x, y): Point| {
            format!("{} at {} {}", short(y, 3), panel.x.name, short(x, 3))
        };
        if self.is_dots() {
            let points = enumerated(points.into_iter().map(at));
            return format!("{label} is {points}");
        }
        let [first, .., last] = points[..] else {
            return format!("{label} is {}", at(points[0]));
        };
        let by_height = |a: &&Point, b: &&Point| a.1.total_cmp(&b.1);
        let lowest = points.iter().min_by(by_height).unwrap_or(&first);
        let highest = points.iter().max_by(by_height).unwrap_or(&last);
        let mut words =
            format!("{label} goes from {} to {}", at(first), at(last));
        for (name, point) in [("minimum", lowest), ("maximum", highest)] {
            if point.1 != first.1 && point.1 != last.1 {
                let _ = write!(words, ", with a {name} of {}", at(*point));
            }
        }
        for (from, to) in self.jumps() {
            let from = short(from.1, 3);
            let _ = write!(words, ", and jumps from {from} to {}", at(to));
        }
        let zeros = points.iter().filter(|point| point.1 == 0.0).count();
        if panel.y.is_logarithmic && 0 < zeros {
            let number = points.len();
            let _ = write!(words, ", with 0 at {zeros} of {number} points");
        }
        words
    }
}

/// For each column of a unit's width the points that show its extent: the
/// first, the lowest, the highest and the last, each once and in their order. A
/// million points make no larger a file than a thousand.
fn thinned(points: &[Point], chart: &Sheet) -> Vec<Point> {
    let column = |point: &Point| chart.place(*point).0.floor();
    let columns = points.chunk_by(|a, b| column(a) == column(b));
    let kept = columns.flat_map(|column| {
        let by_height =
            |a: &usize, b: &usize| column[*a].1.total_cmp(&column[*b].1);
        let mut kept = BTreeSet::from([0, column.len() - 1]);
        kept.extend((0..column.len()).min_by(by_height));
        kept.extend((0..column.len()).max_by(by_height));
        kept.into_iter().map(|i| column[i])
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use plotters::coord::ranged1d::Ranged;

    use super::*;

    fn panel(y: Axis, series: Vec<Series>) -> Panel {
        Panel::new(Axis::linear("iteration"), y, series)
    }

    fn draw(y: Axis, series: Vec<Series>) -> Result<Picture, NothingToDraw> {
        super::draw("title", &[panel(y, series)])
    }

    fn body(picture: &Picture) -> String {
        picture.svg("id", crate::Ink::Page)
    }

    #[test]
    fn every_point_is_a_corner_of_its_curve() {
        let points = vec![(0.0, 0.0), (10.0, 8.0), (20.0, 2.0), (30.0, 6.0)];
        let svg = body(
            &draw(Axis::linear("loss"), vec![Series::new("loss", points)])
                .unwrap(),
        );
        let curve = svg.split("class=\"curve curve-1\" d=\"").nth(1).unwrap();
        let curve = curve.split('"').next().unwrap();
        // The axis goes to 8, on 240 units: down by 6 takes 180.
        let heights = curve.split([' ', 'm']).skip(3);
        let expected = ["1429-2400", "1429", "1800", "1430-1200"];
        assert!(heights.eq(expected), "{curve}");
    }

    #[test]
    fn a_single_point_is_a_dot_and_has_a_description() {
        let one = Series::new("loss", vec![(1.0, 36.0)]);
        let picture = draw(Axis::linear("loss"), vec![one]).unwrap();
        assert!(body(&picture).contains("class=\"dot curve-1\""));
        assert_eq!(
            picture.description,
            "On a linear axis: loss is 36 at iteration 1."
        );
    }

    #[test]
    fn pieces_of_one_point_each_are_dots_without_jumps() {
        let pieces = vec![vec![(1.0, 36.0)], vec![(2.0, 9.0)]];
        let label = "loss".to_owned();
        let dots = Series { label, pieces };
        let picture = draw(Axis::linear("loss"), vec![dots]).unwrap();
        let svg = body(&picture);
        assert!(svg.contains("class=\"dot curve-1\""));
        assert!(!svg.contains("class=\"ring curve-1\""));
        assert_eq!(
            picture.description,
            "On a linear axis: loss is 36 at iteration 1 and 9 at iteration 2."
        );
    }

    #[test]
    fn points_without_a_place_are_left_out() {
        let values = [1.0, 0.0, f64::NAN, -1.0, f64::INFINITY, 0.5];
        let points: Vec<_> = (0..).map(f64::from).zip(values).collect();
        let words = |y: Axis| {
            let drawn = draw(y, vec![Series::new("loss", points.clone())]);
            drawn.unwrap().description
        };
        assert_eq!(
            words(Axis::linear("loss")),
            "On a linear axis: loss goes from 1 at iteration 0 to 0.5 at \
             iteration 5, with a minimum of −1 at iteration 3."
        );
        assert_eq!(
            words(Axis::logarithmic("loss")),
            "On a logarithmic axis: loss goes from 1 at iteration 0 to 0.5 at \
             iteration 5."
        );
        let zero =
            words(Axis { shows_zero: true, ..Axis::logarithmic("loss") });
        assert!(zero.ends_with(", with 0 at 1 of 3 points."), "{zero}");
    }

    #[test]
    fn a_series_without_points_is_named() {
        let zero = Series::new("distance", vec![(0.0, 0.0)]);
        let fault = draw(Axis::logarithmic(""), vec![zero]).unwrap_err();
        assert!(fault.to_string().contains("nothing to draw: distance has no"));
        assert!(draw(Axis::linear(""), Vec::new()).is_err());
    }

    #[test]
    fn more_curves_than_kinds_of_lines_are_refused() {
        let series = vec![Series::new("loss", vec![(0.0, 1.0)]); 7];
        let fault = draw(Axis::linear("loss"), series).unwrap_err();
        assert!(
            fault.to_string().contains("7 curves cannot be told apart"),
            "{fault}"
        );
    }

    #[test]
    fn labels_stand_in_the_order_of_the_ends() {
        let ends = [("a", 0.1), ("b", 0.0), ("c", 1.0), ("d", 0.05)];
        let series = ends.map(|(label, end)| {
            Series::new(label, vec![(0.0, 1.0), (1.0, end)])
        });
        let svg = body(&draw(Axis::linear(""), series.to_vec()).unwrap());
        let labels = svg.split("class=\"name ").skip(1);
        let labels = labels.map(|text| text.split(['>', '<']).nth(1).unwrap());
        assert!(labels.eq(["c", "a", "d", "b"]), "{svg}");
    }

    #[test]
    fn a_jump_has_a_full_and_an_open_dot_and_no_line() {
        let (left, right) =
            ([(-1.0, 0.0), (0.0, 0.0)], [(0.0, 1.0), (1.0, 1.0)]);
        let pieces = vec![left.to_vec(), right.to_vec()];
        let slope = Series { label: "slope".to_owned(), pieces };
        let picture = draw(Axis::linear("a"), vec![slope]).unwrap();
        let svg = body(&picture);
        for class in ["dot curve-1", "ring curve-1"] {
            assert_eq!(svg.matches(class).count(), 1, "{class}");
        }
        let words = "and jumps from 0 to 1 at iteration 0.";
        assert!(picture.description.ends_with(words));
    }

    #[test]
    fn a_million_points_cost_no_more_than_can_be_seen() {
        let points = (0..1_000_000).map(|i| (f64::from(i), f64::from(i % 977)));
        let long = Series::new("loss", points.collect());
        let svg = body(&draw(Axis::linear("loss"), vec![long]).unwrap());
        assert!(svg.len() < 30_000, "{}", svg.len());
    }

    #[test]
    fn panels_with_a_common_axis_have_their_points_on_one_height() {
        let low = panel(
            Axis::logarithmic("d"),
            vec![Series::new("d", vec![(0.0, 1e-8), (1.0, 1.0)])],
        );
        let high = panel(
            Axis::logarithmic("d"),
            vec![Series::new("d", vec![(0.0, 1.0), (9.0, 10.0)])],
        );
        let layout = layout(&[low, high]);
        let [(left, left_y), (right, right_y)] = &layout[..] else {
            panic!("two panels");
        };
        assert_eq!(left_y.range(), right_y.range());
        assert_eq!((left.top, left.bottom), (right.top, right.bottom));
        let widths = [left, right].map(|frame| frame.right - frame.left);
        // Two differences of numbers up to 480, which are rounded by 2⁻⁴⁵.
        assert!((widths[0] - widths[1]).abs() < 1e-12, "{widths:?}");
        assert!(left.right + GAP < right.left - room_for(right_y) + 1e-9);
    }

    #[test]
    fn panels_without_a_common_axis_have_their_own() {
        let series = || vec![Series::new("loss", vec![(0.0, 1.0), (1.0, 9.0)])];
        let axes = [Axis::linear("loss"), Axis::logarithmic("loss")];
        let panels = axes.clone().map(|y| panel(y, series())).to_vec();
        let layout = layout(&panels).into_iter();
        assert!(layout.map(|(_, y)| y.axis).eq(axes));
        let svg = body(&super::draw("title", &panels).unwrap());
        // Only a logarithmic axis has both.
        assert!(svg.contains(">2</text>") && svg.contains(">5</text>"));
    }

    #[test]
    fn a_long_curve_is_thinned_to_what_can_be_seen() {
        let points: Vec<_> = (0..100_000_u32)
            .map(|i| (f64::from(i), f64::from(i % 977)))
            .collect();
        let x = Scale::new(&Axis::linear(""), &[0.0, 1e5], false, 100.0);
        let y = Scale::new(&Axis::linear(""), &[0.0, 977.0], true, 100.0);
        let frame = Bounds::around((50.0, 50.0), (50.0, 50.0));
        let chart = Sheet::new().window(frame, x, y);
        let kept = thinned(&points, &chart);
        assert!(kept.len() <= 4 * 101);
        assert_eq!(kept.first(), points.first());
        assert_eq!(kept.last(), points.last());
        assert!(kept.iter().any(|point| point.1 == 976.0));
        assert_eq!(thinned(&kept[..1], &chart), [kept[0]]);
    }
}
