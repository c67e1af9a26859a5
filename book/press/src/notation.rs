//! The table of notation: every symbol of the book, and its one meaning.
//!
//! A row whose symbol has its meaning in some chapters only says so first: "In
//! chapter 5, …", "In chapters 3, 5 and 7 to 9, …", "Until chapter 2, …", "From
//! chapter 3 on, …" or "In Part II, …". What a formula means the press cannot
//! read. But it sees where a symbol is used, and that no row has two meanings,
//! and no symbol two rows for the same chapter.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use crate::formula::symbols;
use crate::page::Page;

/// The page with the table of notation.
pub(crate) const NOTATION: &str = "notation.md";

/// A chapter, by the numbers of its formulas. Pages without any have none.
pub(crate) type Chapter = Option<u32>;

/// The first number of the formulas of Part II.
const PART_II: u32 = 9;

/// Where a symbol has its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    Everywhere,
    Chapters(Vec<RangeInclusive<u32>>),
}

use Scope::{Chapters, Everywhere};

impl Scope {
    /// What a meaning begins with.
    fn of(meaning: &str) -> Self {
        pattern!(
            PLACE,
            r"(?ix)^\s* (?: in\ (?<second>part\ II)\b
            | until\ chapter\ (?<last>\d+) | from\ chapter\ (?<first>\d+)\ on\b
            | in\ chapters?\ (?<list>\d+(?:(?:,|\ and|,\ and|\ to)\ \d+)*) )"
        );
        pattern!(SOME, r"(\d+)(?: to (\d+))?");
        let Some(place) = PLACE.captures(meaning) else { return Everywhere };
        let number = |text: &str| text.parse().unwrap_or(u32::MAX);
        let group = |name| place.name(name).map(|text| number(text.as_str()));
        if place.name("second").is_some() {
            Chapters(vec![PART_II..=u32::MAX])
        } else if let Some(last) = group("last") {
            Chapters(vec![0..=last])
        } else if let Some(first) = group("first") {
            Chapters(vec![first..=u32::MAX])
        } else {
            let ranges = SOME.captures_iter(&place["list"]).map(|some| {
                let first = number(&some[1]);
                first..=some.get(2).map_or(first, |last| number(last.as_str()))
            });
            Chapters(ranges.collect())
        }
    }

    /// Whether some chapter lies in both.
    fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Everywhere, _) | (_, Everywhere) => true,
            (Chapters(left), Chapters(right)) => left.iter().any(|left| {
                let meets = |right: &RangeInclusive<u32>| {
                    left.start() <= right.end() && right.start() <= left.end()
                };
                right.iter().any(meets)
            }),
        }
    }

    /// Whether it holds there. A page that is no chapter may speak of any.
    fn holds_in(&self, chapter: Chapter) -> bool {
        match (self, chapter) {
            (Chapters(ranges), Some(chapter)) => {
                ranges.iter().any(|range| range.contains(&chapter))
            }
            _ => true,
        }
    }
}

/// The table.
#[derive(Default)]
pub(crate) struct Notation {
    /// Where each symbol has its meanings.
    scopes: BTreeMap<String, Vec<Scope>>,
    /// The bytes of its rows, and what is wrong with them.
    pub(crate) faults: Vec<(usize, String)>,
}

impl Notation {
    pub(crate) fn read(page: &Page<'_>) -> Self {
        let mut notation = Self::default();
        let mut names: BTreeMap<String, Vec<(usize, Scope)>> = BTreeMap::new();
        let mut start = 0;
        for line in page.text.split_inclusive('\n') {
            let range = start..start + line.len();
            start = range.end;
            let Some((cell, rest)) =
                line.strip_prefix('|').and_then(|cells| cells.split_once('|'))
            else {
                continue;
            };
            let meaning = rest.split('|').next().unwrap_or_default().trim();
            let scope = Scope::of(meaning);
            notation.check_meaning(range.start, cell, meaning);
            let formulas: Vec<_> =
                in_cell(page, range.start..range.start + 1 + cell.len());
            for symbol in formulas.iter().flat_map(|latex| symbols(latex)) {
                let scopes = notation.scopes.entry(symbol).or_default();
                scopes.push(scope.clone());
            }
            // A row may list indices of its symbol, as in β₁, β₂, β.
            let own = formulas.iter().filter_map(|latex| name(latex));
            for name in own.collect::<BTreeSet<_>>() {
                let rows = names.entry(name.to_owned()).or_default();
                rows.push((range.start, scope.clone()));
            }
        }
        for (name, rows) in names {
            for (i, (at, scope)) in rows.iter().enumerate() {
                let before = rows[..i].iter();
                let twice = before.rev().find(|row| row.1.overlaps(scope));
                if let Some((other, _)) = twice {
                    let line = page.place(*other).line;
                    let reason = format!(
                        "{name} has its meaning in line {line}; one symbol has \
                         one, unless both rows begin with their chapters, as \
                         in \"In chapters 1 and 2, …\""
                    );
                    notation.faults.push((*at, reason));
                }
            }
        }
        notation
    }

