//! Formulas and the lines of code that compute them, tied by a number.
//!
//! A formula ends in `\tag{1.3}`, a line of code in `(1.3)`. The press links
//! the two, and each "(1.3)" in the prose to the formula. A number that only
//! one of them has is a fault.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::listing::{Language, Listing};
use crate::page::{Fault, Page, Place};

/// Where every number stands.
#[derive(Default)]
pub(crate) struct Tags {
    formulas: BTreeMap<String, Vec<Place>>,
    /// The first listing of each language and number.
    listings: BTreeMap<(Language, String), Place>,
}

impl Tags {
    /// The tags of all formulas.
    pub(crate) fn of(pages: &[Page<'_>]) -> Self {
        let mut tags = Self::default();
        for page in pages {
            for (range, formula) in &page.formulas {
                let Some(number) = formula.number.clone() else { continue };
                let places = tags.formulas.entry(number).or_default();
                places.push(page.place(range.start));
            }
        }
        tags
    }

    /// The address of a formula. None if no formula has that number.
    pub(crate) fn address(&self, number: &str) -> Option<String> {
        let page = self.formulas.get(number)?[0].page.display();
        Some(format!("{page}#formula-{number}"))
    }

    /// A link to a formula, in Markdown. None if no formula has that number.
    pub(crate) fn link(&self, number: &str) -> Option<String> {
        Some(format!("[({number})]({})", self.address(number)?))
    }

    /// Notes the numbers of listings that stand together. Returns those whose
    /// formulas link to here: a line of Rust stands here first.
    pub(crate) fn note(
        &mut self, listings: &[Listing], place: &Place,
    ) -> BTreeSet<String> {
        let mut first = BTreeSet::new();
        for listing in listings {
            for number in listing.numbers() {
                let line = (listing.language, number.clone());
                let Entry::Vacant(line) = self.listings.entry(line) else {
                    continue;
                };
                line.insert(place.clone());
                if listing.language == Language::Rust {
                    first.insert(number);
                }
            }
        }
        first
    }

    /// The same for listings that show no links of their own: returns what
    /// comes before them, the ids to which formulas link, and what comes after
    /// them, the links to the formulas.
    pub(crate) fn tie(
        &mut self, listings: &[Listing], place: &Place,
    ) -> (String, String) {
        let mut links = Vec::new();
        for number in listings.iter().flat_map(Listing::numbers) {
            // Without a formula of that number there is a fault later on.
            let link = self.link(&number);
            links.extend(link.filter(|link| !links.contains(link)));
        }
        let ids = self.note(listings, place).into_iter().map(|number| {
            format!("<div class=\"place\" id=\"code-{number}\"></div>\n")
        });
        let ids: String = ids.collect();
        if links.is_empty() {
            return Default::default();
        }
        let links = links.join(", ");
        let links = format!("<div class=\"computes\">\n\nComputes {links}.");
        (ids + "\n", format!("\n\n{links}\n\n</div>\n"))
    }

    /// Every number without its counterpart: a formula that no line of Rust
    /// computes, or none of NumPy although its page shows NumPy; a line that
    /// computes a formula which is not there; and a second formula of a number.
    pub(crate) fn faults(self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (number, places) in &self.formulas {
            let shows_numpy = self.listings.iter().any(|(line, listing)| {
                line.0 == Language::NumPy && listing.page == places[0].page
            });
            let needed =
                [(Language::Rust, true), (Language::NumPy, shows_numpy)];
            for (language, needed) in needed {
                let line = (language, number.clone());
                if needed && !self.listings.contains_key(&line) {
                    let reason = format!(
                        "no line of {language} on a page ends in ({number})"
                    );
                    faults.push((places[0].clone(), reason));
                }
            }
            for place in &places[1..] {
                let fault = format!("a second formula has the number {number}");
                faults.push((place.clone(), fault));
            }
        }
        for ((language, number), place) in self.listings {
            if !self.formulas.contains_key(&number) {
                let reason = format!(
                    "a line of {language} ends in ({number}), and no formula \
                     has that number"
                );
                faults.push((place, reason));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn place(page: &str, line: usize) -> Place {
        Place { page: page.into(), line }
    }

    /// The tags of a formula of each of these numbers, on its page and line.
    fn of(formulas: &[(&str, &str, usize)]) -> Tags {
        let formula = |&(number, page, line): &(_, _, usize)| {
            let blank = "\n".repeat(line - 1);
            (page, format!("{blank}$$ x \\tag{{{number}}} $$"))
        };
        let texts: Vec<(&str, String)> = formulas.iter().map(formula).collect();
        let pages =
            texts.iter().map(|(page, text)| Page::parse(Path::new(page), text));
        Tags::of(&pages.collect::<Vec<_>>())
    }

    fn faults(tags: Tags) -> Vec<String> {
        let faults = tags.faults().into_iter();
        faults
            .map(|(Place { page, line }, fault)| {
                format!("{}:{line}: {fault}", page.display())
            })
            .collect()
    }

    fn tie(
        tags: &mut Tags, language: Language, code: &str, place: &Place,
    ) -> (String, String) {
        tags.tie(&[Listing::new(language, code)], place)
    }

    #[test]
    fn a_number_without_its_counterpart_is_a_fault() {
        let mut tags = of(&[("1.1", "a.md", 3), ("1.2", "a.md", 5)]);
        let code = "a // (1.1)\nb // (1.3)\nc // (1.1)\n";
        let (before, after) =
            tie(&mut tags, Language::Rust, code, &place("a.md", 7));
        assert!(before.contains("id=\"code-1.1\""), "{before}");
        assert_eq!(after.matches("formula-1.1").count(), 1, "{after}");
        let (before, after) =
            tie(&mut tags, Language::Rust, code, &place("a.md", 9));
        assert!(!before.contains("id="), "{before}");
        assert!(after.contains("Computes [(1.1)](a.md#formula-1.1).\n"));
        assert_eq!(
            faults(tags),
            [
                "a.md:5: no line of Rust on a page ends in (1.2)",
                "a.md:7: a line of Rust ends in (1.3), and no formula has \
                 that number",
            ]
        );
    }

    #[test]
    fn a_second_formula_of_a_number_is_a_fault() {
        let mut tags = of(&[("1.1", "a.md", 3), ("1.1", "b.md", 5)]);
        tie(&mut tags, Language::Rust, "a // (1.1)", &place("a.md", 7));
        let fault = "b.md:5: a second formula has the number 1.1";
        assert_eq!(faults(tags), [fault]);
    }

    #[test]
    fn a_page_that_shows_numpy_computes_all_its_formulas_in_numpy() {
        let formulas =
            [("1.1", "a.md", 1), ("1.2", "a.md", 1), ("2.1", "b.md", 1)];
        let rust = || {
            let mut tags = of(&formulas);
            for (number, page, _) in formulas {
                let code = format!("x // ({number})");
                tie(&mut tags, Language::Rust, &code, &place(page, 2));
            }
            tags
        };
        assert_eq!(faults(rust()), [] as [&str; 0]);
        let mut tags = rust();
        tie(&mut tags, Language::NumPy, "x # (1.1)", &place("a.md", 3));
        assert_eq!(
            faults(tags),
            ["a.md:1: no line of NumPy on a page ends in (1.2)"]
        );
    }
}
