//! The figures that a document prints, each beside the computed one.
//!
//! A transcript is a text file in the chapter's folder, with a line for each
//! thing that the notebook printed and the digits exactly as printed there:
//!
//! ```text
//! # document 002
//! loss @ 2: 33.872400000000006
//! weights: -3.18248226 -0.63503547 1.45255321
//! dloss_dz[2] @ 0: 4.58023819e-05
//! gap: the scan lacks a page
//! ```
//!
//! Before the colon is the event: its name, an index where only one entry is
//! documented, and the iteration if it has one. A gap says what the document
//! lacks. Lines that start with # are comments.

use std::fmt;

use crate::{Record, Value};

/// The figures that a document prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    entries: Vec<Entry>,
}

/// One line of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    label: String,
    name: String,
    index: Option<usize>,
    iteration: Option<usize>,
    digits: Vec<String>,
}

/// One documented figure beside the computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which figure it is: `loss @ 2`, or `weights[1]`.
    pub label: String,
    /// The digits that the document prints.
    pub documented: String,
    /// The digits that the run prints; none if it reports no such value.
    pub computed: Option<String>,
}

impl Figure {
    /// Whether every digit is the same.
    pub fn agrees(&self) -> bool {
        self.computed.as_ref() == Some(&self.documented)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { label, documented, computed } = self;
        let computed = computed.as_deref().unwrap_or("nothing");
        write!(f, "{label}: documented {documented}, computed {computed}")
    }
}

impl Transcript {
    /// Reads a transcript, which is part of the program.
    ///
    /// # Panics
    ///
    /// When a line is none of a comment, a gap and a figure.
    pub fn new(text: &str) -> Self {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| {
            let is_remark = line.starts_with('#') || line.starts_with("gap:");
            !is_remark && !line.is_empty()
        });
        let entries = lines.map(|(number, line)| {
            Entry::parse(line).unwrap_or_else(|| {
                panic!("line {number} of the transcript is no figure: '{line}'")
            })
        });
        Self { entries: entries.collect() }
    }

    /// Every documented figure, in the order of the document, beside the one
    /// in the record.
    pub fn figures(&self, record: &Record) -> Vec<Figure> {
        self.entries.iter().flat_map(|entry| entry.figures(record)).collect()
    }

    /// How many figures the document prints.
    pub fn count(&self) -> usize {
        self.entries.iter().map(|entry| entry.digits.len()).sum()
    }
}

impl Entry {
    fn parse(line: &str) -> Option<Self> {
        let (label, digits) = line.split_once(": ")?;
        let (path, iteration) = match label.split_once(" @ ") {
            Some((path, iteration)) => (path, Some(iteration.parse().ok()?)),
            None => (label, None),
        };
        let (name, index) = match path.split_once('[') {
            Some((name, index)) => {
                (name, Some(index.strip_suffix(']')?.parse().ok()?))
            }
            None => (path, None),
        };
        let digits = digits.split_whitespace().map(str::to_owned);
        let digits: Vec<_> = digits.collect();
        // An index names one figure, and a figure is a number.
        let count_fits = matches!((digits.len(), index), (1, _) | (2.., None));
        (count_fits && digits.iter().all(|x| is_figure(x))).then(|| {
            let (label, name) = (label.to_owned(), name.to_owned());
            Self { label, name, index, iteration, digits }
        })
    }

    fn figures(&self, record: &Record) -> Vec<Figure> {
        let event = record.find(&self.name, self.iteration);
        let computed = match event.map(|event| &event.value) {
            Some(Value::Tensor(tensor)) => tensor.entries(),
            Some(Value::Fingerprint(x)) => vec![format!("{x:016x}")],
            _ => Vec::new(),
        };
        // In an array of another length, no figure could be trusted to be at
        // its place.
        let Self { label, index, digits, .. } = self;
        let fits = index.is_some() || computed.len() == digits.len();
        let computed = if fits { computed } else { Vec::new() };
        let figure = |(i, documented): (usize, &String)| Figure {
            label: match digits.len() {
                1 => label.clone(),
                _ => format!("{label}[{i}]"),
            },
            documented: documented.clone(),
            computed: computed.get(index.unwrap_or(i)).cloned(),
        };
        digits.iter().enumerate().map(figure).collect()
    }
}

/// A number, or a fingerprint: 16 digits in hex.
fn is_figure(digits: &str) -> bool {
    let is_hex = u64::from_str_radix(digits, 16).is_ok();
    (is_hex && digits.len() == 16) || digits.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const TEXT: &str = "\
# a remark
loss @ 1: 36.0
gap: a page is missing
w: 0.5 1.25
z[2] @ 1: 4.58023819e-05
";

    fn record(last: f64) -> Record {
        let mut record = Record::new();
        record.loss(1, 36.0);
        record.add_at(1, "z", &array![0.0, 0.0, last]);
        record.add("w", &array![0.5, 1.25]);
        record
    }

    #[test]
    fn every_figure_is_compared_as_it_is_printed() {
        let transcript = Transcript::new(TEXT);
        assert_eq!(transcript.count(), 4);
        let figures = transcript.figures(&record(0.000_045_802_381_9));
        assert!(figures.iter().all(Figure::agrees), "{figures:?}");
        let labels: Vec<_> = figures.iter().map(|f| &f.label).collect();
        assert_eq!(labels, ["loss @ 1", "w[0]", "w[1]", "z[2] @ 1"]);
    }

    #[test]
    fn one_other_digit_is_a_difference() {
        let transcript = Transcript::new(TEXT);
        let figures = transcript.figures(&record(0.000_045_802_381_8));
        assert_eq!(
            figures[3].to_string(),
            "z[2] @ 1: documented 4.58023819e-05, computed 4.58023818e-05"
        );
        assert!(!figures[3].agrees());
        assert_eq!(figures.iter().filter(|f| f.agrees()).count(), 3);
    }

    #[test]
    fn a_figure_that_is_not_reported_does_not_agree() {
        let transcript = Transcript::new("loss @ 2: 1.0\nw: 0.5\n");
        let figures = transcript.figures(&record(0.0));
        assert_eq!(figures[0].computed, None, "no such iteration");
        assert_eq!(figures[1].computed, None, "an array of another size");
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for line in ["loss 36.0", "loss @ one: 36.0", "w[0]: 1.0 2.0", "w: x"] {
            let read = || Transcript::new(&format!("# a\n{line}\n"));
            let panic = std::panic::catch_unwind(read).expect_err("a panic");
            let message = panic.downcast_ref::<String>().expect("a message");
            assert!(message.starts_with("line 2 of"), "{message}");
            assert!(message.contains(line), "{message}");
        }
    }
}
