//! Classes of points in the plane, and what a network makes of the plane.

mod palette;
mod regions;
mod square;

pub use square::{HalfPlane, Square};

use ndarray::{Array2, Array3};
use plotters::element::{PathElement, Polygon};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::axis::Scale;
use crate::geometry::{Bounds, LINE, between, half_size};
use crate::number::{enumerated, headed, largest, length, short};
use crate::picture::{NothingToDraw, Picture};
use crate::plane::palette::{COLOURS, coloured, mark, shape_name, strength_of};
use crate::plane::regions::{Region, regions};
use crate::plane::square::border;
use crate::sheet::{Sheet, WIDTH, draw_legend};
use crate::svg::{Role, units};

/// The side of an only square, and of those that stand two in a row.
const SIDES: (f64, f64) = (400.0, 226.0);
/// Between two rows of squares.
const ROW_GAP: f64 = 16.0;
/// What half the line of a frame takes.
const MARGIN: f64 = 1.0;
/// The length of a half-plane's tick.
const TICK: f64 = 9.0;
/// Half the height of a swatch.
const SWATCH: f64 = 7.0;
/// The most classes that are told apart in words.
const MOST_IN_WORDS: usize = 6;

/// A square of the plane, drawn once or in several panels.
pub struct Plane<'a> {
    /// The square that every panel shows.
    pub square: Square,
    /// Probabilities, which are the softmax of the scores, that divide each
    /// region into bands, from low to high; the surer, the stronger.
    pub thresholds: &'a [f64],
    /// For each class a curve around which its points lie, by points (x₁, x₂).
    pub arms: &'a [Vec<(f64, f64)>],
    /// Points (samples, 2), and the class of each (samples,).
    pub points: Option<(&'a Array2<f64>, &'a [usize])>,
    /// The panels, two in a row.
    pub panels: Vec<Panel>,
}

/// What a panel has for itself.
#[derive(Clone, Default)]
pub struct Panel {
    /// What stands above the square, if it is not empty.
    pub heading: String,
    /// The score of each class on the nodes of a grid that spans the square,
    /// (classes, rows, columns) with the first row on top: the region of a
    /// class is where it has the highest. [`Square::grid`] has the nodes.
    pub scores: Option<Array3<f64>>,
    /// Lines with a tick on their positive side.
    pub half_planes: Vec<HalfPlane>,
}

