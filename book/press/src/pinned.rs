//! The pinned records: no page is rendered from a run that differs from its
//! own.

use std::fs;
use std::path::Path;

use mini_numpy::repr;
use notebook::json;
use serde_json::Value as Json;

use crate::runs::{Played, Runs};

/// Compares every run with its pinned record under `root`/snapshots; what
/// differs, a paragraph a run.
pub(crate) fn differences(root: &Path, runs: &Runs) -> Vec<String> {
    runs.all().filter_map(|played| difference(root, played)).collect()
}

fn difference(root: &Path, played: &Played) -> Option<String> {
    let name = played.run.name;
    let file = format!("snapshots/{name}.json.snap");
    let computed = json(played.run, &played.run.settings, &played.record);
    let what = match fs::read_to_string(root.join(&file)) {
        Ok(snapshot) => {
            let pinned = contents(&snapshot);
            if pinned.trim_end() == computed.trim_end() {
                return None;
            }
            first_difference(pinned, &computed)
        }
        Err(error) => format!("it cannot be read: {error}"),
    };
    Some(format!(
        "run {name} differs from its pinned record, {file}\n  {what}\n  if the \
         change is meant, accept it: INSTA_UPDATE=always cargo test --test \
         snapshots"
    ))
}

/// A snapshot without the header that insta writes between two lines of
/// dashes.
fn contents(snapshot: &str) -> &str {
    snapshot
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(snapshot, |(_, contents)| contents)
}

/// One number, or what else an event holds, with the label of its place.
#[derive(Debug, PartialEq)]
struct Entry {
    label: String,
    /// The digits, or the text where it is no number.
    shown: String,
    /// The number's bits, by which it is compared; none where it is none.
    bits: Option<Bits>,
}

/// The bits of a float of 64 or of 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bits {
    Double(u64),
    Single(u32),
}

fn first_difference(pinned: &str, computed: &str) -> String {
    match (entries(pinned), entries(computed)) {
        (Ok(pinned_entries), Ok(computed_entries)) => {
            first_other_entry(&pinned_entries, &computed_entries)
                .unwrap_or_else(|| {
                    let line = first_line(pinned, computed);
                    format!("every number has the pinned bits, but {line}")
                })
        }
        _ => "it is no record in JSON".to_owned(),
    }
}

fn first_other_entry(pinned: &[Entry], computed: &[Entry]) -> Option<String> {
    for (i, got) in computed.iter().enumerate() {
        let Some(expected) = pinned.get(i) else {
            return Some(format!(
                "first: {} is {}, where nothing is pinned",
                got.label, got.shown
            ));
        };
        if expected.label != got.label {
            return Some(format!(
                "first: {} comes where {} is pinned",
                got.label, expected.label
            ));
        }
        if expected == got {
            continue;
        }
        let distance = match (expected.bits, got.bits) {
            (Some(a), Some(b)) => distance(a, b),
            _ => String::new(),
        };
        return Some(format!(
            "first: {} is pinned as {}, and computed as {}{distance}",
            got.label, expected.shown, got.shown
        ));
    }
    let missing = pinned.get(computed.len())?;
    Some(format!("first: {} is no longer there", missing.label))
}

/// The first line that differs, for differences of the text alone.
fn first_line(pinned: &str, computed: &str) -> String {
    let lines = pinned.lines().zip(computed.lines());
    match lines.enumerate().find(|(_, (a, b))| a != b) {
        Some((i, (_, line))) => {
            // A line holds a whole array.
            let start: String = line.trim().chars().take(60).collect();
            format!("line {} is another, '{start}…'", i + 1)
        }
        None => "there are more lines or fewer".to_owned(),
    }
}

/// The entries of a record in the order of the file: its settings, and then
/// every number of every event.
fn entries(record: &str) -> Result<Vec<Entry>, serde_json::Error> {
    let record: Json = serde_json::from_str(record)?;
    let mut entries = Vec::new();
    for part in ["run", "document", "place", "arithmetic", "settings"] {
        entries.push(Entry {
            label: part.to_owned(),
            shown: record[part].to_string(),
            bits: None,
        });
    }
    for event in record["events"].as_array().into_iter().flatten() {
        let mut label = event["name"].as_str().unwrap_or("?").to_owned();
        if let Some(iteration) = event["iteration"].as_u64() {
            label = format!("{label} @ {iteration}");
        }
        match &event["bits"] {
            Json::String(bits) => entries.push(number(label, bits)),
            Json::Array(all) => {
                for (i, bits) in all.iter().enumerate() {
                    let bits = bits.as_str().unwrap_or("");
                    entries.push(number(format!("{label}[{i}]"), bits));
                }
            }
            _ => entries.push(Entry {
                label,
                shown: event["value"].to_string(),
                bits: None,
            }),
        }
    }
    Ok(entries)
}

fn number(label: String, bits: &str) -> Entry {
    let read = match bits.len() {
        8 => u32::from_str_radix(bits, 16).map(Bits::Single),
        _ => u64::from_str_radix(bits, 16).map(Bits::Double),
    };
    let shown = match read {
        Ok(Bits::Double(bits)) => repr(f64::from_bits(bits)),
        Ok(Bits::Single(bits)) => repr(f32::from_bits(bits)),
        Err(_) => bits.to_owned(),
    };
    Entry { label, shown, bits: read.ok() }
}

