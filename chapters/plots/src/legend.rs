//! Rows of samples and what they stand for, below a picture.

use crate::svg::{Canvas, Point, WIDTH};
use crate::text::{LINE, text_width};

/// The width of a sample.
const SAMPLE: f64 = 26.0;
/// What a sample and the gaps around it take beside the text.
const BESIDE: f64 = SAMPLE + 6.0;
const GAP: f64 = 24.0;

/// The ends of the sample before a text.
pub(crate) fn sample((left, down): Point) -> [Point; 2] {
    [(left - BESIDE, down), (left - BESIDE + SAMPLE, down)]
}

/// Makes room for entries below what the canvas has, centred, in as many rows
/// as they need, and returns where the text of each begins.
pub(crate) fn entries(canvas: &mut Canvas, texts: &[&str]) -> Vec<Point> {
    let mut rest = texts;
    let mut places = Vec::new();
    while !rest.is_empty() {
        let width = |n: usize| -> f64 {
            let widths = rest[..n].iter().map(|text| text_width(text));
            widths.map(|width| width + BESIDE + GAP).sum::<f64>() - GAP
        };
        let fitting = (1..=rest.len()).take_while(|&n| width(n) <= WIDTH);
        let in_row = fitting.last().unwrap_or(1);
        let mut left = 0.5 * (WIDTH - width(in_row));
        canvas.height += LINE + 4.0;
        for text in &rest[..in_row] {
            places.push((left + BESIDE, canvas.height - 0.5 * LINE));
            left += BESIDE + text_width(text) + GAP;
        }
        rest = &rest[in_row..];
    }
    places
}