impl Plane<'_> {
    /// Draws the panels under a title, and below them which mark stands for
    /// which class, or which strength for which probability.
    ///
    /// # Errors
    ///
    /// When a score is not finite.
    ///
    /// # Panics
    ///
    /// When the scores have no class or fewer than two rows or columns, or
    /// there is not one class for each point.
    pub fn draw(&self, title: &str) -> Result<Picture, NothingToDraw> {
        let scores = self.panels.iter().flat_map(|panel| &panel.scores);
        if scores.flatten().any(|x| !x.is_finite()) {
            let fault = "there is nothing to draw: not every score is finite";
            return Err(NothingToDraw(fault.to_owned()));
        }
        let mut sheet = Sheet::new();
        let mut words = Vec::new();
        for (i, panel) in self.panels.iter().enumerate() {
            let frame = self.frame(i);
            sheet.height = frame.bottom + MARGIN;
            let regions = |scores| regions(scores, self.thresholds, frame);
            let regions =
                panel.scores.as_ref().map(regions).unwrap_or_default();
            self.draw_panel(panel, frame, &regions, &sheet);
            words.extend(self.panel_in_words(panel, &regions));
        }
        self.draw_legend(&mut sheet);
        words.extend(self.points_in_words());
        Ok(Picture::new(title, words.join(" "), &sheet))
    }

    /// Where the square of a panel lies.
    fn frame(&self, i: usize) -> Bounds {
        let (left, side) = match (self.panels.len(), i % 2) {
            (1, _) => (0.5 * (WIDTH - SIDES.0), SIDES.0),
            (_, 0) => (MARGIN, SIDES.1),
            _ => (WIDTH - MARGIN - SIDES.1, SIDES.1),
        };
        let has_heading = self.panels.iter().any(|p| !p.heading.is_empty());
        let heading = if has_heading { LINE + 4.0 } else { 0.0 };
        let above = length(i / 2) * (heading + side + ROW_GAP);
        let top = MARGIN + heading + above;
        Bounds { left, top, right: left + side, bottom: top + side }
    }

    fn draw_legend(&self, sheet: &mut Sheet) {
        let classes = self.classes();
        let label = |_| Role::Label;
        if !self.thresholds.is_empty() {
            let names = band_names(self.thresholds);
            let colours = classes.clamp(1, COLOURS);
            draw_legend(sheet, &names, label, |sheet, band, [from, to]| {
                let half = (0.5 * (to.0 - from.0), SWATCH);
                let swatch = Bounds::around(between(from, to, 0.5), half);
                let strength = band_strength(band, names.len());
                let width = 2.0 * half.0 / length(colours);
                for class in 0..colours {
                    let left = swatch.left + width * length(class);
                    let part = Bounds { left, right: left + width, ..swatch };
                    let style = coloured(Role::Region, class).mix(strength);
                    sheet.put(&Polygon::new(part.corners(), style));
                }
                sheet.put(&Polygon::new(swatch.corners(), Role::Frame));
            });
        } else if self.points.is_some() {
            let names = class_names(classes);
            draw_legend(sheet, &names, label, |sheet, class, [from, to]| {
                mark(sheet, class, between(from, to, 0.7), 1.6);
            });
        }
    }

    /// How many classes there are.
    fn classes(&self) -> usize {
        let scores = self.panels.iter().flat_map(|panel| &panel.scores);
        let numbers = self.points.into_iter().flat_map(|points| points.1);
        let numbers = numbers.map(|class| class + 1);
        numbers.chain(scores.map(|x| x.dim().0)).max().unwrap_or(0)
    }

    fn points_in_words(&self) -> Option<String> {
        let number = self.points?.0.nrows();
        let classes = self.classes();
        let kind = |k| format!("class {k} as {}", shape_name(k));
        let kinds = match classes {
            ..=MOST_IN_WORDS => enumerated((0..classes).map(kind)),
            _ => format!("{classes} classes"),
        };
        let side = short(self.square.side, 2);
        Some(format!("{number} points in a square of side {side}: {kinds}."))
    }

    fn draw_panel(
        &self, panel: &Panel, frame: Bounds, regions: &[Region], sheet: &Sheet,
    ) {
        let all = self.square.bounds();
        let x = Scale::linear(all.left..all.right);
        let y = Scale::linear(all.top..all.bottom);
        let window = sheet.window(frame, x, y);
        let side = frame.right - frame.left;
        for region in regions {
            let style = coloured(Role::Region, region.class);
            let style = style.mix(self.opacity(region));
            for ring in &region.rings {
                let ring = ring[1..].iter().copied().map(units);
                sheet.put(&Polygon::new(ring.collect::<Vec<_>>(), style));
            }
        }
        for (class, arm) in self.arms.iter().enumerate() {
            let role = coloured(Role::Arm, class);
            for part in arm.windows(2).filter_map(|p| all.clip(p[0], p[1])) {
                window.put(&PathElement::new(part, role));
            }
        }
        let length = TICK * self.square.side / side;
        let lines = panel.half_planes.iter();
        let lines = lines.filter_map(|x| border(*x, &self.square, length));
        let (borders, ticks): (Vec<_>, Vec<_>) = lines.unzip();
        for border in borders {
            window.put(&PathElement::new(border, Role::Line));
        }
        for tick in ticks.into_iter().flatten() {
            window.put(&PathElement::new(tick, Role::Side));
        }
        if let Some((x, classes)) = self.points {
            assert_eq!(x.nrows(), classes.len(), "a class for each point");
            let size = if SIDES.1 < side { 1.0 } else { 0.6 };
            let points = x.outer_iter().map(|x| (x[0], x[1])).zip(classes);
            let visible = points.filter(|(at, _)| all.has(*at));
            let mut visible: Vec<_> = visible.collect();
            visible.sort_by_key(|point| point.1);
            for (at, class) in visible {
                mark(&window, *class, at, size);
            }
        }
        sheet.put(&Polygon::new(frame.corners(), Role::Frame));
        let (middle, above) = frame.above(3.0);
        // A long heading is moved as far as the edge of the picture.
        let half = half_size(&panel.heading).0 + MARGIN;
        let middle = largest([middle, half]);
        let middle = if middle + half < WIDTH { middle } else { WIDTH - half };
        let at = (middle, above);
        sheet.write(Role::Label, at, HPos::Center, &panel.heading);
    }

    /// That of a region which is drawn over the one of the level below.
    fn opacity(&self, region: &Region) -> f64 {
        let strength = |band| band_strength(band, self.thresholds.len() + 1);
        match (self.thresholds, region.level) {
            ([], _) => strength_of(region.class),
            (_, 0) => strength(0),
            (_, n) => 1.0 - (1.0 - strength(n)) / (1.0 - strength(n - 1)),
        }
    }

    /// How much of the square each class or each band has.
    fn regions_in_words(&self, regions: &[Region], classes: usize) -> String {
        let (what, names) = match self.thresholds {
            // Beyond a handful, nobody could keep them apart by hearing.
            [] if MOST_IN_WORDS < classes => {
                return format!("{classes} classes share the square.");
            }
            [] => ("", class_names(classes)),
            bands => ("probability of the ", band_names(bands)),
        };
        let each = names.iter().enumerate().map(|(i, name)| {
            let percents = regions.iter().map(|region| match self.thresholds {
                [] if region.class == i => 100.0 * region.fraction,
                [_, ..] if region.level == i => 100.0 * region.fraction,
                [_, ..] if region.level == i + 1 => -100.0 * region.fraction,
                _ => 0.0,
            });
            format!("{name} on {:.0} %", percents.sum::<f64>().abs())
        });
        let each = enumerated(each);
        format!("The {what}most probable class is {each} of the square.")
    }

    fn panel_in_words(
        &self, panel: &Panel, regions: &[Region],
    ) -> Option<String> {
        let classes = panel.scores.as_ref().map(|x| x.dim().0);
        let regions = classes.map(|n| self.regions_in_words(regions, n));
        let lines = panel.half_planes.iter();
        let number = lines.len();
        let borders = lines.filter_map(|x| border(*x, &self.square, 0.0));
        let lines = (0 < number).then(|| {
            let visible = borders.count();
            format!(
                "{visible} of {number} lines cross the square, each with a \
                 tick on its positive side."
            )
        });
        let words: Vec<_> = regions.into_iter().chain(lines).collect();
        (!words.is_empty()).then(|| headed(&panel.heading, words.join(" ")))
    }
}

