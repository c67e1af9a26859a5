//! Formulas: LaTeX on a page, MathML in the book.

use std::ops::Range;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
use mdbook_markdown::pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::tags;

/// A formula of a page, and where it stands, dollar signs and all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Formula {
    pub(crate) range: Range<usize>,
    pub(crate) latex: String,
    /// Whether it stands between two dollar signs on either side.
    pub(crate) display: bool,
    /// Whether it has a paragraph to itself.
    pub(crate) alone: bool,
    /// The comma, full stop or the like that follows at once, and belongs to
    /// the range.
    pub(crate) punctuation: &'static str,
}

/// What must not be parted from the formula before it.
const PUNCTUATION: [&str; 8] = [",", ".", ";", ":", "?", "!", ")", "’"];

/// As mdBook reads a page, and formulas besides.
pub(crate) fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// All formulas of a page. What stands in code is none.
pub(crate) fn formulas(page: &str) -> Vec<Formula> {
    let events: Vec<_> =
        Parser::new_ext(page, markdown_options()).into_offset_iter().collect();
    let mut found = Vec::new();
    for (i, (event, range)) in events.iter().enumerate() {
        let (latex, display) = match event {
            Event::InlineMath(latex) => (latex, false),
            Event::DisplayMath(latex) => (latex, true),
            _ => continue,
        };
        let before = i.checked_sub(1).and_then(|i| events.get(i));
        let after = events.get(i + 1);
        let alone = matches!(before, Some((Event::Start(Tag::Paragraph), _)))
            && matches!(after, Some((Event::End(TagEnd::Paragraph), _)));
        let punctuation = PUNCTUATION
            .into_iter()
            .find(|mark| !display && page[range.end..].starts_with(mark))
            .unwrap_or("");
        found.push(Formula {
            range: range.start..range.end + punctuation.len(),
            latex: latex.to_string(),
            display,
            alone,
            punctuation,
        });
    }
    found
}

/// Makes MathML of formulas.
pub(crate) struct Typesetter(LatexToMathML);

impl Typesetter {
    pub(crate) fn new() -> Self {
        let plain = LatexToMathML::new(MathCoreConfig::default());
        // Only a macro of one's own could be wrong, and there is none.
        Self(plain.unwrap_or_else(|_| unreachable!("no macros are defined")))
    }

    /// The formula as HTML; else, what is wrong and at which byte of it.
    pub(crate) fn html(
        &self,
        formula: &Formula,
    ) -> Result<String, (usize, String)> {
        let style = if formula.display {
            MathDisplay::Block
        } else {
            MathDisplay::Inline
        };
        let (latex, number) = tags::of_formula(&formula.latex);
        let math = self
            .0
            .convert_with_local_state(latex, style)
            .map_err(|error| (error.0.start, error.error_message()))?;
        // Firefox would draw the entrywise product as large as a sum.
        let math = math.mathml.replace(">⊙</mo>", " largeop=\"false\">⊙</mo>");
        let math = escape_text(&math);
        if !formula.display {
            return Ok(match formula.punctuation {
                "" => math,
                // A browser would else begin a line with the comma.
                mark => format!("<span class=\"together\">{math}{mark}</span>"),
            });
        }
        if !formula.alone {
            let reason =
                "a formula between $$ stands in a paragraph of its own";
            return Err((0, reason.to_owned()));
        }
        // Wide formulas scroll by themselves, and can be reached by keyboard.
        let math = format!(
            "<div class=\"scrolls\" tabindex=\"0\" role=\"group\" \
             aria-label=\"formula\">{math}</div>"
        );
        Ok(match number {
            None => format!("<div class=\"formula\">{math}</div>"),
            Some(number) => format!(
                "<div class=\"formula\" id=\"{}\">{math}<a href=\"#{}\" \
                 aria-label=\"formula {number}, to its code\">({number})</a>\
                 </div>",
                tags::formula_id(number),
                tags::code_id(number)
            ),
        })
    }
}

/// Writes as entities, in the text between tags, the characters that Markdown
/// would take for its own.
fn escape_text(html: &str) -> String {
    let mut escaped = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => {}
        }
        if !in_tag && "*_[]|~`\\'\"^-.#!".contains(c) {
            escaped.extend(["&#", &u32::from(c).to_string(), ";"]);
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(page: &str) -> Result<String, (usize, String)> {
        Typesetter::new().html(&formulas(page)[0])
    }

    #[test]
    fn formulas_are_found_outside_of_code() {
        let page = "a $x$ `$no$`\n\n```sh\n$ no $\n```\n\n$$\ny\n$$\n";
        let found = formulas(page);
        assert_eq!(found.len(), 2);
        assert_eq!(&page[found[0].range.clone()], "$x$");
        assert!(!found[0].display && found[1].display && found[1].alone);
    }

    #[test]
    fn a_formula_becomes_mathml() {
        let html = set("$z = w \\cdot x + b$").unwrap();
        assert!(html.starts_with("<math>") && html.ends_with("</math>"));
        let html = set("$$\nz\n$$").unwrap();
        assert!(html.contains("display=\"block\""), "{html}");
    }

    #[test]
    fn an_entrywise_product_is_no_large_operator() {
        let html = set("$a \\odot b$").unwrap();
        assert!(html.contains("largeop=\"false\">⊙</mo>"), "{html}");
    }

    #[test]
    fn a_comma_stays_with_its_formula() {
        assert!(set("$b$, then").unwrap().ends_with("</math>,</span>"));
    }

    #[test]
    fn markdown_finds_nothing_of_its_own_in_a_formula() {
        let html = set("$a_1 * b_2 - |c| [d]$").unwrap();
        let text: String = html
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert!(!text.contains(['*', '_', '|', '[', '-']), "{html}");
    }

    #[test]
    fn an_unknown_command_is_a_fault_at_its_place() {
        let (at, reason) = set("$x + \\frobnicate y$").unwrap_err();
        assert_eq!(at, 4);
        assert!(reason.contains("frobnicate"), "{reason}");
    }

    #[test]
    fn a_display_formula_within_a_line_is_a_fault() {
        assert!(set("see $$x$$ here").unwrap_err().1.contains("paragraph"));
    }
}
