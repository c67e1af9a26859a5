//! A chapter and its runs, as a chapter declares them.

use crate::{
    CommandOption, GradientPair, Ink, Record, SavedParameter, Scale, Settings,
    Transcript, curve, text,
};

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
    /// What `--optimizer` can choose; empty where there is no choice.
    pub optimizers: &'static [Optimizer],
    /// The parameters that `--save` writes and `--load` reads; none where the
    /// run takes neither.
    pub saved: fn(&Settings) -> Vec<SavedParameter>,
    /// The picture that `--figure` draws.
    pub figure: Picture,
    /// Sets the values, steps the model and reports to the record.
    pub play: fn(&Settings, &mut Record),
}

impl Run {
    /// What a run has that trains no network of layers: no choice of
    /// optimizers, no parameters to save, and its loss to draw.
    pub const DEFAULT: Self = Self {
        name: "",
        source: Source { document: "", place: "" },
        settings: Settings::DEFAULT,
        options: &[],
        lines: &[],
        evidence: Evidence::Differences(&[]),
        zero_gradient: "",
        optimizers: &[],
        saved: |_| Vec::new(),
        figure: loss_curve,
        play: |_, _| {},
    };

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

/// A picture of a run's record, as an SVG element, or why there is none.
pub type Picture = fn(&Run, &Settings, &Record, Ink) -> Result<String, String>;

/// The picture of most runs: the curve of the loss, on a linear axis.
///
/// # Errors
///
/// When the record has no loss that could be drawn.
pub fn loss_curve(
    run: &Run,
    _: &Settings,
    record: &Record,
    ink: Ink,
) -> Result<String, String> {
    curve(run, record, Scale::Linear, ink).map_err(|error| error.to_string())
}

/// A way to go down the gradient that `--optimizer` can choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Optimizer {
    /// The name that chooses it.
    pub name: &'static str,
    /// Its learning rate, where none is given.
    pub learning_rate: f64,
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
    /// The figures that a reference prints, in the same form, where the notes
    /// give a program and no output: NumPy, or this book's own first run.
    Reference(&'static str),
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
            Self::Figures(_) => self.figures(),
            Self::Differences(_) | Self::Reference(_) => 0,
        }
    }

    /// How many figures the run is compared with, whoever printed them.
    ///
    /// # Panics
    ///
    /// When the transcript cannot be read: it is part of the program.
    #[must_use]
    pub fn figures(&self) -> usize {
        match self {
            Self::Figures(transcript) | Self::Reference(transcript) => {
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
    /// `{value}` for its value as Python's `print` shows it, `{value!r}` for
    /// its `repr`, and `{value:.3f}` for three digits after the point;
    /// `{NAME}` and `{NAME:.3f}` stand for the first event of that name at the
    /// same iteration, which must be there: [`text`](fn@text) panics else.
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
