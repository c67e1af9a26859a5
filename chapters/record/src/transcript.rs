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

/// One documented figure beside the computed one.
#[derive(Debug)]
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

/// Every figure of a transcript, in the order of the document, beside the one
/// in the record. A transcript is part of the program: a line that is none of a
/// comment, a gap and a figure makes it panic.
pub fn figures(transcript: &str, record: &Record) -> Vec<Figure> {
    // An editor may have put a byte order mark before it.
    let lines = transcript.trim_start_matches('\u{feff}').lines();
    let lines = (1..).zip(lines).filter(|(_, line)| {
        let is_remark = line.starts_with('#') || line.starts_with("gap:");
        !is_remark && !line.is_empty()
    });
    let figures = lines.flat_map(|(number, line)| {
        figures_of(line, record).unwrap_or_else(|| {
            panic!("line {number} of the transcript is no figure: '{line}'")
        })
    });
    figures.collect()
}

fn figures_of(line: &str, record: &Record) -> Option<Vec<Figure>> {
    let (label, digits) = line.split_once(": ")?;
    let (path, iteration) = match label.split_once(" @ ") {
        Some((path, i)) => (path, Some(i.parse().ok()?)),
        None => (label, None),
    };
    let (name, index) = match path.split_once('[') {
        Some((name, i)) => (name, Some(i.strip_suffix(']')?.parse().ok()?)),
        None => (path, None),
    };
    let digits: Vec<_> = digits.split_whitespace().collect();
    // An index names one figure, and a figure is a number.
    let count_fits = matches!((digits.len(), index), (1, _) | (2.., None));
    if !count_fits || !digits.iter().all(|x| is_figure(x)) {
        return None;
    }
    let mut computed = match record.find(name, iteration).map(|e| &e.value) {
        Some(Value::Tensor(tensor)) => tensor.entries(),
        Some(Value::Fingerprint(x)) => vec![format!("{x:016x}")],
        _ => Vec::new(),
    };
    // In an array of another length, no figure could be trusted to be at its
    // place.
    if index.is_none() && computed.len() != digits.len() {
        computed.clear();
    }
    let figure = |(i, documented): (usize, &&str)| Figure {
        label: match digits.len() {
            1 => label.to_owned(),
            _ => format!("{label}[{i}]"),
        },
        documented: (*documented).to_owned(),
        computed: computed.get(index.unwrap_or(i)).cloned(),
    };
    Some(digits.iter().enumerate().map(figure).collect())
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
        let mut record = Record::default();
        record.add_at(1, "loss", 36.0);
        record.add_at(1, "z", &array![0.0, 0.0, last]);
        record.add("w", &array![0.5, 1.25]);
        record
    }

    #[test]
    fn every_figure_is_compared_as_it_is_printed() {
        let figures = figures(TEXT, &record(0.000_045_802_381_9));
        assert!(figures.iter().all(Figure::agrees), "{figures:?}");
        let labels: Vec<_> = figures.iter().map(|f| &f.label).collect();
        assert_eq!(labels, ["loss @ 1", "w[0]", "w[1]", "z[2] @ 1"]);
    }

    #[test]
    fn one_other_digit_is_a_difference() {
        let figures = figures(TEXT, &record(0.000_045_802_381_8));
        assert_eq!(
            figures[3].to_string(),
            "z[2] @ 1: documented 4.58023819e-05, computed 4.58023818e-05"
        );
        assert!(!figures[3].agrees());
        assert_eq!(figures.iter().filter(|f| f.agrees()).count(), 3);
    }

    #[test]
    fn a_figure_that_is_not_reported_does_not_agree() {
        let figures = figures("loss @ 2: 1.0\nw: 0.5\n", &record(0.0));
        assert_eq!(figures[0].computed, None, "no such iteration");
        assert_eq!(figures[1].computed, None, "an array of another size");
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for line in ["loss 36.0", "loss @ one: 36.0", "w[0]: 1.0 2.0", "w: x"] {
            let text = format!("# a\n{line}\n");
            let read = || figures(&text, &Record::default());
            let panic = std::panic::catch_unwind(read).expect_err("a panic");
            let message = panic.downcast_ref::<String>().expect("a message");
            assert!(message.starts_with("line 2 of"), "{message}");
            assert!(message.contains(line), "{message}");
        }
    }
}
