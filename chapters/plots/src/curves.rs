//! Curves over an axis, in one panel or several.

use std::fmt::Write;

use plotters_backend::text_anchor::HPos;

use crate::axis::{Axis, Direction, Ruler};
use crate::geometry::Rectangle;
use crate::number::{enumerated, largest, length, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plot::{ABOVE, BELOW, DOT, Plot};
use crate::role::Role;
use crate::spread::spread;
use crate::svg::{Canvas, Point, WIDTH};
use crate::text::{LINE, text_width};
use crate::thin::thinned;

/// The most series of a panel: there are as many kinds of lines.
pub const MOST_SERIES: usize = 6;

/// The height of a panel's curves where panels stand alone, and where two
/// stand side by side.
const HEIGHTS: (f64, f64) = (250.0, 220.0);
/// Between two panels side by side, beside what the labels of ticks take.
const GAP: f64 = 12.0;
/// From the end of the axis to a sample of a curve, its length, and from
/// there to its label.
const SAMPLE: (f64, f64, f64) = (10.0, 22.0, 6.0);

/// Curves in panels: two stand side by side if they need no labels, all others
/// one below the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// What the picture is called.
    pub title: String,
    /// Its panels.
    pub panels: Vec<Panel>,
    /// Whether all panels have the vertical axis of the first.
    pub has_common_y: bool,
}

/// Up to six curves over common axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// What stands above the panel, if it is not empty.
    pub heading: String,
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis. A linear one begins at 0 or below, and ends in a
    /// tick.
    pub y: Axis,
    /// The curves.
    pub series: Vec<Series>,
}

/// A curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name, which stands at its end where a panel has several.
    pub label: String,
    /// Its pieces, from left to right, each by its points (x, y).
    pub pieces: Vec<Vec<(f64, f64)>>,
}

impl Series {
    /// A curve of one piece.
    #[must_use]
    pub fn new(label: &str, points: Vec<(f64, f64)>) -> Self {
        Self::of_pieces(label, vec![points])
    }

    /// A curve that jumps from the end of each piece to the beginning of the
    /// next. It has the value of the piece that ends there, which is marked by
    /// a full dot; the other end gets an open one.
    #[must_use]
    pub fn of_pieces(label: &str, pieces: Vec<Vec<(f64, f64)>>) -> Self {
        Self { label: label.to_owned(), pieces }
    }
}

impl Curves {
    /// A single panel.
    #[must_use]
    pub fn of_panel(title: &str, panel: Panel) -> Self {
        let title = title.to_owned();
        Self { title, panels: vec![panel], has_common_y: false }
    }

    /// Draws the curves. Points that are not finite are left out, and so are
    /// those that a logarithmic axis has no place for.
    ///
    /// # Errors
    ///
    /// When a series has no point left, or there is no series.
    ///
    /// # Panics
    ///
    /// When a panel has more than [`MOST_SERIES`].
    pub fn draw(&self) -> Result<Picture, NothingToDraw> {
        let panels = self.panels.iter().map(Panel::drawable);
        let panels: Vec<Panel> = panels.collect::<Result<_, _>>()?;
        let plots = self.layout(&panels);
        let last =
            plots.last().ok_or_else(|| NothingToDraw::of(&self.title))?;
        let mut canvas = Canvas::new(last.frame.bottom + BELOW);
        for (panel, plot) in panels.iter().zip(&plots) {
            panel.draw(plot, &mut canvas);
        }
        let words: Vec<_> = panels.iter().map(Panel::in_words).collect();
        Ok(Picture::new(&self.title, words.join(" "), canvas))
    }

