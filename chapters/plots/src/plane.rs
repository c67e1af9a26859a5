//! Classes of points in the plane, and what a network makes of the plane.

mod half_plane;
mod legend;
mod outline;
mod palette;
mod regions;
mod square;

pub use half_plane::HalfPlane;
pub use square::Square;

use ndarray::{Array2, Array3};

use crate::number::{enumerated, length, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plane::legend::{band_names, draw_bands, draw_classes};
use crate::plane::regions::{Region, regions};
use crate::role::Kind;
use crate::svg::{Anchor, Canvas, Point, WIDTH};
use crate::text::LINE;

/// The side of the square where it is the only one, and where two stand side
/// by side.
const SIDES: (f64, f64) = (400.0, 226.0);
/// Between two rows of squares.
const ROW_GAP: f64 = 16.0;
/// What half the line of a frame takes.
const MARGIN: f64 = 1.0;
/// The most classes that are told apart in words.
const MOST_IN_WORDS: usize = 6;

/// A square of the plane, drawn once or in several panels.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane<'a> {
    /// What the picture is called.
    pub title: String,
    /// The square that every panel shows.
    pub square: Square,
    /// The panels, two in a row.
    pub panels: Vec<Panel<'a>>,
}

/// What is drawn in the square, from the ground up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel<'a> {
    /// What stands above the square, if it is not empty.
    pub heading: String,
    /// The score of each class on the nodes of a grid that spans the square,
    /// (classes, rows, columns) with the first row on top: the region of a
    /// class is where it has the highest. [`Square::grid`] has the nodes.
    pub scores: Option<&'a Array3<f64>>,
    /// Probabilities, which are the softmax of the scores, that divide each
    /// region into bands, from low to high; the surer, the stronger.
    pub thresholds: &'a [f64],
    /// The curves around which points of a class lie.
    pub arms: &'a [Arm],
    /// Lines with a tick on their positive side.
    pub half_planes: &'a [HalfPlane],
    /// Points, each with its class.
    pub points: Option<Points<'a>>,
}

/// A curve around which points of a class lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// The class.
    pub class: usize,
    /// The curve's points (x₁, x₂).
    pub points: Vec<(f64, f64)>,
}

/// Points, each with its class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Points<'a> {
    /// The points (samples, 2).
    pub x: &'a Array2<f64>,
    /// The class of each, (samples,).
    pub classes: &'a [usize],
}

impl Plane<'_> {
    /// Draws the panels, and below them which mark stands for which class, or
    /// which strength for which probability.
    ///
    /// # Errors
    ///
    /// When there is no panel, or a score is not finite.
    ///
    /// # Panics
    ///
    /// When the scores have no class or fewer than two rows or columns, or
    /// there is not one class for each point.
    pub fn draw(&self) -> Result<Picture, NothingToDraw> {
        let mut scores = self.panels.iter().filter_map(|panel| panel.scores);
        let are_finite = scores.all(|x| x.iter().all(|x| x.is_finite()));
        if self.panels.is_empty() || !are_finite {
            return Err(NothingToDraw { of: self.title.clone() });
        }
        let layout = Layout::of(&self.panels);
        let classes = self.classes();
        let mut thresholds: &[f64] = &[];
        let mut canvas = Canvas::new(layout.bottom());
        let mut words = Vec::new();
        for (i, panel) in self.panels.iter().enumerate() {
            words.extend(panel.draw(&self.square, &layout, i, &mut canvas));
            if !panel.thresholds.is_empty() {
                thresholds = panel.thresholds;
            }
        }
        if !thresholds.is_empty() {
            draw_bands(&mut canvas, thresholds, classes);
        } else if self.panels.iter().any(|panel| panel.points.is_some()) {
            draw_classes(&mut canvas, classes);
        }
        words.extend(self.points_in_words());
        Ok(Picture::new(&self.title, words.join(" "), canvas))
    }

    /// How many classes there are.
    fn classes(&self) -> usize {
        let panels = || self.panels.iter();
        let of_scores = panels().filter_map(|panel| panel.scores);
        let of_points = panels().filter_map(|panel| panel.points);
        let of_points = of_points.filter_map(|points| {
            points.classes.iter().max().map(|last| last + 1)
        });
        of_scores.map(|x| x.dim().0).chain(of_points).max().unwrap_or(0)
    }

    fn points_in_words(&self) -> Option<String> {
        let points = self.panels.iter().find_map(|panel| panel.points)?;
        let number = points.x.nrows();
        let side = short(self.square.side, 2);
        let classes = self.classes();
        if MOST_IN_WORDS < classes {
            return Some(format!(
                "{number} points of {classes} classes lie in a square whose \
                 sides are {side} long."
            ));
        }
        let kinds = (0..classes).map(|class| {
            format!("class {class} as {}", palette::shape_name(class))
        });
        Some(format!(
            "{number} points lie in a square whose sides are {side} long: {}.",
            enumerated(&kinds.collect::<Vec<_>>())
        ))
    }
}

/// Where the squares lie.
struct Layout {
    panels: usize,
    side: f64,
    /// What a heading takes.
    heading: f64,
}

impl Layout {
    fn of(panels: &[Panel]) -> Self {
        let has_headings = panels.iter().any(|p| !p.heading.is_empty());
        Self {
            panels: panels.len(),
            side: if panels.len() == 1 { SIDES.0 } else { SIDES.1 },
            heading: if has_headings { LINE + 4.0 } else { 0.0 },
        }
    }

