//! The runs of all chapters, and their records.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};
use std::thread::{self, ScopedJoinHandle};

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

    /// Calls a function with each run, with all at the same time. The results
    /// are in the order of the runs' names.
    pub(crate) fn map<T: Send>(
        &self,
        function: impl Fn(&Recorded) -> T + Sync,
    ) -> Vec<T> {
        thread::scope(|scope| {
            let function = &function;
            let runs = self.0.values();
            let threads: Vec<_> =
                runs.map(|run| scope.spawn(|| function(run))).collect();
            let results = threads.into_iter().map(ScopedJoinHandle::join);
            results.map(|result| result.expect("no panic")).collect()
        })
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
            || runs.0.values().filter(|run| run.record.get().is_some()).count();
        let run = runs.get("chain-rule").expect("a run");
        assert_eq!(recorded(), 0);
        let record = run.record();
        assert_eq!(recorded(), 1);
        let all = runs.map(|run| ptr::eq(run.record(), record));
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
}
