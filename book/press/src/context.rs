//! Sets the pages: carries out their directives, sets their formulas, ties
//! formulas to code, and collects every fault.

use std::collections::BTreeSet;
use std::mem;
use std::ops::Range;
use std::path::Path;

use harness::Ink;

use crate::cache::cached;
use crate::code::{self, is_included};
use crate::directive::{Action, Directive, MARK, action, placeholder};
use crate::formula::{self, symbols};
use crate::notation::{NOTATION, Notation};
use crate::page::{Fault, Formula, Page, Part, Place};
use crate::pictures::{figure, figure_id};
use crate::rows::{Rows, Tagged};
use crate::tags::Tags;
use crate::typed;

/// What the pages have in common.
pub(crate) struct Context<'a> {
    /// The book's `src`.
    source: &'a Path,
    pages: &'a [Page<'a>],
    notation: Notation,
    /// The formulas of all pages, which refer to each other, and the listings
    /// so far.
    tags: Tags,
    /// The ids of the figures so far. Each is shown once, because ids must be
    /// unique in the book printed on one page.
    figures: BTreeSet<String>,
    faults: Vec<Fault>,
}

/// A piece of a page, and what takes its place.
type Change = (Range<usize>, String);

pattern!(REFERENCE, r"\((\d+\.\d+)\)");

