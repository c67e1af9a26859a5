//! Curves over an axis, in one panel or several.

use crate::axis::{Axis, Direction, Fit, Ruler};
use crate::number::{enumerated, extent, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plot::{ABOVE, BELOW, DOT, Plot};
use crate::role::Kind;
use crate::spread::spread;
use crate::svg::{Anchor, Canvas, Point, WIDTH};
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
        let panels: Vec<Panel> = self
            .panels
            .iter()
            .map(Panel::drawable)
            .collect::<Result<_, _>>()?;
        if panels.is_empty() {
            return Err(NothingToDraw { of: self.title.clone() });
        }
        let are_beside =
            panels.len() == 2 && panels.iter().all(|p| p.series.len() == 1);
        let plots = if are_beside {
            self.side_by_side(&panels)
        } else {
            self.one_below_the_other(&panels)
        };
        let bottom = |plot: &Plot| plot.top + plot.height + BELOW;
        let (_, bottom) = extent(plots.iter().map(bottom)).unwrap_or_default();
        let mut canvas = Canvas::new(bottom);
        for (i, (panel, plot)) in panels.iter().zip(&plots).enumerate() {
            panel.draw(plot, &mut canvas);
            if i == 0 || !self.has_common_y {
                plot.name_y(&mut canvas);
            }
        }
        let words: Vec<_> = panels.iter().map(Panel::in_words).collect();
        Ok(Picture::new(&self.title, words.join(" "), canvas))
    }

    /// The values on the vertical axis of a panel.
    fn heights(&self, panels: &[Panel], i: usize) -> Vec<f64> {
        let panels = if self.has_common_y { panels } else { &panels[i..=i] };
        panels.iter().flat_map(|panel| panel.numbers(|(_, y)| y)).collect()
    }

    fn one_below_the_other(&self, panels: &[Panel]) -> Vec<Plot> {
        let rulers: Vec<_> = panels
            .iter()
            .enumerate()
            .map(|(i, panel)| panel.y_ruler(self.heights(panels, i), HEIGHTS.0))
            .collect();
        // The panels' curves begin one above the other.
        let rooms = rulers.iter().map(Plot::room_for);
        let (_, left) = extent(rooms).unwrap_or_default();
        let labels = panels.iter().map(Panel::label_room);
        let (_, right) = extent(labels).unwrap_or_default();
        let mut top = 0.0;
        let mut plots = Vec::new();
        for (panel, y) in panels.iter().zip(rulers) {
            let width = WIDTH - left - right;
            let x = panel.x_ruler(width);
            top += panel.room_above();
            let (height, y_labels) = (HEIGHTS.0, left);
            let has_grid = true;
            let plot =
                Plot { left, top, width, height, x, y, y_labels, has_grid };
            top += height + BELOW + LINE;
            plots.push(plot);
        }
        plots
    }

    fn side_by_side(&self, panels: &[Panel]) -> Vec<Plot> {
        let rulers: Vec<_> = panels
            .iter()
            .enumerate()
            .map(|(i, panel)| panel.y_ruler(self.heights(panels, i), HEIGHTS.1))
            .collect();
        let room = |i: usize| match i {
            0 => Plot::room_for(&rulers[0]),
            _ if self.has_common_y => 0.0,
            i => Plot::room_for(&rulers[i]),
        };
        let rooms = [room(0), room(1)];
        let right = panels[1].label_room();
        let gap = GAP + panels[0].label_room() + right;
        let width = 0.5 * (WIDTH - rooms[0] - rooms[1] - gap - right);
        let above = panels.iter().map(Panel::room_above);
        let (_, top) = extent(above).unwrap_or_default();
        let mut left = 0.0;
        let mut plots = Vec::new();
        for ((panel, y), y_labels) in panels.iter().zip(rulers).zip(rooms) {
            left += y_labels;
            let x = panel.x_ruler(width);
            let height = HEIGHTS.1;
            let has_grid = true;
            let plot =
                Plot { left, top, width, height, x, y, y_labels, has_grid };
            left += width + gap;
            plots.push(plot);
        }
        plots
    }
}

impl Panel {
    /// The panel without the points that cannot be drawn.
    fn drawable(&self) -> Result<Self, NothingToDraw> {
        let number = self.series.len();
        assert!(number <= MOST_SERIES, "{number} curves cannot be told apart");
        let is_drawn = |&(x, y): &Point| {
            self.x.has_place_for(x) && self.y.has_place_for(y)
        };
        let mut panel = self.clone();
        for series in &mut panel.series {
            for piece in &mut series.pieces {
                piece.retain(is_drawn);
            }
            series.pieces.retain(|piece| !piece.is_empty());
            if series.pieces.is_empty() {
                return Err(NothingToDraw { of: series.label.clone() });
            }
        }
        if panel.series.is_empty() {
            return Err(NothingToDraw { of: self.heading.clone() });
        }
        Ok(panel)
    }

    fn points(&self) -> impl Iterator<Item = &Point> {
        self.series.iter().flat_map(|series| series.pieces.iter().flatten())
    }

    fn numbers(&self, of: impl Fn(Point) -> f64) -> Vec<f64> {
        self.points().map(|&point| of(point)).collect()
    }

    fn x_ruler(&self, width: f64) -> Ruler {
        let x = self.numbers(|(x, _)| x);
        Ruler::new(&self.x, x, Fit::Exact, Direction::Across, width)
    }

    fn y_ruler(&self, heights: Vec<f64>, height: f64) -> Ruler {
        Ruler::new(&self.y, heights, Fit::Roomy, Direction::Up, height)
    }

