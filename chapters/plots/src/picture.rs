//! A finished picture.

use std::fmt::{self, Write};

use crate::svg::{Canvas, WIDTH, escaped};

/// What a file has around its picture; a page has its own margins.
const MARGIN: f64 = 12.0;

/// A picture, with what it shows in words for those who do not see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    title: String,
    description: String,
    canvas: Canvas,
}

/// Where a picture takes its colours from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// From a style sheet of its own, on white: for a file.
    Paper,
    /// From the style sheet of the page, which includes [`STYLE_SHEET`].
    Page,
}

/// The style sheet of all pictures: `picture.css`, whose beginning lists the
/// variables that a theme may set.
pub const STYLE_SHEET: &str = include_str!("picture.css");

/// There is nothing that could be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingToDraw {
    of: String,
}

impl NothingToDraw {
    pub(crate) fn of(what: &str) -> Self {
        Self { of: what.to_owned() }
    }
}

impl fmt::Display for NothingToDraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "there is nothing to draw of {}: no number is finite and, on a \
             logarithmic axis, above 0",
            self.of
        )
    }
}

impl std::error::Error for NothingToDraw {}

impl From<NothingToDraw> for String {
    fn from(nothing: NothingToDraw) -> Self {
        nothing.to_string()
    }
}

impl Picture {
    pub(crate) fn new(
        title: &str,
        description: String,
        canvas: Canvas,
    ) -> Self {
        Self { title: title.to_owned(), description, canvas }
    }

    /// The picture, with a sentence added to its description.
    #[must_use]
    pub fn with_sentence(mut self, sentence: &str) -> Self {
        let _ = write!(self.description, " {sentence}");
        self
    }

    /// What the picture is called.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What is to be seen on the picture, in words.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The picture as an SVG element without blank lines. Its title and its
    /// description are found under `id`, which must be unique on the page.
    #[must_use]
    pub fn svg(&self, id: &str, ink: Ink) -> String {
        let title = escaped(&self.title);
        let description = escaped(&self.description);
        let margin = if ink == Ink::Paper { MARGIN } else { 0.0 };
        let (start, width) = (0.0 - margin, WIDTH + 2.0 * margin);
        let height = self.canvas.height.ceil() + 2.0 * margin;
        let paper = match ink {
            Ink::Page => String::new(),
            Ink::Paper => format!(
                "<style>\n{}\n</style>\n<path class=\"paper\" \
                 d=\"m-{margin}-{margin}h{width}v{height}h-{width}z\"/>\n",
                STYLE_SHEET.replace("\n\n", "\n").trim_end()
            ),
        };
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="{start} {start} {width} {height}" role="img" aria-labelledby="{id}-title {id}-description">
<title id="{id}-title">{title}</title>
<desc id="{id}-description">{description}</desc>
{paper}{}</svg>
"#,
            self.canvas.body()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;

    fn picture() -> Picture {
        let mut canvas = Canvas::new(100.0);
        canvas.line(Role::Edge, &[(0.0, 0.0), (1.0, 1.0)]);
        Picture::new("a < b", "One line.".to_owned(), canvas)
    }

    #[test]
    fn a_picture_has_a_title_and_a_description_under_its_id() {
        let svg = picture().with_sentence("It rises.").svg("line", Ink::Page);
        for text in [
            "role=\"img\" aria-labelledby=\"line-title line-description\"",
            "<title id=\"line-title\">a &lt; b</title>",
            "<desc id=\"line-description\">One line. It rises.</desc>",
            "viewBox=\"0 0 480 100\"",
        ] {
            assert!(svg.contains(text), "{text}\n{svg}");
        }
    }

    #[test]
    fn a_file_has_a_style_sheet_and_paper_and_a_page_has_its_own() {
        let page = picture().svg("line", Ink::Page);
        assert!(!page.contains("<style>") && !page.contains("paper"));
        let file = picture().svg("line", Ink::Paper);
        assert!(file.contains(".picture .edge {"));
        assert!(file.contains("viewBox=\"-12 -12 504 124\""));
        assert!(file.contains("d=\"m-12-12h504v124h-504z\""));
        for svg in [page, file] {
            // A blank line would end the element in Markdown.
            assert!(svg.lines().all(|line| !line.trim().is_empty()));
            assert!(svg.ends_with("</svg>\n"));
        }
    }
}
