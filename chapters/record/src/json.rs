//! A record as JSON.
//!
//! Written by hand: the names are the program's own and need no escaping, and
//! the numbers must look as Python prints them, which no JSON library offers.

use std::fmt::{self, Write};

use mini_numpy::{Numpy, repr};

use crate::{Event, Record, Tensor, Value};

/// What identifies a record: the run, and how it was set.
#[derive(Clone, Debug)]
pub struct Header<'a> {
    /// The name of the run.
    pub run: &'a str,
    /// The number of the document that it comes from, `002`.
    pub document: &'a str,
    /// The place in the document, `section 3.1`.
    pub place: &'a str,
    /// The arithmetic.
    pub np: Numpy,
    /// The settings that the run takes, by name.
    pub settings: &'a [(&'static str, Setting)],
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A count, or a seed.
    Whole(usize),
    /// A float.
    Number(f64),
    /// A choice.
    Word(String),
}

/// As it is written on the command line.
impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(n) => write!(f, "{n}"),
            Self::Number(x) => f.write_str(&repr(*x)),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// The run with its arithmetic and settings, and every event on a line.
///
/// A tensor has its NumPy `dtype`, its `shape` (none for a scalar) and its
/// numbers row after row, with as many digits as it takes to read the same
/// number back; `inf`, `-inf` and `nan` are strings. Only where one of them is
/// a NaN are there `bits` as well, in hex: no decimal tells one NaN from
/// another.
#[must_use]
pub fn json(header: &Header<'_>, record: &Record) -> String {
    let Header { run, document, place, np, settings } = header;
    let mut text = format!(
        r#"{{
  "run": "{run}",
  "document": "{document}",
  "place": "{place}",
  "arithmetic": {{
    "vector_vector": "{}",
    "matrix_vector": "{}",
    "transposed_matrix_vector": "{}",
    "matrix_matrix": "{}",
    "nnfs": {}
  }},
  "settings": {{{}}},
  "events": [
"#,
        np.vector_vector,
        np.matrix_vector,
        np.transposed_matrix_vector,
        np.matrix_matrix,
        np.nnfs,
        listed(settings.iter().map(|(name, value)| {
            let name = name.replace('-', "_");
            match value {
                Setting::Word(word) => format!(r#""{name}": "{word}""#),
                number => format!(r#""{name}": {number}"#),
            }
        })),
    );
    for (i, reported) in record.events().iter().enumerate() {
        text.push_str(if i == 0 { "" } else { ",\n" });
        text.push_str(&event(reported));
    }
    text.push_str("\n  ]\n}\n");
    text
}

fn event(event: &Event) -> String {
    let mut line = format!(r#"    {{"name": "{}""#, event.name);
    if let Some(iteration) = event.iteration {
        let _ = write!(line, r#", "iteration": {iteration}"#);
    }
    let _ = match &event.value {
        Value::Tensor(x) => tensor(&mut line, x),
        Value::Fingerprint(x) => write!(line, r#", "value": "{x:016x}""#),
        Value::Stop(stop) => write!(line, r#", "value": "{stop:?}""#),
    };
    line.push('}');
    line
}

fn tensor(line: &mut String, x: &Tensor) -> fmt::Result {
    let is_scalar = x.shape().is_empty();
    let values = |values: Vec<String>| {
        let values = listed(values.into_iter());
        if is_scalar { values } else { format!("[{values}]") }
    };
    let quoted = |text| format!("\"{text}\"");
    write!(line, r#", "dtype": "{}""#, x.dtype())?;
    if !is_scalar {
        write!(line, r#", "shape": {:?}"#, x.shape())?;
    }
    let numbers = x.numbers().into_iter().map(|number| {
        if number.ends_with(['f', 'n']) { quoted(number) } else { number }
    });
    write!(line, r#", "value": {}"#, values(numbers.collect()))?;
    if x.has_nan() {
        let bits = x.bits().into_iter().map(quoted).collect();
        write!(line, r#", "bits": {}"#, values(bits))?;
    }
    Ok(())
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}