    /// Where a square begins.
    fn corner(&self, i: usize) -> Point {
        let pitch = self.heading + self.side + ROW_GAP;
        let top = MARGIN + self.heading + length(i / 2) * pitch;
        let left = match (self.panels, i % 2) {
            (1, _) => 0.5 * (WIDTH - self.side),
            (_, 0) => MARGIN,
            _ => WIDTH - MARGIN - self.side,
        };
        (left, top)
    }

    /// Below the last square.
    fn bottom(&self) -> f64 {
        self.corner(self.panels - 1).1 + self.side + MARGIN
    }
}

impl Panel<'_> {
    /// Draws the panel, and says what is to be seen on it.
    fn draw(
        &self,
        square: &Square,
        layout: &Layout,
        i: usize,
        canvas: &mut Canvas,
    ) -> Option<String> {
        let (left, top) = layout.corner(i);
        let side = layout.side;
        let place = |at: Point| {
            let (right, down) = square.place(at, side);
            (left + right, top + down)
        };
        let mut words = Vec::new();
        if let Some(scores) = self.scores {
            let regions = regions(scores, self.thresholds, side);
            for region in &regions {
                let opacity = match self.thresholds.len() {
                    0 => palette::strength(region.class),
                    bands => band_strength(region.band, bands + 1),
                };
                let moved = |&(x, y): &Point| (left + x, top + y);
                let rings = region.rings.iter();
                let rings: Vec<Vec<_>> = rings
                    .map(|ring| ring.iter().map(moved).collect())
                    .collect();
                let role = palette::role(Kind::Region, region.class);
                canvas.fill(role, opacity, &rings);
            }
            words.push(match self.thresholds.is_empty() {
                true => classes_in_words(&regions, scores.dim().0),
                false => bands_in_words(&regions, self.thresholds),
            });
        }
        for arm in self.arms {
            let is_inside = |at: &Point| {
                let (right, down) = square.place(*at, 1.0);
                (0.0..=1.0).contains(&right) && (0.0..=1.0).contains(&down)
            };
            let parts =
                arm.points.chunk_by(|a, b| is_inside(a) == is_inside(b));
            for part in parts.filter(|part| is_inside(&part[0])) {
                let part: Vec<_> = part.iter().map(|&at| place(at)).collect();
                canvas.line(palette::role(Kind::Arm, arm.class), &part);
            }
        }
        words.extend(self.draw_half_planes(square, (left, top), side, canvas));
        if let Some(Points { x, classes }) = self.points {
            assert_eq!(x.nrows(), classes.len(), "a class for each point");
            let size = if layout.panels == 1 { 1.0 } else { 0.6 };
            let points = x.outer_iter().zip(classes);
            let mut points: Vec<_> = points.collect();
            points.sort_by_key(|(_, class)| **class);
            for (at, &class) in points {
                palette::mark(canvas, class, place((at[0], at[1])), size);
            }
        }
        let (right, bottom) = (left + side, top + side);
        let corners =
            [(left, top), (right, top), (right, bottom), (left, bottom)];
        canvas.outline(Kind::Frame, &corners);
        let above = (left + 0.5 * side, top - 0.5 * layout.heading - 1.0);
        canvas.text(Kind::Label, above, Anchor::Middle, &self.heading);
        let words = words.join(" ");
        match self.heading.as_str() {
            _ if words.is_empty() => None,
            "" => Some(words),
            heading => Some(format!("{heading}: {words}")),
        }
    }

    fn draw_half_planes(
        &self,
        square: &Square,
        (left, top): Point,
        side: f64,
        canvas: &mut Canvas,
    ) -> Option<String> {
        let drawn = self.half_planes.iter();
        let drawn: Vec<_> =
            drawn.filter_map(|line| line.drawn(square, side)).collect();
        let moved = |(x, y): Point| (left + x, top + y);
        for (i, kind) in [Kind::HalfPlane, Kind::Side].into_iter().enumerate() {
            for line in &drawn {
                canvas.line(kind, &[moved(line[i].0), moved(line[i].1)]);
            }
        }
        let (visible, all) = (drawn.len(), self.half_planes.len());
        (0 < all).then(|| {
            format!(
                "{visible} of {all} lines cross the square, each with a tick \
                 on its positive side."
            )
        })
    }
}

/// The opacity of a band.
fn band_strength(band: usize, bands: usize) -> f64 {
    0.12 + 0.73 * length(band) / length(bands - 1)
}

fn percent(fraction: f64) -> String {
    format!("{:.0} %", 100.0 * fraction)
}

/// How much of the square each class has.
fn classes_in_words(regions: &[Region], classes: usize) -> String {
    // Beyond a handful, nobody could keep them apart by hearing.
    if MOST_IN_WORDS < classes {
        return format!("{classes} classes share the square.");
    }
    let fraction = |class: usize| -> f64 {
        let own = regions.iter().filter(|region| region.class == class);
        own.map(|region| region.fraction).sum()
    };
    let each = (0..classes)
        .map(|class| format!("class {class} has {}", percent(fraction(class))));
    format!("of the square, {}.", enumerated(&each.collect::<Vec<_>>()))
}

/// How much of the square has a probability in each band.
fn bands_in_words(regions: &[Region], thresholds: &[f64]) -> String {
    let fraction = |band: usize| -> f64 {
        let own = regions.iter().filter(|region| region.band == band);
        own.map(|region| region.fraction).sum()
    };
    let names = band_names(thresholds);
    let each = names
        .iter()
        .enumerate()
        .map(|(band, name)| format!("{name} on {}", percent(fraction(band))));
    format!(
        "The probability of the most probable class is {} of the square.",
        enumerated(&each.collect::<Vec<_>>())
    )
}
