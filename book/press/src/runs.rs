//! The runs of all chapters, and their records.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};
use std::thread;

use harness::{Chapter, Configured, Record};

use crate::cache::cached;

/// The runs of the book.
pub(crate) static RUNS: LazyLock<Runs> = LazyLock::new(|| {
    Runs::of(&[
        &chapter_00::CHAPTER,
        &chapter_01::CHAPTER,
        &chapter_02::CHAPTER,
        &chapter_03::CHAPTER,
        &chapter_04::CHAPTER,
        &chapter_05::CHAPTER,
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
            let run = || configured.json(&configured.record());
            record::read(&cached(&name, run)).expect("the JSON of a record")
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

    /// All runs in the order of their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Recorded> {
        self.0.values()
    }

    /// Runs all that have no record yet, at the same time.
    pub(crate) fn run_all(&self) {
        thread::scope(|scope| {
            for run in self.iter() {
                scope.spawn(|| run.record());
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_run_is_run_once_and_only_if_its_record_is_asked_for() {
        let runs = Runs::of(&[&chapter_01::CHAPTER]);
        let recorded =
            || runs.iter().filter(|run| run.record.get().is_some()).count();
        let run = runs.get("chain-rule").expect("a run");
        assert_eq!(recorded(), 0);
        let record = run.record();
        assert_eq!(recorded(), 1);
        runs.run_all();
        assert_eq!(recorded(), runs.iter().count());
        assert!(runs.iter().any(|run| ptr::eq(run.record(), record)));
    }

    #[test]
    fn every_record_is_that_of_its_run_with_every_bit() {
        for run in Runs::of(&[&chapter_01::CHAPTER]).iter() {
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
}