impl<'a> Context<'a> {
    pub(crate) fn new(source: &'a Path, pages: &'a [Page<'a>]) -> Self {
        let notation = pages.iter().find(|page| page.path == NOTATION);
        Self {
            source,
            pages,
            notation: notation.map(Notation::read).unwrap_or_default(),
            tags: Tags::of(pages),
            figures: BTreeSet::new(),
            faults: Vec::new(),
        }
    }

    /// The page as mdBook is to render it.
    pub(crate) fn set(&mut self, page: &Page<'_>) -> String {
        for (at, number) in typed::decimals(page) {
            let advice = "take it from a run with the directive value";
            self.fault(page, at, format!("{number} was typed; {advice}"));
        }
        if page.path == NOTATION {
            for (at, reason) in mem::take(&mut self.notation.faults) {
                self.fault(page, at, reason);
            }
        }
        let mut changes = Vec::new();
        for code in &page.code {
            changes.extend(self.listing(page, code));
        }
        for directive in &page.directives {
            match self.directive(page, directive) {
                Ok(None) => {}
                Ok(Some(text)) => changes.push((directive.range.clone(), text)),
                Err(reason) => self.fault(page, directive.range.start, reason),
            }
        }
        for formula in &page.formulas {
            let is_within =
                |(at, _): &mut Change| formula.0.contains(&at.start);
            let numbers: Vec<_> = changes.extract_if(.., is_within).collect();
            changes.extend(self.formula(page, formula, &numbers));
        }
        for range in &page.prose {
            changes.extend(self.prose(page, range));
        }
        changes.sort_by_key(|(range, _)| range.start);
        let mut text = page.text.to_owned();
        for (range, replacement) in changes.into_iter().rev() {
            text.replace_range(range, &replacement);
        }
        text
    }

    /// All faults of the pages that were set, and of the book as a whole, in
    /// order.
    pub(crate) fn faults(self) -> Vec<String> {
        let mut faults = self.faults;
        faults.extend(self.tags.faults());
        faults.sort();
        let lines = faults.into_iter().map(|(Place { page, line }, reason)| {
            format!("{}:{line}: {reason}", page.display())
        });
        lines.collect()
    }

    fn fault(&mut self, page: &Page<'_>, at: usize, reason: impl Into<String>) {
        self.faults.push((page.place(at), reason.into()));
    }

    /// Fills a listing, and puts ids before it and links after it that tie its
    /// lines to formulas.
    fn listing(&mut self, page: &Page<'_>, code: &Part<String>) -> Vec<Change> {
        let (range, language) = code;
        if language != "sh" && !is_included(&page.text[range.clone()]) {
            let reason = "a listing is included from its source, and an output \
                          is shown by its directive; only sh is typed";
            self.fault(page, range.start, reason);
        }
        let (mut changes, mut listings) = (Vec::new(), Vec::new());
        let includes = page.directives.iter().filter(|directive| {
            directive.name == "include"
                && range.contains(&directive.range.start)
        });
        for include in includes {
            match code::read(&self.source.join(page.path), include.arguments) {
                Ok(listing) => {
                    changes.push((include.range.clone(), listing.marked()));
                    listings.push(listing);
                }
                Err(reason) => self.fault(page, include.range.start, reason),
            }
        }
        if let [listing, ..] = &listings[..] {
            let syntax = listing.language.syntax();
            if language != syntax {
                let reason = format!("this is a listing of {syntax}");
                self.fault(page, range.start, reason);
            }
            let head = page.text[range.clone()].find(syntax).unwrap_or(0);
            let end = range.start + head + syntax.len();
            changes.push((end..end, listing.language.hides().to_owned()));
        }
        // The first include is on the line after that of the fence.
        let mut place = page.place(range.start);
        place.line += 1;
        let (before, after) = self.tags.tie(&listings, &place);
        let Range { start, end } = *range;
        changes.extend([(start..start, before), (end..end, after)]);
        changes
    }

    /// What takes the place of a directive. None if it is left to mdBook.
    fn directive(
        &mut self, page: &Page<'_>, directive: &Directive<'_>,
    ) -> Result<Option<String>, String> {
        let start = directive.range.start;
        let words: Vec<_> = directive.arguments.split_whitespace().collect();
        let in_formula =
            page.formulas.iter().any(|(at, _)| at.contains(&start));
        Ok(Some(match action(directive.name)? {
            Action::Number(number) => {
                let number = number(&words)?;
                let in_code = page.text[..start].ends_with('`');
                // A browser could break the line after the hyphen.
                if number.contains("e-") && !in_formula && !in_code {
                    format!("<span class=\"together\">{number}</span>")
                } else {
                    number
                }
            }
            _ if in_formula => {
                return Err("a formula can only take numbers".to_owned());
            }
            Action::Block(text) => text(&words)?,
            Action::Figure(draw) => {
                let (words, caption) = directive.captioned()?;
                let asked = format!("{} {}", directive.name, words.join(" "));
                let id = figure_id(&asked);
                if !self.figures.insert(id.clone()) {
                    return Err(format!(
                        "the book shows {asked} twice; link to the first"
                    ));
                }
                let svg = || Ok(draw(&words)?.svg(&id, Ink::Page));
                figure(&cached(&asked, svg)?, caption)
            }
            Action::Code(show) => {
                let place = page.place(start);
                let (markdown, listings) = show(self.source, &place, &words)?;
                let (before, after) = self.tags.tie(&listings, &place);
                format!("{before}{markdown}{after}")
            }
            Action::Rows => {
                let place = page.place(start);
                let rows = Rows::read(self.source, &place, &words)?;
                let linked = self.tags.note(&rows.listings(), &place);
                rows.html(&linked, |number| self.tagged(number))
            }
            // An include is set with its listing.
            Action::Include
                if !page.code.iter().any(|(at, _)| at.contains(&start)) =>
            {
                return Err("an include stands in a block of code".to_owned());
            }
            Action::Include | Action::MdBook => return Ok(None),
        }))
    }

    /// The formula in MathML, with the numbers that its directives became.
    fn formula(
        &mut self, page: &Page<'_>, (range, formula): &Part<Formula>,
        numbers: &[Change],
    ) -> Option<Change> {
        let faults = symbols(&formula.latex)
            .into_iter()
            .filter_map(|symbol| self.notation.fault(&symbol, page.chapter()));
        for reason in faults.collect::<Vec<_>>() {
            self.fault(page, range.start, reason);
        }
        let mut formula = formula.clone();
        for (at, number) in numbers {
            formula.latex = formula.latex.replacen(&placeholder(at), number, 1);
        }
        if formula.latex.contains(MARK) {
            // The directive that became no number has its fault already.
            return None;
        }
        let html = formula::html(&formula).map_err(|(at, reason)| {
            let mut place = page.place(range.start);
            place.line += formula.latex[..at].matches('\n').count();
            self.faults.push((place, format!("in a formula: {reason}")));
        });
        Some((range.clone(), html.ok()?))
    }

    /// The formula of that number, as its page shows it. None if there is none,
    /// or none that can be set, which is a fault of its page.
    fn tagged(&self, number: &str) -> Option<Tagged> {
        let address = self.tags.address(number)?;
        let (page, (range, formula)) = self.pages.iter().find_map(|page| {
            let mut formulas = page.formulas.iter();
            let is_it = |(_, formula): &&Part<Formula>| {
                formula.number.as_deref() == Some(number)
            };
            Some((page, formulas.find(is_it)?))
        })?;
        let mut latex = formula.latex.clone();
        let directives = page.directives.iter();
        for directive in directives.filter(|d| range.contains(&d.range.start)) {
            let Ok(Action::Number(value)) = action(directive.name) else {
                return None;
            };
            let words = directive.arguments.split_whitespace();
            let value = value(&words.collect::<Vec<_>>()).ok()?;
            let mark = placeholder(&directive.range);
            latex = latex.replacen(&mark, &value, 1);
        }
        let mathml = formula::math(&latex, formula.display).ok()?;
        Some(Tagged { address, mathml })
    }

    /// Each "(1.3)" becomes a link to the formula of that number. A dollar sign
    /// that is left was meant to open a formula.
    fn prose(&mut self, page: &Page<'_>, range: &Range<usize>) -> Vec<Change> {
        let text = &page.outline[range.clone()];
        let escaped = page.outline[..range.start].ends_with('\\');
        if let Some(at) = text.find('$').filter(|&at| 0 < at || !escaped) {
            let reason = "a dollar sign opens no formula here; write \\$ if it \
                          is meant as one";
            self.fault(page, range.start + at, reason);
        }
        let mut changes = Vec::new();
        for reference in REFERENCE.captures_iter(text) {
            let start = range.start + reference.get_match().start();
            if let Some(link) = self.tags.link(&reference[1]) {
                changes.push((start..start + reference[0].len(), link));
            } else {
                let reason = format!("there is no formula {}", &reference[0]);
                self.fault(page, start, reason);
            }
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_page(text: &str) -> (String, Vec<String>) {
        let source = crate::root().unwrap().join("book/src");
        let pages = [Page::parse(Path::new("page.md"), text)];
        let mut context = Context {
            notation: Notation::of("a b c d w x y z"),
            ..Context::new(&source, &pages)
        };
        let set = context.set(&pages[0]);
        context.tags = Tags::default();
        (set, context.faults())
    }

    #[test]
    fn a_page_without_directives_stays_as_it_is() {
        let text = "# A\n\nb `c`\n\n```sh\ncargo test\n```\n";
        assert_eq!(set_page(text), (text.to_owned(), vec![]));
    }

    #[test]
    fn a_decimal_that_is_typed_is_a_fault() {
        let (_, faults) = set_page("a\n\nb `0.1` 0.5\n");
        let fault = "page.md:3: 0.5 was typed; take it from a run with the \
                     directive value";
        assert_eq!(faults, [fault]);
    }

    #[test]
    fn numbers_stand_in_prose_in_code_and_in_formulas() {
        let (text, faults) = set_page(
            "{{#value chain-rule loss@1}} `{{#value chain-rule loss@1}}` \
             $x = {{#value chain-rule z@1}} + {{#value chain-rule loss@1}}$.",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert!(text.starts_with("36 `36` <span"), "{text}");
        let (six, thirty_six) = ("<mn>6</mn>", "<mn>36</mn>");
        assert!(text.contains(six) && text.contains(thirty_six), "{text}");
    }

    #[test]
    fn a_number_stays_on_one_line() {
        let value = "{{#value layer worst_difference@0 .1e}}";
        let number = "<span class=\"together\">1.5e-12</span>";
        let (text, _) = set_page(&format!("by {value}, `{value}`"));
        assert_eq!(text, format!("by {number}, `1.5e-12`"));
    }

    #[test]
    fn all_faults_are_reported_at_once_with_their_lines() {
        let (_, faults) = set_page(
            "# A\n\n{{#value chain-rule z}}\n\n$\\nonsense$\n\n{{#output x}}\n\
             \n{{#curve x linear: x}}\n\n```rust\n{{#include a.rs:b}}\n```\n\
             \n{{#frobnicate}}\n\n```text\ntyped\n```\n\n$$\nx +\n\\no\n$$\n\
             \n{{#beside a.rs:b\na.py:b}}\n\n```python\ntyped\n```\n\
             \n$$\nx {{#value chain-rule z}}\n$$\n\n${{#output x}}$\n\
             \n{{#include a.rs:b}}\n",
        );
        let starts = [
            "page.md:3: run chain-rule reports no z",
            "page.md:5: in a formula: ",
            "page.md:7: there is no run 'x'",
            "page.md:9: there is no run 'x'",
            "page.md:12: a.rs is not a program of a chapter",
            "page.md:15: there is no directive 'frobnicate'",
            "page.md:17: a listing is included",
            "page.md:23: in a formula: ",
            "page.md:26: a.rs is not a program of a chapter",
            "page.md:29: a listing is included",
            "page.md:34: run chain-rule reports no z",
            "page.md:37: a formula can only take numbers",
            "page.md:39: an include stands in a block of code",
        ];
        assert_eq!(faults.len(), starts.len(), "{faults:#?}");
        for (fault, start) in faults.iter().zip(starts) {
            assert!(fault.starts_with(start), "{fault}");
        }
    }

    #[test]
    fn a_line_typed_beside_an_include_is_a_fault() {
        let neuron = "../../chapters/chapter_01/src/neuron.rs:neuron";
        let include = format!("{{{{#include {neuron}}}}}");
        let (_, faults) = set_page(&format!("```rust\n{include}\n```\n"));
        assert_eq!(faults, [] as [&str; 0]);
        let typed = format!("```rust\n{include}\ntyped\n```\n");
        assert_eq!(set_page(&typed).1.len(), 1);
    }

    #[test]
    fn a_symbol_without_its_row_in_the_table_is_a_fault() {
        let (_, faults) = set_page("the $q_x$ of");
        assert_eq!(faults, ["page.md:1: q is not in the table of notation.md"]);
    }

    #[test]
    fn a_formula_that_is_not_closed_is_a_fault() {
        assert_eq!(set_page("a $x of\n").1.len(), 1);
        assert!(!set_page("$$\\frac{1\n").1.is_empty());
        assert_eq!(set_page("it costs \\$5\n").1.len(), 0);
    }

    #[test]
    fn a_figure_is_shown_once() {
        let curve = "{{#curve chain-rule linear: x}}\n\n";
        let (_, faults) = set_page(&curve.repeat(2));
        assert_eq!(faults.len(), 1);
        let start = "page.md:3: the book shows curve chain-rule linear twice";
        assert!(faults[0].starts_with(start), "{faults:?}");
    }

    #[test]
    fn a_reference_becomes_a_link_to_its_formula() {
        for number in ["1.1", "0.1"] {
            let (text, faults) = set_page(&format!(
                "$$\nx\n\\tag{{{number}}}\n$$\n\nBy ({number}).\n"
            ));
            assert!(faults.is_empty(), "{faults:?}");
            let id = format!("id=\"formula-{number}\"");
            assert!(text.contains(&id), "{text}");
            let link = format!("By [({number})](page.md#formula-{number}).");
            assert!(text.contains(&link), "{text}");
        }
        let (_, faults) = set_page("See (7.7).");
        assert_eq!(faults, ["page.md:1: there is no formula (7.7)"]);
    }

    #[test]
    fn code_links_to_its_formulas_and_they_to_it() {
        let folder = "../../chapters/chapter_01";
        let rust = format!("{folder}/src/neuron.rs:forward");
        let numpy = format!("{folder}/numpy/neuron.py:forward");
        for listing in [
            format!("```rust\n{{{{#include {rust}}}}}\n```"),
            format!("{{{{#beside {rust} {numpy}}}}}"),
        ] {
            let (text, faults) = set_page(&format!(
                "$$\nx\n\\tag{{1.1}}\n$$\n\n$$\nx\n\\tag{{1.2}}\n$$\n\n\
                 $$\nx\n\\tag{{1.3}}\n$$\n\n{listing}\n"
            ));
            assert!(faults.is_empty(), "{faults:?}");
            let id = text.find("<div class=\"place\" id=\"code-1.1\"></div>\n");
            let code = text.find("```rust").expect("a listing");
            assert!(id.is_some_and(|id| id < code), "{text}");
            let links = "Computes [(1.1)](page.md#formula-1.1), \
                         [(1.2)](page.md#formula-1.2), \
                         [(1.3)](page.md#formula-1.3).\n";
            assert!(text[code..].contains(links), "{text}");
        }
    }

    #[test]
    fn rows_show_formulas_as_their_pages_do() {
        let folder = "../../chapters/chapter_01";
        let rows = format!(
            "{{{{#rows {folder}/src/neuron.rs:forward\n\
             {folder}/numpy/neuron.py:forward}}}}"
        );
        let (text, faults) = set_page(&format!(
            "{rows}\n\n$$\nz = x\n\\tag{{1.1}}\n$$\n\n$$\nx + {{{{#value \
             chain-rule z@1}}}}\n\\tag{{1.2}}\n$$\n\n{rows}\n"
        ));
        assert!(faults.is_empty(), "{faults:?}");
        let first = "<math data-latex=\"z = x\"";
        assert_eq!(text.matches(first).count(), 3, "{text}");
        let six = "<math data-latex=\"x + 6\"";
        assert_eq!(text.matches(six).count(), 3, "{text}");
        assert_eq!(text.matches("<tr role=\"row\"").count(), 2 * 3, "{text}");
        for number in ["1.1", "1.2"] {
            let id = format!("id=\"code-{number}\"");
            assert_eq!(text.matches(&id).count(), 1, "{text}");
            let link = format!("<a href=\"page.md#formula-{number}\"");
            assert_eq!(text.matches(&link).count(), 2, "{text}");
        }
    }

    #[test]
    fn a_listing_of_python_hides_its_docstrings() {
        let numpy = "../../chapters/chapter_01/numpy/neuron.py:forward";
        let listing = |syntax: &str| {
            set_page(&format!("```{syntax}\n{{{{#include {numpy}}}}}\n```\n"))
        };
        let (text, faults) = listing("python");
        assert!(faults.is_empty(), "{faults:?}");
        let start = "```python,hidelines=~\ndef forward(neuron, x, target):\n    \
                     ~\"\"\"Forward";
        assert!(text.contains(start), "{text}");
        let (_, faults) = listing("rust");
        assert_eq!(faults, ["page.md:1: this is a listing of python"]);
    }
}
