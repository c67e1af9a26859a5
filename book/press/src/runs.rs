//! The runs of all chapters, and what they report.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use notebook::{Chapter, Record, Run};

use crate::cores::on_all_cores;
use crate::kept;

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
    let runs = CHAPTERS.into_iter().flat_map(|chapter| chapter.runs);
    Runs { by_name: runs.map(|run| (run.name, Entry::new(run))).collect() }
});

/// Every run, by name. A run is played when it is first asked for, and once in
/// a process: some train for seconds.
pub(crate) struct Runs {
    by_name: BTreeMap<&'static str, Entry>,
}

/// A run and what it reported, with its notebook's own values.
pub(crate) struct Played {
    pub(crate) run: &'static Run,
    pub(crate) record: Record,
}

struct Entry {
    run: &'static Run,
    played: OnceLock<Played>,
}

impl Entry {
    const fn new(run: &'static Run) -> Self {
        Self { run, played: OnceLock::new() }
    }

    fn played(&self) -> &Played {
        let Self { run, played } = self;
        played.get_or_init(|| Played { run, record: kept::record(run) })
    }
}

impl Runs {
    /// The runs of the book.
    pub(crate) fn of_book() -> &'static Self {
        &RUNS
    }

    /// The run of that name; else, what there is.
    pub(crate) fn get(&self, name: &str) -> Result<&Played, String> {
        let entry = self.by_name.get(name).ok_or_else(|| {
            let names: Vec<_> = self.by_name.keys().copied().collect();
            format!("there is no run '{name}'; there are {}", names.join(", "))
        })?;
        Ok(entry.played())
    }

    /// All runs by name as their chapters declare them; none is played for it.
    pub(crate) fn declared(&self) -> impl Iterator<Item = &'static Run> {
        self.by_name.values().map(|entry| entry.run)
    }

    /// All runs by name, those that were not played yet on as many cores as
    /// there are.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Played> {
        let waiting = self.by_name.values();
        let mut waiting: Vec<_> =
            waiting.filter(|entry| entry.played.get().is_none()).collect();
        // What may take longest comes first, so that in the end no core waits
        // for the last run of another.
        waiting.sort_by_key(|entry| Reverse(entry.run.settings.iterations));
        let _ = on_all_cores(&waiting, |entry| entry.played());
        self.by_name.values().map(Entry::played)
    }
}

#[cfg(test)]
mod tests {
    use std::ptr;

    use super::*;

    #[test]
    fn a_run_is_played_when_it_is_asked_for_and_once() {
        let entries = CHAPTERS[1].runs.iter().map(Entry::new);
        let runs = Runs { by_name: entries.map(|e| (e.run.name, e)).collect() };
        let played = |runs: &Runs| {
            let entries = runs.by_name.values();
            entries.filter(|entry| entry.played.get().is_some()).count()
        };
        assert_eq!(runs.declared().count(), runs.by_name.len());
        assert_eq!(played(&runs), 0);
        let first = runs.get("chain-rule").expect("a run");
        assert_eq!(played(&runs), 1);
        assert!(runs.all().any(|played| ptr::eq(played, first)));
        assert_eq!(played(&runs), runs.by_name.len());
    }

    #[test]
    fn a_run_that_is_not_there_is_told_from_those_that_are() {
        let Err(told) = Runs::of_book().get("nonsense") else {
            panic!("there is a run of nonsense")
        };
        assert!(
            told.starts_with(
                "there is no run 'nonsense'; there are chain-rule, "
            )
        );
    }
}
