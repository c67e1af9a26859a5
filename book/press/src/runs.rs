//! The runs of all chapters, and their records.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{LazyLock, OnceLock};
use std::thread;

use harness::{Chapter, Configured, Record, Run};

use crate::cache::cached;

/// Every chapter of the book.
const CHAPTERS: [&Chapter; 6] = [
    &chapter_00::CHAPTER,
    &chapter_01::CHAPTER,
    &chapter_02::CHAPTER,
    &chapter_03::CHAPTER,
    &chapter_04::CHAPTER,
    &chapter_05::CHAPTER,
];

static RUNS: LazyLock<Runs> = LazyLock::new(|| {
    Runs::new(CHAPTERS.into_iter().flat_map(|chapter| chapter.runs).copied())
});

/// Every run, by name.
pub(crate) struct Runs {
    by_name: BTreeMap<&'static str, Recorded>,
}

/// A run with its notebook's settings, and its record once somebody has asked
/// for it: some train for seconds.
pub(crate) struct Recorded {
    pub(crate) configured: Box<dyn Configured>,
    record: OnceLock<Record>,
}

impl Recorded {
    /// What the run reports.
    pub(crate) fn record(&self) -> &Record {
        self.record.get_or_init(|| {
            let name = format!("{}.json", self.configured.run().name());
            let Ok(json) = cached(&name, || {
                let record = self.configured.record();
                Ok::<_, Infallible>(self.configured.json(&record))
            });
            record::read(&json).expect("the JSON of a record")
        })
    }
}

impl Runs {
    /// The runs of the book.
    pub(crate) fn of_book() -> &'static Self {
        &RUNS
    }

    fn new(runs: impl Iterator<Item = &'static dyn Run>) -> Self {
        let by_name = runs.map(|run| {
            let configured = run.as_documented();
            (run.name(), Recorded { configured, record: OnceLock::new() })
        });
        Self { by_name: by_name.collect() }
    }

    /// The run of that name.
    pub(crate) fn get(&self, name: &str) -> Result<&Recorded, String> {
        self.by_name.get(name).ok_or_else(|| {
            let names: Vec<_> = self.by_name.keys().copied().collect();
            format!("there is no run '{name}'; there are {}", names.join(", "))
        })
    }

    /// All runs in the order of their names, as their chapters declare them.
    pub(crate) fn declared(&self) -> impl Iterator<Item = &'static dyn Run> {
        self.by_name.values().map(|run| run.configured.run())
    }

    /// All runs in the order of their names. Those that have no record yet are
    /// run now, all at the same time.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Recorded> {
        thread::scope(|scope| {
            for run in self.by_name.values() {
                scope.spawn(|| run.record());
            }
        });
        self.by_name.values()
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_run_is_run_once_and_only_if_its_record_is_asked_for() {
        let runs = Runs::new(chapter_01::CHAPTER.runs.iter().copied());
        let recorded = || {
            let runs = runs.by_name.values();
            runs.filter(|run| run.record.get().is_some()).count()
        };
        assert_eq!(runs.declared().count(), runs.by_name.len());
        let run = runs.get("chain-rule").expect("a run");
        assert_eq!(recorded(), 0);
        let record = run.record();
        assert_eq!(recorded(), 1);
        assert!(runs.all().any(|run| ptr::eq(run.record(), record)));
        assert_eq!(recorded(), runs.by_name.len());
    }

    #[test]
    fn every_record_is_that_of_its_run_with_every_bit() {
        for run in Runs::new(chapter_01::CHAPTER.runs.iter().copied()).all() {
            let record = run.configured.record();
            let difference = record::first_difference(&record, run.record());
            assert_eq!(difference, None);
        }
    }

    #[test]
    fn an_unknown_run_is_told_the_known_ones() {
        let fault = Runs::of_book().get("nonsense").err();
        let fault = fault.expect("no run of that name");
        assert!(
            fault.starts_with(
                "there is no run 'nonsense'; there are chain-rule, "
            )
        );
    }
}
