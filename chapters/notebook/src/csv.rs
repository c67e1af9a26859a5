//! A record as CSV, one number a row.

use std::fmt::Write;

use mini_numpy::repr;

use crate::json::bits;
use crate::{Record, Value};

/// Name, iteration, index, value and bits of every number of the record.
///
/// The index counts the entries of an array row after row; it is empty for a
/// number that stands alone, as the iteration is outside of the loop.
#[must_use]
pub fn csv(record: &Record) -> String {
    let mut text = "name,iteration,index,value,bits\n".to_owned();
    for event in record.events() {
        let iteration = event.iteration.map(|i| i.to_string());
        let start = format!("{},{}", event.name, iteration.unwrap_or_default());
        let mut row = |index: &str, value: &str, bits: &str| {
            let _ = writeln!(text, "{start},{index},{value},{bits}");
        };
        match &event.value {
            Value::Scalar(x) => row("", &repr(*x), &bits(*x)),
            Value::Array(array) => {
                for (i, x) in array.iter().enumerate() {
                    row(&i.to_string(), &repr(*x), &bits(*x));
                }
            }
            Value::Single(x) => row("", &repr(*x), &bits(*x)),
            Value::SingleArray(array) => {
                for (i, x) in array.iter().enumerate() {
                    row(&i.to_string(), &repr(*x), &bits(*x));
                }
            }
            Value::Fingerprint(x) => row("", &format!("{x:016x}"), ""),
            Value::Integers(integers) => {
                for (i, x) in integers.iter().enumerate() {
                    row(&i.to_string(), &x.to_string(), "");
                }
            }
            Value::Stop(stop) => row("", &format!("{stop:?}"), ""),
        }
    }
    text
}
