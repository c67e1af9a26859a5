//! Formulas and the lines of code that compute them, tied by a number.
//!
//! A formula ends in `\tag{1.3}`, a line of code in `(1.3)`. The press links
//! the two, and each "(1.3)" in the prose to the formula. A number that only
//! one of them has is a fault.

use std::collections::BTreeMap;

use crate::fault::{Fault, Place};
use crate::pattern::{Pattern, pattern};

static LINE_END: Pattern = pattern!(r"(?m)^.*(?://|#) .*?\((\d+\.\d+)\)$");
static REFERENCE: Pattern = pattern!(r"\((\d+\.\d+)\)");
static FORMULA_END: Pattern = pattern!(r"\s*\\tag\{(\d+\.\d+)\}\s*$");

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

/// The numbers at the ends of the lines of a listing, in order.
pub(crate) fn of_listing(code: &str) -> Vec<String> {
    LINE_END.captures_iter(code).map(|found| found[1].to_owned()).collect()
}

/// The byte and the number of each "(1.3)" in a text.
pub(crate) fn references(text: &str) -> Vec<(usize, String)> {
    REFERENCE
        .captures_iter(text)
        .map(|found| (found.get_match().start(), found[1].to_owned()))
        .collect()
}

/// The lines of a listing of Rust or NumPy.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) language: &'static str,
    pub(crate) code: String,
}

/// Where every number stands.
#[derive(Default)]
pub(crate) struct Tags {
    formulas: BTreeMap<String, Place>,
    /// The first listing of each language and number.
    listings: BTreeMap<(&'static str, String), Place>,
    duplicates: Vec<Fault>,
}

impl Tags {
    /// Notes a formula.
    pub(crate) fn formula(&mut self, number: &str, place: Place) {
        if self.formulas.contains_key(number) {
            let reason = format!("a second formula has the number {number}");
            self.duplicates.push(place.fault(reason));
        } else {
            self.formulas.insert(number.to_owned(), place);
        }
    }

    /// A link to a formula, in Markdown. None if no formula has that number.
    pub(crate) fn link(&self, number: &str) -> Option<String> {
        let page = self.formulas.get(number)?.page.display();
        Some(format!("[({number})]({page}#formula-{number})"))
    }

    /// Notes the numbers of listings that stand together. Returns what comes
    /// before them, the ids to which formulas link, and what comes after them,
    /// the links to the formulas.
    pub(crate) fn tie(
        &mut self,
        listings: &[Listing],
        place: &Place,
    ) -> (String, String) {
        let (mut ids, mut links) = (String::new(), Vec::new());
        for Listing { language, code } in listings {
            for number in of_listing(code) {
                // Without a formula of that number there is a fault later on.
                let link = self.link(&number);
                links.extend(link.filter(|link| !links.contains(link)));
                let id = format!(
                    "<div class=\"place\" id=\"code-{number}\"></div>\n"
                );
                self.listings.entry((language, number)).or_insert_with(|| {
                    if *language == "Rust" {
                        ids.push_str(&id);
                    }
                    place.clone()
                });
            }
        }
        if links.is_empty() {
            return Default::default();
        }
        let links = links.join(", ");
        let links = format!("<div class=\"computes\">\n\nComputes {links}.");
        (ids + "\n", format!("\n\n{links}\n\n</div>\n"))
    }

    /// Every number without its counterpart: a formula that no line of Rust
    /// computes, or none of NumPy although its page shows NumPy; a line that
    /// computes a formula which is not there.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let mut faults = self.duplicates.clone();
        for (number, place) in &self.formulas {
            for language in ["Rust", "NumPy"] {
                let mut listings = self.listings.iter();
                let needed = language == "Rust"
                    || listings.any(|((other, _), listing)| {
                        *other == language && listing.page == place.page
                    });
                let key = (language, number.clone());
                if needed && !self.listings.contains_key(&key) {
                    faults.push(place.fault(format!(
                        "no line of {language} on a page ends in ({number})"
                    )));
                }
            }
        }
        for ((language, number), place) in &self.listings {
            if !self.formulas.contains_key(number) {
                faults.push(place.fault(format!(
                    "a line of {language} ends in ({number}), and no formula \
                     has that number"
                )));
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

    fn place(page: &str, line: usize) -> Place {
        Place { page: page.into(), line }
    }

    fn faults(tags: &Tags) -> Vec<String> {
        tags.faults().iter().map(Fault::to_string).collect()
    }

    fn tie(
        tags: &mut Tags,
        language: &'static str,
        code: &str,
        place: &Place,
    ) -> (String, String) {
        let code = code.to_owned();
        tags.tie(&[Listing { language, code }], place)
    }

    #[test]
    fn a_number_without_its_counterpart_is_a_fault() {
        let mut tags = Tags::default();
        tags.formula("1.1", place("a.md", 3));
        tags.formula("1.2", place("a.md", 5));
        let code = "a // (1.1)\nb // (1.3)\nc // (1.1)\n";
        let (before, after) = tie(&mut tags, "Rust", code, &place("a.md", 7));
        assert!(before.contains("id=\"code-1.1\""), "{before}");
        assert_eq!(after.matches("formula-1.1").count(), 1, "{after}");
        let (before, after) = tie(&mut tags, "Rust", code, &place("a.md", 9));
        assert!(!before.contains("id="), "{before}");
        assert!(after.contains("Computes [(1.1)](a.md#formula-1.1).\n"));
        assert_eq!(
            faults(&tags),
            [
                "a.md:5: no line of Rust on a page ends in (1.2)",
                "a.md:7: a line of Rust ends in (1.3), and no formula has \
                 that number",
            ]
        );
        tags.formula("1.1", place("a.md", 11));
        assert_eq!(tags.faults().len(), 3);
    }

    #[test]
    fn a_page_that_shows_numpy_computes_all_its_formulas_in_numpy() {
        let mut tags = Tags::default();
        for (number, page) in
            [("1.1", "a.md"), ("1.2", "a.md"), ("2.1", "b.md")]
        {
            tags.formula(number, place(page, 1));
            let code = format!("x // ({number})");
            tie(&mut tags, "Rust", &code, &place(page, 2));
        }
        assert_eq!(faults(&tags), [] as [&str; 0]);
        tie(&mut tags, "NumPy", "x # (1.1)", &place("a.md", 3));
        assert_eq!(
            faults(&tags),
            ["a.md:1: no line of NumPy on a page ends in (1.2)"]
        );
    }
}
