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
pub fn json(header: &Header<'_>, record: &Record) -> String {
    let Header { run, document, place, np, settings } = header;
    let setting = |(name, value): &(&str, Setting)| {
        let name = name.replace('-', "_");
        match value {
            Setting::Word(word) => format!(r#""{name}": "{word}""#),
            number => format!(r#""{name}": {number}"#),
        }
    };
    let settings: Vec<_> = settings.iter().map(setting).collect();
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
        settings.join(", "),
    );
    let events: Vec<_> = record.events().iter().map(event).collect();
    text.push_str(&events.join(",\n"));
    text + "\n  ]\n}\n"
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
    let (dtype, shape, numbers) = (x.dtype(), x.shape(), x.numbers());
    let has_nan = numbers.iter().any(|number| number == "nan");
    let values = |values: Vec<String>| match shape {
        [] => values.concat(),
        _ => format!("[{}]", values.join(", ")),
    };
    let quoted = |text| format!("\"{text}\"");
    let number = |number: String| match number.as_str() {
        "inf" | "-inf" | "nan" => quoted(number),
        _ => number,
    };
    write!(line, r#", "dtype": "{dtype}""#)?;
    if !shape.is_empty() {
        write!(line, r#", "shape": {shape:?}"#)?;
    }
    let numbers = numbers.into_iter().map(number).collect();
    write!(line, r#", "value": {}"#, values(numbers))?;
    if has_nan {
        let bits = x.bits().into_iter().map(quoted).collect();
        write!(line, r#", "bits": {}"#, values(bits))?;
    }
    Ok(())
}
