//! What the marks and the strengths of colours below a square stand for.

use plotters_backend::text_anchor::HPos;

use crate::geometry::Rectangle;
use crate::legend::entries;
use crate::number::{length, short};
use crate::plane::band_strength;
use crate::plane::palette::{COLOURS, mark};
use crate::role::Role;
use crate::svg::{Canvas, WIDTH};
use crate::text::LINE;

/// From the squares to the middle of the legend's first row.
const ABOVE: f64 = 20.0;
/// The side of a swatch.
const SWATCH: f64 = 14.0;

/// The mark of each class with its number.
pub(super) fn draw_classes(canvas: &mut Canvas, classes: usize) {
    let names: Vec<_> = (0..classes).map(|k| format!("class {k}")).collect();
    let texts: Vec<_> = names.iter().map(String::as_str).collect();
    for (class, at) in entries(canvas, &texts).into_iter().enumerate() {
        mark(canvas, class, (at.0 - 14.0, at.1), 1.6);
        canvas.text(Role::Label, at, HPos::Left, texts[class]);
    }
}

/// The colours of each band, above the probabilities that it stands for.
pub(super) fn draw_bands(
    canvas: &mut Canvas,
    thresholds: &[f64],
    classes: usize,
) {
    let names = band_names(thresholds);
    let room = WIDTH / length(names.len());
    let colours = classes.clamp(1, COLOURS);
    let half = 0.5 * SWATCH * length(colours);
    canvas.height += ABOVE;
    let down = canvas.height;
    let rectangle = |left: f64, right: f64| {
        let (top, bottom) = (down - 0.5 * SWATCH, down + 0.5 * SWATCH);
        Rectangle { left, top, right, bottom }.corners()
    };
    for (band, name) in names.iter().enumerate() {
        let middle = room * (length(band) + 0.5);
        for class in 0..colours {
            let left = middle - half + SWATCH * length(class);
            let swatch = rectangle(left, left + SWATCH);
            let strength = band_strength(band, names.len());
            canvas.fill(Role::Region(class), strength, &swatch);
        }
        let frame = rectangle(middle - half, middle + half);
        canvas.outline(Role::Frame, &frame);
        let below = (middle, down + 22.0);
        canvas.text(Role::Label, below, HPos::Center, name);
    }
    canvas.height += 22.0 + 0.5 * LINE;
}

/// What each band stands for, as in `70–90 %`.
pub(super) fn band_names(thresholds: &[f64]) -> Vec<String> {
    let percents: Vec<_> =
        thresholds.iter().map(|p| short(100.0 * p, 1)).collect();
    let (Some(first), Some(last)) = (percents.first(), percents.last()) else {
        return Vec::new();
    };
    let mut names = vec![format!("< {first} %")];
    let between = percents.windows(2);
    names.extend(between.map(|pair| format!("{}–{} %", pair[0], pair[1])));
    names.push(format!("> {last} %"));
    names
}