    /// A row whose meaning goes on with another place has two.
    fn check_meaning(&mut self, at: usize, cell: &str, meaning: &str) {
        pattern!(
            OTHERWISE,
            r"(?x) ;\ (?: in | until | from | for | elsewhere )\b
            | .\b (?: in\ chapters? | until\ chapter | from\ chapter
                | in\ Part\ II )\b"
        );
        if OTHERWISE.is_match(meaning) {
            let reason = format!(
                "the meaning of {} depends on the place; one symbol has one \
                 meaning, or else a row for each, which begins with the place",
                cell.trim()
            );
            self.faults.push((at, reason));
        }
    }

    /// What is wrong with a symbol on a page of a chapter.
    pub(crate) fn fault(
        &self, symbol: &str, chapter: Chapter,
    ) -> Option<String> {
        let Some(scopes) = self.scopes.get(symbol) else {
            return Some(format!("{symbol} is not in the table of {NOTATION}"));
        };
        let is_known = scopes.iter().any(|scope| scope.holds_in(chapter));
        (!is_known).then(|| {
            format!(
                "{symbol} has no meaning in this chapter, by the table of \
                 {NOTATION}"
            )
        })
    }

    /// A table in which each of these symbols has a row.
    #[cfg(test)]
    pub(crate) fn of(names: &str) -> Self {
        let scopes = symbols(names).into_iter();
        let scopes = scopes.map(|symbol| (symbol, vec![Everywhere]));
        Self { scopes: scopes.collect(), faults: Vec::new() }
    }
}

/// The formulas in a cell.
fn in_cell<'a>(page: &'a Page<'_>, cell: Range<usize>) -> Vec<&'a str> {
    let formulas = page.formulas.iter();
    let formulas = formulas.filter(|(range, _)| cell.contains(&range.start));
    formulas.map(|(_, formula)| formula.latex.trim()).collect()
}

