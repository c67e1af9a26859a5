//! The runs of all chapters, their records, and the records that are pinned.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};
use std::thread::{self, ScopedJoinHandle};
use std::{fs, io};

use harness::{Chapter, Configured};
use record::{Record, first_difference};

use crate::cache::cached;

/// The command that pins what a run reports now, once it has been looked at.
const ACCEPT: &str = "cargo insta test --review";

/// The runs of the book.
pub(crate) static RUNS: LazyLock<Runs> = LazyLock::new(|| {
    Runs::of(&[
        &chapter_01::CHAPTER,
        &chapter_02::CHAPTER,
        &chapter_03::CHAPTER,
        &chapter_04::CHAPTER,
        &chapter_05::CHAPTER,
        &chapter_06::CHAPTER,
        &chapter_07::CHAPTER,
        &chapter_08::CHAPTER,
    ])
});

/// Every run of some chapters, by name.
pub(crate) struct Runs(BTreeMap<&'static str, Recorded>);

/// A run with its notebook's settings, and its record once somebody has asked
/// for it: some train for seconds.
pub(crate) struct Recorded {
    pub(crate) configured: Box<dyn Configured>,
    record: OnceLock<Record>,
}

impl Recorded {
    /// What the run reports.
    pub(crate) fn record(&self) -> &Record {
        let Self { configured, record } = self;
        record.get_or_init(|| {
            let name = format!("{}.json", configured.run().name());
            let run = || Ok(configured.json(&configured.record()));
            let json = cached(&name, run).expect("no fault");
            record::read(&json).expect("the JSON of a record")
        })
    }
}

impl Runs {
    fn of(chapters: &[&Chapter]) -> Self {
        let runs = chapters.iter().flat_map(|chapter| chapter.runs);
        let by_name = runs.map(|run| {
            let configured = run.as_documented();
            (run.name(), Recorded { configured, record: OnceLock::new() })
        });
        Self(by_name.collect())
    }

    /// The run of that name. The error names all runs.
    pub(crate) fn get(&self, name: &str) -> Result<&Recorded, String> {
        self.0.get(name).ok_or_else(|| {
            let names: Vec<_> = self.0.keys().copied().collect();
            format!("there is no run '{name}'; there are {}", names.join(", "))
        })
    }

    /// Calls a function with each run, with all at the same time. The results
    /// are in the order of the runs' names.
    pub(crate) fn map<T: Send>(
        &self, function: &(impl Fn(&Recorded) -> T + Sync),
    ) -> Vec<T> {
        thread::scope(|scope| {
            let runs = self.0.values();
            let threads: Vec<_> =
                runs.map(|run| scope.spawn(|| function(run))).collect();
            let results = threads.into_iter().map(ScopedJoinHandle::join);
            results.map(|result| result.expect("no panic")).collect()
        })
    }
}

/// What is wrong with the pinned records under `root`/snapshots, a line or more
/// for each run: it is not there, or the run differs from it.
pub(crate) fn differences(root: &Path) -> Vec<String> {
    let found = RUNS.map(&|run| {
        let name = run.configured.run().name();
        let file = format!("snapshots/{name}.json.snap");
        Some(match fs::read_to_string(root.join(&file)) {
            Ok(snapshot) => format!(
                "run {name} differs from its pinned record, {file}\n  {}\n  \
                 if the change is meant, accept it: {ACCEPT}",
                difference(&snapshot, run)?
            ),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                format!("run {name} is not pinned yet; pin it: {ACCEPT}")
            }
            Err(error) => format!("cannot read {file}: {error}"),
        })
    });
    found.into_iter().flatten().collect()
}

fn difference(snapshot: &str, run: &Recorded) -> Option<String> {
    let json = run.configured.json(run.record());
    if record::pinned(snapshot).lines().eq(json.trim_end().lines()) {
        return None;
    }
    let Some(expected) = record::read(snapshot) else {
        return Some("it is not the JSON of a record".to_owned());
    };
    let number = first_difference(&expected, run.record());
    Some(number.unwrap_or_else(|| {
        "every number has the pinned bits, but the arithmetic, the settings or \
         the form of the text differ"
            .to_owned()
    }))
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_run_is_run_once_and_only_if_its_record_is_asked_for() {
        let runs = Runs::of(&[&chapter_01::CHAPTER]);
        let recorded =
            || runs.0.values().filter(|run| run.record.get().is_some()).count();
        let run = runs.get("chain-rule").expect("a run");
        assert_eq!(recorded(), 0);
        let record = run.record();
        assert_eq!(recorded(), 1);
        let all = runs.map(&|run| ptr::eq(run.record(), record));
        assert_eq!(recorded(), all.len());
        assert_eq!(all.into_iter().filter(|same| *same).count(), 1);
    }

    #[test]
    fn every_record_is_that_of_its_run_with_every_bit() {
        for run in Runs::of(&[&chapter_01::CHAPTER]).0.values() {
            let record = run.configured.record();
            let difference = record::first_difference(&record, run.record());
            assert_eq!(difference, None);
        }
    }

    #[test]
    fn an_unknown_run_is_told_the_known_ones() {
        let fault = RUNS.get("nonsense").err().expect("no run of that name");
        assert!(
            fault.starts_with(
                "there is no run 'nonsense'; there are chain-rule, "
            )
        );
    }

    #[test]
    fn a_run_that_is_not_pinned_is_named() {
        let found = differences(Path::new("/no/such/folder"));
        assert_eq!(found.len(), RUNS.map(&|_| ()).len());
        let fault = "run chain-rule is not pinned yet; pin it: cargo insta \
                     test --review";
        assert_eq!(found[0], fault);
    }

    #[test]
    fn the_first_difference_is_named() {
        let run = RUNS.get("chain-rule").expect("a run");
        let computed = run.configured.json(run.record());
        let against = |from, to| {
            let pinned = computed.replacen(from, to, 1);
            assert_ne!(pinned, computed);
            difference(&pinned, run).expect("a difference")
        };
        let loss = "33.872400000000006";
        let number = against(loss, "33.872399999999985");
        assert!(number.starts_with("loss @ 2 is 33.872400000000006, "));
        let unchanged = format!(
            "\u{feff}---\r\nsource: a\r\n---\r\n{}",
            computed.trim().replace('\n', "\r\n")
        );
        assert_eq!(difference(&unchanged, run), None);
        let setting =
            against("\"learning_rate\": 0.001", "\"learning_rate\": 0.01");
        assert!(setting.starts_with("every number has"), "{setting}");
        assert!(against("\"events\"", "events").contains("not the JSON"));
    }
}
