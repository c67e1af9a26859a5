//! An experiment as it is seen from outside its chapter: by names.

use std::ffi::OsString;

use mini_numpy::Numpy;
use record::{Record, Setting, Source, Watch, json, text};

use crate::{
    CommandOption, Expected, Experiment, Finished, Kind, OptionInfo, Picture,
};

/// Options and their values, by name.
pub type Given = [(String, OsString)];

/// An experiment whose settings are not seen.
pub trait Run: Sync {
    /// The name by which `--run` chooses it.
    fn name(&self) -> &'static str;

    /// Where it comes from.
    fn source(&self) -> Source;

    /// What its record is checked against.
    fn expected(&self) -> &Expected;

    /// What one iteration is called.
    fn iteration(&self) -> &'static str;

    /// Its options, in the order in which they are applied.
    fn options(&self) -> Vec<OptionInfo>;

    /// The names of its pictures.
    fn pictures(&self) -> Vec<&'static str>;

    /// The run with the notebook's settings, changed by options, unless there
    /// is no such option, or a value cannot be used.
    fn configure(
        &'static self, given: &Given,
    ) -> Result<Box<dyn Configured>, String>;

    /// The run with the notebook's own settings.
    fn as_documented(&'static self) -> Box<dyn Configured> {
        self.configure(&[]).expect("the notebook's settings go together")
    }
}

/// The position of the run's picture of that name, or of the first.
pub(crate) fn find_picture(
    run: &dyn Run, name: Option<&str>,
) -> Result<usize, String> {
    let (run, names) = (run.name(), run.pictures());
    let first = names.first();
    let first = first.ok_or(format!("run {run} has no picture to draw"))?;
    let name = name.unwrap_or(first);
    names.iter().position(|other| *other == name).ok_or_else(|| {
        let names = names.join(", ");
        format!("run {run} has no picture '{name}'; it has {names}")
    })
}

/// A run with its settings.
pub trait Configured: Send + Sync {
    /// The run.
    fn run(&self) -> &'static dyn Run;

    /// The arithmetic.
    fn np(&self) -> Numpy;

    /// The settings that have names.
    fn settings(&self) -> Vec<(&'static str, Setting)>;

    /// Runs the model, and tells the watch of every iteration.
    fn record_with(&self, watch: Watch) -> Record;

    /// What is printed.
    fn text(&self, record: &Record) -> String;

    /// The picture of that name, or the first, if there is one and something
    /// that could be drawn; the words are those of [`Finished`].
    fn picture(
        &self, name: Option<&str>, words: &[&str], record: &Record,
    ) -> Result<Picture, String>;

    /// What an option writes to its file, if it can be saved.
    fn saved(&self, option: &str, record: &Record) -> Result<Vec<u8>, String>;

    /// Runs the model.
    fn record(&self) -> Record {
        self.record_with(Watch::default())
    }

    /// The value of a setting that counts iterations; 1 if there is none.
    fn count(&self, name: &str) -> usize {
        let mut settings = self.settings().into_iter();
        match settings.find(|(other, _)| *other == name) {
            Some((_, Setting::Whole(count))) => count,
            _ => 1,
        }
    }

    /// The record as JSON.
    fn json(&self, record: &Record) -> String {
        let run = self.run();
        json(record, run.name(), run.source(), self.np(), &self.settings())
    }
}

impl<S: Clone + Send + Sync + 'static> Run for Experiment<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn source(&self) -> Source {
        self.source
    }

    fn expected(&self) -> &Expected {
        &self.expected
    }

    fn iteration(&self) -> &'static str {
        self.iteration
    }

    fn options(&self) -> Vec<OptionInfo> {
        self.options.iter().map(CommandOption::info).collect()
    }

    fn pictures(&self) -> Vec<&'static str> {
        self.pictures.iter().map(|picture| picture.name).collect()
    }

    fn configure(
        &'static self, given: &Given,
    ) -> Result<Box<dyn Configured>, String> {
        let takes = |name: &str| self.options.iter().any(|o| o.name == name);
        if let Some((name, _)) = given.iter().find(|o| !takes(&o.0)) {
            let names = self.options.iter().map(|o| format!("--{}", o.name));
            let has = match names.collect::<Vec<_>>().join(", ").as_str() {
                "" => "has no options".to_owned(),
                names => format!("takes {names}"),
            };
            let run = self.name;
            return Err(format!("run {run} does not take --{name}; it {has}"));
        }
        let mut settings = (self.settings)();
        for option in self.options {
            for (_, value) in given.iter().filter(|o| o.0 == option.name) {
                option.set(&mut settings, value)?;
            }
        }
        (self.check)(&settings)?;
        Ok(Box::new(Ready { run: self, settings }))
    }
}

/// An experiment with its settings.
struct Ready<S: 'static> {
    run: &'static Experiment<S>,
    settings: S,
}

impl<S: Clone + Send + Sync + 'static> Configured for Ready<S> {
    fn run(&self) -> &'static dyn Run {
        self.run
    }

    fn np(&self) -> Numpy {
        (self.run.np)(&self.settings)
    }

    fn settings(&self) -> Vec<(&'static str, Setting)> {
        let named = |option: &CommandOption<S>| {
            Some((option.name, option.get(&self.settings)?))
        };
        self.run.options.iter().filter_map(named).collect()
    }

    fn record_with(&self, mut watch: Watch) -> Record {
        let mut record = Record::default();
        (self.run.run)(&self.settings, &mut record, &mut watch);
        record
    }

    fn text(&self, record: &Record) -> String {
        let Experiment { lines, iteration, zero_gradient, .. } = self.run;
        text(record, lines, self.count("every"), iteration, zero_gradient)
    }

    fn picture(
        &self, name: Option<&str>, words: &[&str], record: &Record,
    ) -> Result<Picture, String> {
        let Self { run: experiment, settings } = self;
        let picture = &experiment.pictures[find_picture(*experiment, name)?];
        (picture.draw)(&Finished { experiment, settings, record, words })
    }

    fn saved(&self, option: &str, record: &Record) -> Result<Vec<u8>, String> {
        let saving = self.run.options.iter().find(|o| o.name == option);
        match saving.map(|saving| &saving.kind) {
            Some(Kind::Save(_, contents, _)) => {
                contents(&self.settings, record)
            }
            _ => Err(format!("--{option} saves nothing")),
        }
    }
}
