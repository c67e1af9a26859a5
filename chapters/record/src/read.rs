//! Reads a record back from its JSON.

use ndarray::ArrayD;
use serde_json::Value as Json;

use crate::{Element, Event, Record, Stop, Tensor, Value};

/// The record in a JSON text, every bit as it was. None if the text is not the
/// JSON of a record.
#[must_use]
pub fn read(json: &str) -> Option<Record> {
    let record: Json = serde_json::from_str(json).ok()?;
    record["events"].as_array()?.iter().map(event).collect()
}

fn event(event: &Json) -> Option<Event> {
    let name = event["name"].as_str()?.to_owned().into();
    let iteration = match event.get("iteration") {
        Some(iteration) => Some(usize::try_from(iteration.as_u64()?).ok()?),
        None => None,
    };
    let value = match event.get("dtype") {
        Some(dtype) => Value::Tensor(tensor(dtype.as_str()?, event)?),
        None => word(event["value"].as_str()?)?,
    };
    Some(Event { name, iteration, value })
}

/// A stop or a fingerprint.
fn word(word: &str) -> Option<Value> {
    let stop = Stop::ALL.into_iter().find(|stop| format!("{stop:?}") == word);
    match stop {
        Some(stop) => Some(Value::Stop(stop)),
        None if word.len() == 16 => {
            u64::from_str_radix(word, 16).ok().map(Value::Fingerprint)
        }
        None => None,
    }
}

fn tensor(dtype: &str, event: &Json) -> Option<Tensor> {
    let shape = match event.get("shape") {
        Some(shape) => serde_json::from_value(shape.clone()).ok()?,
        None => Vec::new(),
    };
    let values = list(event.get("value")?);
    let bits = event.get("bits").map(list);
    match dtype {
        "float64" => array(shape, values.iter().map(|x| float(x)), bits, |x| {
            u64::from_str_radix(x, 16).ok().map(f64::from_bits)
        }),
        "float32" => array(
            shape,
            // Read as a double, and then rounded, some would be rounded twice.
            values.iter().map(|x| x.to_string().trim_matches('"').parse().ok()),
            bits,
            |x| u32::from_str_radix(x, 16).ok().map(f32::from_bits),
        ),
        "int64" => {
            array(shape, values.iter().map(|x| x.as_i64()), None, |_| None)
        }
        _ => None,
    }
}

/// The value itself, or those in a list.
fn list(value: &Json) -> Vec<&Json> {
    match value {
        Json::Array(values) => values.iter().collect(),
        value => vec![value],
    }
}

fn float(x: &Json) -> Option<f64> {
    match x {
        Json::String(word) => word.parse().ok(),
        number => number.as_f64(),
    }
}

/// The tensor of the values; where there are bits, of these.
fn array<T: Element>(
    shape: Vec<usize>,
    values: impl Iterator<Item = Option<T>>,
    bits: Option<Vec<&Json>>,
    from_bits: impl Fn(&str) -> Option<T>,
) -> Option<Tensor> {
    let numbers: Option<Vec<T>> = match bits {
        None => values.collect(),
        Some(bits) => bits.iter().map(|x| from_bits(x.as_str()?)).collect(),
    };
    Some(T::tensor(ArrayD::from_shape_vec(shape, numbers?).ok()?))
}

#[cfg(test)]
mod tests {
    use mini_numpy::{Numpy, Order};
    use ndarray::{Array2, array};

    use super::*;
    use crate::{Header, json};

    fn printed(record: &Record) -> String {
        let np = Numpy::with_order(Order::Sequential);
        let settings = &[];
        json(
            &Header { run: "a", document: "", place: "", np, settings },
            record,
        )
    }

    #[test]
    fn every_kind_of_value_is_read_back_with_every_bit() {
        let mut record = Record::new();
        let nan = f64::from_bits(0x7ff8_0000_0000_1234);
        for (i, x) in [nan, f64::INFINITY, -0.0, 5e-324, 0.1 + 0.2, 1e300]
            .into_iter()
            .enumerate()
        {
            record.loss(i, x);
            record.add_at(i, "negated", -x);
        }
        record.add("single", 0.1_f32);
        record.add("single", f32::NEG_INFINITY);
        // Halfway between two 32-bit floats, but for its last digits.
        record.add("single", 1.000_000_1_f32);
        record.add("doubles", &array![[1.0, -nan], [-0.0, 1e300]]);
        record.add("singles", &array![[[0.1_f32], [f32::NAN]]]);
        record.add("whole", &array![i64::MIN, 0, i64::MAX]);
        record.add_at(7, "none", &Array2::<f32>::zeros((0, 3)));
        record.fingerprint("fingerprint", &[0.1, 0.2]);
        for stop in Stop::ALL {
            record.stop(3, stop);
        }
        let back = read(&printed(&record)).expect("a record");
        assert_eq!(crate::first_difference(&record, &back), None);
        assert_eq!(printed(&back), printed(&record));
    }

    #[test]
    fn other_texts_are_not_records() {
        for event in [
            "1",
            r#"{"dtype": "float64", "value": 1.0}"#,
            r#"{"name": "x", "value": 1.0}"#,
            r#"{"name": "x", "dtype": "float16", "value": 1.0}"#,
            r#"{"name": "x", "dtype": "int64", "value": 1.5}"#,
            r#"{"name": "x", "dtype": "float64", "value": "one"}"#,
            r#"{"name": "x", "dtype": "float64", "value": "nan", "bits": 1}"#,
            r#"{"name": "x", "iteration": -1, "value": "Loss"}"#,
            r#"{"name": "x", "dtype": "float64", "shape": [2], "value": [1]}"#,
            r#"{"name": "x", "value": "Boredom"}"#,
        ] {
            let text = format!(r#"{{"events": [{event}]}}"#);
            assert!(read(&text).is_none(), "{event}");
        }
        assert!(read("").is_none());
        assert!(read("{}").is_none());
        let empty = read(r#"{"events": []}"#).expect("an empty record");
        assert_eq!(empty, Record::new());
    }
}
