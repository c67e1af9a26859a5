//! Writes SVG: paths and texts that have classes in place of colours.

use std::convert::Infallible;
use std::fmt::Write;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend,
    DrawingErrorKind,
};

use crate::role::css_classes;
use crate::sheet::WIDTH;
use crate::text::{BASELINE, LINE, text_width};

/// Plotters draws in whole numbers, here tenths of a picture's unit.
pub(crate) const TENTHS: f64 = 10.0;

/// What plotters draws with.
///
/// Coordinates are written each relative to the one before. Shapes of one class
/// that follow each other share a path, so that a polygon may have holes.
#[derive(Debug, Default)]
pub(crate) struct Svg {
    body: String,
    /// The class and opacity of the path that is not ended yet.
    path: Option<String>,
    /// Where this path has come to.
    at: BackendCoord,
}

impl Svg {
    /// The paths and texts, each on a line.
    pub(crate) fn body(&self) -> String {
        let end = if self.path.is_some() { "\"/>\n" } else { "" };
        format!("{}{end}", self.body)
    }

    /// Goes on with the path of this colour, or begins it.
    fn begin(&mut self, color: BackendColor) {
        let mut class = css_classes(color);
        if color.alpha < 1.0 {
            let opacity = (100.0 * color.alpha).round() / 100.0;
            let _ = write!(class, "\" opacity=\"{opacity}");
        }
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

    /// Writes `m` and a corner for each point.
    fn corners(&mut self, points: impl IntoIterator<Item = BackendCoord>) {
        let mut command = 'm';
        for point in points {
            let (right, down) = (point.0 - self.at.0, point.1 - self.at.1);
            match command {
                'm' => self.body.push('m'),
                _ if (right, down) == (0, 0) => continue,
                // A minus sign needs no space before it.
                _ if right < 0 => {}
                _ => self.body.push(' '),
            }
            command = ' ';
            let space = if down < 0 { "" } else { " " };
            let _ =
                write!(self.body, "{}{space}{}", number(right), number(down));
            self.at = point;
        }
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// What plotters composes of these, such as a path of lines, is left to the
/// methods that the trait provides.
impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    /// As high as need be.
    fn get_size(&self) -> (u32, u32) {
        (length(WIDTH), u32::from(u16::MAX))
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

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let top = [(left, top), (right, top)];
        let bottom = [(right, bottom), (left, bottom)];
        self.fill_polygon([top, bottom].concat(), style)
    }

    /// A path that ends where it begins is closed.
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let path: Vec<_> = path.into_iter().collect();
        if let [corners @ .., last] = &path[..]
            && 2 < corners.len()
            && corners[0] == *last
        {
            return self.fill_polygon(corners.iter().copied(), style);
        }
        self.begin(style.color());
        self.corners(path);
        Ok(())
    }

    /// Whether the inside is filled is left to CSS.
    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let mut corners = corners.into_iter().peekable();
        let first = corners.peek().copied();
        self.begin(style.color());
        self.corners(corners);
        self.body.push('z');
        self.at = first.unwrap_or(self.at);
        Ok(())
    }

    /// Two half circles, from the leftmost point to the rightmost and back.
    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        let radius = radius.cast_signed();
        self.begin(style.color());
        self.corners([(x - radius, y)]);
        let (r, d) = (number(radius), number(2 * radius));
        let _ = write!(self.body, "a{r} {r} 0 0 1 {d} 0 {r} {r} 0 0 1-{d} 0z");
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Drawn {
        if text.is_empty() {
            return Ok(());
        }
        self.end();
        let down = BASELINE
            + match style.anchor().v_pos {
                VPos::Top => 0.5 * LINE,
                VPos::Center => 0.0,
                VPos::Bottom => -0.5 * LINE,
            };
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " middle",
            HPos::Right => " end",
        };
        let _ = writeln!(
            self.body,
            r#"<text class="{}{anchor}" x="{}" y="{}">{}</text>"#,
            css_classes(style.color()),
            number(x),
            number(y + tenths(down)),
            escaped(text)
        );
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((length(text_width(text)), length(LINE)))
    }
}

/// A length in tenths of a unit.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast saturates, and no picture is that large"
)]
pub(crate) fn tenths(length: f64) -> i32 {
    (TENTHS * length).round() as i32
}

fn length(units: f64) -> u32 {
    tenths(units).unsigned_abs()
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
    use plotters::prelude::{Circle, PathElement, Polygon};
    use plotters::style::Color;
    use plotters::style::text_anchor::HPos;

    use crate::role::Role;
    use crate::sheet::{Point, Sheet};

    const A: Point = (1.0, 2.0);
    const B: Point = (1.5, 0.0);

    #[test]
    fn coordinates_are_relative_and_short() {
        let sheet = Sheet::new();
        sheet.put(&PathElement::new([A, B, B, (0.0, 0.0)], Role::Edge));
        assert_eq!(
            sheet.body(),
            "<path class=\"edge\" d=\"m1 2 .5-2-1.5 0\"/>\n"
        );
    }

    #[test]
    fn shapes_of_one_class_share_a_path() {
        let sheet = Sheet::new();
        sheet.put(&PathElement::new([A, B], Role::Edge));
        sheet.put(&PathElement::new([B, A], Role::Edge));
        let half = Role::Dot.curve(1).mix(0.5);
        sheet.put(&Polygon::new([A, B, (2.0, 2.0)], half));
        // A closed path goes on where it began.
        sheet.put(&PathElement::new([A, B, (2.0, 2.0), A], half));
        let paths = [
            "<path class=\"edge\" d=\"m1 2 .5-2m0 0-.5 2\"/>\n",
            "<path class=\"dot curve-1\" opacity=\"0.5\" ",
            "d=\"m1 2 .5-2 .5 2zm0 0 .5-2 .5 2z\"/>\n",
        ];
        assert_eq!(sheet.body(), paths.concat());
    }

    #[test]
    fn a_circle_is_two_arcs() {
        let sheet = Sheet::new();
        sheet.put(&Circle::new((5.0, 5.0), 20, Role::Node));
        let path = "m3 5a2 2 0 0 1 4 0 2 2 0 0 1-4 0z";
        assert!(sheet.body().contains(path), "{}", sheet.body());
    }

    #[test]
    fn texts_are_escaped() {
        let sheet = Sheet::new();
        sheet.write(Role::Label, A, HPos::Right, "a < b & c");
        assert_eq!(
            sheet.body(),
            "<text class=\"label end\" x=\"1\" y=\"7.6\">a &lt; b &amp; c\
             </text>\n"
        );
    }
}
