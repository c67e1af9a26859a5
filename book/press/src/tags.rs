//! Formulas and the lines of code that compute them, tied by a number.
//!
//! A formula ends in `\tag{1.3}`, a line of code in `(1.3)`. The press links
//! the two, and each "(1.3)" in the prose to the formula. A number that only
//! one of them has is a fault.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use crate::fault::Fault;

static LINE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^.*(?://|#) .*?\((\d+\.\d+)\)$")
        .expect("a pattern of the press's own")
});
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\((\d+\.\d+)\)").expect("a pattern of the press's own")
});
static FORMULA_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*\\tag\{(\d+\.\d+)\}\s*$")
        .expect("a pattern of the press's own")
});

/// The numbers at the ends of the lines of a listing, in order.
pub(crate) fn of_listing(code: &str) -> Vec<String> {
    LINE_END.captures_iter(code).map(|found| found[1].to_owned()).collect()
}

/// A formula without its tag, and the tag.
pub(crate) fn of_formula(latex: &str) -> (&str, Option<&str>) {
    match FORMULA_END.captures(latex) {
        Some(found) => {
            let [number] = found.extract::<1>().1;
            (&latex[..found.get_match().start()], Some(number))
        }
        None => (latex, None),
    }
}

/// The byte and the number of each "(1.3)" in a text.
pub(crate) fn references(text: &str) -> Vec<(usize, String)> {
    REFERENCE
        .captures_iter(text)
        .map(|found| (found.get_match().start(), found[1].to_owned()))
        .collect()
}

/// The id of a formula on its page.
pub(crate) fn formula_id(number: &str) -> String {
    format!("formula-{number}")
}

/// The id of the first listing that computes a formula.
pub(crate) fn code_id(number: &str) -> String {
    format!("code-{number}")
}

/// The languages of the listings. Every formula is computed by Rust.
pub(crate) const LANGUAGES: [&str; 2] = ["Rust", "NumPy"];

/// A page and a line of it.
type Place = (PathBuf, usize);

/// Where every number stands.
#[derive(Default)]
pub(crate) struct Tags {
    formulas: BTreeMap<String, Place>,
    /// The first listing of each number, for each language.
    listings: BTreeMap<&'static str, BTreeMap<String, Place>>,
    duplicates: Vec<Fault>,
}

impl Tags {
    /// Notes a formula.
    pub(crate) fn formula(&mut self, number: &str, page: &Path, line: usize) {
        let place = (page.to_owned(), line);
        if self.formulas.insert(number.to_owned(), place).is_some() {
            self.duplicates.push(Fault {
                page: page.to_owned(),
                line,
                reason: format!("a second formula has the number {number}"),
            });
        }
    }

    /// Notes a line of a listing. Returns whether it is the first of its number
    /// in its language.
    pub(crate) fn listing(
        &mut self,
        language: &'static str,
        number: &str,
        page: &Path,
        line: usize,
    ) -> bool {
        let listings = self.listings.entry(language).or_default();
        let is_first = !listings.contains_key(number);
        if is_first {
            listings.insert(number.to_owned(), (page.to_owned(), line));
        }
        is_first
    }

    /// A link to a formula, in Markdown. None if no formula has that number.
    pub(crate) fn link(&self, number: &str) -> Option<String> {
        let (page, _) = self.formulas.get(number)?;
        let (page, id) = (page.display(), formula_id(number));
        Some(format!("[({number})]({page}#{id})"))
    }

    /// Every number without its counterpart: formulas that no line of Rust
    /// computes, nor one of NumPy although their page shows NumPy, and lines
    /// that compute a formula which is not there.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let mut faults = self.duplicates.clone();
        let mut fault = |(page, line): &Place, reason| {
            faults.push(Fault { page: page.clone(), line: *line, reason });
        };
        for language in LANGUAGES {
            let none = BTreeMap::new();
            let listings = self.listings.get(language).unwrap_or(&none);
            for (number, place) in &self.formulas {
                let shown = listings.values().any(|(page, _)| *page == place.0);
                let needed = language == "Rust" || shown;
                if needed && !listings.contains_key(number) {
                    let reason = format!(
                        "no line of {language} on a page ends in ({number})"
                    );
                    fault(place, reason);
                }
            }
            for (number, place) in listings {
                if !self.formulas.contains_key(number) {
                    let reason = format!(
                        "a line of {language} ends in ({number}), and no \
                         formula has that number"
                    );
                    fault(place, reason);
                }
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_code_ends_in_its_number() {
        let rust = "let z = f(1.5); // z = w·x + b (1.1)\nlet a = z; // (1.2)\n\
                    let c = g(1.5)\n// as in (1.3) above\n";
        assert_eq!(of_listing(rust), ["1.1", "1.2"]);
        assert_eq!(of_listing("z = f(1.5)  # (1.1)\n"), ["1.1"]);
        assert_eq!(of_listing("let z = f(0.5); // (0.1)\n"), ["0.1"]);
    }

    #[test]
    fn a_formula_ends_in_its_tag() {
        assert_eq!(
            of_formula("\nz = x\n\\tag{1.1}\n"),
            ("\nz = x", Some("1.1"))
        );
        assert_eq!(of_formula("z = x"), ("z = x", None));
    }

    fn faults(tags: &Tags) -> Vec<String> {
        tags.faults().iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_number_without_its_counterpart_is_a_fault() {
        let page = Path::new("a.md");
        let mut tags = Tags::default();
        tags.formula("1.1", page, 3);
        tags.formula("1.2", page, 5);
        assert!(tags.listing("Rust", "1.1", page, 7));
        assert!(!tags.listing("Rust", "1.1", page, 9));
        assert!(tags.listing("Rust", "1.3", page, 7));
        assert_eq!(
            faults(&tags),
            [
                "a.md:5: no line of Rust on a page ends in (1.2)",
                "a.md:7: a line of Rust ends in (1.3), and no formula has \
                 that number",
            ]
        );
        tags.formula("1.1", page, 11);
        assert_eq!(tags.faults().len(), 3);
    }

    #[test]
    fn a_page_that_shows_numpy_computes_all_its_formulas_in_numpy() {
        let (a, b) = (Path::new("a.md"), Path::new("b.md"));
        let mut tags = Tags::default();
        for (number, page) in [("1.1", a), ("1.2", a), ("2.1", b)] {
            tags.formula(number, page, 1);
            tags.listing("Rust", number, page, 2);
        }
        assert_eq!(faults(&tags), [] as [&str; 0]);
        tags.listing("NumPy", "1.1", a, 3);
        assert_eq!(
            faults(&tags),
            ["a.md:1: no line of NumPy on a page ends in (1.2)"]
        );
    }
}
