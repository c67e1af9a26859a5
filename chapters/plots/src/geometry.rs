//! Rectangles, lines, and how much room a text takes.

use crate::sheet::Point;

/// The size of every text, in units of a picture.
pub(crate) const FONT: f64 = 16.0;

/// The distance between the baselines of two lines.
pub(crate) const LINE: f64 = 20.0;

/// From the middle of a line of text down to its baseline.
pub(crate) const BASELINE: f64 = 0.35 * FONT;

/// Characters by their width in hundredths of the font's size, which is that of
/// the widest of three common faces: `DejaVu` Sans, Open Sans, Liberation Sans.
const WIDTHS: [(u8, &str); 10] = [
    (34, "'Iijl ,.·:;"),
    (40, "f-/\\()[]t!⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"),
    (46, "r\""),
    (53, "Jsz⁻"),
    (59, "*c|?L_`k∂vxy"),
    (64, "FTaoebdghnpquΣη$0123456789{}"),
    (69, "αEKPSYAVBXZ"),
    (79, "CRUHNDG&OQ"),
    (84, "w#+<=>^~−×"),
    (97, "M%m"),
];

/// The width of a text in units of a picture, rather too wide than too narrow:
/// which face the reader's browser has is unknown.
pub fn text_width(text: &str) -> f64 {
    let width = |c: char| {
        let known = WIDTHS.iter().find(|(_, chars)| chars.contains(c));
        known.map_or(100, |&(width, _)| u32::from(width))
    };
    f64::from(text.chars().map(width).sum::<u32>()) * FONT / 100.0
}

/// A rectangle whose sides are upright.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Bounds {
    /// The rectangle around a point.
    pub(crate) fn around((x, y): Point, half: Point) -> Self {
        let (left, right) = (x - half.0, x + half.0);
        Self { left, top: y - half.1, right, bottom: y + half.1 }
    }

    /// The rectangle around a text whose middle is at a point.
    pub(crate) fn around_text(at: Point, text: &str) -> Self {
        Self::around(at, half_size(text))
    }

    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// How many lines and other rectangles it touches.
    pub(crate) fn faults(&self, taken: &[Self], lines: &[[Point; 2]]) -> usize {
        let covered = taken.iter().filter(|other| self.overlaps(other));
        let crossed = lines.iter().filter(|[a, b]| self.clip(*a, *b).is_some());
        covered.count() + crossed.count()
    }

    pub(crate) fn has(&self, (x, y): Point) -> bool {
        (self.left..=self.right).contains(&x)
            && (self.top..=self.bottom).contains(&y)
    }

    pub(crate) fn corners(&self) -> [Point; 4] {
        let Self { left, top, right, bottom } = *self;
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    }

    /// The point at fractions of the width and of the height.
    pub(crate) fn at(&self, right: f64, down: f64) -> Point {
        let [(left, top), _, end, _] = self.corners();
        (left + right * (end.0 - left), top + down * (end.1 - top))
    }

    /// The middle of a text above the rectangle, so far from it.
    pub(crate) fn above(&self, distance: f64) -> Point {
        moved(self.at(0.5, 0.0), (0.0, -1.0), distance + 0.5 * LINE)
    }

    /// The part of the line between two points that lies within the rectangle.
    pub(crate) fn clip(&self, at: Point, to: Point) -> Option<[Point; 2]> {
        let along = (to.0 - at.0, to.1 - at.1);
        let (mut from, mut to) = (0.0, 1.0);
        let sides = [
            (at.0, along.0, self.left, self.right),
            (at.1, along.1, self.top, self.bottom),
        ];
        // Between each pair of sides lies a part of the line; the rectangle
        // has what lies between both pairs.
        for (at, along, min, max) in sides {
            // Beyond the two sides, the line meets both at infinity.
            if along == 0.0 && (min..=max).contains(&at) {
                continue;
            }
            let (a, b) = ((min - at) / along, (max - at) / along);
            let (first, last) = if a < b { (a, b) } else { (b, a) };
            from = if from < first { first } else { from };
            to = if last < to { last } else { to };
        }
        let ends = [from, to].map(|distance| moved(at, along, distance));
        (from < to).then_some(ends)
    }
}

/// Half the width and half the height of a text, descenders included.
pub(crate) fn half_size(text: &str) -> Point {
    (0.5 * text_width(text), 0.56 * FONT)
}

/// The middle of a text beside a line: in the direction `side` from a point of
/// the line, with a gap between.
pub(crate) fn beside(at: Point, side: Point, gap: f64, text: &str) -> Point {
    let (half_width, half_height) = half_size(text);
    let reach = half_width * side.0.abs() + half_height * side.1.abs();
    moved(at, side, gap + reach)
}

/// How long the way is from one point to another.
pub(crate) fn distance(from: Point, to: Point) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    (x * x + y * y).sqrt()
}

/// The vector of length 1 from one point towards another.
pub(crate) fn direction(from: Point, to: Point) -> Point {
    let length = distance(from, to);
    ((to.0 - from.0) / length, (to.1 - from.1) / length)
}

/// The point between two others, `fraction` of the way from the first.
pub(crate) fn between(a: Point, b: Point, fraction: f64) -> Point {
    moved(a, (b.0 - a.0, b.1 - a.1), fraction)
}

/// A point moved by a multiple of a vector.
pub(crate) fn moved(at: Point, along: Point, distance: f64) -> Point {
    (at.0 + distance * along.0, at.1 + distance * along.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: Bounds =
        Bounds { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };

    #[test]
    fn a_line_is_clipped_to_the_rectangle() {
        let clip = |a, b| UNIT.clip(a, b);
        assert_eq!(
            clip((-1.0, 0.5), (2.0, 0.5)),
            Some([(0.0, 0.5), (1.0, 0.5)])
        );
        assert_eq!(
            clip((0.25, 0.25), (0.5, 0.75)),
            Some([(0.25, 0.25), (0.5, 0.75)])
        );
        assert_eq!(clip((-1.0, 1.5), (2.0, 1.5)), None);
        assert_eq!(clip((-1.0, 0.5), (-0.5, 0.5)), None);
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let beside = Bounds { left: 1.0, right: 2.0, ..UNIT };
        assert!(!UNIT.overlaps(&beside));
        assert!(UNIT.overlaps(&Bounds { left: 0.9, ..beside }));
    }

    #[test]
    fn wide_letters_take_more_room_than_narrow_ones() {
        assert_eq!(text_width(""), 0.0);
        assert_eq!(text_width("10"), 2.0 * 10.24);
        assert!(text_width("ill") < text_width("mow"));
        // A character that is not listed counts as wide.
        assert_eq!(text_width("→"), 16.0);
    }
}
