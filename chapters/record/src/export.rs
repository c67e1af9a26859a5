//! A record as JSON and as CSV.
//!
//! JSON is written by hand: the names are the program's own and need no
//! escaping, and the numbers must look as Python prints them, which no JSON
//! library offers.

use std::fmt::{self, Write};

use mini_numpy::{Numpy, repr};

use crate::{Event, Record, Tensor, Value};

/// The document that a run comes from.
#[derive(Clone, Copy)]
pub struct Source {
    /// The document's number, `002`; empty if it comes from none.
    pub document: &'static str,
    /// The place in it, `section 3.1`.
    pub place: &'static str,
}

/// The value of a setting.
#[derive(Clone, Copy)]
pub enum Setting {
    /// A count, or a seed.
    Whole(usize),
    /// A float.
    Number(f64),
    /// A choice.
    Word(&'static str),
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

/// The run with its source, arithmetic and settings, and every event on a line.
///
/// A tensor has its NumPy `dtype`, its `shape` (none for a scalar) and its
/// numbers row after row, with as many digits as it takes to read the same
/// number back; `inf`, `-inf` and `nan` are strings. Only where one of them is
/// a NaN are there `bits` as well, in hex: no decimal tells one NaN from
/// another.
pub fn json(
    record: &Record, run: &str, source: Source, np: Numpy,
    settings: &[(&str, Setting)],
) -> String {
    let Source { document, place } = source;
    let Numpy { vector_vector, matrix_vector, matrix_matrix, nnfs, .. } = np;
    let setting = |(name, value): &(&str, Setting)| {
        let name = name.replace('-', "_");
        match value {
            Setting::Word(word) => format!(r#""{name}": "{word}""#),
            number => format!(r#""{name}": {number}"#),
        }
    };
    let settings: Vec<_> = settings.iter().map(setting).collect();
    let events: Vec<_> = record.events.iter().map(event).collect();
    format!(
        r#"{{
  "run": "{run}",
  "document": "{document}",
  "place": "{place}",
  "arithmetic": {{
    "vector_vector": "{vector_vector}",
    "matrix_vector": "{matrix_vector}",
    "transposed_matrix_vector": "{}",
    "matrix_matrix": "{matrix_matrix}",
    "nnfs": {nnfs}
  }},
  "settings": {{{}}},
  "events": [
{}
  ]
}}
"#,
        np.transposed_matrix_vector,
        settings.join(", "),
        events.join(",\n"),
    )
}

fn event(event: &Event) -> String {
    let mut fields = vec![format!(r#""name": "{}""#, event.name)];
    fields.extend(event.iteration.map(|i| format!(r#""iteration": {i}"#)));
    match &event.value {
        Value::Tensor(x) => fields.extend(tensor(x)),
        Value::Fingerprint(x) => fields.push(format!(r#""value": "{x:016x}""#)),
        Value::Stop(stop) => fields.push(format!(r#""value": "{stop:?}""#)),
    }
    format!("    {{{}}}", fields.join(", "))
}

fn tensor(x: &Tensor) -> Vec<String> {
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
    let mut fields = vec![format!(r#""dtype": "{dtype}""#)];
    if !shape.is_empty() {
        fields.push(format!(r#""shape": {shape:?}"#));
    }
    let numbers = values(numbers.into_iter().map(number).collect());
    fields.push(format!(r#""value": {numbers}"#));
    if has_nan {
        let bits = values(x.bits().into_iter().map(quoted).collect());
        fields.push(format!(r#""bits": {bits}"#));
    }
    fields
}

/// The name, iteration, index and value of every number of the record.
///
/// The index counts the entries of an array row after row; it is empty for a
/// scalar, as the iteration is empty outside the loop. A value has as many
/// digits as it takes to read the same number back. Only a NaN has its bits in
/// a column of their own: no decimal tells one NaN from another.
pub fn csv(record: &Record) -> String {
    let mut text = "name,iteration,index,value,bits\n".to_owned();
    for Event { name, iteration, value } in &record.events {
        let iteration = iteration.map_or(String::new(), |i| i.to_string());
        let mut row = |index: &str, value: &str, bits: &str| {
            let _ = writeln!(text, "{name},{iteration},{index},{value},{bits}");
        };
        match value {
            Value::Tensor(x) => {
                let is_scalar = x.shape().is_empty();
                let numbers = x.numbers().into_iter().zip(x.bits());
                for (i, (number, bits)) in numbers.enumerate() {
                    let index = if is_scalar { "" } else { &i.to_string() };
                    let bits = if number == "nan" { &*bits } else { "" };
                    row(index, &number, bits);
                }
            }
            Value::Fingerprint(x) => row("", &format!("{x:016x}"), ""),
            Value::Stop(stop) => row("", &format!("{stop:?}"), ""),
        }
    }
    text
}
