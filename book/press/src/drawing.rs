//! A small writer of SVG, for networks and graphs of a few nodes.
//!
//! Drawings take their colours from the page's theme, and say in words what is
//! to be seen on them.

use std::fmt::Write;

/// The width of every drawing in its own units: what is readable at 480 units
/// is readable on the narrowest screens, too.
pub(crate) const WIDTH: f64 = 480.0;

/// A drawing in the making.
pub(crate) struct Drawing {
    height: f64,
    body: String,
}

impl Drawing {
    pub(crate) fn new(height: f64) -> Self {
        Self { height, body: String::new() }
    }

    /// A line from one point to another; the class styles it.
    pub(crate) fn line(&mut self, from: Point, to: Point, class: &str) {
        self.add(&format!(
            r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}" class="{class}"/>"#,
            from.0, from.1, to.0, to.1
        ));
    }

    /// A node with its label.
    pub(crate) fn circle(&mut self, at: Point, radius: f64, label: &str) {
        self.add(&format!(
            r#"<circle cx="{:.1}" cy="{:.1}" r="{radius:.1}" class="node"/>"#,
            at.0, at.1
        ));
        self.text(at, label, "label");
    }

    /// A text centred on a point.
    pub(crate) fn text(&mut self, at: Point, text: &str, class: &str) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        self.add(&format!(
            r#"<text x="{:.1}" y="{:.1}" class="{class}">{text}</text>"#,
            at.0, at.1
        ));
    }

    /// SVG that was drawn elsewhere: where its origin lies, and how many times
    /// larger it is.
    pub(crate) fn place(&mut self, at: Point, scale: f64, svg: &str) {
        let (x, y) = at;
        self.add(&format!(
            "<g transform=\"translate({x} {y}) scale({scale})\">\n{}\n</g>",
            svg.trim_end()
        ));
    }

    /// The frame of a square.
    pub(crate) fn frame(&mut self, at: Point, side: f64) {
        self.add(&format!(
            r#"<rect x="{}" y="{}" width="{side}" height="{side}" class="frame"/>"#,
            at.0, at.1
        ));
    }

    /// A point of a path.
    pub(crate) fn dot(&mut self, at: Point) {
        self.add(&format!(
            r#"<circle cx="{:.1}" cy="{:.1}" r="3.5" class="dot"/>"#,
            at.0, at.1
        ));
    }

    /// A text that reads from below to above.
    pub(crate) fn turned_text(&mut self, at: Point, text: &str) {
        self.add(&format!(
            r#"<text x="0" y="0" class="label" transform="translate({:.1} {:.1}) rotate(-90)">{text}</text>"#,
            at.0, at.1
        ));
    }

    /// Shows what follows only within a rectangle, up to `end_clip`.
    pub(crate) fn clip(&mut self, x: f64, y: f64, w: f64, h: f64, id: &str) {
        self.add(&format!(
            r#"<clipPath id="{id}"><rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}"/></clipPath><g clip-path="url(#{id})">"#
        ));
    }

    /// Ends what `clip` began.
    pub(crate) fn end_clip(&mut self) {
        self.add("</g>");
    }

    /// A curve through points.
    pub(crate) fn curve(&mut self, points: &[Point], class: &str) {
        let points: Vec<_> =
            points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.add(&format!(
            r#"<polyline points="{}" class="{class}"/>"#,
            points.join(" ")
        ));
    }

    /// The figure, with an id that is unique in the book, a title, a
    /// description for those who do not see it, and a caption for all.
    pub(crate) fn figure(
        self,
        id: &str,
        title: &str,
        description: &str,
        caption: &str,
    ) -> String {
        let caption = caption.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            "<figure class=\"drawing\">\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
             viewBox=\"0 0 {WIDTH:.0} {:.0}\" role=\"img\" aria-labelledby=\"{id}-title \
             {id}-description\">\n<title id=\"{id}-title\">{title}</title>\n<desc \
             id=\"{id}-description\">{description}</desc>\n{}</svg>\n\
             <figcaption>{caption}</figcaption>\n</figure>",
            self.height, self.body
        )
    }

    fn add(&mut self, element: &str) {
        let _ = writeln!(self.body, "{element}");
    }
}

/// A point: from the left, and from the top.
pub(crate) type Point = (f64, f64);

/// The point between two others, `share` of the way from the first.
pub(crate) fn between(a: Point, b: Point, share: f64) -> Point {
    (a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1))
}

/// A small count as a length.
#[expect(
    clippy::cast_precision_loss,
    reason = "no drawing has 2⁵³ of anything"
)]
pub(crate) fn length(count: usize) -> f64 {
    count as f64
}