/// The opacity of a band.
fn band_strength(band: usize, bands: usize) -> f64 {
    0.12 + 0.73 * length(band) / length(bands - 1)
}

fn class_names(classes: usize) -> Vec<String> {
    (0..classes).map(|class| format!("class {class}")).collect()
}

/// What each band stands for, as in `70–90 %`.
fn band_names(thresholds: &[f64]) -> Vec<String> {
    let ends: Vec<_> = thresholds.iter().map(|p| short(100.0 * p, 1)).collect();
    let below = [format!("< {} %", ends[0])].into_iter();
    let between = ends.windows(2).map(|two| format!("{} %", two.join("–")));
    let above = format!("> {} %", ends[ends.len() - 1]);
    below.chain(between).chain([above]).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Ink;

    fn plane(panel: Panel) -> Plane<'static> {
        Plane {
            square: Square { left: -1.0, top: 1.0, side: 2.0 },
            thresholds: &[],
            arms: &[],
            points: None,
            panels: vec![panel],
        }
    }

    #[test]
    fn every_point_within_the_square_has_a_mark_in_every_panel() {
        let x = array![[0.0, 0.0], [0.5, 0.5], [-1.0, 1.0], [7.0, 0.0]];
        let points = Some((&x, &[0, 1, 1, 0][..]));
        for number in 1..=3 {
            let panels = vec![Panel::default(); number];
            let plane = Plane { points, panels, ..plane(Panel::default()) };
            let picture = plane.draw("title").unwrap();
            let svg = picture.svg("id", Ink::Page);
            let marks = svg.split("class=\"mark ").skip(1).map(|path| {
                path.split('"').nth(2).unwrap().matches('m').count()
            });
            // Two classes have a mark in the legend.
            assert_eq!(marks.sum::<usize>(), 3 * number + 2);
            assert_eq!(
                picture.description,
                "4 points in a square of side 2: class 0 as circles and class 1 \
                 as squares."
            );
        }
    }

    #[test]
    fn regions_are_described_by_their_fractions_of_the_square() {
        let scores = Array3::from_shape_fn((2, 5, 5), |(class, _, column)| {
            length(class) * (length(column) - 1.0)
        });
        let heading = "trained".to_owned();
        let scores = Some(scores);
        let plane = plane(Panel { heading, scores, ..Panel::default() });
        assert_eq!(
            plane.draw("title").unwrap().description,
            "trained: The most probable class is class 0 on 25 % and class 1 on \
             75 % of the square."
        );
        let plane = Plane { thresholds: &[0.75], ..plane };
        let words = plane.draw("title").unwrap().description;
        assert!(words.contains("is < 75 % on 5"), "{words}");
        assert!(words.ends_with(" % of the square."), "{words}");
    }

    #[test]
    fn lines_and_arms_stay_within_the_frame() {
        let half_planes = vec![[1.0, 0.0, 0.0], [1.0, 0.0, 5.0]];
        let arms = [vec![], vec![(0.0, 0.0), (0.0, 9.0), (9.0, 9.0)]];
        let panel = Panel { half_planes, ..Panel::default() };
        let picture =
            Plane { arms: &arms, ..plane(panel) }.draw("title").unwrap();
        let svg = picture.svg("id", Ink::Page);
        // From the middle upward, as far as the frame.
        let arm = "class=\"arm class-1\" d=\"m2400 2010 0-2000\"";
        assert!(svg.contains(arm), "{svg}");
        let words = "1 of 2 lines cross the square, each with a tick on its \
                     positive side.";
        assert_eq!(picture.description, words);
    }

    #[test]
    fn scores_that_are_not_finite_are_nothing_to_draw() {
        let scores = Array3::from_elem((2, 3, 3), f64::NAN);
        let panel = Panel { scores: Some(scores), ..Panel::default() };
        assert!(plane(panel).draw("title").is_err());
    }
}
