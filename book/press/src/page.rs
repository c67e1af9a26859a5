//! A page, parsed once.

use std::ops::Range;
use std::path::Path;

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, Options, Parser, Tag, TagEnd,
};

use crate::directive::{Directive, directives};
use crate::fault::Place;

/// A page and its parts.
pub(crate) struct Page<'a> {
    /// The page's file, below the book's `src`.
    pub(crate) path: &'a Path,
    /// What the author wrote.
    pub(crate) text: &'a str,
    /// The same with a placeholder of equal length for each directive. This is
    /// what was parsed.
    pub(crate) outline: String,
    /// The directives, in order.
    pub(crate) directives: Vec<Directive<'a>>,
    /// The parts that the press looks at, in order, and where they stand in the
    /// text and the outline.
    pub(crate) parts: Vec<(Range<usize>, Part)>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Text that is neither code nor a link nor a heading.
    Prose,
    /// The text of a link or a heading, or HTML.
    Label,
    /// A formula, with its dollar signs and the punctuation that follows.
    Formula(Formula),
    /// A block of code in a language; empty if none is given.
    Listing(String),
}

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Formula {
    /// What stands between the dollar signs.
    pub(crate) latex: String,
    /// Whether there are two of them on either side.
    pub(crate) display: bool,
    /// Whether it has a paragraph of its own.
    pub(crate) alone: bool,
    /// The comma or the like that follows and must stay on the same line.
    pub(crate) punctuation: Option<char>,
}

impl<'a> Page<'a> {
    /// Parses a page.
    pub(crate) fn parse(path: &'a Path, text: &'a str) -> Self {
        let directives = directives(text);
        let mut outline = text.to_owned();
        for directive in &directives {
            let placeholder = directive.placeholder();
            outline.replace_range(directive.range.clone(), &placeholder);
        }
        let parts = parts(&outline);
        Self { path, text, outline, directives, parts }
    }

    /// The line that a byte is on.
    pub(crate) fn place(&self, at: usize) -> Place {
        let line = self.text[..at].matches('\n').count() + 1;
        Place { page: self.path.to_owned(), line }
    }

    /// The directives in a range.
    pub(crate) fn within(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &Directive<'a>> {
        self.directives.iter().filter(|d| range.contains(&d.range.start))
    }

    /// The formula or listing that a directive stands in, if any.
    pub(crate) fn around(&self, directive: &Directive<'_>) -> Option<&Part> {
        let part = self.parts.iter().find(|(range, part)| {
            matches!(part, Part::Formula(_) | Part::Listing(_))
                && range.contains(&directive.range.start)
        });
        part.map(|(_, part)| part)
    }

    /// The formulas and their places.
    pub(crate) fn formulas(
        &self,
    ) -> impl Iterator<Item = (&Range<usize>, &Formula)> {
        self.parts.iter().filter_map(|(range, part)| match part {
            Part::Formula(formula) => Some((range, formula)),
            _ => None,
        })
    }
}

fn parts(outline: &str) -> Vec<(Range<usize>, Part)> {
    // As mdBook reads a page, and formulas besides.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    let events = Parser::new_ext(outline, options).into_offset_iter();
    let events: Vec<_> = events.collect();
    let mut parts = Vec::new();
    let (mut in_code, mut labels) = (false, 0);
    for (i, (event, range)) in events.iter().enumerate() {
        let mut range = range.clone();
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                parts.push((range, Part::Listing(language)));
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { .. } | Tag::Heading { .. }) => labels += 1,
            Event::End(TagEnd::Link | TagEnd::Heading(_)) => labels -= 1,
            Event::Text(_) if in_code => {}
            Event::Text(_) if labels == 0 => parts.push((range, Part::Prose)),
            Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) => {
                parts.push((range, Part::Label));
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) => {
                let display = matches!(event, Event::DisplayMath(_));
                // A formula is always within another element.
                let alone = matches!(
                    (&events[i - 1].0, &events[i + 1].0),
                    (
                        Event::Start(Tag::Paragraph),
                        Event::End(TagEnd::Paragraph)
                    )
                );
                let next = outline[range.end..].chars().next();
                let punctuation =
                    next.filter(|c| !display && ",.;:?!)’".contains(*c));
                range.end += punctuation.map_or(0, char::len_utf8);
                let latex = latex.to_string();
                let formula = Formula { latex, display, alone, punctuation };
                parts.push((range, Part::Formula(formula)));
            }
            _ => {}
        }
    }
    parts
}

/// A piece of a page, and what takes its place.
pub(crate) type Change = (Range<usize>, String);

/// The text with each range replaced. No two of them may overlap.
pub(crate) fn changed(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut text = text.to_owned();
    for (range, replacement) in changes.into_iter().rev() {
        text.replace_range(range, &replacement);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Page<'_> {
        Page::parse(Path::new("page.md"), text)
    }

    #[test]
    fn formulas_are_found_outside_of_code() {
        let text = "a $x$, `$no$`\n\n```sh\n$ no $\n```\n\n$$\ny\n$$\n";
        let page = parse(text);
        let found: Vec<_> = page.formulas().collect();
        assert_eq!(found.len(), 2);
        assert_eq!(&text[found[0].0.clone()], "$x$,");
        assert_eq!(found[0].1.punctuation, Some(','));
        assert!(!found[0].1.display && found[1].1.display && found[1].1.alone);
    }

    #[test]
    fn a_directive_hides_what_markdown_would_find_in_it() {
        let page = parse("| a {{#value x [1]_|$(1.3)`}} *b* |\n| --- |\n");
        let text: Vec<_> = page
            .parts
            .iter()
            .map(|(range, _)| &page.text[range.clone()])
            .collect();
        assert_eq!(text, ["a {{#value x [1]_|$(1.3)`}} ", "b"]);
        assert!(page.parts.iter().all(|(_, part)| *part == Part::Prose));
    }

    #[test]
    fn a_directive_knows_the_formula_or_listing_around_it() {
        let page = parse("{{#a}} $x = {{#b}}$\n\n```rust\n{{#c}}\n```\n");
        let around: Vec<_> =
            page.directives.iter().map(|d| page.around(d)).collect();
        assert_eq!(around[0], None);
        assert!(matches!(around[1], Some(Part::Formula(_))));
        assert_eq!(around[2], Some(&Part::Listing("rust".to_owned())));
    }

    #[test]
    fn headings_and_links_are_labels() {
        let page = parse("# A (1.1)\n\n[b](c.md) d\n");
        let kinds: Vec<_> = page.parts.iter().map(|(_, part)| part).collect();
        assert_eq!(kinds, [&Part::Label, &Part::Label, &Part::Prose]);
    }
}