    /// Where the panels lie.
    fn layout(&self, panels: &[Panel]) -> Vec<Plot> {
        let has_labels = |panel: &Panel| 1 < panel.series.len();
        let is_pair = panels.len() == 2 && !panels.iter().any(has_labels);
        let (columns, height) =
            if is_pair { (2, HEIGHTS.1) } else { (1, HEIGHTS.0) };
        let y = |i: usize| {
            let panels =
                if self.has_common_y { panels } else { &panels[i..=i] };
            let values = panels.iter().flat_map(|p| p.numbers(|(_, y)| y));
            let values: Vec<_> = values.collect();
            Ruler::new(&panels[0].y, &values, Direction::UpWithRoom, height)
        };
        let rulers: Vec<_> = (0..panels.len()).map(y).collect();
        let left = largest(rulers.iter().map(Plot::room_for));
        let right = largest(panels.iter().map(Panel::room_beside));
        let above = largest(panels.iter().map(Panel::room_above));
        // Panels one below the other begin at the same distance.
        let y_labels: Vec<_> = (0..panels.len())
            .map(|i| match i {
                _ if !is_pair => left,
                1 if self.has_common_y => 0.0,
                i => Plot::room_for(&rulers[i]),
            })
            .collect();
        let taken = y_labels.iter().take(columns).map(|room| room + right);
        let taken = taken.sum::<f64>();
        let gaps = GAP * length(columns - 1);
        let width = (WIDTH - taken - gaps) / length(columns);
        let (mut at, mut top) = (0.0, above);
        let mut plots = Vec::new();
        for (i, (panel, y)) in panels.iter().zip(rulers).enumerate() {
            let (left, y_labels) = (at + y_labels[i], y_labels[i]);
            let (right_end, bottom) = (left + width, top + height);
            let frame = Rectangle { left, top, right: right_end, bottom };
            let (x, has_grid) = (panel.x_ruler(width), true);
            plots.push(Plot { frame, x, y, y_labels, has_grid });
            at = right_end + right + GAP;
            if (i + 1) % columns == 0 {
                (at, top) = (0.0, bottom + BELOW + GAP + above);
            }
        }
        plots
    }
}

impl Panel {
    /// The panel without the points that cannot be drawn.
    fn drawable(&self) -> Result<Self, NothingToDraw> {
        let number = self.series.len();
        assert!(number <= MOST_SERIES, "{number} curves cannot be told apart");
        let mut panel = self.clone();
        for series in &mut panel.series {
            for piece in &mut series.pieces {
                piece.retain(|&(x, y)| {
                    self.x.has_place_for(x) && self.y.has_place_for(y)
                });
            }
            series.pieces.retain(|piece| !piece.is_empty());
            if series.pieces.is_empty() {
                return Err(NothingToDraw::of(&series.label));
            }
        }
        if panel.series.is_empty() {
            return Err(NothingToDraw::of(&self.heading));
        }
        Ok(panel)
    }

    fn numbers(&self, of: impl Fn(Point) -> f64) -> Vec<f64> {
        let pieces = self.series.iter().flat_map(|series| &series.pieces);
        pieces.flatten().map(|&point| of(point)).collect()
    }

    fn x_ruler(&self, width: f64) -> Ruler {
        let x = self.numbers(|(x, _)| x);
        Ruler::new(&self.x, &x, Direction::Across, width)
    }

    /// What the panel takes above its curves.
    fn room_above(&self) -> f64 {
        ABOVE + if self.heading.is_empty() { 0.0 } else { LINE }
    }

    /// What the panel takes to the right of its curves: the labels, or half of
    /// the last tick's, which is read off an axis that is about as long.
    fn room_beside(&self) -> f64 {
        if 1 < self.series.len() {
            let (to_sample, sample, to_label) = SAMPLE;
            let labels = self.series.iter().map(|s| text_width(&s.label));
            to_sample + sample + to_label + largest(labels)
        } else {
            0.5 * self.x_ruler(0.5 * WIDTH).label_width() + 1.0
        }
    }

