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
    bits: Option<u64>,
}

fn first_difference(pinned: &str, computed: &str) -> String {
    let lines = first_line(pinned, computed);
    let (Ok(pinned), Ok(computed)) = (entries(pinned), entries(computed))
    else {
        return "it is no record in JSON".to_owned();
    };
    for (i, got) in computed.iter().enumerate() {
        let Some(expected) = pinned.get(i) else {
            return format!(
                "first: {} is {}, where nothing is pinned",
                got.label, got.shown
            );
        };
        if expected.label != got.label {
            return format!(
                "first: {} comes where {} is pinned",
                got.label, expected.label
            );
        }
        if expected == got {
            continue;
        }
        let distance = match (expected.bits, got.bits) {
            (Some(a), Some(b)) => {
                let apart = ulps(f64::from_bits(a), f64::from_bits(b));
                let ulps = if apart == 1 { "ulp" } else { "ulps" };
                format!(", {apart} {ulps} apart")
            }
            _ => String::new(),
        };
        return format!(
            "first: {} is pinned as {}, and computed as {}{distance}",
            got.label, expected.shown, got.shown
        );
    }
    match pinned.get(computed.len()) {
        Some(missing) => format!("first: {} is no longer there", missing.label),
        None => format!("every number has the pinned bits, but {lines}"),
    }
}

/// The first line that differs, for differences of the text alone.
fn first_line(pinned: &str, computed: &str) -> String {
    let lines = pinned.lines().zip(computed.lines());
    match lines.enumerate().find(|(_, (a, b))| a != b) {
        Some((i, (_, line))) => {
            format!("line {} is not '{}'", i + 1, line.trim())
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
    match u64::from_str_radix(bits, 16).map(f64::from_bits) {
        Ok(x) => Entry { label, shown: repr(x), bits: Some(x.to_bits()) },
        Err(_) => Entry { label, shown: bits.to_owned(), bits: None },
    }
}

/// How many doubles lie between a and b, one of them counted.
fn ulps(a: f64, b: f64) -> u64 {
    // Read as whole numbers, the doubles of one sign are in order; those below
    // zero count down from the highest bit on.
    let rank = |x: f64| {
        let magnitude = i128::from(x.abs().to_bits());
        if x.is_sign_negative() { -magnitude } else { magnitude }
    };
    let distance = rank(a).abs_diff(rank(b));
    u64::try_from(distance).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
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
        assert_eq!(ulps(1.0, 1.0), 0);
        assert_eq!(ulps(1.0, 1.0 + f64::EPSILON), 1);
        assert_eq!(ulps(5e-324, -5e-324), 2);
        assert_eq!(ulps(0.0, -0.0), 0);
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
