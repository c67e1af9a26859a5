//! The directives: all that a page can ask the press for.
//!
//! How they are written, and what they become, stands in CONTRIBUTING.md alone.
//! A fault quotes it.

use std::path::Path;

use harness::Picture;

use crate::code::{Code, beside, exercise};
use crate::orders::orders;
use crate::output::output;
use crate::pictures::{curve, curves, picture};
use crate::value::{ratio, setting, value};

/// What a directive does with the words that follow its name. An error says in
/// a sentence what is wrong with them.
pub(crate) enum Action {
    /// A number for a sentence or a formula.
    Number(fn(&[&str]) -> Result<String, String>),
    /// A block of Markdown.
    Block(fn(&[&str]) -> Result<String, String>),
    /// A figure, which has a caption and is shown once in the book.
    Figure(fn(&[&str]) -> Result<Picture, String>),
    /// Code of the chapters, seen from the file of the page.
    Code(fn(&Path, &[&str]) -> Result<Code, String>),
    /// An include in a block of code. The press checks it, mdBook resolves it.
    Include,
    /// For mdBook alone.
    MdBook,
}

/// Every directive.
static ACTIONS: [(&str, Action); 12] = [
    ("include", Action::Include),
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
    pattern!(ROW, r"(?m)^\| `\{\{#((\w+).*)\}\}` \| (.*) \|$");
    let rows = ROW.captures_iter(include_str!("../../../CONTRIBUTING.md"));
    rows.map(|row| row.extract().1)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert!(fault.contains("'frobnicate'; there are include, beside, "));
        for (name, _) in &ACTIONS {
            assert!(fault.contains(name), "{fault}");
        }
    }
}
