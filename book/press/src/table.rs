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
use crate::runs::Runs;
use crate::tags::Listing;
use crate::value::{ratio, setting, value};

/// A directive that the press knows.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Its arguments; those in brackets can be left out.
    pub(crate) arguments: &'static str,
    /// What it becomes, in Markdown.
    pub(crate) help: &'static str,
    pub(crate) action: Action,
}

/// What a directive does with the words that follow its name. An error says in
/// a sentence what is wrong with them.
pub(crate) enum Action {
    /// A number for a sentence or a formula.
    Number(fn(&Runs, &[&str]) -> Result<String, String>),
    /// A block of Markdown.
    Block(fn(&Runs, &[&str]) -> Result<String, String>),
    /// A figure, which has a caption and is shown once in the book.
    Figure(fn(&Runs, &[&str]) -> Result<Picture, String>),
    /// Code of the chapters, seen from the folder of the page.
    Code(fn(&Path, &[&str]) -> Result<Code, String>),
    /// An include in a block of code. The press checks it, mdBook resolves it.
    Include,
    /// For mdBook alone.
    MdBook,
}

/// Code of the chapters in Markdown, and the listings in it whose lines may
/// compute formulas.
pub(crate) type Code = (String, Vec<Listing>);

/// Every directive.
pub(crate) static TABLE: [Row; 12] = [
    Row {
        name: "include",
        arguments: "FILE:ANCHOR",
        help: "the lines at an anchor of a program, in a block of code",
        action: Action::Include,
    },
    Row {
        name: "beside",
        arguments: "RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR",
        help: "two listings side by side",
        action: Action::Code(beside),
    },
    Row {
        name: "exercise",
        arguments: "NAME",
        help: "the task of an exercise and the signature of its function",
        action: Action::Code(exercise),
    },
    Row {
        name: "output",
        arguments: "RUN [LINES …]",
        help: "what a run prints, or some lines of it: `1-4`, `100`, `-2` for \
               the last two",
        action: Action::Block(output),
    },
    Row {
        name: "value",
        arguments: "RUN EVENT [DIGITS]",
        help: "a number, such as `loss@2`, `loss@last`, `w[0]@1` or `final_b`, \
               as printed, or rounded to `.3` or `.3e`",
        action: Action::Number(value),
    },
    Row {
        name: "ratio",
        arguments: "RUN EVENT EVENT DIGITS",
        help: "one number divided by another",
        action: Action::Number(ratio),
    },
    Row {
        name: "setting",
        arguments: "RUN NAME",
        help: "a setting of the notebook, by the name of its option; \
               `figures` is how many figures the document prints",
        action: Action::Number(setting),
    },
    Row {
        name: "picture",
        arguments: "RUN PICTURE [WORDS …]: CAPTION",
        help: "a picture of the run, by its name; the words say more precisely \
               what to draw",
        action: Action::Figure(picture),
    },
    Row {
        name: "curve",
        arguments: "RUN SCALE: CAPTION",
        help: "the loss over the iterations; the scale is `linear`, \
               `logarithmic` or `both`",
        action: Action::Figure(curve),
    },
    Row {
        name: "curves",
        arguments: "EVENTS RUN [RUN …] [logarithmic]: CAPTION",
        help: "the events, such as `loss` or `loss,validation_loss`, of some \
               runs over their iterations",
        action: Action::Figure(curves),
    },
    Row {
        name: "orders",
        arguments: "",
        help: "a table of how many documented figures each order of summation \
               reproduces",
        action: Action::Block(orders),
    },
    Row {
        name: "title",
        arguments: "TITLE",
        help: "the title of the page in the browser",
        action: Action::MdBook,
    },
];

/// The row of a directive.
pub(crate) fn row(name: &str) -> Result<&'static Row, String> {
    TABLE.iter().find(|row| row.name == name).ok_or_else(|| {
        let names: Vec<_> = TABLE.iter().map(|row| row.name).collect();
        let names = names.join(", ");
        format!("there is no directive '{name}'; there are {names}")
    })
}

/// How a directive is written, for those who wrote it otherwise.
pub(crate) fn usage(name: &str) -> String {
    match row(name) {
        Ok(row) => format!("write {}: {}", row.syntax(), row.help),
        Err(fault) => fault,
    }
}

impl Row {
    fn syntax(&self) -> String {
        match self.arguments {
            "" => format!("{{{{#{}}}}}", self.name),
            arguments => format!("{{{{#{} {arguments}}}}}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributing_shows_the_table() {
        let rows = TABLE
            .iter()
            .map(|row| format!("| `{}` | {} |\n", row.syntax(), row.help));
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
            assert!(fault.contains(row.name), "{fault}");
        }
    }
}
