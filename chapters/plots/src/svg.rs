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

/// Where a text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing in the making.
///
/// Its coordinates are written as tenths of a unit, each relative to the one
/// before. Shapes of one class that follow each other share a path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Canvas {
    height: f64,
    body: String,
    /// The attributes of the path that is not closed yet.
    path: Option<String>,
    /// Where this path has come to, in tenths.
    at: BackendCoord,
}

impl Canvas {
    pub(crate) fn new(height: f64) -> Self {
        Self { height, body: String::new(), path: None, at: (0, 0) }
    }

    pub(crate) fn width(&self) -> f64 {
        WIDTH
    }

    pub(crate) fn height(&self) -> f64 {
        self.height
    }

    /// Adds room below.
    pub(crate) fn grow(&mut self, height: f64) {
        self.height += height;
    }

    /// The paths and texts, each on a line.
    pub(crate) fn body(&self) -> String {
        let end = if self.path.is_some() { "\"/>\n" } else { "" };
        format!("{}{end}", self.body)
    }

    /// A line through points.
    pub(crate) fn line(&mut self, role: impl Into<Role>, points: &[Point]) {
        self.line_in_tenths(role.into(), points.iter().copied().map(tenths));
    }

    /// The outline of a polygon.
    pub(crate) fn outline(&mut self, role: impl Into<Role>, points: &[Point]) {
        self.begin(role.into().classes());
        self.ring(points.iter().copied().map(tenths));
    }

    /// The inside of polygons; holes run the other way round.
    pub(crate) fn fill(
        &mut self,
        role: impl Into<Role>,
        opacity: f64,
        rings: &[Vec<Point>],
    ) {
        self.begin_fill(role.into(), opacity);
        for ring in rings {
            self.ring(ring.iter().copied().map(tenths));
        }
    }

    /// The inside of a circle.
    pub(crate) fn disc(
        &mut self,
        role: impl Into<Role>,
        centre: Point,
        radius: f64,
    ) {
        self.begin_fill(role.into(), 1.0);
        self.circle_in_tenths(tenths(centre), tenths((radius, 0.0)).0);
    }

    /// The outline of a circle.
    pub(crate) fn circle(
        &mut self,
        role: impl Into<Role>,
        centre: Point,
        radius: f64,
    ) {
        self.begin(role.into().classes());
        self.circle_in_tenths(tenths(centre), tenths((radius, 0.0)).0);
    }

    /// A text whose middle line passes through a point.
    pub(crate) fn text(
        &mut self,
        role: impl Into<Role>,
        at: Point,
        anchor: Anchor,
        text: &str,
    ) {
        if text.is_empty() {
            return;
        }
        self.end();
        let (x, y) = tenths((at.0, at.1 + BASELINE));
        let (x, y) = (number(x), number(y));
        let class = role.into().classes();
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " middle",
            Anchor::End => " end",
        };
        let text = escaped(text);
        let _ = writeln!(
            self.body,
            r#"<text class="{class}{anchor}" x="{x}" y="{y}">{text}</text>"#
        );
    }

    fn begin_fill(&mut self, role: Role, opacity: f64) {
        let mut attributes = format!("fill {}", role.classes());
        if opacity < 1.0 {
            let percent = (100.0 * opacity).round() / 100.0;
            let _ = write!(attributes, "\" fill-opacity=\"{percent}");
        }
        self.begin(attributes);
    }

    /// Goes on with the path of these attributes, or begins it.
    fn begin(&mut self, attributes: String) {
        if self.path.as_ref() != Some(&attributes) {
            self.end();
            let _ = write!(self.body, "<path class=\"{attributes}\" d=\"");
            self.path = Some(attributes);
            self.at = (0, 0);
        }
    }

    fn end(&mut self) {
        if self.path.take().is_some() {
            self.body.push_str("\"/>\n");
        }
    }

    /// A polygon, after which the path stands where the polygon begins.
    fn ring(&mut self, corners: impl IntoIterator<Item = BackendCoord>) {
        self.corners(corners);
        self.body.push('z');
    }

    fn line_in_tenths(
        &mut self,
        role: Role,
        points: impl IntoIterator<Item = BackendCoord>,
    ) {
        self.begin(role.classes());
        if let Some(last) = self.corners(points) {
            self.at = last;
        }
    }

    /// Writes `m` and a corner for each point, and returns the last of them.
    /// Afterwards the path stands there, unless it is closed: then it stands
    /// at the first of them again.
    fn corners(
        &mut self,
        points: impl IntoIterator<Item = BackendCoord>,
    ) -> Option<BackendCoord> {
        let mut last = None;
        for point in points {
            let from = last.unwrap_or(self.at);
            match last {
                None => {
                    self.at = point;
                    self.body.push('m');
                }
                Some(last) if last == point => continue,
                Some(_) if point.0 < from.0 => {}
                Some(_) => self.body.push(' '),
            }
            let (right, down) = (point.0 - from.0, point.1 - from.1);
            // A minus sign needs no space before it.
            let space = if down < 0 { "" } else { " " };
            let _ =
                write!(self.body, "{}{space}{}", number(right), number(down));
            last = Some(point);
        }
        last
    }

    /// Two half circles, from the leftmost point to the rightmost and back.
    fn circle_in_tenths(&mut self, (x, y): BackendCoord, radius: i32) {
        self.corners([(x - radius, y)]);
        let (r, d) = (number(radius), number(2 * radius));
        let _ = write!(self.body, "a{r} {r} 0 0 1 {d} 0 {r} {r} 0 0 1-{d} 0z");
    }
}

/// Plotters draws in whole units, here the tenths of ours.
impl DrawingBackend for &mut Canvas {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = tenths((self.width(), self.height));
        (width.unsigned_abs(), height.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
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
        fill: bool,
    ) -> Drawn {
        let corners =
            [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            return self.fill_polygon(corners, style);
        }
        self.begin(Role::from_color(style.color()).classes());
        self.ring(corners);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.line_in_tenths(Role::from_color(style.color()), path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let role = Role::from_color(style.color());
        if fill {
            self.begin_fill(role, style.color().alpha);
        } else {
            self.begin(role.classes());
        }
        self.circle_in_tenths(centre, radius.cast_signed());
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let color = style.color();
        self.begin_fill(Role::from_color(color), color.alpha);
        self.ring(corners);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let down = match style.anchor().v_pos {
            VPos::Top => 0.5 * FONT,
            VPos::Center => 0.0,
            VPos::Bottom => -0.5 * FONT,
        };
        let (x, y) = units(at);
        let role = Role::from_color(style.color());
        self.text(role, (x, y + down), anchor, text);
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

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

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

/// The point between two others, `fraction` of the way from the first.
pub(crate) fn between(a: Point, b: Point, fraction: f64) -> Point {
    (a.0 + fraction * (b.0 - a.0), a.1 + fraction * (b.1 - a.1))
}

/// A number of tenths in as few characters as may be: `12.5`, `12`, `-.5`.
fn number(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let magnitude = tenths.unsigned_abs();
    match (magnitude / 10, magnitude % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (0, tenth) => format!("{sign}.{tenth}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
