//! What the marks and the strengths of colours below a square stand for.

use crate::number::{extent, length, short};
use crate::plane::band_strength;
use crate::plane::palette::{COLOURS, mark, role};
use crate::role::Kind;
use crate::svg::{Anchor, Canvas, WIDTH};
use crate::text::{LINE, text_width};

/// From the squares to the middle of the legend's first row.
const ABOVE: f64 = 20.0;
/// The side of a swatch.
const SWATCH: f64 = 14.0;

/// The mark of each class with its number, centred, in as many rows as it
/// takes.
pub(super) fn draw_classes(canvas: &mut Canvas, classes: usize) {
    let name = |class: usize| format!("class {class}");
    let widths = (0..classes).map(|class| 40.0 + text_width(&name(class)));
    let (_, room) = extent(widths).unwrap_or((0.0, WIDTH));
    let in_row = (1..=classes)
        .take_while(|&n| length(n) * room <= WIDTH)
        .last()
        .unwrap_or(1);
    for class in 0..classes {
        if class % in_row == 0 {
            canvas.grow(if class == 0 { ABOVE } else { LINE });
        }
        let in_this_row = in_row.min(classes - class / in_row * in_row);
        let left = 0.5 * (WIDTH - room * length(in_this_row));
        let left = left + room * length(class % in_row);
        let down = canvas.height();
        mark(canvas, class, (left + 14.0, down), 1.6);
        let at = (left + 26.0, down);
        canvas.text(Kind::Label, at, Anchor::Start, &name(class));
    }
    canvas.grow(0.5 * LINE);
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
    canvas.grow(ABOVE);
    let down = canvas.height();
    let (top, bottom) = (down - 0.5 * SWATCH, down + 0.5 * SWATCH);
    let rectangle = |left: f64, right: f64| {
        vec![(left, top), (right, top), (right, bottom), (left, bottom)]
    };
    for (band, name) in names.iter().enumerate() {
        let middle = room * (length(band) + 0.5);
        for class in 0..colours {
            let left = middle - half + SWATCH * length(class);
            let swatch = rectangle(left, left + SWATCH);
            let role = role(Kind::Region, class);
            canvas.fill(role, band_strength(band, names.len()), &[swatch]);
        }
        let frame = rectangle(middle - half, middle + half);
        canvas.outline(Kind::Swatch, &frame);
        let below = (middle, down + 22.0);
        canvas.text(Kind::Label, below, Anchor::Middle, name);
    }
    canvas.grow(22.0 + 0.5 * LINE);
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
