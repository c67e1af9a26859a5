//! Every run against its pinned record: no page is rendered from another one.

use std::fs;
use std::path::Path;

use record::{Record, first_difference};

use crate::runs::{RUNS, Recorded};

/// The runs that differ from their pinned record under `root`/snapshots, with
/// the first difference of each.
pub(crate) fn differences(root: &Path) -> Vec<String> {
    let found = RUNS.map(|run| difference(root, run));
    found.into_iter().flatten().collect()
}

fn difference(root: &Path, run: &Recorded) -> Option<String> {
    let name = run.configured.run().name();
    let file = format!("snapshots/{name}.json.snap");
    let computed = run.configured.json(run.record());
    let what = match fs::read_to_string(root.join(&file)) {
        Ok(snapshot) => {
            // insta's header stands between two lines of dashes.
            let pinned = snapshot.splitn(3, "---\n").last().unwrap_or_default();
            if pinned.trim_end() == computed.trim_end() {
                return None;
            }
            first_other(pinned, run.record())
        }
        Err(error) => format!("it cannot be read: {error}"),
    };
    Some(format!(
        "run {name} differs from its pinned record, {file}\n  {what}\n  if the \
         change is meant, accept it: cargo insta test --review"
    ))
}

/// The first number that differs, if any does.
fn first_other(pinned: &str, record: &Record) -> String {
    let Some(expected) = record::read(pinned) else {
        return "it is not the JSON of a record".to_owned();
    };
    first_difference(&expected, record).unwrap_or_else(|| {
        "every number has the pinned bits, but the arithmetic, the settings or \
         the form of the text differ"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_is_its_pinned_record() {
        let found = differences(&crate::root());
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn a_record_that_is_not_pinned_is_named() {
        let nowhere = Path::new("/no/such/folder");
        let found = differences(nowhere);
        assert_eq!(found.len(), RUNS.map(|_| ()).len());
        assert!(found[0].starts_with("run chain-rule differs"), "{found:?}");
    }

    #[test]
    fn the_first_difference_is_named() {
        let run = RUNS.get("chain-rule").expect("a run");
        let computed = run.configured.json(run.record());
        let against = |from, to| {
            let pinned = computed.replacen(from, to, 1);
            assert_ne!(pinned, computed);
            first_other(&pinned, run.record())
        };
        let loss = "33.872400000000006";
        let number = against(loss, "33.872399999999985");
        assert!(number.starts_with("loss @ 2 is 33.872400000000006, "));
        let setting =
            against("\"learning_rate\": 0.001", "\"learning_rate\": 0.01");
        assert!(setting.starts_with("every number has"), "{setting}");
        assert!(against("\"events\"", "events").contains("not the JSON"));
    }
}
