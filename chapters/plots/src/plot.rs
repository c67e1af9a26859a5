//! Two axes, and what is drawn between them by plotters.

use std::convert::Infallible;

use plotters::prelude::*;

use crate::axis::Ruler;
use crate::geometry::{Rectangle, half_size};
use crate::role::{Kind, Role};
use crate::svg::{Anchor, Canvas, Point, tenths};
use crate::text::{FONT, LINE};

/// From an axis to the labels of its ticks.
const TO_LABEL: f64 = 8.0;

/// What the ticks and the name of the horizontal axis take below it.
pub(crate) const BELOW: f64 = TO_LABEL + 2.0 * LINE + 6.0;

/// What the name of the vertical axis takes above it.
pub(crate) const ABOVE: f64 = LINE + 6.0;

/// The radius of a dot.
pub(crate) const DOT: f64 = 3.5;

/// A rectangle between two axes.
pub(crate) struct Plot {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) x: Ruler,
    pub(crate) y: Ruler,
    /// What the labels of the vertical axis may take; 0 hides them.
    pub(crate) y_labels: f64,
    pub(crate) has_grid: bool,
}

impl Plot {
    /// The room that the labels of a vertical axis take.
    pub(crate) fn room_for(y: &Ruler) -> f64 {
        y.label_width() + TO_LABEL + 1.0
    }

    /// Where two values meet.
    pub(crate) fn place(&self, (x, y): Point) -> Point {
        let right = self.width * self.x.fraction(x);
        let up = self.height * self.y.fraction(y);
        (self.left + right, self.top + self.height - up)
    }

    /// Draws the axes, curves over them, and dots over these.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        curves: Vec<(Role, Vec<Point>)>,
        dots: &[(Role, Point)],
    ) {
        let drawn = self.draw_with_plotters(canvas, curves, dots);
        drawn.expect("drawing in memory does not fail");
        let below = self.top + self.height + BELOW - 0.5 * LINE;
        let middle = (self.left + 0.5 * self.width, below);
        canvas.text(Kind::Label, middle, Anchor::Middle, &self.x.axis.name);
    }

    /// Writes the name of the vertical axis above it.
    pub(crate) fn name_y(&self, canvas: &mut Canvas) {
        let at = (self.left - self.y_labels, self.top - LINE);
        canvas.text(Kind::Label, at, Anchor::Start, &self.y.axis.name);
    }

    fn y_name(&self) -> Rectangle {
        let name = &self.y.axis.name;
        let half = half_size(name);
        let left = self.left - self.y_labels;
        Rectangle::around_text((left + half.0, self.top - LINE), name)
    }

    /// What the name of the vertical axis and the labels of all ticks cover.
    pub(crate) fn texts(&self) -> Vec<Rectangle> {
        let below = self.top + self.height + TO_LABEL + 0.5 * FONT;
        let x = self.x.ticks.iter().map(|tick| {
            let right = self.width * self.x.fraction(tick.value);
            Rectangle::around_text((self.left + right, below), &tick.label)
        });
        let y = self.y.ticks.iter().map(|tick| {
            let half = half_size(&tick.label).0;
            let up = self.height * self.y.fraction(tick.value);
            let left = self.left - TO_LABEL - half;
            let at = (left, self.top + self.height - up);
            Rectangle::around_text(at, &tick.label)
        });
        x.chain(y).chain([self.y_name()]).collect()
    }

    /// What lies between the axes.
    pub(crate) fn frame(&self) -> Rectangle {
        let (left, right) = (self.left, self.left + self.width);
        let (top, bottom) = (self.top, self.top + self.height);
        Rectangle { left, top, right, bottom }
    }

    fn draw_with_plotters(
        &self,
        canvas: &mut Canvas,
        curves: Vec<(Role, Vec<Point>)>,
        dots: &[(Role, Point)],
    ) -> Result<(), DrawingAreaErrorKind<Infallible>> {
        let [grid, axis, label] =
            [Kind::Grid, Kind::Axis, Kind::Label].map(Role::from);
        let (left, top) = tenths((self.left - self.y_labels, self.top));
        let (width, height) = tenths((self.width, self.height));
        let (y_labels, x_labels) = tenths((self.y_labels, BELOW));
        let area = canvas.into_drawing_area().shrink(
            (left, top),
            // Plotters leaves out the last unit.
            (y_labels + width + 1, x_labels + height + 1),
        );
        let mut chart = ChartBuilder::on(&area)
            .x_label_area_size(x_labels)
            .y_label_area_size(y_labels)
            .build_cartesian_2d(self.x.clone(), self.y.clone())?;
        let mut mesh = chart.configure_mesh();
        mesh.disable_x_mesh()
            .bold_line_style(grid)
            .axis_style(axis)
            .label_style(("sans-serif", 10.0 * FONT, &label))
            .set_all_tick_mark_size(tenths((0.5 * TO_LABEL, 0.0)).0);
        if !self.has_grid {
            mesh.disable_y_mesh();
        }
        mesh.draw()?;
        for (role, curve) in curves {
            chart.draw_series(LineSeries::new(curve, role))?;
        }
        for &(role, dot) in dots {
            let radius = tenths((DOT, 0.0)).0;
            chart.draw_series([Circle::new(dot, radius, role.filled())])?;
        }
        Ok(())
    }
}
