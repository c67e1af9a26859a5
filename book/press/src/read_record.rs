//! Reads a record from the JSON that `notebook::json` writes.

use ndarray::ArrayD;
use notebook::{Event, Record, Stop, Value};
use serde_json::Value as Json;

const STOPS: [Stop; 6] = [
    Stop::NotANumber,
    Stop::Overflow,
    Stop::ZeroGradient,
    Stop::Converged,
    Stop::LowestLoss,
    Stop::Loss,
];

/// The record with every bit of its values, which are read from their bits:
/// a value that is not finite has no digits. None where the text is no record.
///
/// Whether an empty array held floats of 64 or of 32 bits cannot be seen, and a
/// record that has one is not read.
pub(crate) fn read_record(text: &str) -> Option<Record> {
    let record: Json = serde_json::from_str(text).ok()?;
    record["events"].as_array()?.iter().map(event).collect()
}

fn event(event: &Json) -> Option<Event> {
    let name = event["name"].as_str()?.to_owned().into();
    let iteration = match event.get("iteration") {
        Some(iteration) => Some(usize::try_from(iteration.as_u64()?).ok()?),
        None => None,
    };
    let value = match &event["bits"] {
        Json::String(bits) => match float(bits)? {
            Float::Double(x) => Value::Scalar(x),
            Float::Single(x) => Value::Single(x),
        },
        Json::Array(bits) => array(event["shape"].as_array()?, bits)?,
        Json::Null => without_bits(&event["value"])?,
        _ => return None,
    };
    Some(Event { name, iteration, value })
}

enum Float {
    Double(f64),
    Single(f32),
}

/// The float of 16 digits in hex, or of 8.
fn float(bits: &str) -> Option<Float> {
    match bits.len() {
        16 => {
            let bits = u64::from_str_radix(bits, 16).ok()?;
            Some(Float::Double(f64::from_bits(bits)))
        }
        8 => {
            let bits = u32::from_str_radix(bits, 16).ok()?;
            Some(Float::Single(f32::from_bits(bits)))
        }
        _ => None,
    }
}

fn array(shape: &[Json], bits: &[Json]) -> Option<Value> {
    let lengths = shape.iter().map(|n| usize::try_from(n.as_u64()?).ok());
    let shape: Vec<_> = lengths.collect::<Option<_>>()?;
    let (mut doubles, mut singles) = (Vec::new(), Vec::new());
    for bits in bits {
        match float(bits.as_str()?)? {
            Float::Double(x) => doubles.push(x),
            Float::Single(x) => singles.push(x),
        }
    }
    match (doubles.is_empty(), singles.is_empty()) {
        (false, true) => {
            let array = ArrayD::from_shape_vec(shape, doubles).ok()?;
            Some(Value::Array(Box::new(array)))
        }
        (true, false) => {
            let array = ArrayD::from_shape_vec(shape, singles).ok()?;
            Some(Value::SingleArray(Box::new(array)))
        }
        _ => None,
    }
}

/// What is no float: whole numbers, a fingerprint or a stop.
fn without_bits(value: &Json) -> Option<Value> {
    match value {
        Json::Array(integers) => {
            let integers = integers.iter().map(Json::as_i64);
            Some(Value::Integers(integers.collect::<Option<_>>()?))
        }
        Json::String(text) => {
            let named = |stop: &Stop| format!("{stop:?}") == *text;
            match STOPS.into_iter().find(named) {
                Some(stop) => Some(Value::Stop(stop)),
                None if text.len() == 16 => {
                    let bits = u64::from_str_radix(text, 16).ok()?;
                    Some(Value::Fingerprint(bits))
                }
                None => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, array};
    use notebook::{Run, json};

    use super::*;
    use crate::runs::Runs;

    /// Compares texts, which hold all bits: NaN is not equal to itself.
    fn goes_there_and_back(run: &Run, record: &Record) {
        let text = json(run, &run.settings, record);
        let read = read_record(&text).expect("a record");
        assert_eq!(read.events().len(), record.events().len());
        assert_eq!(json(run, &run.settings, &read), text, "{}", run.name);
    }

    #[test]
    fn every_runs_record_is_read_back_with_every_bit() {
        for played in Runs::of_book().all() {
            goes_there_and_back(played.run, &played.record);
        }
    }

    #[test]
    fn every_kind_of_value_is_read_back_with_every_bit() {
        let mut record = Record::new();
        for (i, x) in [f64::NAN, f64::INFINITY, -0.0, 5e-324, 0.1 + 0.2]
            .into_iter()
            .enumerate()
        {
            record.loss(i, x);
            record.scalar_at(i, "double", -x);
        }
        record.scalar("single", 0.1_f32);
        record.scalar("single", f32::NEG_INFINITY);
        record.array("doubles", &array![[1.0, f64::NAN], [-0.0, 1e300]]);
        record.array("singles", &array![[[0.1_f32], [f32::NAN]]]);
        record.array("number", &ndarray::arr0(1.5));
        record.integers("integers", vec![i64::MIN, 0, i64::MAX]);
        record.integers_at(7, "none", &[]);
        record.fingerprint("fingerprint", &[0.1, 0.2]);
        let stops = STOPS.map(|stop| Event {
            name: "stop".into(),
            iteration: Some(3),
            value: Value::Stop(stop),
        });
        let events = record.events().iter().cloned().chain(stops);
        goes_there_and_back(&Run::DEFAULT, &events.collect());
    }

    #[test]
    fn an_empty_array_is_not_read() {
        let mut record = Record::new();
        record.array("w", &Array2::<f32>::zeros((0, 3)));
        let run = Run::DEFAULT;
        assert!(read_record(&json(&run, &run.settings, &record)).is_none());
    }

    #[test]
    fn what_is_no_record_is_not_read() {
        for event in [
            "1",
            r#"{"value": 1.0, "bits": "3ff0000000000000"}"#,
            r#"{"name": "x", "value": 1.0}"#,
            r#"{"name": "x", "value": 1.0, "bits": "3ff"}"#,
            r#"{"name": "x", "value": 1.0, "bits": "zff0000000000000"}"#,
            r#"{"name": "x", "iteration": -1, "value": "Loss"}"#,
            r#"{"name": "x", "shape": [2], "bits": ["3f800000"]}"#,
            r#"{"name": "x", "shape": [2],
                "bits": ["3f800000", "3ff0000000000000"]}"#,
            r#"{"name": "x", "value": [1.5]}"#,
            r#"{"name": "x", "value": "Boredom"}"#,
        ] {
            let text = format!(r#"{{"events": [{event}]}}"#);
            assert!(read_record(&text).is_none(), "{event}");
        }
        assert!(read_record("").is_none());
        assert!(read_record("{}").is_none());
        assert_eq!(
            read_record(r#"{"events": []}"#).map(|r| r.events().len()),
            Some(0)
        );
    }
}
