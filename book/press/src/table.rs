//! The table of directives: all that a page can ask the press for.
//!
//! CONTRIBUTING.md shows the same table, and a test compares the two.

use std::path::Path;

use harness::Picture;

use crate::beside::beside;
use crate::exercise::exercise;
use crate::orders::orders;
use crate::output::output;
use crate::pictures::{curve, curves, picture};
use crate::tags::Listing;
use crate::value::{ratio, setting, value};

/// A directive that the press knows.
pub(crate) struct Row {
    /// Its name and its arguments; those in brackets can be left out.
    syntax: &'static str,
    pub(crate) action: Action,
    /// What it becomes, in Markdown.
    help: &'static str,
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
    /// Code of the chapters, seen from the folder of the page.
    Code(fn(&Path, &[&str]) -> Result<Code, String>),
    /// An include in a block of code. The press checks it, mdBook resolves it.
    Include,
    /// For mdBook alone.
    MdBook,
}

/// Code in Markdown, and the listings in it whose lines may compute formulas.
pub(crate) type Code = (String, Vec<Listing>);

/// Every directive.
pub(crate) static TABLE: [Row; 12] = [
    Row {
        syntax: "include FILE:ANCHOR",
        action: Action::Include,
        help: "the lines at an anchor of a program, in a block of code",
    },
    Row {
        syntax: "beside RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR",
        action: Action::Code(beside),
        help: "two listings side by side",
    },
    Row {
        syntax: "exercise NAME",
        action: Action::Code(exercise),
        help: "the task of an exercise and the signature of its function",
    },
    Row {
        syntax: "output RUN [LINES …]",
        action: Action::Block(output),
        help: "what a run prints, or its lines `1-4`, `100`, `-2` (the last two)",
    },
    Row {
        syntax: "value RUN EVENT [DIGITS]",
        action: Action::Number(value),
        help: "a number, such as `loss@2`, `loss@last`, `w[0]@1` or `final_b`, \
               as printed, or rounded to `.3` or `.3e`",
    },
    Row {
        syntax: "ratio RUN EVENT EVENT DIGITS",
        action: Action::Number(ratio),
        help: "one number divided by another",
    },
    Row {
        syntax: "setting RUN NAME",
        action: Action::Number(setting),
        help: "a setting of the notebook, by the name of its option; \
               `figures` is how many figures the document prints",
    },
    Row {
        syntax: "picture RUN PICTURE [WORDS …]: CAPTION",
        action: Action::Figure(picture),
        help: "a picture of the run; the words say more precisely what to draw",
    },
    Row {
        syntax: "curve RUN SCALE: CAPTION",
        action: Action::Figure(curve),
        help: "the loss over the iterations; the scale is `linear`, \
               `logarithmic` or `both`",
    },
    Row {
        syntax: "curves EVENTS RUN [RUN …] [logarithmic]: CAPTION",
        action: Action::Figure(curves),
        help: "events, such as `loss` or `loss,validation_loss`, over the \
               iterations",
    },
    Row {
        syntax: "orders",
        action: Action::Block(orders),
        help: "how many documented figures each order of summation reproduces",
    },
    Row {
        syntax: "title TITLE",
        action: Action::MdBook,
        help: "the title of the page in the browser",
    },
];

/// The row of a directive. The error names all directives.
pub(crate) fn row(name: &str) -> Result<&'static Row, String> {
    TABLE.iter().find(|row| row.name() == name).ok_or_else(|| {
        let names: Vec<_> = TABLE.iter().map(Row::name).collect();
        let names = names.join(", ");
        format!("there is no directive '{name}'; there are {names}")
    })
}

/// How a directive is written, for those who wrote it otherwise.
pub(crate) fn usage(name: &str) -> String {
    row(name).map_or_else(
        |fault| fault,
        |row| format!("write {{{{#{}}}}}: {}", row.syntax, row.help),
    )
}

impl Row {
    fn name(&self) -> &'static str {
        self.syntax.split(' ').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributing_shows_the_table() {
        let rows = TABLE.iter().map(|row| {
            format!("| `{{{{#{}}}}}` | {} |\n", row.syntax, row.help)
        });
        let table: String = rows.collect();
        let table = format!(
            "| directive | what it becomes |\n| --- | --- |\n{table}\n"
        );
        let file = crate::root().join("CONTRIBUTING.md");
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.contains(&table), "CONTRIBUTING.md lacks\n{table}");
    }

    #[test]
    fn an_unknown_directive_is_told_the_known_ones() {
        let fault = row("frobnicate").err().unwrap();
        assert!(fault.contains("'frobnicate'; there are include, beside, "));
        for row in &TABLE {
            assert!(fault.contains(row.name()), "{fault}");
        }
    }
}
