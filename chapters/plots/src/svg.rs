//! Writes SVG: paths and texts that have classes in place of colours.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend,
    DrawingErrorKind,
};

use crate::role::Role;
use crate::text::{BASELINE, FONT, text_width};

/// The width of every picture in its own units: what is readable at 480 units
/// is readable on the narrowest screens, too.
pub(crate) const WIDTH: f64 = 480.0;

/// A point: from the left, and from the top.
pub(crate) type Point = (f64, f64);

/// A drawing in the making.
///
/// Its coordinates are written as tenths of a unit, each relative to the one
/// before. Shapes of one class that follow each other share a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Canvas {
    pub(crate) height: f64,
    body: String,
    /// The class and opacity of the path that is not ended yet.
    path: Option<String>,
    /// Where this path has come to, in tenths.
    at: BackendCoord,
}

impl Canvas {
    pub(crate) fn new(height: f64) -> Self {
        Self { height, body: String::new(), path: None, at: (0, 0) }
    }

    /// The paths and texts, each on a line.
    pub(crate) fn body(&self) -> String {
        let end = if self.path.is_some() { "\"/>\n" } else { "" };
        format!("{}{end}", self.body)
    }

    /// A line through points.
    pub(crate) fn line(&mut self, role: Role, points: &[Point]) {
        self.begin(role.classes());
        self.at = self.corners(points.iter().copied().map(tenths));
    }

    /// The outline of a polygon.
    pub(crate) fn outline(&mut self, role: Role, corners: &[Point]) {
        self.begin(role.classes());
        self.corners(corners.iter().copied().map(tenths));
        self.body.push('z');
    }

    /// The inside of a polygon, or a hole in it that runs the other way round.
    pub(crate) fn fill(&mut self, role: Role, opacity: f64, ring: &[Point]) {
        let opacity = (100.0 * opacity).round() / 100.0;
        self.begin(match opacity {
            1.0 => format!("fill {}", role.classes()),
            _ => format!("fill {}\" opacity=\"{opacity}", role.classes()),
        });
        self.corners(ring.iter().copied().map(tenths));
        self.body.push('z');
    }

    /// A circle: two half ones, from the leftmost point to the rightmost one
    /// and back.
    pub(crate) fn circle(&mut self, role: Role, centre: Point, radius: f64) {
        self.begin(role.classes());
        self.corners([tenths((centre.0 - radius, centre.1))]);
        let radius = tenths((radius, 0.0)).0;
        let (r, d) = (number(radius), number(2 * radius));
        let _ = write!(self.body, "a{r} {r} 0 0 1 {d} 0 {r} {r} 0 0 1-{d} 0z");
    }

    /// A text whose middle line passes through a point, at which it begins, is
    /// centred or ends.
    pub(crate) fn text(
        &mut self,
        role: Role,
        at: Point,
        anchor: HPos,
        text: &str,
    ) {
        if text.is_empty() {
            return;
        }
        self.end();
        let (x, y) = tenths((at.0, at.1 + BASELINE));
        let anchor = match anchor {
            HPos::Left => "",
            HPos::Center => " middle",
            HPos::Right => " end",
        };
        let _ = writeln!(
            self.body,
            r#"<text class="{}{anchor}" x="{}" y="{}">{}</text>"#,
            role.classes(),
            number(x),
            number(y),
            escaped(text)
        );
    }

    /// Goes on with the path of this class, or begins it.
    fn begin(&mut self, class: String) {
        if self.path.as_ref() != Some(&class) {
            self.end();
            let _ = write!(self.body, "<path class=\"{class}\" d=\"");
            self.path = Some(class);
            self.at = (0, 0);
        }
    }

    fn end(&mut self) {
        if self.path.take().is_some() {
            self.body.push_str("\"/>\n");
        }
    }

