//! A page, parsed once.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, Options, Parser, Tag, TagEnd,
};

use crate::directive::{Directive, directives};
use crate::pattern::{Pattern, pattern};

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
    /// What stands between the dollar signs, without the tag.
    pub(crate) latex: String,
    /// The number in the tag: `\tag{1.3}`.
    pub(crate) number: Option<String>,
    /// Whether there are two dollar signs on either side.
    pub(crate) display: bool,
    /// Whether it has a paragraph of its own.
    pub(crate) alone: bool,
    /// The comma or the like that follows and must stay on the same line.
    pub(crate) punctuation: Option<char>,
}

/// A line of a page, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) page: PathBuf,
    pub(crate) line: usize,
}

/// What keeps the book from being rendered: where, what, and what to do.
pub(crate) type Fault = (Place, String);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.page.display(), self.line)
    }
}

impl<'a> Page<'a> {
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

/// A formula and its tag.
static TAGGED: Pattern = pattern!(r"(?s)^(.*?)(?:\s*\\tag\{(\d+\.\d+)\}\s*)?$");

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
    let mut parts = Vec::new();
    let (mut in_code, mut labels, mut paragraph) = (false, 0, 0..0);
    for (event, mut range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { .. } | Tag::Heading { .. }) => labels += 1,
            Event::End(TagEnd::Link | TagEnd::Heading(_)) => labels -= 1,
            Event::Start(Tag::Paragraph) => paragraph = range.clone(),
            _ => {}
        }
        let display = matches!(event, Event::DisplayMath(_));
        let part = match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                Part::Listing(language.to_string())
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                Part::Listing(String::new())
            }
            Event::Text(_) if in_code => continue,
            Event::Text(_) if labels == 0 => Part::Prose,
            Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) => {
                Part::Label
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) => {
                let tagged = TAGGED.captures(&latex).expect("any text matches");
                let alone = range.start == paragraph.start
                    && outline[range.end..paragraph.end].trim().is_empty();
                let next = outline[range.end..].chars().next();
                let punctuation =
                    next.filter(|c| !display && ",.;:?!)’".contains(*c));
                range.end += punctuation.map_or(0, char::len_utf8);
                let latex = tagged[1].to_owned();
                let number = tagged.get(2).map(|n| n.as_str().to_owned());
                Part::Formula(Formula {
                    latex,
                    number,
                    display,
                    alone,
                    punctuation,
                })
            }
            _ => continue,
        };
        parts.push((range, part));
    }
    parts
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
    fn a_formula_ends_in_its_tag() {
        let of = |text| {
            let page = parse(text);
            let (_, formula) = page.formulas().next().expect("a formula");
            (formula.latex.clone(), formula.number.clone())
        };
        let (latex, number) = of("$$\nz = x\n\\tag{1.1}\n$$");
        assert_eq!((&*latex, number.as_deref()), ("\nz = x", Some("1.1")));
        assert_eq!(of("$z = x$"), ("z = x".to_owned(), None));
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
