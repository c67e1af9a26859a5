//! How classes are told apart: by colour, by the shape of their points, and
//! where there are many, by how strong their colour is.
//!
//! There are as many colours and shapes as have no common divisor, so that
//! thirty classes have each their own pair of both.

use notebook::Ink;

/// Paul Tol's "bright" scheme, whose colours are told apart by readers who are
/// blind to red, to green or to blue. A page has its own under the same
/// numbers.
const PAPER: [&str; 6] =
    ["#4477AA", "#EE6677", "#CCBB44", "#228833", "#66CCEE", "#AA3377"];

/// What a class is drawn as, and the drawing, within 4 units of (0, 0).
const SHAPES: [(&str, &str); 5] = [
    ("circles", "M-3 0a3 3 0 0 0 6 0a3 3 0 0 0-6 0z"),
    ("squares", "M-2.8-2.8h5.6v5.6h-5.6z"),
    ("triangles", "M0-4 3.7 2.8h-7.4z"),
    ("diamonds", "M0-4 4 0 0 4-4 0z"),
    ("crosses", "M-1.3-4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7z"),
];

/// How strong the colour of a region is.
const STRENGTHS: [&str; 3] = [".4", ".2", ".65"];

/// The colour of a class.
#[must_use]
pub fn colour(class: usize, ink: Ink) -> String {
    let number = class % PAPER.len();
    match ink {
        Ink::Paper => PAPER[number].to_owned(),
        Ink::Theme => format!("var(--class-{number})"),
    }
}

/// How strong the colour of a class' region is: an opacity.
#[must_use]
pub fn strength(class: usize) -> &'static str {
    STRENGTHS[class / PAPER.len() % STRENGTHS.len()]
}

/// What the points of a class are drawn as, in words.
#[must_use]
pub fn shape_name(class: usize) -> &'static str {
    SHAPES[class % SHAPES.len()].0
}

/// The shape of a class' points: the data of a path around (0, 0).
#[must_use]
pub fn shape(class: usize) -> &'static str {
    SHAPES[class % SHAPES.len()].1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn thirty_classes_are_drawn_each_in_its_own_way() {
        let ways = |ink| {
            let way = |class| (colour(class, ink), shape(class));
            (0..30).map(way).collect::<BTreeSet<_>>().len()
        };
        assert_eq!(ways(Ink::Paper), 30);
        assert_eq!(ways(Ink::Theme), 30);
    }

    #[test]
    fn regions_of_one_colour_differ_in_strength() {
        let ways = |class| (colour(class, Ink::Paper), strength(class));
        assert_eq!((0..18).map(ways).collect::<BTreeSet<_>>().len(), 18);
    }
}
