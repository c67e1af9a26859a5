//! What a shape stands for. CSS turns roles into colours, widths and dashes.

use plotters::style::{Color, RGBColor};
use plotters_backend::BackendColor;

macro_rules! roles {
    ($($role:ident)*) => {
        /// What a shape stands for. To plotters it is a colour, whose red is
        /// the role's place in the list, and whose blue is its number if its
        /// green is 1.
        #[derive(Clone, Copy)]
        pub(crate) enum Role { $($role),* }

        const NAMES: &[&str] = &[$(stringify!($role)),*];
    };
}

roles! {
    Label Name Axis Grid Frame Curve Leader Dot Ring Contour Track
    Node Edge Negative Flow Region Arm Mark Line Side
}

impl Role {
    /// The role for one of several curves, which are numbered from 1, or of
    /// several classes, which are numbered from 0.
    pub(crate) fn of(self, number: usize) -> RGBColor {
        let number = u8::try_from(number).expect("a style for the number");
        RGBColor(self as u8, 1, number)
    }
}

impl Color for Role {
    fn to_backend_color(&self) -> BackendColor {
        RGBColor(*self as u8, 0, 0).to_backend_color()
    }
}

/// The CSS classes for a colour: the role's name, and its number where it has
/// one, as in `curve curve-2` or `mark class-0`.
pub(crate) fn css_classes(color: BackendColor) -> String {
    let (role, is_numbered, number) = color.rgb;
    let name = NAMES[usize::from(role)].to_lowercase();
    match (is_numbered, name.as_str()) {
        (0, _) => name,
        (_, "region" | "arm" | "mark") => format!("{name} class-{number}"),
        _ => format!("{name} curve-{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::STYLE_SHEET;

    #[test]
    fn a_role_has_its_name_and_its_number_for_classes() {
        let classes = |color: &dyn Color| css_classes(color.to_backend_color());
        assert_eq!(classes(&Role::Mark.of(4)), "mark class-4");
        assert_eq!(classes(&Role::Curve.of(6)), "curve curve-6");
        assert_eq!(classes(&Role::Axis), "axis");
        assert_eq!(classes(&Role::Side.mix(0.5)), "side");
    }

    #[test]
    fn the_style_sheet_has_a_rule_for_every_role_and_number() {
        let mut classes: Vec<_> =
            NAMES.iter().map(|name| name.to_lowercase()).collect();
        classes.extend((1..=6).map(|number| format!("curve-{number}")));
        classes.extend((0..6).map(|number| format!("class-{number}")));
        for class in classes {
            let rule = format!(".picture .{class} {{");
            assert!(STYLE_SHEET.contains(&rule), "{rule}");
        }
    }
}
