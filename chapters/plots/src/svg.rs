//! Writes SVG: paths and texts that have classes in place of colours. CSS turns
//! these into colours, widths and dashes.

use std::convert::Infallible;
use std::fmt::Write;

use plotters::style::{Color, RGBColor};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend,
    DrawingErrorKind,
};

use crate::geometry::{BASELINE, LINE};
use crate::sheet::{HEIGHT, WIDTH};

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

/// Plotters draws in whole numbers, here tenths of a picture's unit. So does
/// the SVG, where they are shorter than decimals.
pub(crate) const TENTHS: f64 = 10.0;

/// What plotters draws with.
///
/// Coordinates are written each relative to the one before. Shapes of one class
/// that follow each other share a path, so that a polygon may have holes.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    /// Each path or text: up to what is inside of it, that, and its end.
    pub(crate) elements: Vec<[String; 3]>,
    /// Where the last path has come to.
    at: BackendCoord,
}

impl Svg {
    /// Draws a part of a path: goes on with the one of this colour, or begins
    /// it. The path is left where the part begins if it is closed.
    fn draw(
        &mut self, color: BackendColor,
        points: impl IntoIterator<Item = BackendCoord>, end: &str,
    ) {
        let opacity = match color.alpha {
            1.0.. => String::new(),
            a => format!("\" opacity=\"{}", (100.0 * a).round() / 100.0),
        };
        let start =
            format!("<path class=\"{}{opacity}\" d=\"", css_classes(color));
        if self.elements.last().is_none_or(|last| last[0] != start) {
            self.elements.push([start, String::new(), "\"/>\n".to_owned()]);
            self.at = (0, 0);
        }
        let Some([_, path, _]) = self.elements.last_mut() else { return };
        let mut points: Vec<_> = points.into_iter().collect();
        points.dedup();
        // A minus sign needs no space before it.
        let space = |x: i32| if x < 0 { "" } else { " " };
        for (i, point) in points.iter().enumerate() {
            let (right, down) = (point.0 - self.at.0, point.1 - self.at.1);
            let before = if i == 0 { "m" } else { space(right) };
            let _ = write!(path, "{before}{right}{}{down}", space(down));
            self.at = *point;
        }
        path.push_str(end);
        if !end.is_empty() {
            self.at = points[0];
        }
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// What plotters composes of these is left to the methods that the trait
/// provides. Whether the inside of a shape is filled is left to CSS.
impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (tenths(WIDTH).unsigned_abs(), tenths(HEIGHT).unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_line(at, (at.0 + 1, at.1), &color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self, from: BackendCoord, to: BackendCoord, style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self, path: I, style: &S,
    ) -> Drawn {
        self.draw(style.color(), path, "");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self, corners: I, style: &S,
    ) -> Drawn {
        self.draw(style.color(), corners, "z");
        Ok(())
    }

    /// Two half circles, from the leftmost point to the rightmost and back.
    fn draw_circle<S: BackendStyle>(
        &mut self, (x, y): BackendCoord, radius: u32, style: &S, _: bool,
    ) -> Drawn {
        let (r, d) = (radius.cast_signed(), 2 * radius);
        let arcs = format!("a{r} {r} 0 0 1 {d} 0 {r} {r} 0 0 1-{d} 0z");
        self.draw(style.color(), [(x - r, y)], &arcs);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self, text: &str, style: &S, (x, y): BackendCoord,
    ) -> Drawn {
        let middle = match style.anchor().v_pos {
            VPos::Top => 0.5 * LINE,
            VPos::Center => 0.0,
            VPos::Bottom => -0.5 * LINE,
        };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " middle",
            HPos::Right => " end",
        };
        let class = css_classes(style.color());
        let y = y + tenths(middle + BASELINE);
        let tag = format!(r#"<text class="{class}{anchor}" x="{x}" y="{y}">"#);
        if !text.is_empty() {
            let end = "</text>\n".to_owned();
            self.elements.push([tag, escaped(text), end]);
        }
        Ok(())
    }
}

/// A length in tenths of a unit. The cast saturates.
#[expect(clippy::cast_possible_truncation, reason = "no picture is as large")]
pub(crate) fn tenths(length: f64) -> i32 {
    (TENTHS * length).round() as i32
}

/// A point that is given in tenths of a unit.
pub(crate) fn units((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use plotters::prelude::{Circle, PathElement, Polygon};

    use super::*;
    use crate::picture::STYLE_SHEET;
    use crate::sheet::{Point, Sheet};

    const A: Point = (1.0, 2.0);
    const B: Point = (1.5, 0.0);

    #[test]
    fn coordinates_are_relative_and_short() {
        let sheet = Sheet::new();
        sheet.put(&PathElement::new([A, B, B, (0.0, 0.0)], Role::Edge));
        assert_eq!(
            sheet.body(),
            "<path class=\"edge\" d=\"m10 20 5-20-15 0\"/>\n"
        );
    }

    #[test]
    fn shapes_of_one_class_share_a_path() {
        let sheet = Sheet::new();
        sheet.put(&PathElement::new([A, B], Role::Edge));
        sheet.put(&PathElement::new([B, A], Role::Edge));
        let half = Role::Dot.of(1).mix(0.5);
        sheet.put(&Polygon::new([A, B, (2.0, 2.0)], half));
        // A closed path goes on where it began.
        sheet.put(&Polygon::new([A, B, (2.0, 2.0)], half));
        let paths = [
            "<path class=\"edge\" d=\"m10 20 5-20m0 0-5 20\"/>\n",
            "<path class=\"dot curve-1\" opacity=\"0.5\" ",
            "d=\"m10 20 5-20 5 20zm0 0 5-20 5 20z\"/>\n",
        ];
        assert_eq!(sheet.body(), paths.concat());
    }

    #[test]
    fn a_circle_is_two_arcs() {
        let sheet = Sheet::new();
        sheet.put(&Circle::new((5.0, 5.0), 20, Role::Node));
        let path = "m30 50a20 20 0 0 1 40 0 20 20 0 0 1-40 0z";
        assert!(sheet.body().contains(path), "{}", sheet.body());
    }

    #[test]
    fn texts_are_escaped() {
        let sheet = Sheet::new();
        sheet.write(Role::Label, A, HPos::Right, "a < b & c");
        assert_eq!(
            sheet.body(),
            "<text class=\"label end\" x=\"10\" y=\"76\">a &lt; b &amp; c\
             </text>\n"
        );
    }

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
