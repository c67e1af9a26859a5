//! The runs of all chapters, and what they report.

use std::collections::BTreeMap;

use notebook::{Chapter, Record, Run};

/// Every chapter of the book.
const CHAPTERS: [&Chapter; 4] = [
    &chapter_01::CHAPTER,
    &chapter_02::CHAPTER,
    &chapter_03::CHAPTER,
    &chapter_04::CHAPTER,
];

/// Every run with its record, by name.
pub(crate) struct Runs {
    played: BTreeMap<&'static str, Played>,
}

/// A run and what it reported, with its notebook's own values.
pub(crate) struct Played {
    pub(crate) run: &'static Run,
    pub(crate) record: Record,
}

impl Runs {
    /// Runs every run: they take milliseconds.
    pub(crate) fn play() -> Self {
        let runs = CHAPTERS.into_iter().flat_map(|chapter| chapter.runs);
        let played = runs
            .map(|run| (run.name, Played { run, record: run.record() }))
            .collect();
        Self { played }
    }

    /// The run of that name; else, what there is.
    pub(crate) fn get(&self, name: &str) -> Result<&Played, String> {
        self.played.get(name).ok_or_else(|| {
            let names: Vec<_> = self.played.keys().copied().collect();
            format!("there is no run '{name}'; there are {}", names.join(", "))
        })
    }

    /// All runs.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Played> {
        self.played.values()
    }
}