    /// Writes `m` and a corner for each point, and returns the last of them.
    /// The path is left at the first of them, where it returns to when it is
    /// closed.
    fn corners(
        &mut self,
        points: impl IntoIterator<Item = BackendCoord>,
    ) -> BackendCoord {
        let mut from = self.at;
        for (i, point) in points.into_iter().enumerate() {
            let (right, down) = (point.0 - from.0, point.1 - from.1);
            if i == 0 {
                self.at = point;
                self.body.push('m');
            } else if (right, down) == (0, 0) {
                continue;
            } else if 0 <= right {
                // A minus sign needs no space before it.
                self.body.push(' ');
            }
            let space = if down < 0 { "" } else { " " };
            let _ =
                write!(self.body, "{}{space}{}", number(right), number(down));
            from = point;
        }
        from
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Plotters draws in whole units, here the tenths of ours. What it does not
/// draw for us is left to the methods that the trait provides.
impl DrawingBackend for &mut Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = tenths((WIDTH, self.height));
        (width.unsigned_abs(), height.unsigned_abs())
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
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.begin(Role::from_color(style.color()).classes());
        self.at = self.corners(path);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn {
        let down = match style.anchor().v_pos {
            VPos::Top => 0.5 * FONT,
            VPos::Center => 0.0,
            VPos::Bottom => -0.5 * FONT,
        };
        let (x, y) = units(at);
        let role = Role::from_color(style.color());
        self.text(role, (x, y + down), style.anchor().h_pos, text);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let (width, height) = tenths((text_width(text), FONT));
        Ok((width.unsigned_abs(), height.unsigned_abs()))
    }
}

/// A point in tenths of a unit.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast saturates, and no picture is that large"
)]
pub(crate) fn tenths((x, y): Point) -> BackendCoord {
    ((10.0 * x).round() as i32, (10.0 * y).round() as i32)
}

/// A point that is given in tenths of a unit.
pub(crate) fn units((x, y): BackendCoord) -> Point {
    (f64::from(x) / 10.0, f64::from(y) / 10.0)
}

/// A number of tenths in as few characters as may be: `12.5`, `12`, `-.5`.
fn number(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, tenth) => format!("{sign}.{tenth}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Point = (1.0, 2.0);
    const B: Point = (1.5, 0.0);

    #[test]
    fn coordinates_are_relative_and_short() {
        let mut canvas = Canvas::new(10.0);
        canvas.line(Role::Edge, &[A, B, B, (0.0, 0.0)]);
        assert_eq!(
            canvas.body(),
            "<path class=\"edge\" d=\"m1 2 .5-2-1.5 0\"/>\n"
        );
    }

    #[test]
    fn shapes_of_one_class_share_a_path() {
        let mut canvas = Canvas::new(10.0);
        canvas.line(Role::Edge, &[A, B]);
        canvas.line(Role::Edge, &[B, A]);
        canvas.fill(Role::Dot(1), 0.5, &[A, B, (2.0, 2.0)]);
        // A closed path goes on where it began.
        canvas.fill(Role::Dot(1), 0.5, &[A, B, (2.0, 2.0)]);
        let paths = [
            "<path class=\"edge\" d=\"m1 2 .5-2m0 0-.5 2\"/>\n",
            "<path class=\"fill dot curve-1\" opacity=\"0.5\" ",
            "d=\"m1 2 .5-2 .5 2zm0 0 .5-2 .5 2z\"/>\n",
        ];
        assert_eq!(canvas.body(), paths.concat());
    }

    #[test]
    fn a_circle_is_two_arcs() {
        let mut canvas = Canvas::new(10.0);
        canvas.circle(Role::Node, (5.0, 5.0), 2.0);
        let path = "m3 5a2 2 0 0 1 4 0 2 2 0 0 1-4 0z";
        assert!(canvas.body().contains(path), "{}", canvas.body());
    }

    #[test]
    fn texts_are_escaped() {
        let mut canvas = Canvas::new(10.0);
        canvas.text(Role::Label, A, HPos::Right, "a < b & c");
        assert_eq!(
            canvas.body(),
            "<text class=\"label end\" x=\"1\" y=\"7.6\">a &lt; b &amp; c\
             </text>\n"
        );
    }
}
