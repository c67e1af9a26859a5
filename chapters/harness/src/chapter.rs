//! A chapter and its runs.

use crate::Run;

/// A chapter: what its command line offers.
pub struct Chapter {
    /// The package's name, `chapter_01`.
    pub name: &'static str,
    /// What the chapter is about.
    pub title: &'static str,
    /// The runs, the default one first.
    pub runs: &'static [&'static dyn Run],
}

impl Chapter {
    /// The run of that name, if there is one.
    pub fn run(&self, name: &str) -> Option<&'static dyn Run> {
        self.runs.iter().copied().find(|run| run.name() == name)
    }
}
