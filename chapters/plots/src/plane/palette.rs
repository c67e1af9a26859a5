//! How classes are told apart: by colour, by the shape of their points, and
//! where there are many, by the strength of their colour.
//!
//! The numbers of colours and of shapes have no common divisor, so that each
//! of thirty classes has a pair of its own.

use plotters::element::{Circle, EmptyElement, Polygon};
use plotters::style::RGBColor;

use crate::sheet::{Point, Sheet};
use crate::svg::{Role, tenths};

/// The style sheet has as many colours.
pub(crate) const COLOURS: usize = 6;

/// The opacities of regions.
const STRENGTHS: [f64; 3] = [0.4, 0.2, 0.65];

/// What the points of a class are drawn as, and the corners of the drawing
/// within 4 units of (0, 0), each to the right and down; none for a circle.
const SHAPES: [(&str, &[f64]); 5] = [
    ("circles", &[]),
    ("squares", &[-2.8, -2.8, 2.8, -2.8, 2.8, 2.8, -2.8, 2.8]),
    ("triangles", &[0.0, -4.0, 3.7, 2.8, -3.7, 2.8]),
    ("diamonds", &[0.0, -4.0, 4.0, 0.0, 0.0, 4.0, -4.0, 0.0]),
    (
        "crosses",
        &[
            -1.3, -4.0, 1.3, -4.0, 1.3, -1.3, 4.0, -1.3, 4.0, 1.3, 1.3, 1.3,
            1.3, 4.0, -1.3, 4.0, -1.3, 1.3, -4.0, 1.3, -4.0, -1.3, -1.3, -1.3,
        ],
    ),
];

/// The role of a class, in its colour.
pub(crate) fn coloured(role: Role, class: usize) -> RGBColor {
    role.of(class % COLOURS)
}

/// The opacity of a class' region.
pub(crate) fn strength_of(class: usize) -> f64 {
    STRENGTHS[class / COLOURS % STRENGTHS.len()]
}

/// What the points of a class are drawn as, in words.
pub(crate) fn shape_name(class: usize) -> &'static str {
    SHAPES[class % SHAPES.len()].0
}

/// Draws a point of a class, so many times its usual size.
pub(crate) fn mark(sheet: &Sheet, class: usize, at: Point, size: f64) {
    let style = coloured(Role::Mark, class);
    let corners = SHAPES[class % SHAPES.len()].1;
    if corners.is_empty() {
        return sheet.put(&Circle::new(at, tenths(3.0 * size), style));
    }
    let corners: Vec<_> = corners.iter().map(|x| tenths(size * x)).collect();
    let corners = corners.chunks(2).map(|corner| (corner[0], corner[1]));
    let corners: Vec<_> = corners.collect();
    sheet.put(&(EmptyElement::at(at) + Polygon::new(corners, style)));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn thirty_classes_are_drawn_each_in_its_own_way() {
        let drawn = |class| {
            let sheet = Sheet::new();
            mark(&sheet, class, (5.0, 5.0), 1.0);
            sheet.body()
        };
        assert_eq!((0..30).map(drawn).collect::<BTreeSet<_>>().len(), 30);
        let names: BTreeSet<_> = (0..5).map(shape_name).collect();
        assert_eq!(names.len(), 5);
    }

    #[test]
    fn regions_of_one_colour_differ_in_strength() {
        let way = |class| (class % COLOURS, format!("{}", strength_of(class)));
        assert_eq!((0..18).map(way).collect::<BTreeSet<_>>().len(), 18);
    }
}
