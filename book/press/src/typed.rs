//! Decimal numbers that were typed into a page.
//!
//! Every number of the book comes from a run, by a directive. A decimal number
//! that is typed into prose, a table, a formula or a caption is a fault.
//! Numbers of sections, versions and formulas are not results, nor is anything
//! in code. Exceptions are listed in `typed_numbers.txt` with their reasons; an
//! exception that is no longer needed is a fault too.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::fault::{Fault, Place};
use crate::page::{Page, Part};
use crate::pattern::{Pattern, pattern};
use crate::table::{Action, row};

/// The numbers that may be typed: a page, a number and a reason on each line.
pub(crate) const LIST: &str = include_str!("../typed_numbers.txt");
/// Where the list is, for faults in it.
const LIST_FILE: &str = "../press/typed_numbers.txt";

/// What may look like a decimal number, first match first: HTML tags; numbers
/// of formulas; sections, versions, and lists of them. The group holds a number
/// that is none of these.
static PIECE: Pattern = pattern!(
    r"<[^>]*>|\(\d+\.\d+\)|\\tag\{[^}]*\}",
    r"|(?:[Ss]ections?|§|Rust|NumPy|Python|nnfs|mdBook|pxfm|[Vv]ersions?)",
    r"[ \u{a0}]?[\d.]*\d(?:(?:,| and| to)[ \u{a0}]§?[\d.]*\d)*",
    r"|\d+(?:\.\d+){2,}|(\d+\.\d+)",
);

/// A fault for each decimal number that is typed into a page and not on the
/// list, and for each line of the list that is malformed or no longer needed.
pub(crate) fn faults(list: &str, pages: &[Page<'_>]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut found = BTreeSet::new();
    for page in pages {
        for (at, number) in decimals(page) {
            let entry = format!("{} {number} ", page.path.display());
            if !list.lines().any(|line| line.starts_with(&entry)) {
                faults.push(page.place(at).fault(format!(
                    "{number} was typed; take it from a run with the directive \
                     value"
                )));
            }
            found.insert(entry);
        }
    }
    for (i, line) in list.lines().enumerate() {
        let place = Place { page: LIST_FILE.into(), line: i + 1 };
        match line.splitn(3, ' ').collect::<Vec<_>>()[..] {
            ["" | "#", ..] => {}
            [page, number, reason] if !reason.is_empty() => {
                if !found.contains(&format!("{page} {number} ")) {
                    let reason = format!("{number} is not typed in {page}");
                    faults.push(place.fault(reason));
                }
            }
            _ => {
                let reason = "write a page, a number and a reason";
                faults.push(place.fault(reason));
            }
        }
    }
    faults
}

/// Every typed decimal number of a page, and its byte.
fn decimals(page: &Page<'_>) -> Vec<(usize, String)> {
    let prose = page.parts.iter().filter_map(|(range, part)| match part {
        Part::Listing(_) => None,
        _ => Some((range.start, &page.outline[range.clone()])),
    });
    let figures = page.directives.iter().filter(|directive| {
        row(directive.name)
            .is_ok_and(|row| matches!(row.action, Action::Figure(_)))
    });
    let captions = figures.filter_map(|directive| {
        let Range { start, end } = directive.range;
        let start = start + page.text[start..end].find(':')? + 1;
        Some((start, &page.text[start..end - 2]))
    });
    let mut found = Vec::new();
    for (start, text) in prose.chain(captions) {
        let pieces = PIECE.captures_iter(text);
        for number in pieces.filter_map(|piece| piece.get(1)) {
            let at = start + number.start();
            found.push((at, number.as_str().to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn page(text: &str) -> Page<'_> {
        Page::parse(Path::new("a.md"), text)
    }

    fn found(text: &str) -> Vec<String> {
        decimals(&page(text)).into_iter().map(|(_, number)| number).collect()
    }

    #[test]
    fn a_decimal_in_prose_tables_formulas_and_captions_is_found() {
        let text = "# A 0.1\n\nA loss of 0.25.\n\n| a | b |\n| --- | --- |\n\
                    | 1.5 | x |\n\n$x = 2.5$ [4.5](b.md) <b title=\"6.5\">5.5\
                    </b>\n\n{{#curve x linear: about 3.5 of it}}\n";
        let numbers = ["0.1", "0.25", "1.5", "2.5", "4.5", "5.5", "3.5"];
        assert_eq!(found(text), numbers);
    }

    #[test]
    fn its_place_is_where_it_stands() {
        for (text, at) in [
            ("{{#value run loss .25}} is about 0.5\n", 33),
            ("{{#curve run linear:  é 0.5}}", 25),
        ] {
            assert_eq!(decimals(&page(text)), [(at, "0.5".to_owned())]);
        }
    }

    #[test]
    fn directives_code_sections_versions_and_formulas_are_not_typed_results() {
        for text in [
            "{{#value run loss@2 .25}}",
            "`0.25`",
            "```sh\n--learning-rate 0.01\n```",
            "section 3.1 and sections 4 and 4.1, §3.1.1",
            "section\u{a0}3.1",
            "Rust 1.95, NumPy 2.4 and mdBook 0.5.4",
            "as (1.3) says",
            "$$\nx\n\\tag{1.3}\n$$",
            "342 figures in 5 documents",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    fn faults_of(list: &str, pages: &[Page<'_>]) -> Vec<String> {
        faults(list, pages).iter().map(Fault::to_string).collect()
    }

    #[test]
    fn the_list_allows_a_number_on_its_page_and_nowhere_else() {
        let list = "# a remark\n\na.md 0.5 a half is a half everywhere\n";
        let other = || Page::parse(Path::new("b.md"), "c\n0.5");
        let faults = faults_of(list, &[page("0.5"), other()]);
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("b.md:2: 0.5 was typed"), "{faults:?}");
        assert_eq!(
            faults_of(list, &[other()])[1],
            "../press/typed_numbers.txt:3: 0.5 is not typed in a.md"
        );
    }

    #[test]
    fn an_entry_without_a_reason_is_a_fault_and_allows_nothing() {
        for list in ["a.md 0.5", "a.md 0.5 ", "a.md"] {
            let faults = faults_of(list, &[page("0.5")]);
            assert!(faults.iter().any(|f| f.ends_with("and a reason")));
        }
        assert_eq!(faults_of("a.md 0.5", &[page("0.5")]).len(), 2);
    }
}
