//! Rows of samples and what they stand for, below a picture.

use crate::sheet::{Point, Sheet, WIDTH};
use crate::text::{LINE, text_width};

/// The width of a sample.
pub(crate) const SAMPLE: f64 = 26.0;
/// What a sample takes beside the text.
const BESIDE: f64 = SAMPLE + 6.0;
const GAP: f64 = 24.0;

/// Makes room for entries below what the sheet has, and returns where the
/// sample of each begins, and where its text does.
pub(crate) fn entries<T: AsRef<str>>(
    sheet: &mut Sheet,
    texts: &[T],
) -> Vec<[Point; 2]> {
    let widths = texts.iter().map(|text| BESIDE + text_width(text.as_ref()));
    let mut places = Vec::new();
    for row in in_rows(&widths.collect::<Vec<_>>(), GAP) {
        sheet.height += LINE + 4.0;
        let height = sheet.height - 0.5 * LINE;
        let place = |left| [(left, height), (left + BESIDE, height)];
        places.extend(row.into_iter().map(place));
    }
    places
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