/// What a formula that is one symbol is called, without its index. An accent
/// makes another symbol; what has an exponent, or more letters, is not one.
fn name(latex: &str) -> Option<&str> {
    pattern!(
        SYMBOL,
        r"(?x)^( (?: \\(?:vec|bar|hat|tilde|dot|mathbf|mathcal)\s*\{? )?
            (?: \\mathrm\{[^}]*\} | \\[A-Za-z]+ | [A-Za-z] ) \}? )
        (?: _(?: \{[^}]*\} | \\?\w+ ) )?$"
    );
    Some(SYMBOL.captures(latex)?.get(1)?.as_str())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn table(rows: &[&str]) -> Notation {
        let head = "$q$\n\n| symbol | meaning | shape |\n| --- | --- | --- |\n";
        let rows = rows.join(" |\n| ");
        let text = format!("{head}| {rows} |\n\nafter\n");
        Notation::read(&Page::parse(Path::new(NOTATION), &text))
    }

    fn faults(rows: &[&str]) -> usize {
        table(rows).faults.len()
    }

    #[test]
    fn the_first_cells_of_the_table_define_symbols() {
        let table = table(&["$w_{in}$, $v$ | a | b", "$z$ | is $c$ | $d$"]);
        let defined: Vec<_> = table.scopes.keys().map(String::as_str).collect();
        assert_eq!(defined, ["i", "n", "v", "w", "z"]);
        assert_eq!(table.faults, []);
        let missing = "q is not in the table of notation.md";
        assert_eq!(table.fault("q", Some(1)).as_deref(), Some(missing));
        assert_eq!(table.fault("z", Some(1)), None);
    }

    #[test]
    fn a_symbol_has_one_row() {
        let row = "$e$ | the base of the natural logarithm | a number";
        let table = table(&[row, "$x$ | y | z", "$e_i$ | exponentials | as z"]);
        let [(at, reason)] = &table.faults[..] else { panic!("one fault") };
        assert!(*at > row.len());
        assert!(reason.starts_with("e has its meaning in line 5;"), "{reason}");
        assert_eq!(faults(&[r"$\vec x$ | a | b", "$x$ | c | d"]), 0);
        assert_eq!(faults(&[r"$\beta_1$, $\beta_2$, $\beta$ | a | b"]), 0);
        // These are no symbols of their own.
        for other in [r"$w^{\mathsf T}$", "$dw$", r"$\partial w / \partial x$"]
        {
            let other = format!("{other} | a | b");
            assert_eq!(faults(&["$w$ | a | b", &other]), 0, "{other}");
        }
        let loss =
            [r"$\mathrm{loss}$ | a | b", r"$\mathrm{loss\ before}$ | a | b"];
        assert_eq!(faults(&loss), 0);
    }

    #[test]
    fn rows_of_other_chapters_may_have_the_same_symbol() {
        let rows = |left: &str, right: &str| {
            faults(&[
                &format!("$p$ | {left} | b"),
                &format!("$p$ | {right} | b"),
            ])
        };
        for (left, right) in [
            ("In chapter 3, a", "in chapters 5 and 6 b"),
            ("Until chapter 2, a", "From chapter 3 on, b"),
            ("In chapters 1, 4 and 6 to 8, a", "In chapters 2, 3, and 5, b"),
            ("In chapters 5 to 8, a", "In Part II, b"),
        ] {
            assert_eq!(rows(left, right), 0, "{left}; {right}");
        }
        for (left, right) in [
            ("a", "In chapters 5 and 6, b"),
            ("Until chapter 3, a", "From chapter 3 on, b"),
            ("In chapters 1, 4 and 6 to 8, a", "In chapter 7, b"),
            ("In Part II, a", "From chapter 8 on, b"),
            ("a", "b"),
        ] {
            assert_eq!(rows(left, right), 1, "{left}; {right}");
        }
    }

    #[test]
    fn a_row_has_one_meaning() {
        for meaning in [
            "the sum of the outputs; in chapters 5 and 6 the class",
            "in chapter 3, any parameter; in chapters 5 and 6 probabilities",
            "what belongs to the first layer; until chapter 2, an entry",
            "the momentum; in Adam, the mean",
            "the sum, but in chapter 5 the class",
        ] {
            assert_eq!(
                faults(&[&format!("$y$ | {meaning} | a")]),
                1,
                "{meaning}"
            );
        }
        for meaning in [
            "how far the output is from the target; never negative",
            "In chapters 2 and 4, the sum of the outputs",
            "the weights, which lie in columns",
        ] {
            assert_eq!(
                faults(&[&format!("$y$ | {meaning} | a")]),
                0,
                "{meaning}"
            );
        }
        // Shapes may differ.
        let shapes =
            "$x$ | the inputs | $(N)$ in chapters 1 and 2, else $(S, N)$";
        assert_eq!(faults(&[shapes]), 0);
    }

    #[test]
    fn a_symbol_is_used_where_it_has_its_meaning() {
        let table = table(&[
            "$p$ | In chapters 5 to 8, probabilities | a",
            "$q$ | In Part II, products | a",
            "$r$ | Until chapter 2, a | a",
            "$r$ | From chapter 4 on, b | a",
        ]);
        let is_fault = |symbol: &str, chapter| {
            table.fault(symbol, chapter).is_some_and(|fault| {
                assert!(fault.contains("no meaning in this chapter"));
                true
            })
        };
        for (symbol, chapter) in [
            ("p", Some(5)),
            ("p", Some(8)),
            ("p", None),
            ("q", Some(9)),
            ("q", None),
            ("r", Some(1)),
            ("r", Some(99)),
        ] {
            assert!(!is_fault(symbol, chapter), "{symbol}, {chapter:?}");
        }
        for (symbol, chapter) in [("p", 4), ("p", 9), ("q", 5), ("r", 3)] {
            assert!(is_fault(symbol, Some(chapter)), "{symbol}, {chapter}");
        }
    }
}
