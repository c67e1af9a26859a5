//! Reads a record back from its JSON.

use std::slice;
use std::str::FromStr;

use ndarray::ArrayD;
use serde_json::Value as Json;

use crate::{Element, Event, Record, Stop, Value};

/// The record in a JSON text, or in a snapshot of one, every bit as it was.
/// None if the text is not the JSON of a record.
pub fn read(text: &str) -> Option<Record> {
    let record: Json = serde_json::from_str(pinned(text)).ok()?;
    let events = record["events"].as_array()?.iter().map(event);
    Some(Record { events: events.collect::<Option<_>>()? })
}

/// What a snapshot pins, however its lines end: insta's header stands before
/// it, between two lines of dashes.
pub fn pinned(snapshot: &str) -> &str {
    let text = snapshot.trim_start_matches('\u{feff}');
    text.splitn(3, "---").last().unwrap_or_default().trim_matches(['\r', '\n'])
}

fn event(event: &Json) -> Option<Event> {
    let name = event["name"].as_str()?.to_owned().into();
    let iteration = event.get("iteration").cloned();
    let iteration = iteration.map(serde_json::from_value).transpose().ok()?;
    let dtype = event.get("dtype").map(|dtype| dtype.as_str().unwrap_or(""));
    let single = |x: u64| f32::from_bits(x.try_into().unwrap_or(0));
    let value = match dtype {
        Some("float64") => tensor(event, f64::from_bits)?,
        Some("float32") => tensor(event, single)?,
        Some("int64") => tensor(event, u64::cast_signed)?,
        Some(_) => return None,
        None => stop_or_fingerprint(event["value"].as_str()?)?,
    };
    Some(Event { name, iteration, value })
}

fn stop_or_fingerprint(word: &str) -> Option<Value> {
    let stop = Stop::ALL.into_iter().find(|stop| format!("{stop:?}") == word);
    stop.map(Value::Stop).or_else(|| bits::<u64>(word).map(Value::Fingerprint))
}

/// The bits of a number of type `T`, from all their digits in hex.
fn bits<T>(digits: &str) -> Option<u64> {
    let is_whole = digits.len() == 2 * size_of::<T>();
    u64::from_str_radix(digits, 16).ok().filter(|_| is_whole)
}

/// The tensor of an event: from the bits where there are some, because of a
/// NaN, and else from the decimals.
fn tensor<T: Element + FromStr>(
    event: &Json, from_bits: impl Fn(u64) -> T,
) -> Option<Value> {
    let shape = event.get("shape").cloned();
    let shape = shape.map_or(Ok(vec![]), serde_json::from_value).ok()?;
    // As text: `inf` is a string, and 32 bits must not be rounded twice.
    let texts = |value: &Json| -> Vec<String> {
        let values = value.as_array().map_or(slice::from_ref(value), |v| v);
        let texts = values.iter().map(Json::to_string);
        texts.map(|text| text.trim_matches('"').to_owned()).collect()
    };
    let numbers: Option<Vec<T>> = if let Some(hex) = event.get("bits") {
        texts(hex).iter().map(|x| bits::<T>(x).map(&from_bits)).collect()
    } else {
        texts(event.get("value")?).iter().map(|x| x.parse().ok()).collect()
    };
    let array = ArrayD::from_shape_vec(shape, numbers?).ok()?;
    Some(Value::Tensor(T::TENSOR(array)))
}

#[cfg(test)]
mod tests {
    use mini_numpy::{Numpy, Order};
    use ndarray::{Array2, array};

    use super::*;
    use crate::{Source, json};

    fn printed(record: &Record) -> String {
        let np = Numpy::with_order(Order::Sequential);
        json(record, "a", Source { document: "", place: "" }, np, &[])
    }

    #[test]
    fn every_kind_of_value_is_read_back_with_every_bit() {
        let mut record = Record::default();
        let nan = f64::from_bits(0x7ff8_0000_0000_1234);
        for (i, x) in [nan, f64::INFINITY, -0.0, 5e-324, 0.1 + 0.2, 1e300]
            .into_iter()
            .enumerate()
        {
            record.add_at(i, "loss", x);
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
        record.fingerprint("fingerprint", &array![0.1, 0.2]);
        for stop in Stop::ALL {
            record.push("stop", Some(3), Value::Stop(stop));
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
        assert_eq!(empty, Record::default());
    }
}
