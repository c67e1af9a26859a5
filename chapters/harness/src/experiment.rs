//! A chapter and its experiments, as it declares them.

use mini_numpy::Numpy;
use record::{Line, Record, Source, Watch};

use crate::option::choice;
use crate::{CommandOption, Drawing, Expected, Run};

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
    /// The run of that name, or a sentence that names all runs.
    pub fn run(&self, name: &str) -> Result<&'static dyn Run, String> {
        let names: Vec<_> = self.runs.iter().map(|run| run.name()).collect();
        Ok(self.runs[choice("run", name, &names)?])
    }
}

/// One program of a notebook, with the settings that the notebook used.
pub struct Experiment<S: 'static> {
    /// The name by which `--run` chooses it.
    pub name: &'static str,
    /// Where it comes from.
    pub source: Source,
    /// The notebook's settings.
    pub settings: fn() -> S,
    /// The arithmetic that settings ask for.
    pub np: fn(&S) -> Numpy,
    /// The options that change the settings. They are applied in this order,
    /// whatever their order on the command line.
    pub options: &'static [CommandOption<S>],
    /// Says what is wrong with settings that do not go together.
    pub check: fn(&S) -> Result<(), String>,
    /// What it prints.
    pub lines: &'static [Line],
    /// What one iteration is called: `iteration` or `epoch`.
    pub iteration: &'static str,
    /// What it means that every gradient is 0: `because the ReLU is dead`.
    pub zero_gradient: &'static str,
    /// What its record is checked against.
    pub expected: Expected,
    /// The pictures of its record. `--figure` draws the first, unless
    /// `--picture` names another.
    pub pictures: &'static [Drawing<S>],
    /// Runs the model and reports what it computes.
    pub run: fn(&S, &mut Record, &mut Watch),
}

impl<S> Experiment<S> {
    /// An experiment that takes no options, prints nothing and is checked
    /// against nothing.
    pub const fn new(
        name: &'static str, settings: fn() -> S, np: fn(&S) -> Numpy,
        run: fn(&S, &mut Record, &mut Watch),
    ) -> Self {
        Self {
            name,
            source: Source { document: "", place: "" },
            settings,
            np,
            options: &[],
            check: |_| Ok(()),
            lines: &[],
            iteration: "iteration",
            zero_gradient: "",
            expected: Expected::Nothing,
            pictures: &[],
            run,
        }
    }
}
