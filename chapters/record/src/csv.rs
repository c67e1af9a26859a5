//! A record as CSV, one number a row.

use std::fmt::Write;

use crate::{Event, Record, Value};

/// The name, iteration, index and value of every number of the record.
///
/// The index counts the entries of an array row after row; it is empty for a
/// scalar, as the iteration is empty outside the loop. A value has as many
/// digits as it takes to read the same number back. Only a NaN has its bits in
/// a column of their own: no decimal tells one NaN from another.
pub fn csv(record: &Record) -> String {
    let mut text = "name,iteration,index,value,bits\n".to_owned();
    for Event { name, iteration, value } in record.events() {
        let iteration = iteration.map_or(String::new(), |i| i.to_string());
        let mut row = |index: &str, value: &str, bits: &str| {
            let _ = writeln!(text, "{name},{iteration},{index},{value},{bits}");
        };
        match value {
            Value::Tensor(tensor) => {
                let numbers = tensor.numbers().into_iter().zip(tensor.bits());
                for (i, (number, bits)) in numbers.enumerate() {
                    let index = i.to_string();
                    let is_scalar = tensor.shape().is_empty();
                    let index = if is_scalar { "" } else { &index };
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
