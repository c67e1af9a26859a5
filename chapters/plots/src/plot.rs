//! Two axes, and the curves that plotters draws between them.

use std::convert::Infallible;

use plotters::prelude::*;

use plotters_backend::text_anchor::HPos;

use crate::axis::Ruler;
use crate::geometry::{Rectangle, half_size};
use crate::role::Role;
use crate::svg::{Canvas, Point, tenths};
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
    pub(crate) frame: Rectangle,
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
        let Rectangle { left, top, right, bottom } = self.frame;
        let right = left + (right - left) * self.x.fraction(x);
        (right, bottom - (bottom - top) * self.y.fraction(y))
    }

    /// Draws the axes with their names, and curves over them.
    pub(crate) fn draw(
        &self,
        canvas: &mut Canvas,
        curves: Vec<(Role, Vec<Point>)>,
    ) {
        let drawn = self.draw_with_plotters(canvas, curves);
        drawn.expect("drawing in memory does not fail");
        let middle = 0.5 * (self.frame.left + self.frame.right);
        let below = (middle, self.frame.bottom + BELOW - 0.5 * LINE);
        canvas.text(Role::Label, below, HPos::Center, &self.x.axis.name);
        if 0.0 < self.y_labels {
            let at = self.y_name();
            canvas.text(Role::Label, at, HPos::Left, &self.y.axis.name);
        }
    }

    /// Where the name of the vertical axis begins.
    fn y_name(&self) -> Point {
        (self.frame.left - self.y_labels, self.frame.top - LINE)
    }

    /// What the name of the vertical axis and the labels of all ticks cover.
    pub(crate) fn texts(&self) -> Vec<Rectangle> {
        let text = |(left, down): Point, text: &str| {
            let half = half_size(text).0;
            Rectangle::around_text((left + half, down), text)
        };
        let mut texts = vec![text(self.y_name(), &self.y.axis.name)];
        for tick in &self.x.ticks {
            let (x, _) = self.place((tick.value, self.y.from));
            let below = self.frame.bottom + TO_LABEL + 0.5 * FONT;
            texts.push(Rectangle::around_text((x, below), &tick.label));
        }
        for tick in &self.y.ticks {
            let (_, y) = self.place((self.x.from, tick.value));
            let width = 2.0 * half_size(&tick.label).0;
            let left = self.frame.left - TO_LABEL - width;
            texts.push(text((left, y), &tick.label));
        }
        texts
    }

    fn draw_with_plotters(
        &self,
        canvas: &mut Canvas,
        curves: Vec<(Role, Vec<Point>)>,
    ) -> Result<(), DrawingAreaErrorKind<Infallible>> {
        let Rectangle { left, top, right, bottom } = self.frame;
        let (y_labels, x_labels) = tenths((self.y_labels, BELOW));
        let (width, height) = tenths((right - left, bottom - top));
        let area = canvas.into_drawing_area().shrink(
            tenths((left - self.y_labels, top)),
            // Plotters leaves out the last unit.
            (y_labels + width + 1, x_labels + height + 1),
        );
        let mut chart = ChartBuilder::on(&area)
            .x_label_area_size(x_labels)
            .y_label_area_size(y_labels)
            .build_cartesian_2d(self.x.clone(), self.y.clone())?;
        let mut mesh = chart.configure_mesh();
        mesh.disable_x_mesh()
            .bold_line_style(Role::Grid)
            .axis_style(Role::Axis)
            .label_style(("sans-serif", 10.0 * FONT, &Role::Label))
            .set_all_tick_mark_size(tenths((0.5 * TO_LABEL, 0.0)).0);
        if !self.has_grid {
            mesh.disable_y_mesh();
        }
        mesh.draw()?;
        for (role, curve) in curves {
            chart.draw_series(LineSeries::new(curve, role))?;
        }
        Ok(())
    }
}
