//! What a shape stands for. CSS turns roles into colours, widths and dashes.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// What a shape stands for. Curves are numbered from 1, classes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Label,
    Name(usize),
    Axis,
    Grid,
    Frame,
    Curve(usize),
    Leader(usize),
    Dot(usize),
    Ring(usize),
    Contour,
    Track(usize),
    Node,
    Edge,
    Negative,
    Flow(usize),
    Region(usize),
    Arm(usize),
    Mark(usize),
    Line,
    Side,
}

/// What plotters draws. It knows a role as a colour, whose red is the role's
/// place in this list.
const DRAWN_BY_PLOTTERS: [Role; 9] = [
    Role::Label,
    Role::Axis,
    Role::Grid,
    Role::Curve(1),
    Role::Curve(2),
    Role::Curve(3),
    Role::Curve(4),
    Role::Curve(5),
    Role::Curve(6),
];

impl Role {
    /// The role behind a colour that plotters hands to the backend.
    pub(crate) fn from_color(color: BackendColor) -> Self {
        DRAWN_BY_PLOTTERS[usize::from(color.rgb.0)]
    }

    /// The CSS classes: the role's name, and its number where it has one, as
    /// in `curve curve-2` or `mark class-0`.
    pub(crate) fn classes(self) -> String {
        let name = format!("{self:?}").to_lowercase();
        let prefix = match self {
            Self::Region(_) | Self::Arm(_) | Self::Mark(_) => "class",
            _ => "curve",
        };
        match name.trim_end_matches(')').split_once('(') {
            Some((name, number)) => format!("{name} {prefix}-{number}"),
            None => name,
        }
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        let place = (0..).zip(DRAWN_BY_PLOTTERS).find(|(_, role)| role == self);
        let (red, _) = place.expect("a role of the list");
        BackendColor { alpha: 1.0, rgb: (red, 0, 0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::STYLE_SHEET;

    #[test]
    fn a_role_passes_through_a_colour() {
        for role in DRAWN_BY_PLOTTERS {
            assert_eq!(Role::from_color(role.to_backend_color()), role);
        }
    }

    #[test]
    fn a_role_has_its_name_and_its_number_for_classes() {
        assert_eq!(Role::Mark(4).classes(), "mark class-4");
        assert_eq!(Role::Curve(6).classes(), "curve curve-6");
        assert_eq!(Role::Axis.classes(), "axis");
    }

    #[test]
    fn the_style_sheet_has_a_rule_for_every_role_and_number() {
        let roles = [
            Role::Label,
            Role::Name(1),
            Role::Axis,
            Role::Grid,
            Role::Frame,
            Role::Curve(2),
            Role::Leader(3),
            Role::Dot(4),
            Role::Ring(5),
            Role::Contour,
            Role::Track(6),
            Role::Node,
            Role::Edge,
            Role::Negative,
            Role::Flow(1),
            Role::Region(0),
            Role::Arm(1),
            Role::Mark(2),
            Role::Region(3),
            Role::Region(4),
            Role::Region(5),
            Role::Line,
            Role::Side,
        ];
        for role in roles {
            for class in role.classes().split(' ') {
                let rule = format!(".picture .{class} {{");
                assert!(STYLE_SHEET.contains(&rule), "{rule}");
            }
        }
    }
}