    fn draw(&self, plot: &Plot, canvas: &mut Canvas) {
        let curves = (1..).zip(&self.series).flat_map(|(number, series)| {
            let pieces = series.pieces.iter();
            pieces.map(move |piece| {
                let points = thinned(piece, |&point| plot.place(point));
                (Role::Curve(number), points)
            })
        });
        plot.draw(canvas, curves.collect());
        for (number, series) in (1..).zip(&self.series) {
            for piece in &series.pieces {
                // A line of one point could not be seen.
                if let [only] = piece[..] {
                    canvas.circle(Role::Dot(number), plot.place(only), DOT);
                }
            }
            for (end, beginning) in series.jumps() {
                canvas.circle(Role::Dot(number), plot.place(end), DOT);
                canvas.circle(Role::Ring(number), plot.place(beginning), DOT);
            }
        }
        let Rectangle { left, top, right, .. } = plot.frame;
        let above = (0.5 * (left + right), top - ABOVE - 0.5 * LINE);
        canvas.text(Role::Label, above, HPos::Center, &self.heading);
        if 1 < self.series.len() {
            self.draw_labels(plot, canvas);
        }
    }

    /// Writes each series' label at its end, with a sample of its line.
    fn draw_labels(&self, plot: &Plot, canvas: &mut Canvas) {
        let last = |series: &Series| {
            let point = series.pieces.last().and_then(|piece| piece.last());
            point.map_or((0.0, 0.0), |&point| plot.place(point))
        };
        let ends: Vec<_> = self.series.iter().map(last).collect();
        let heights: Vec<_> = ends.iter().map(|end| end.1).collect();
        let heights = spread(&heights, plot.frame.top, plot.frame.bottom);
        let (to_sample, sample, to_label) = SAMPLE;
        let left = plot.frame.right + to_sample;
        for (i, (&end, height)) in ends.iter().zip(heights).enumerate() {
            let [from, to, label] = [0.0, sample, sample + to_label]
                .map(|right| (left + right, height));
            canvas.line(Role::Leader(i + 1), &[end, from]);
            canvas.line(Role::Curve(i + 1), &[from, to]);
            let text = &self.series[i].label;
            canvas.text(Role::Name(i + 1), label, HPos::Left, text);
        }
    }

    fn in_words(&self) -> String {
        let axis = if self.y.is_logarithmic { "logarithmic" } else { "linear" };
        let words = self.series.iter().map(|series| series.in_words(self));
        let words = words.collect::<Vec<_>>().join("; ");
        let heading = match self.heading.as_str() {
            "" => String::new(),
            heading => format!("{heading}. "),
        };
        format!("{heading}On a {axis} axis: {words}.")
    }
}

impl Series {
    /// The end of each piece but the last, with the beginning of the next.
    fn jumps(&self) -> impl Iterator<Item = (Point, Point)> {
        let pairs = self.pieces.windows(2);
        pairs.filter_map(|two| Some((*two[0].last()?, *two[1].first()?)))
    }

