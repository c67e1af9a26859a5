//! One page: its directives and formulas, carried out or found at fault.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::beside::beside;
use crate::directive::directives;
use crate::fault::Fault;
use crate::figure::figure;
use crate::formula::{Typesetter, formulas};
use crate::include;
use crate::output::output;
use crate::runs::Runs;
use crate::value::value;

/// What every page needs.
pub(crate) struct Workshop<'a> {
    pub(crate) runs: &'a Runs,
    pub(crate) typesetter: &'a Typesetter,
    /// The curves that the book shows so far. Each is shown once, because its
    /// ids must be unique in the book printed on one page.
    pub(crate) shown_curves: &'a mut BTreeSet<String>,
}

/// The page with its directives and formulas carried out; its faults are
/// added to `faults`.
pub(crate) fn set(
    workshop: &mut Workshop<'_>,
    page: &Path,
    folder: &Path,
    text: &str,
    faults: &mut Vec<Fault>,
) -> String {
    let mut fault = |text: &str, at: usize, reason: String| {
        let line = text[..at].matches('\n').count() + 1;
        faults.push(Fault { page: page.to_owned(), line, reason });
    };

    // Numbers first: they take no lines, so that what comes after still
    // stands on the line where the author wrote it; and a formula may hold
    // one.
    let mut changes = Vec::new();
    for directive in directives(text) {
        if directive.name == "value" {
            match value(workshop.runs, directive.arguments) {
                Ok(number) => changes.push((directive.range, number)),
                Err(reason) => fault(text, directive.range.start, reason),
            }
        }
    }
    let text = &changed(text, changes);

    for (at, reason) in typed_listings(text) {
        fault(text, at, reason);
    }
    let mut changes = Vec::new();
    for directive in directives(text) {
        let done = match directive.name {
            "output" => output(workshop.runs, directive.arguments).map(Some),
            "curve" => curve(workshop, directive.arguments).map(Some),
            "beside" => beside(folder, directive.arguments).map(Some),
            "include" => {
                include::check(folder, directive.arguments).map(|()| None)
            }
            // A title is mdBook's own; a value that is left is a fault, and
            // reported above.
            "title" | "value" => Ok(None),
            unknown => Err(format!(
                "there is no directive '{unknown}'; there are output, curve, \
                 value, include, beside and title"
            )),
        };
        match done {
            Ok(Some(html)) => changes.push((directive.range, html)),
            Ok(None) => {}
            Err(reason) => fault(text, directive.range.start, reason),
        }
    }
    for formula in formulas(text) {
        match workshop.typesetter.html(&formula) {
            Ok(html) => changes.push((formula.range, html)),
            Err((offset, reason)) => {
                let signs = if formula.display { 2 } else { 1 };
                let at = (formula.range.start + signs + offset)
                    .min(formula.range.end);
                fault(text, at, format!("in a formula: {reason}"));
            }
        }
    }
    changed(text, changes)
}

fn curve(
    workshop: &mut Workshop<'_>,
    arguments: &str,
) -> Result<String, String> {
    let html = figure(workshop.runs, arguments)?;
    let (what, _) = arguments.split_once(':').unwrap_or((arguments, ""));
    if workshop.shown_curves.insert(what.trim().to_owned()) {
        Ok(html)
    } else {
        Err(format!("the book shows curve '{what}' twice; link to the first"))
    }
}

/// The text with each range replaced.
fn changed(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for (range, replacement) in changes {
        result.push_str(&text[done..range.start]);
        result.push_str(&replacement);
        done = range.end;
    }
    result.push_str(&text[done..]);
    result
}

/// Blocks of code that were typed into the page. Commands for a shell may be;
/// all else is included from what is compiled, or is a run's output.
fn typed_listings(text: &str) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    for (event, range) in Parser::new(text).into_offset_iter() {
        let Event::Start(Tag::CodeBlock(kind)) = event else {
            continue;
        };
        let language = match &kind {
            CodeBlockKind::Fenced(language) => language.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let included = directives(&text[range.clone()])
            .iter()
            .any(|directive| directive.name == "include");
        if language != "sh" && !included {
            let reason = "a listing is included from its source, and an \
                          output shown by its directive; only sh is typed";
            faults.push((range.start, reason.to_owned()));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_page(text: &str) -> (String, Vec<String>) {
        let mut faults = Vec::new();
        let mut workshop = Workshop {
            runs: &Runs::play(),
            typesetter: &Typesetter::new(),
            shown_curves: &mut BTreeSet::new(),
        };
        let page = Path::new("page.md");
        let folder = crate::root().join("book/src");
        let set = set(&mut workshop, page, &folder, text, &mut faults);
        (set, faults.iter().map(Fault::to_string).collect())
    }

    #[test]
    fn a_page_without_directives_stays_as_it_is() {
        let text = "# A\n\nb `c`\n\n```sh\ncargo test\n```\n";
        assert_eq!(set_page(text), (text.to_owned(), vec![]));
    }

    #[test]
    fn numbers_stand_in_prose_and_in_formulas() {
        let (text, faults) = set_page(
            "{{#value chain-rule loss@1}} $x = {{#value chain-rule z@1}}$",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert!(text.starts_with("36.0 <math>"), "{text}");
        assert!(text.contains("<mn>6&#46;0</mn>"), "{text}");
    }

    #[test]
    fn all_faults_are_reported_at_once_with_their_lines() {
        let (_, faults) = set_page(
            "# A\n\n{{#value chain-rule z}}\n\n$\\nonsense$\n\n{{#output x}}\n\
             \n{{#curve x linear: x}}\n\n```rust\n{{#include a.rs:b}}\n```\n\
             \n{{#frobnicate}}\n\n```text\ntyped\n```\n\n$$\nx +\n\\no\n$$\n\
             \n{{#beside a.rs:b\na.py:b}}\n\n```python\ntyped\n```\n",
        );
        let mut faults: Vec<_> = faults.iter().map(String::as_str).collect();
        faults.sort_by_key(|fault| {
            let line = fault.split(':').nth(1).expect("a line");
            line.parse::<usize>().expect("a whole number")
        });
        let starts = [
            "page.md:3: run chain-rule reports no z",
            "page.md:5: in a formula: ",
            "page.md:7: there is no run 'x'",
            "page.md:9: there is no run 'x'",
            "page.md:12: cannot read a.rs",
            "page.md:15: there is no directive 'frobnicate'",
            "page.md:17: a listing is included",
            "page.md:23: in a formula: ",
            "page.md:26: cannot read a.rs",
            "page.md:29: a listing is included",
        ];
        assert_eq!(faults.len(), starts.len(), "{faults:#?}");
        for (fault, start) in faults.iter().zip(starts) {
            assert!(fault.starts_with(start), "{fault}");
        }
    }

    #[test]
    fn a_curve_is_shown_once() {
        let curve = "{{#curve chain-rule linear: x}}\n\n";
        let (_, faults) = set_page(&curve.repeat(2));
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("page.md:3: the book shows curve"));
    }
}
