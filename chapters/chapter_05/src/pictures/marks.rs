//! The points of a data set, each drawn in the shape and colour of its class.

use std::fmt::Write;

use ndarray::Array2;
use notebook::Ink;

use crate::pictures::SIDE;
use crate::pictures::palette::{colour, shape};
use crate::pictures::square::Square;
use crate::training::Samples;

/// The points within a square, as SVG in a drawing of side [`SIDE`], `size`
/// times as large as usual. Each class that has points is one path, through
/// which nothing is drawn but a mark at each of its corners; `id` makes the
/// names of the marks unique.
#[must_use]
pub fn marks(
    samples: &Samples,
    square: &Square,
    size: f64,
    ink: Ink,
    id: &str,
) -> String {
    let Samples { x, labels } = samples;
    let classes = labels.classes();
    let number = classes.iter().max().map_or(0, |last| last + 1);
    let line = match ink {
        Ink::Paper => "#222222",
        Ink::Theme => "var(--mark)",
    };
    let mut svg = String::new();
    for class in 0..number {
        let own = |i: &usize| classes[*i] == class;
        let path = corners(x, (0..x.nrows()).filter(own), square);
        if path.is_empty() {
            continue;
        }
        let (shape, colour) = (shape(class), colour(class, ink));
        let side = 10.0 * size;
        let mark = format!("{id}-mark-{class}");
        let _ = write!(
            svg,
            r#"<marker id="{mark}" viewBox="-5 -5 10 10" markerWidth="{side}" "#
        );
        let _ = write!(
            svg,
            r#"markerHeight="{side}" markerUnits="userSpaceOnUse">"#
        );
        let _ = write!(
            svg,
            r#"<path d="{shape}" fill="{colour}" stroke="{line}" "#
        );
        let _ = write!(
            svg,
            r#"stroke-width=".7"/></marker><path d="{path}" fill="none""#
        );
        for place in ["start", "mid", "end"] {
            let _ = write!(svg, r#" marker-{place}="url(#{mark})""#);
        }
        svg.push_str("/>\n");
    }
    svg
}

/// A path with a corner at each of some points, in whole units: the first
/// from the origin, each other from the one before.
fn corners(
    x: &Array2<f64>,
    points: impl Iterator<Item = usize>,
    square: &Square,
) -> String {
    let places = points.map(|i| {
        let (right, down) = square.place(x[[i, 0]], x[[i, 1]], SIDE);
        (right.round(), down.round())
    });
    let mut path = String::new();
    let mut from = (0.0, 0.0);
    let mut number = 0;
    for at in places {
        let sign = if number == 0 { "m" } else { " " };
        let (right, down) = (at.0 - from.0, at.1 - from.1);
        // A minus sign needs no space before it.
        let space = if down < 0.0 { "" } else { " " };
        let _ = write!(path, "{sign}{right}{space}{down}");
        from = at;
        number += 1;
    }
    if number == 1 {
        // A path of one corner is none.
        path.push_str("h0");
    }
    path
}

#[cfg(test)]
mod tests {
    use chapter_00::labels::Labels;
    use ndarray::array;

    use super::*;

    fn draw(x: Array2<f64>, classes: &[usize]) -> String {
        let y = classes.iter().copied().collect();
        let labels = Labels::sparse(&y, (x.nrows(), 9)).unwrap();
        let square = Square { left: 0.0, top: 4.0, side: 4.0 };
        marks(&Samples { x, labels }, &square, 1.0, Ink::Paper, "id")
    }

    #[test]
    fn every_point_is_a_corner_of_its_class_path() {
        let x = array![[0.0, 0.0], [1.0, 2.0], [4.0, 4.0], [1.0, 1.0]];
        let svg = draw(x, &[0, 0, 1, 0]);
        assert!(svg.contains(r#" d="m0 400 100-200 0 100" "#), "{svg}");
        assert!(svg.contains(r#" d="m400 0h0" "#), "{svg}");
    }

    #[test]
    fn classes_differ_in_colour_and_in_shape() {
        let x = array![[0.0, 0.0], [1.0, 2.0], [4.0, 4.0], [1.0, 1.0]];
        let svg = draw(x, &[0, 3, 3, 8]);
        assert_eq!(svg.matches("<marker ").count(), 3);
        for class in [0, 3, 8] {
            let mark = format!("url(#id-mark-{class})");
            assert_eq!(svg.matches(&mark).count(), 3, "{class}");
            let drawn = format!(
                "<path d=\"{}\" fill=\"{}\"",
                shape(class),
                colour(class, Ink::Paper)
            );
            assert!(svg.contains(&drawn), "{svg}");
        }
    }
}