/// How far two floats of one kind are apart, in units of the last place of
/// that kind.
fn distance(a: Bits, b: Bits) -> String {
    let apart = match (a, b) {
        (Bits::Double(a), Bits::Double(b)) => {
            rank(a, 1 << 63).abs_diff(rank(b, 1 << 63))
        }
        (Bits::Single(a), Bits::Single(b)) => {
            rank(a.into(), 1 << 31).abs_diff(rank(b.into(), 1 << 31))
        }
        _ => return ", and not of the same number of bits".to_owned(),
    };
    let ulps = if apart == 1 { "ulp" } else { "ulps" };
    format!(", {apart} {ulps} apart")
}

/// The place of a float among all of its kind, 0 for both zeros. Read as whole
/// numbers, the floats of one sign are in order; those below zero count down
/// from the bit of the sign on.
fn rank(bits: u64, sign: u64) -> i128 {
    let magnitude = i128::from(bits & !sign);
    if bits & sign == 0 { magnitude } else { -magnitude }
}

#[cfg(test)]
mod tests {
    use notebook::Settings;

    use super::*;

    fn record(losses: &[f64]) -> String {
        let mut record = notebook::Record::new();
        for (i, &loss) in losses.iter().enumerate() {
            record.loss(i + 1, loss);
        }
        let run = &chapter_01::CHAPTER.runs[0];
        json(run, &run.settings, &record)
    }

    #[test]
    fn the_first_difference_is_named_with_its_distance() {
        let pinned = record(&[36.0, 33.872_400_000_000_006]);
        let computed = record(&[36.0, 33.872_399_999_999_985]);
        assert_eq!(
            first_difference(&pinned, &computed),
            "first: loss @ 2 is pinned as 33.872400000000006, and computed as \
             33.872399999999985, 3 ulps apart"
        );
    }

    #[test]
    fn a_nan_that_is_pinned_is_no_difference() {
        let pinned = record(&[f64::NAN, 1.0]);
        let computed = record(&[f64::NAN, 2.0]);
        let found = first_difference(&pinned, &computed);
        assert!(found.starts_with("first: loss @ 2 is pinned"), "{found}");
    }

    #[test]
    fn an_event_more_or_less_is_named() {
        let (one, two) = (record(&[36.0]), record(&[36.0, 0.5]));
        assert_eq!(
            first_difference(&one, &two),
            "first: loss @ 2 is 0.5, where nothing is pinned"
        );
        assert_eq!(
            first_difference(&two, &one),
            "first: loss @ 2 is no longer there"
        );
    }

    #[test]
    fn ulps_are_counted_across_zero() {
        let apart = |a: f64, b: f64| {
            distance(Bits::Double(a.to_bits()), Bits::Double(b.to_bits()))
        };
        assert_eq!(apart(1.0, 1.0 + f64::EPSILON), ", 1 ulp apart");
        assert_eq!(apart(5e-324, -5e-324), ", 2 ulps apart");
        assert_eq!(apart(0.0, -0.0), ", 0 ulps apart");
    }

    #[test]
    fn ulps_are_those_of_the_kind_of_float() {
        let record = |x: f32| {
            let mut record = notebook::Record::new();
            record.scalar_at(1, "loss", x);
            record.array("w", &ndarray::array![0.25_f32, -x]);
            json(&notebook::Run::DEFAULT, &Settings::DEFAULT, &record)
        };
        let pinned = record(1.0);
        assert_eq!(
            first_difference(&pinned, &record(1.0 + 2.0 * f32::EPSILON)),
            "first: loss @ 1 is pinned as 1.0, and computed as 1.0000002, 2 \
             ulps apart"
        );
        // The array alone differs.
        let changed = pinned.replace("\"bf800000\"", "\"3f800000\"");
        assert_eq!(
            first_difference(&pinned, &changed),
            "first: w[1] is pinned as -1.0, and computed as 1.0, 2130706432 \
             ulps apart"
        );
        let double = pinned.replace("\"3f800000\"", "\"3ff0000000000000\"");
        let found = first_difference(&pinned, &double);
        assert!(found.ends_with("not of the same number of bits"), "{found}");
    }

    #[test]
    fn what_differs_in_its_text_alone_is_told_by_its_line() {
        let pinned = record(&[36.0]);
        let changed = pinned.replace("36.0", "36.1");
        let found = first_difference(&changed, &pinned);
        assert!(found.contains("but line"), "{found}");
    }

    #[test]
    fn every_run_is_its_pinned_record() {
        let found = differences(&crate::root(), Runs::of_book());
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_record_that_is_not_pinned_is_named() {
        let nowhere = std::path::Path::new("/no/such/folder");
        let found = differences(nowhere, Runs::of_book());
        assert_eq!(found.len(), Runs::of_book().all().count());
        assert!(found[0].starts_with("run chain-rule differs"), "{found:?}");
    }
}
