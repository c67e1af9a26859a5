//! A page, parsed once.

use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, Options, Parser, Tag, TagEnd,
};

use crate::directive::{Directive, directives, placeholder};

/// A page and its parts, each with its bytes in the text and the outline.
pub(crate) struct Page<'a> {
    /// The page's file, below the book's `src`.
    pub(crate) path: &'a Path,
    /// What the author wrote.
    pub(crate) text: &'a str,
    /// The same with a placeholder for each directive: what was parsed.
    pub(crate) outline: String,
    pub(crate) directives: Vec<Directive<'a>>,
    /// Everything but code.
    pub(crate) texts: Vec<Range<usize>>,
    /// The texts that are no formula, no HTML, and in no link or heading.
    pub(crate) prose: Vec<Range<usize>>,
    /// The formulas, with their dollar signs and the punctuation that follows.
    pub(crate) formulas: Vec<Part<Formula>>,
    /// The blocks of code, and their languages; empty if none is given.
    pub(crate) code: Vec<Part<String>>,
}

/// A part of a page, and where it stands.
pub(crate) type Part<T> = (Range<usize>, T);

/// A formula.
#[derive(Clone, Debug)]
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

// A formula and its tag.
pattern!(TAGGED, r"(?s)^(.*?)(?:\s*\\tag\{(\d+\.\d+)\}\s*)?$");

impl<'a> Page<'a> {
    pub(crate) fn parse(path: &'a Path, text: &'a str) -> Self {
        let directives = directives(text);
        let mut outline = text.to_owned();
        for Directive { range, .. } in &directives {
            outline.replace_range(range.clone(), &placeholder(range));
        }
        let (mut texts, mut prose) = (Vec::new(), Vec::new());
        let (mut formulas, mut code) = (Vec::new(), Vec::new());
        let (mut in_code, mut labels, mut paragraph) = (false, 0, 0..0);
        // As mdBook reads a page, and formulas besides.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM
            | Options::ENABLE_MATH;
        let events = Parser::new_ext(&outline, options).into_offset_iter();
        for (event, mut range) in events {
            let display = matches!(event, Event::DisplayMath(_));
            match event {
                Event::Start(Tag::Paragraph) => paragraph = range,
                Event::Start(Tag::Link { .. } | Tag::Heading { .. }) => {
                    labels += 1;
                }
                Event::End(TagEnd::Link | TagEnd::Heading(_)) => labels -= 1,
                Event::Start(Tag::CodeBlock(kind)) => {
                    in_code = true;
                    let language = match kind {
                        CodeBlockKind::Fenced(language) => language.to_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    code.push((range, language));
                }
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(_) if in_code => {}
                Event::Text(_) if labels == 0 => {
                    prose.push(range.clone());
                    texts.push(range);
                }
                Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) => {
                    texts.push(range);
                }
                Event::InlineMath(latex) | Event::DisplayMath(latex) => {
                    let alone = range.start == paragraph.start
                        && outline[range.end..paragraph.end].trim().is_empty();
                    let next = outline[range.end..].chars().next();
                    let punctuation =
                        next.filter(|c| !display && ",.;:?!)’".contains(*c));
                    range.end += punctuation.map_or(0, char::len_utf8);
                    texts.push(range.clone());
                    let tagged = TAGGED.captures(&latex).expect("any text");
                    let formula = Formula {
                        latex: tagged[1].to_owned(),
                        number: tagged.get(2).map(|n| n.as_str().to_owned()),
                        display,
                        alone,
                        punctuation,
                    };
                    formulas.push((range, formula));
                }
                _ => {}
            }
        }
        Self { path, text, outline, directives, texts, prose, formulas, code }
    }

    /// The chapter that the page is, by the numbers of its formulas.
    pub(crate) fn chapter(&self) -> Option<u32> {
        let mut formulas = self.formulas.iter();
        let number =
            formulas.find_map(|(_, formula)| formula.number.as_deref())?;
        number.split('.').next()?.parse().ok()
    }

    /// The line that a byte is on.
    pub(crate) fn place(&self, at: usize) -> Place {
        let line = self.text[..at].matches('\n').count() + 1;
        Place { page: self.path.to_owned(), line }
    }
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
        let [(range, x), (_, y)] = &parse(text).formulas[..] else {
            panic!("two formulas");
        };
        assert_eq!(&text[range.clone()], "$x$,");
        assert_eq!(x.punctuation, Some(','));
        assert!(!x.display && y.display && y.alone);
    }

    #[test]
    fn a_display_formula_beside_text_is_not_alone() {
        for text in ["a $$x$$\n", "$$x$$ a\n", "$$y$$\n\n- $$x$$\n"] {
            let page = parse(text);
            let (_, formula) = page.formulas.last().expect("a formula");
            assert!(formula.display && !formula.alone, "{text}");
        }
        assert!(parse("a\n\n  $$x$$  \n\nb\n").formulas[0].1.alone);
    }

    #[test]
    fn a_formula_ends_in_its_tag() {
        let page = parse("$$\nz = x\n\\tag{1.1}\n$$\n\n$z = x$");
        let [(_, tagged), (_, plain)] = &page.formulas[..] else {
            panic!("two formulas");
        };
        assert_eq!(tagged.latex, "\nz = x");
        assert_eq!(tagged.number.as_deref(), Some("1.1"));
        assert_eq!(plain.latex, "z = x");
        assert_eq!(plain.number, None);
    }

    #[test]
    fn a_directive_hides_what_markdown_would_find_in_it() {
        let page = parse("| a {{#value x [1]_|$(1.3)`}} *b* |\n| --- |\n");
        let prose = page.prose.iter().map(|range| &page.text[range.clone()]);
        let prose: Vec<_> = prose.collect();
        assert_eq!(prose, ["a {{#value x [1]_|$(1.3)`}} ", "b"]);
        assert_eq!(page.texts, page.prose);
    }

    #[test]
    fn directives_are_found_in_formulas_and_code() {
        let page = parse("{{#a}} $x = {{#b}}$\n\n```rust\n{{#c}}\n```\n");
        let [a, b, c] = [0, 1, 2].map(|i| page.directives[i].range.start);
        let (formula, _) = &page.formulas[0];
        assert!(!formula.contains(&a) && formula.contains(&b));
        let (listing, language) = &page.code[0];
        assert!(!listing.contains(&b) && listing.contains(&c));
        assert_eq!(language, "rust");
    }

    #[test]
    fn headings_and_links_are_not_prose() {
        let text = "# A (1.1)\n\n[b](c.md) d\n";
        let page = parse(text);
        assert_eq!(page.texts.len(), 3);
        assert_eq!(page.prose.len(), 1);
        assert_eq!(&text[page.prose[0].clone()], " d");
    }

    #[test]
    fn the_numbers_of_formulas_say_which_chapter_a_page_is() {
        assert_eq!(parse("$y$\n\n$$\nz\n\\tag{3.1}\n$$\n").chapter(), Some(3));
        assert_eq!(parse("$y$ as in (3.1)\n").chapter(), None);
    }
}