    /// What the panel takes above its curves.
    fn room_above(&self) -> f64 {
        let heading = if self.heading.is_empty() { 0.0 } else { LINE };
        ABOVE + heading
    }

    /// What the panel takes to the right of its curves.
    fn label_room(&self) -> f64 {
        let widths = self.series.iter().map(|s| text_width(&s.label));
        match extent(widths) {
            Some((_, width)) if 1 < self.series.len() => {
                let (to_sample, sample, to_label) = SAMPLE;
                to_sample + sample + to_label + width
            }
            // Half of the last tick's label, which there is on an axis that
            // is about as long.
            _ => {
                let ruler = self.x_ruler(0.5 * WIDTH);
                let widths = ruler.ticks.iter().map(|t| text_width(&t.label));
                extent(widths).map_or(0.0, |(_, max)| 0.5 * max) + 1.0
            }
        }
    }

    fn draw(&self, plot: &Plot, canvas: &mut Canvas) {
        let mut curves = Vec::new();
        let mut dots = Vec::new();
        for (number, series) in (1..).zip(&self.series) {
            for piece in &series.pieces {
                let points = thinned(piece, |&point| plot.place(point));
                // A line of one point could not be seen.
                if let [only] = points[..] {
                    dots.push((Kind::Dot.of(number), only));
                }
                curves.push((Kind::Curve.of(number), points));
            }
            for (end, _) in series.jumps() {
                dots.push((Kind::Dot.of(number), end));
            }
        }
        plot.draw(canvas, curves, &dots);
        for (number, series) in (1..).zip(&self.series) {
            for (_, beginning) in series.jumps() {
                let at = plot.place(beginning);
                canvas.circle(Kind::OpenDot.of(number), at, DOT);
            }
        }
        let middle = plot.left + 0.5 * plot.width;
        let above = (middle, plot.top - ABOVE - 0.5 * LINE);
        canvas.text(Kind::Label, above, Anchor::Middle, &self.heading);
        if 1 < self.series.len() {
            self.draw_labels(plot, canvas);
        }
    }

    /// Writes each series' label at its end, with a sample of its line.
    fn draw_labels(&self, plot: &Plot, canvas: &mut Canvas) {
        let last = |series: &Series| {
            let points = series.pieces.last().and_then(|piece| piece.last());
            points.map_or((0.0, 0.0), |&point| plot.place(point))
        };
        let ends: Vec<_> = self.series.iter().map(last).collect();
        let heights: Vec<_> = ends.iter().map(|end| end.1).collect();
        let heights = spread(&heights, plot.top, plot.top + plot.height);
        let (to_sample, sample, to_label) = SAMPLE;
        let right = plot.left + plot.width + to_sample;
        for (i, series) in self.series.iter().enumerate() {
            let at = (right, heights[i]);
            canvas.line(Kind::Leader.of(i + 1), &[ends[i], at]);
            let to = (right + sample, heights[i]);
            canvas.line(Kind::Curve.of(i + 1), &[at, to]);
            let at = (to.0 + to_label, heights[i]);
            let role = Kind::Name.of(i + 1);
            canvas.text(role, at, Anchor::Start, &series.label);
        }
    }

    fn in_words(&self) -> String {
        let axis = match self.y.is_logarithmic {
            true => "On a logarithmic axis",
            false => "On a linear axis",
        };
        let words = self.series.iter().map(|series| series.in_words(self));
        let words: Vec<_> = words.collect();
        let heading = match self.heading.as_str() {
            "" => String::new(),
            heading => format!("{heading}. "),
        };
        format!("{heading}{axis}: {}.", words.join("; "))
    }
}

impl Series {
    /// The end of each piece but the last, with the beginning of the next.
    fn jumps(&self) -> impl Iterator<Item = (Point, Point)> {
        self.pieces
            .windows(2)
            .filter_map(|pair| Some((*pair[0].last()?, *pair[1].first()?)))
    }

    /// Where the curve begins, turns, jumps and ends.
    fn in_words(&self, panel: &Panel) -> String {
        let points: Vec<_> = self.pieces.iter().flatten().collect();
        let at = |&(x, y): &Point| {
            format!("{} at {} {}", short(y, 3), panel.x.name, short(x, 3))
        };
        let (first, last) = match points[..] {
            [] => return String::new(),
            [only] => return format!("{} is {}", self.label, at(only)),
            [first, .., last] => (first, last),
        };
        let by_height = |a: &&&Point, b: &&&Point| a.1.total_cmp(&b.1);
        let min = points.iter().min_by(by_height);
        let max = points.iter().max_by(by_height);
        let between = |extreme: Option<&&Point>, name: &str| match extreme {
            Some(point) if point.1 != first.1 && point.1 != last.1 => {
                vec![format!("a {name} of {}", at(point))]
            }
            _ => Vec::new(),
        };
        let mut turns = between(min.copied().as_ref(), "minimum");
        turns.extend(between(max.copied().as_ref(), "maximum"));
        let over = match turns.is_empty() {
            true => String::new(),
            false => format!(" over {}", enumerated(&turns)),
        };
        let mut words = format!(
            "{} goes from {}{over} to {}",
            self.label,
            at(first),
            at(last)
        );
        for ((x, from), (_, to)) in self.jumps() {
            let (from, to) = (short(from, 3), short(to, 3));
            let at = format!("{} {}", panel.x.name, short(x, 3));
            words += &format!(", and jumps from {from} to {to} at {at}");
        }
        let zeros = points.iter().filter(|point| point.1 == 0.0).count();
        if panel.y.is_logarithmic && 0 < zeros {
            let number = points.len();
            words += &format!(", with 0 at {zeros} of {number} points");
        }
        words
    }
}
