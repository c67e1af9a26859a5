//! Rows of samples and what they stand for, below a picture.

use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::sheet::{Point, Sheet, WIDTH};
use crate::text::{LINE, text_width};

/// The width of a sample, and of that with the gap to its text.
const SAMPLE: f64 = 26.0;
const BESIDE: f64 = SAMPLE + 6.0;
/// Between two entries.
const GAP: f64 = 24.0;

/// Draws a sample between two points for each text, and the text in a colour,
/// in as many rows as need be.
pub(crate) fn draw_legend<T: AsRef<str>, C: Color>(
    sheet: &mut Sheet, texts: &[T], color: impl Fn(usize) -> C,
    draw_sample: impl Fn(&Sheet, usize, [Point; 2]),
) {
    let widths = texts.iter().map(|text| BESIDE + text_width(text.as_ref()));
    let widths: Vec<_> = widths.collect();
    let mut entries = texts.iter().enumerate();
    for row in in_rows(&widths, GAP) {
        sheet.height += LINE + 4.0;
        let height = sheet.height - 0.5 * LINE;
        for (left, (i, text)) in row.into_iter().zip(entries.by_ref()) {
            let [from, to, at] =
                [0.0, SAMPLE, BESIDE].map(|right| (left + right, height));
            draw_sample(sheet, i, [from, to]);
            sheet.write(color(i), at, HPos::Left, text.as_ref());
        }
    }
}

/// The left ends of boxes in as many centred rows as they need.
pub(crate) fn in_rows(widths: &[f64], gap: f64) -> Vec<Vec<f64>> {
    let mut rest = widths;
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let end = |n: usize| -> f64 {
            rest[..n].iter().map(|width| width + gap).sum()
        };
        let fitting = (1..=rest.len()).take_while(|&n| end(n) - gap <= WIDTH);
        let in_row = fitting.last().unwrap_or(1);
        let start = 0.5 * (WIDTH - (end(in_row) - gap));
        rows.push((0..in_row).map(|n| start + end(n)).collect());
        rest = &rest[in_row..];
    }
    rows
}