    /// Where the curve begins, turns, jumps and ends.
    fn in_words(&self, panel: &Panel) -> String {
        let label = &self.label;
        let points: Vec<_> = self.pieces.iter().flatten().copied().collect();
        let at = |(x, y): Point| {
            format!("{} at {} {}", short(y, 3), panel.x.name, short(x, 3))
        };
        let (first, last) = match points[..] {
            [] => return String::new(),
            [only] => return format!("{label} is {}", at(only)),
            [first, .., last] => (first, last),
        };
        let by_height = |a: &&Point, b: &&Point| a.1.total_cmp(&b.1);
        let extremes = [
            ("minimum", points.iter().min_by(by_height)),
            ("maximum", points.iter().max_by(by_height)),
        ];
        let turns = extremes.into_iter().filter_map(|(name, point)| {
            let is_within = |y: f64| y != first.1 && y != last.1;
            let point = point.filter(|point| is_within(point.1))?;
            Some(format!("a {name} of {}", at(*point)))
        });
        let turns = enumerated(&turns.collect::<Vec<_>>());
        let over = if turns.is_empty() { "" } else { " over " };
        let (first, last) = (at(first), at(last));
        let mut words =
            format!("{label} goes from {first}{over}{turns} to {last}");
        for ((x, from), (_, to)) in self.jumps() {
            let [x, from, to] = [x, from, to].map(|number| short(number, 3));
            let x = format!("{} {x}", panel.x.name);
            let _ = write!(words, ", and jumps from {from} to {to} at {x}");
        }
        let zeros = points.iter().filter(|point| point.1 == 0.0).count();
        if panel.y.is_logarithmic && 0 < zeros {
            let number = points.len();
            let _ = write!(words, ", with 0 at {zeros} of {number} points");
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panel(y: Axis, series: Vec<Series>) -> Panel {
        let (heading, x) = (String::new(), Axis::linear("iteration"));
        Panel { heading, x, y, series }
    }

    fn draw(y: Axis, series: Vec<Series>) -> Result<Picture, NothingToDraw> {
        Curves::of_panel("title", panel(y, series)).draw()
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
        // The axis goes to 8, on 250 units: down by 6 takes 187.5.
        let heights = curve.split([' ', 'm']).skip(3);
        let expected = ["149.8-250", "149.9", "187.5", "149.8-125"];
        assert!(heights.eq(expected), "{curve}");
    }

    #[test]
    fn a_single_point_is_a_dot_and_has_a_description() {
        let one = Series::new("loss", vec![(1.0, 36.0)]);
        let picture = draw(Axis::linear("loss"), vec![one]).unwrap();
        assert!(body(&picture).contains("class=\"dot curve-1\""));
        assert_eq!(
            picture.description(),
            "On a linear axis: loss is 36 at iteration 1."
        );
    }

    #[test]
    fn points_without_a_place_are_left_out() {
        let values = [1.0, 0.0, f64::NAN, -1.0, f64::INFINITY, 0.5];
        let points: Vec<_> = (0..).map(f64::from).zip(values).collect();
        let words = |y: Axis| {
            let drawn = draw(y, vec![Series::new("loss", points.clone())]);
            drawn.unwrap().description().to_owned()
        };
        assert_eq!(
            words(Axis::linear("loss")),
            "On a linear axis: loss goes from 1 at iteration 0 over a minimum \
             of −1 at iteration 3 to 0.5 at iteration 5."
        );
        assert_eq!(
            words(Axis::logarithmic("loss")),
            "On a logarithmic axis: loss goes from 1 at iteration 0 to 0.5 at \
             iteration 5."
        );
        let zero = words(Axis::logarithmic("loss").with_zero());
        assert!(zero.ends_with(", with 0 at 1 of 3 points."), "{zero}");
    }

    #[test]
    fn a_series_without_points_is_named() {
        let zero = Series::new("distance", vec![(0.0, 0.0)]);
        let fault = draw(Axis::logarithmic(""), vec![zero]).unwrap_err();
        assert!(fault.to_string().contains("nothing to draw of distance:"));
        assert!(draw(Axis::linear(""), Vec::new()).is_err());
    }

    #[test]
    #[should_panic(expected = "7 curves cannot be told apart")]
    fn more_curves_than_kinds_of_lines_are_refused() {
        let series = vec![Series::new("loss", vec![(0.0, 1.0)]); 7];
        let _ = draw(Axis::linear("loss"), series);
    }

    #[test]
    fn a_jump_has_a_full_and_an_open_dot_and_no_line() {
        let slope = Series::of_pieces(
            "slope",
            vec![vec![(-1.0, 0.0), (0.0, 0.0)], vec![(0.0, 1.0), (1.0, 1.0)]],
        );
        let picture = draw(Axis::linear("a"), vec![slope]).unwrap();
        let svg = body(&picture);
        for class in ["dot curve-1", "ring curve-1"] {
            assert_eq!(svg.matches(class).count(), 1, "{class}");
        }
        let words = "and jumps from 0 to 1 at iteration 0.";
        assert!(picture.description().ends_with(words));
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
        let panels = vec![low, high];
        let curves =
            Curves { title: String::new(), panels, has_common_y: true };
        let plots = curves.layout(&curves.panels);
        assert_eq!(plots[0].y, plots[1].y);
        assert_eq!(plots[0].frame.top, plots[1].frame.top);
        let widths = plots.iter().map(|p| p.frame.right - p.frame.left);
        let widths: Vec<_> = widths.collect();
        // Two differences of numbers up to 480, which are rounded by 2⁻⁴⁵.
        assert!((widths[0] - widths[1]).abs() < 1e-12, "{widths:?}");
    }
}
