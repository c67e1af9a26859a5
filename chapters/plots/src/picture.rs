//! A finished picture.

use std::error::Error;
use std::fmt;

use crate::sheet::{Sheet, WIDTH};
use crate::svg::{escaped, tenths};

/// What a file has around its picture; a page has its own margins.
const MARGIN: f64 = 12.0;

/// The style sheet of all pictures: `picture.css`, whose beginning lists the
/// variables that a theme may set.
pub const STYLE_SHEET: &str = include_str!("picture.css");

/// A picture, with what it shows in words for those who do not see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it is called.
    pub title: String,
    /// What is to be seen on it, in words.
    pub description: String,
    height: f64,
    body: String,
}

/// Where a picture takes its colours from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// From a style sheet of its own, on white: for a file.
    Paper,
    /// From the style sheet of the page, which includes [`STYLE_SHEET`].
    Page,
}

/// Why data cannot be drawn, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingToDraw(pub(crate) String);

impl fmt::Display for NothingToDraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for NothingToDraw {}

impl From<NothingToDraw> for String {
    fn from(NothingToDraw(why): NothingToDraw) -> Self {
        why
    }
}

impl Picture {
    pub(crate) fn new(title: &str, description: String, sheet: &Sheet) -> Self {
        let (title, height) = (title.to_owned(), sheet.height.ceil());
        Self { title, description, height, body: sheet.body() }
    }

    /// The picture as an SVG element without blank lines. Its title and its
    /// description are found under `id`, which must be unique on the page.
    pub fn svg(&self, id: &str, ink: Ink) -> String {
        let [title, description] =
            [&self.title, &self.description].map(|text| escaped(text));
        let margin = if ink == Ink::Paper { MARGIN } else { 0.0 };
        let [start, width, height] =
            [-margin, WIDTH + 2.0 * margin, self.height + 2.0 * margin]
                .map(tenths);
        let paper = match ink {
            Ink::Page => String::new(),
            Ink::Paper => format!(
                "<style>\n{}\n</style>\n<path class=\"paper\" \
                 d=\"m{start} {start}h{width}v{height}h-{width}z\"/>\n",
                style_sheet()
            ),
        };
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="{start} {start} {width} {height}" role="img" aria-labelledby="{id}-title {id}-description">
<title id="{id}-title">{title}</title>
<desc id="{id}-description">{description}</desc>
{paper}{}</svg>
"#,
            self.body
        )
    }
}

/// The style sheet in lines, none of which is blank.
fn style_sheet() -> String {
    let lines = STYLE_SHEET.trim_start_matches('\u{feff}').lines();
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use plotters::element::PathElement;

    use super::*;
    use crate::svg::Role;

    fn picture() -> Picture {
        let mut sheet = Sheet::new();
        sheet.height = 100.0;
        sheet.put(&PathElement::new([(0.0, 0.0), (1.0, 1.0)], Role::Edge));
        Picture::new("a < b", "One line.".to_owned(), &sheet)
    }

    #[test]
    fn a_picture_has_a_title_and_a_description_under_its_id() {
        let mut picture = picture();
        picture.description += " It rises.";
        let svg = picture.svg("line", Ink::Page);
        for text in [
            "role=\"img\" aria-labelledby=\"line-title line-description\"",
            "<title id=\"line-title\">a &lt; b</title>",
            "<desc id=\"line-description\">One line. It rises.</desc>",
            "viewBox=\"0 0 4800 1000\"",
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
        assert!(file.contains("viewBox=\"-120 -120 5040 1240\""));
        assert!(file.contains("d=\"m-120 -120h5040v1240h-5040z\""));
        for svg in [page, file] {
            // A blank line would end the element in Markdown.
            assert!(svg.lines().all(|line| !line.trim().is_empty()));
            assert!(svg.ends_with("</svg>\n"));
        }
    }
}
