//! A chapter and its runs, as a chapter declares them.

use crate::{CommandOption, GradientPair, Record, Settings, Transcript, text};

/// A chapter: what its command line offers.
#[derive(Debug)]
pub struct Chapter {
    /// The package's name, `chapter_01`.
    pub name: &'static str,
    /// What the chapter is about.
    pub title: &'static str,
    /// The runs, the default one first.
    pub runs: &'static [Run],
}

impl Chapter {
    /// The run of that name, if there is one.
    #[must_use]
    pub fn run(&self, name: &str) -> Option<&'static Run> {
        self.runs.iter().find(|run| run.name == name)
    }
}

/// One program of a notebook, with the values that its notebook gave it.
#[derive(Debug)]
pub struct Run {
    /// The name by which `--run` chooses it.
    pub name: &'static str,
    /// What it runs again.
    pub source: Source,
    /// The notebook's own values.
    pub settings: Settings,
    /// The options that it takes.
    pub options: &'static [CommandOption],
    /// What it prints.
    pub lines: &'static [Line],
    /// What it is checked against.
    pub evidence: Evidence,
    /// What it means when every gradient is 0: why training is over.
    pub zero_gradient: &'static str,
    /// Sets the values, steps the model and reports to the record.
    pub play: fn(&Settings, &mut Record),
}

impl Run {
    /// The record of this run with its notebook's own values.
    #[must_use]
    pub fn record(&self) -> Record {
        let mut record = Record::new();
        (self.play)(&self.settings, &mut record);
        record
    }

    /// What this run prints with its notebook's own values.
    #[must_use]
    pub fn text(&self) -> String {
        text(self, &self.settings, &self.record())
    }

    /// Whether it takes that option.
    #[must_use]
    pub fn takes(&self, option: CommandOption) -> bool {
        self.options.contains(&option)
    }
}

/// The document that a run comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document's number, `002`.
    pub document: &'static str,
    /// The place in it, `section 3.1`.
    pub place: &'static str,
}

/// What a run is checked against.
#[derive(Debug)]
pub enum Evidence {
    /// The figures that the notebook documents, in the form that
    /// [`Transcript::parse`] reads.
    Figures(&'static str),
    /// Gradients against difference quotients, where the notebook documents
    /// no figures.
    Differences(&'static [GradientPair]),
}

impl Evidence {
    /// How many figures are documented; 0 where none are.
    ///
    /// # Panics
    ///
    /// When the transcript cannot be read: it is part of the program.
    #[must_use]
    pub fn documented(&self) -> usize {
        match self {
            Self::Figures(transcript) => {
                Transcript::parse(transcript).expect("transcript").len()
            }
            Self::Differences(_) => 0,
        }
    }
}

/// How the events of one name are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The events' name.
    pub event: &'static str,
    /// The line, where `{iteration}` stands for the event's iteration,
    /// `{value}` for its value as Python's `print` shows it, and `{value!r}`
    /// for its `repr`.
    pub template: &'static str,
    /// Whether `--every` thins these lines out.
    pub thinned: bool,
}

impl Line {
    /// A line for every event of that name.
    #[must_use]
    pub const fn each(event: &'static str, template: &'static str) -> Self {
        Self { event, template, thinned: false }
    }

    /// A line for the first event of that name, and for every so many.
    #[must_use]
    pub const fn every(event: &'static str, template: &'static str) -> Self {
        Self { event, template, thinned: true }
    }
}
