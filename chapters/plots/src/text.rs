//! How much room a text takes.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_more_room_than_narrow_ones() {
        assert_eq!(text_width(""), 0.0);
        assert_eq!(text_width("10"), 2.0 * 10.24);
        assert!(text_width("ill") < text_width("mow"));
        // A character that is not listed counts as wide.
        assert_eq!(text_width("→"), 16.0);
    }
}
