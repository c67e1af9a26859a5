//! What a shape stands for. CSS turns roles into colours, widths and dashes.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// A kind of shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Label,
    Name,
    Axis,
    Grid,
    Frame,
    Curve,
    Leader,
    Dot,
    OpenDot,
    Contour,
    Track,
    Node,
    Edge,
    Negative,
    Flow,
    Region,
    Swatch,
    Arm,
    Mark,
    HalfPlane,
    Side,
}

/// In the order of the kinds: each one's CSS class, and what its number is
/// appended to where it has a number.
const CLASSES: [(&str, &str); 21] = [
    ("label", ""),
    ("name", "curve-"),
    ("axis", ""),
    ("grid", ""),
    ("frame", ""),
    ("curve", "curve-"),
    ("leader", "curve-"),
    ("dot", "curve-"),
    ("open-dot", "curve-"),
    ("contour", ""),
    ("track", "curve-"),
    ("node", ""),
    ("edge", ""),
    ("negative", ""),
    ("flow", "curve-"),
    ("region", "class-"),
    ("swatch", ""),
    ("arm", "class-"),
    ("mark", "class-"),
    ("half-plane", ""),
    ("side", ""),
];

/// A kind of shape, and the number of the curve or class that it belongs to.
///
/// It passes through plotters as a colour, whose red is the kind and whose
/// green is the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    kind: u8,
    number: u8,
}

impl Kind {
    /// This kind of shape for a curve (from 1) or for a class (from 0).
    pub(crate) fn of(self, number: usize) -> Role {
        let number = u8::try_from(number).unwrap_or(u8::MAX);
        Role { kind: self as u8, number }
    }
}

impl From<Kind> for Role {
    fn from(kind: Kind) -> Self {
        kind.of(0)
    }
}

impl Role {
    /// The role behind a colour that plotters hands to the backend.
    pub(crate) fn from_color(color: BackendColor) -> Self {
        let (kind, number, _) = color.rgb;
        Self { kind, number }
    }

    /// The CSS classes, as in `curve curve-2`.
    pub(crate) fn classes(self) -> String {
        match CLASSES[usize::from(self.kind)] {
            (class, "") => class.to_owned(),
            (class, prefix) => format!("{class} {prefix}{}", self.number),
        }
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (self.kind, self.number, 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_passes_through_a_colour() {
        let role = Kind::Mark.of(4);
        assert_eq!(Role::from_color(role.to_backend_color()), role);
        assert_eq!(role.classes(), "mark class-4");
        assert_eq!(Role::from(Kind::Label).classes(), "label");
        assert_eq!(Role::from(Kind::Side).classes(), "side");
    }

    #[test]
    fn the_style_sheet_styles_every_kind_and_number() {
        let css = include_str!("picture.css");
        let styles = |class: &str| css.contains(&format!(".{class} {{"));
        for (class, prefix) in CLASSES {
            assert!(styles(class), "{class}");
            let numbers = match prefix {
                "curve-" => 1..=6,
                "class-" => 0..=5,
                _ => continue,
            };
            for number in numbers {
                assert!(styles(&format!("{prefix}{number}")), "{number}");
            }
        }
    }
}
