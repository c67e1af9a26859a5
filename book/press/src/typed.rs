//! Decimal numbers that were typed into a page.
//!
//! Every number of the book comes out of a run, by a directive. A decimal
//! number in prose, a table, a formula or a caption that came from none is a
//! fault. Numbers of sections and versions are no results, and neither is what
//! stands in code. What is typed all the same stands in `typed_numbers.txt`
//! with its reason, and an entry that is no longer needed is a fault too.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use mdbook_markdown::pulldown_cmark::{Event, Parser, Tag, TagEnd};
use regex::Regex;

use crate::directive::directives;
use crate::fault::Fault;
use crate::formula;

/// The numbers that may be typed: a page, a number and a reason each.
const LIST: &str = include_str!("../typed_numbers.txt");
/// Where the list lies, for faults in it.
const LIST_FILE: &str = "../press/typed_numbers.txt";

static DECIMAL: LazyLock<Regex> = LazyLock::new(|| regex(r"\d+(?:\.\d+)+"));
/// Sections and versions, and lists of them.
static NO_RESULT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:[Ss]ections?|§|Rust|NumPy|Python|nnfs|mdBook|pxfm|[Vv]ersions?)[  ]?[\d.]*\d(?:(?:,| and| to)[  ]§?[\d.]*\d)*",
    )
});
/// A formula's number, where it is given and where it is referred to.
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\(\d+\.\d+\)|\\tag\{[^}]*\}"));
static HTML_TAG: LazyLock<Regex> = LazyLock::new(|| regex(r"<[^>]*>"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of the press's own")
}

/// The list of numbers that may be typed, and which of them were met.
pub(crate) struct Allowed {
    entries: Vec<Entry>,
    met: BTreeSet<usize>,
}

struct Entry {
    line: usize,
    page: String,
    number: String,
    reason: String,
}

impl Allowed {
    /// The press's own list.
    pub(crate) fn new() -> Self {
        Self::read(LIST)
    }

    fn read(list: &str) -> Self {
        let entries = list.lines().enumerate().filter_map(|(i, text)| {
            let mut words = text.splitn(3, ' ');
            let page = words.next().filter(|w| !w.is_empty() && *w != "#")?;
            Some(Entry {
                line: i + 1,
                page: page.to_owned(),
                number: words.next().unwrap_or("").to_owned(),
                reason: words.next().unwrap_or("").to_owned(),
            })
        });
        Self { entries: entries.collect(), met: BTreeSet::new() }
    }

    /// The byte and the digits of each decimal number typed into the page that
    /// the list does not allow.
    pub(crate) fn typed(
        &mut self,
        page: &Path,
        text: &str,
    ) -> Vec<(usize, String)> {
        let page = page.to_string_lossy();
        let mut faults = Vec::new();
        for (at, number) in decimals(text) {
            let entry = self
                .entries
                .iter()
                .position(|e| e.page == page && e.number == number);
            match entry {
                Some(entry) => {
                    self.met.insert(entry);
                }
                None => faults.push((at, number)),
            }
        }
        faults
    }

    /// What is wrong with the list itself, once all pages are read.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        let fault = |entry: &Entry, reason: String| Fault {
            page: LIST_FILE.into(),
            line: entry.line,
            reason,
        };
        let mut faults = Vec::new();
        for (i, entry) in self.entries.iter().enumerate() {
            let Entry { page, number, reason, .. } = entry;
            if reason.is_empty() {
                faults.push(fault(entry, format!("{number} has no reason")));
            }
            if !self.met.contains(&i) {
                let unused = format!("{number} is no longer typed in {page}");
                faults.push(fault(entry, unused));
            }
        }
        faults
    }
}

/// Every typed decimal number of a page, and its byte.
fn decimals(text: &str) -> Vec<(usize, String)> {
    let bare = without_directives(text);
    let mut found = Vec::new();
    for range in prose(&bare) {
        let mut part = bare[range.clone()].to_owned();
        for pattern in [&HTML_TAG, &NO_RESULT, &REFERENCE] {
            part = pattern
                .replace_all(&part, |m: &regex::Captures<'_>| blank(&m[0]))
                .into_owned();
        }
        for number in DECIMAL.find_iter(&part) {
            // Two points make a version.
            if number.as_str().matches('.').count() == 1 {
                let at = range.start + number.start();
                found.push((at, number.as_str().to_owned()));
            }
        }
    }
    found
}

/// As many letters as `text` has bytes, so that what follows keeps its place
/// and the line its meaning: blanks at its start would make it code.
fn blank(text: &str) -> String {
    "x".repeat(text.len())
}

/// The page with its directives blanked, but for their captions, which are
/// typed.
fn without_directives(text: &str) -> String {
    let mut bare = text.to_owned();
    for directive in directives(text) {
        let Range { start, end } = directive.range;
        let whole = &text[start..end];
        let caption = match directive.name {
            "include" | "value" | "ratio" | "setting" => None,
            _ => whole.find(':').map(|colon| colon + 1),
        };
        let typed = caption.unwrap_or(whole.len());
        let kept = whole[typed..].trim_end_matches('}');
        let mut blanked = blank(&whole[..typed]) + kept;
        blanked.push_str(&blank(&whole[blanked.len()..]));
        bare.replace_range(start..end, &blanked);
    }
    bare
}

/// The parts of a page that are read: text and formulas, not code.
fn prose(page: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut in_code = false;
    let options = formula::markdown_options();
    for (event, range) in Parser::new_ext(page, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
                if !in_code =>
            {
                // "section" and "3.1" may be parted by an event's end.
                parts.push(range);
            }
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        decimals(text).into_iter().map(|(_, number)| number).collect()
    }

    #[test]
    fn a_decimal_in_prose_tables_formulas_and_captions_is_found() {
        let text = "A loss of 0.25.\n\n| a | b |\n| --- | --- |\n| 1.5 | x |\n\n\
                    $x = 2.5$\n\n{{#curve x linear: about 3.5 of it}}\n";
        assert_eq!(found(text), ["0.25", "1.5", "2.5", "3.5"]);
    }

    #[test]
    fn its_place_is_where_it_stands() {
        let text = "{{#value run loss .25}} is about 0.5\n";
        assert_eq!(decimals(text), [(33, "0.5".to_owned())]);
    }

    #[test]
    fn directives_code_sections_versions_and_formulas_are_none() {
        for text in [
            "{{#value run loss@2 .25}}",
            "`0.25`",
            "```sh\n--learning-rate 0.01\n```",
            "section 3.1 and sections 4 and 4.1, §3.1.1",
            "Rust 1.95, NumPy 2.4 and mdBook 0.5.4",
            "as (1.3) says",
            "$$\nx\n\\tag{1.3}\n$$",
            "342 figures in 5 documents",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn the_list_allows_a_number_on_its_page_and_nowhere_else() {
        let list = "# a remark\na.md 0.5 a half is a half everywhere\n";
        let mut allowed = Allowed::read(list);
        assert_eq!(allowed.faults().len(), 1, "not met yet");
        assert_eq!(allowed.typed(Path::new("a.md"), "0.5"), []);
        assert_eq!(allowed.typed(Path::new("b.md"), "0.5").len(), 1);
        assert_eq!(allowed.faults(), []);
    }

    #[test]
    fn an_entry_without_a_reason_is_a_fault() {
        let mut allowed = Allowed::read("a.md 0.5\n");
        assert_eq!(allowed.typed(Path::new("a.md"), "0.5"), []);
        let faults = allowed.faults();
        assert_eq!(faults.len(), 1);
        assert!(faults[0].reason.contains("no reason"));
    }
}
