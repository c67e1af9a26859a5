//! Two axes, and the window between them.

use plotters::chart::ChartBuilder;
use plotters::style::text_anchor::HPos;

use crate::axis::Scale;
use crate::geometry::{Bounds, FONT, LINE};
use crate::sheet::{IN_MEMORY, Point, Sheet};
use crate::svg::{Role, TENTHS, tenths};

/// From an axis to the labels of its ticks.
const TO_LABEL: f64 = 8.0;

/// What the ticks and the name of the horizontal axis take below it.
pub(crate) const BELOW: f64 = TO_LABEL + 2.0 * LINE + 6.0;

/// What the name of the vertical axis takes above it.
pub(crate) const ABOVE: f64 = LINE + 6.0;

/// The radius of a dot, in tenths of a unit.
pub(crate) const DOT: i32 = 35;

/// The room that the labels of a vertical axis take.
pub(crate) fn room_for(y: &Scale) -> f64 {
    y.label_width() + TO_LABEL + 1.0
}

/// Where the name of the vertical axis begins.
pub(crate) fn name_of_y(frame: &Bounds, y: &Scale) -> Point {
    (frame.left - room_for(y), frame.top - LINE)
}

/// Draws the axes of a frame with their names, and returns what is between.
pub(crate) fn chart(
    sheet: &Sheet, frame: Bounds, (x, y): (&Scale, &Scale), has_grid: bool,
) -> Sheet {
    let room = room_for(y);
    let width = frame.right - frame.left + room;
    let height = frame.bottom - frame.top + BELOW;
    let area = sheet.area.strip_coord_spec().shrink(
        (tenths(frame.left - room), tenths(frame.top)),
        // Plotters leaves out the last tenth.
        (tenths(width) + 1, tenths(height) + 1),
    );
    let style = ("sans-serif", TENTHS * FONT, &Role::Label);
    let mut chart = ChartBuilder::on(&area)
        .x_label_area_size(tenths(BELOW))
        .y_label_area_size(tenths(room))
        .build_cartesian_2d(x.clone(), y.clone())
        .expect(IN_MEMORY);
    let mut mesh = chart.configure_mesh();
    mesh.disable_x_mesh()
        .bold_line_style(Role::Grid)
        .axis_style(Role::Axis)
        .label_style(style)
        .set_all_tick_mark_size(tenths(0.5 * TO_LABEL))
        .axis_desc_style(style)
        .x_desc(&x.axis.name);
    if !has_grid {
        mesh.disable_y_mesh();
    }
    mesh.draw().expect(IN_MEMORY);
    let name = &y.axis.name;
    sheet.write(Role::Label, name_of_y(&frame, y), HPos::Left, name);
    Sheet { area: chart.plotting_area().clone(), ..sheet.clone() }
}
