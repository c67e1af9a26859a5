//! A record as JSON, every value with its bits.
//!
//! Written by hand: the names are the program's own and need no escaping, and
//! the numbers must be Python's, which no JSON library prints.

use std::fmt::{self, Write};

use mini_numpy::repr;
use ndarray::ArrayD;

use crate::{CommandOption, Event, Record, Reported, Run, Settings, Value};

/// The run, its arithmetic and its settings, and every event on a line of its
/// own.
///
/// A value is printed as Python prints it, and `null` where it is not finite;
/// `bits` holds its IEEE 754 bits in hex, 16 digits of a 64-bit float and 8 of
/// a 32-bit one, those of an array row after row.
#[must_use]
pub fn json(run: &Run, settings: &Settings, record: &Record) -> String {
    let np = settings.np;
    let mut text = format!(
        r#"{{
  "run": "{}",
  "document": "{}",
  "place": "{}",
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
        run.name,
        run.source.document,
        run.source.place,
        np.vector_vector,
        np.matrix_vector,
        np.transposed_matrix_vector,
        np.matrix_matrix,
        np.nnfs,
        taken_settings(run, settings),
    );
    for (i, reported) in record.events().iter().enumerate() {
        text.push_str(if i == 0 { "" } else { ",\n" });
        text.push_str(&event(reported));
    }
    text.push_str("\n  ]\n}\n");
    text
}

/// The settings that the run takes, and so depends on.
fn taken_settings(run: &Run, settings: &Settings) -> String {
    let mut taken = Vec::new();
    for option in run.options {
        let value = match option {
            CommandOption::Iterations => settings.iterations.to_string(),
            CommandOption::LearningRate => repr(settings.learning_rate),
            CommandOption::Every => settings.every.to_string(),
            CommandOption::Seed => settings.seed.to_string(),
            CommandOption::Samples => settings.samples.to_string(),
            CommandOption::Classes => settings.classes.to_string(),
            CommandOption::Hidden => settings.hidden.to_string(),
            CommandOption::Optimizer => format!("\"{}\"", settings.optimizer),
            CommandOption::Dot
            | CommandOption::Figure
            | CommandOption::Save
            | CommandOption::Load => continue,
        };
        let name = option.name().trim_start_matches('-').replace('-', "_");
        taken.push(format!(r#""{name}": {value}"#));
    }
    taken.join(", ")
}

fn event(event: &Event) -> String {
    let mut line = format!(r#"    {{"name": "{}""#, event.name);
    if let Some(iteration) = event.iteration {
        let _ = write!(line, r#", "iteration": {iteration}"#);
    }
    let _ = match &event.value {
        Value::Scalar(x) => scalar(&mut line, *x),
        Value::Array(x) => array(&mut line, x),
        Value::Single(x) => scalar(&mut line, *x),
        Value::SingleArray(x) => array(&mut line, x),
        Value::Fingerprint(x) => write!(line, r#", "value": "{x:016x}""#),
        Value::Integers(x) => write!(line, r#", "value": {x:?}"#),
        Value::Stop(stop) => write!(line, r#", "value": "{stop:?}""#),
    };
    line.push('}');
    line
}

fn scalar<T: Reported>(line: &mut String, x: T) -> fmt::Result {
    write!(line, r#", "value": {}, "bits": "{}""#, number(x), bits(x))
}

fn array<T: Reported>(line: &mut String, x: &ArrayD<T>) -> fmt::Result {
    write!(
        line,
        r#", "shape": {:?}, "value": [{}], "bits": [{}]"#,
        x.shape(),
        listed(x.iter().map(|&x| number(x))),
        listed(x.iter().map(|&x| format!(r#""{}""#, bits(x)))),
    )
}

fn number<T: Reported>(x: T) -> String {
    let is_finite = x.into().is_finite();
    if is_finite { repr(x) } else { "null".to_owned() }
}

/// The 64 or 32 bits of a float, in hex.
pub(crate) fn bits<T: Reported>(x: T) -> String {
    // The lowest byte comes first.
    let bytes = x.bytes().map(|byte| format!("{byte:02x}"));
    bytes.collect::<Vec<_>>().into_iter().rev().collect()
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}
