//! The directives of a page, `{{#name arguments}}`: all that it can ask the
//! press for. What each becomes is told in CONTRIBUTING.md, which a fault
//! quotes.

use std::ops::Range;
use std::path::Path;

use harness::Picture;

use crate::blocks::{orders, output};
use crate::code::{Code, beside, exercise};
use crate::page::Place;
use crate::pictures::{curve, curves, picture};
use crate::value::{ratio, setting, value};

/// A directive, as it stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive<'a> {
    /// Where it stands, with its braces.
    pub(crate) range: Range<usize>,
    pub(crate) name: &'a str,
    /// Everything after the name.
    pub(crate) arguments: &'a str,
}

// A directive, and a backslash before it if there is one.
pattern!(DIRECTIVE, r"(?s)(\\?)\{\{#([^\s}]*)\s*(.*?)\s*\}\}");

/// All directives of a text, in order. As in mdBook, a backslash before a
/// directive makes it ordinary text.
pub(crate) fn directives(text: &str) -> Vec<Directive<'_>> {
    let found = DIRECTIVE.captures_iter(text);
    let directives = found.filter(|found| found[1].is_empty()).map(|found| {
        let (_, [_, name, arguments]) = found.extract();
        Directive { range: found.get_match().range(), name, arguments }
    });
    directives.collect()
}

impl<'a> Directive<'a> {
    /// The words before the first colon, and the caption after it.
    pub(crate) fn captioned(&self) -> Result<(Vec<&'a str>, &'a str), String> {
        let parts = self.arguments.split_once(':');
        let (words, caption) = parts
            .ok_or("a picture has a caption; write ':' and the caption")?;
        Ok((words.split_whitespace().collect(), caption.trim()))
    }
}

/// The first character of a placeholder.
pub(crate) const MARK: char = '\u{fffc}';

/// What stands for a directive while its page is parsed: as many bytes in which
/// Markdown finds nothing of its own.
pub(crate) fn placeholder(range: &Range<usize>) -> String {
    format!("{MARK}{}", "0".repeat(range.len() - MARK.len_utf8()))
}

/// What a directive does with the words that follow its name. An error says in
/// a sentence what is wrong with them.
pub(crate) enum Action {
    /// A number for a sentence or a formula.
    Number(fn(&[&str]) -> Result<String, String>),
    /// A block of Markdown.
    Block(fn(&[&str]) -> Result<String, String>),
    /// A figure, which has a caption and is shown once in the book.
    Figure(fn(&[&str]) -> Result<Picture, String>),
    /// Code of the chapters, seen from a place in the folder of the pages.
    Code(fn(&Path, &Place, &[&str]) -> Result<Code, String>),
    /// Formulas beside the code that computes them.
    Rows,
    /// An include in a block of code, which is set with its block.
    Include,
    /// For mdBook alone.
    MdBook,
}

/// Every directive.
static ACTIONS: [(&str, Action); 13] = [
    ("include", Action::Include),
    ("rows", Action::Rows),
    ("beside", Action::Code(beside)),
    ("exercise", Action::Code(exercise)),
    ("output", Action::Block(output)),
    ("value", Action::Number(value)),
    ("ratio", Action::Number(ratio)),
    ("setting", Action::Number(setting)),
    ("picture", Action::Figure(picture)),
    ("curve", Action::Figure(curve)),
    ("curves", Action::Figure(curves)),
    ("orders", Action::Block(orders)),
    ("title", Action::MdBook),
];

/// What the directive of that name does. The error names all directives.
pub(crate) fn action(name: &str) -> Result<&'static Action, String> {
    let found = ACTIONS.iter().find(|(other, _)| *other == name);
    found.map(|(_, action)| action).ok_or_else(|| {
        let names = ACTIONS.each_ref().map(|(name, _)| *name).join(", ");
        format!("there is no directive '{name}'; there are {names}")
    })
}

/// How a directive is written, for those who wrote it otherwise.
pub(crate) fn usage(name: &str) -> String {
    let row = rows().find(|[_, other, _]| *other == name);
    let [syntax, _, help] = row.expect("a row of CONTRIBUTING.md");
    format!("write {{{{#{syntax}}}}}: {help}")
}

/// The rows of the table in CONTRIBUTING.md: the syntax of a directive, its
/// name, and what it becomes.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    pattern!(ROW, r"(?m)^\| `\{\{#((\w+).*)\}\}` \| (.*) \|\r?$");
    let rows = ROW.captures_iter(include_str!("../../../CONTRIBUTING.md"));
    rows.map(|row| row.extract().1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_has_a_name_and_arguments() {
        let text = "a {{#value run loss@2}} b {{#bare}}";
        let found = directives(text);
        assert_eq!(found[0].name, "value");
        assert_eq!(found[0].arguments, "run loss@2");
        assert_eq!(&text[found[0].range.clone()], "{{#value run loss@2}}");
        assert_eq!((found[1].name, found[1].arguments), ("bare", ""));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_escaped_directive_is_text() {
        assert_eq!(directives(r"\{{#value run loss}} {{#open"), []);
    }

    #[test]
    fn a_caption_follows_the_first_colon() {
        let found = directives("{{#picture a-run 1 2 :  how: it falls }}");
        let (words, caption) = found[0].captioned().unwrap();
        assert_eq!(
            (&words[..], caption),
            (&["a-run", "1", "2"][..], "how: it falls")
        );
        assert!(directives("{{#picture a-run}}")[0].captioned().is_err());
    }

    #[test]
    fn a_placeholder_is_as_long_as_its_directive() {
        for text in ["{{#}}", "{{#orders}}", "{{#value é loss}}"] {
            let placeholder = placeholder(&directives(text)[0].range);
            assert_eq!(placeholder.len(), text.len());
        }
    }

    #[test]
    fn contributing_shows_every_directive_and_no_other() {
        let shown: Vec<_> = rows().map(|[_, name, _]| name).collect();
        assert_eq!(shown, ACTIONS.each_ref().map(|(name, _)| *name));
    }

    #[test]
    fn a_fault_says_how_the_directive_is_written() {
        assert_eq!(
            usage("curve"),
            "write {{#curve RUN SCALE: CAPTION}}: the loss over the \
             iterations; the scale is `linear`, `logarithmic` or `both`"
        );
        for (name, _) in &ACTIONS {
            assert!(usage(name).contains(&format!("{{#{name}")), "{name}");
        }
    }

    #[test]
    fn an_unknown_directive_is_told_the_known_ones() {
        let fault = action("frobnicate").err().unwrap();
        assert!(
            fault.contains("'frobnicate'; there are include, rows, beside, ")
        );
        for (name, _) in &ACTIONS {
            assert!(fault.contains(name), "{fault}");
        }
    }
}
