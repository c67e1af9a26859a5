//! The table of options: each row says everything about one option.

use std::ffi::OsStr;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;
use std::str::FromStr;

use mini_numpy::{Numpy, Order};
use record::{Record, Setting};

use crate::Replace;

/// The most iterations that can be asked for. A run keeps its record in
/// memory, at up to a kilobyte an iteration.
const MAX_ITERATIONS: usize = 1_000_000;

const SEEDS: RangeInclusive<u32> = 0..=u32::MAX;

/// An option of an experiment whose settings are an `S`.
pub struct CommandOption<S: 'static> {
    /// Its name on the command line, without the dashes: `learning-rate`.
    pub name: &'static str,
    /// What it does, in a phrase without a full stop.
    pub help: &'static str,
    /// What its value may be, and where it goes.
    pub kind: Kind<S>,
}

/// What the value of an option may be, and where in the settings it goes.
pub enum Kind<S: 'static> {
    /// A whole number in a range.
    Whole(RangeInclusive<usize>, fn(&mut S) -> &mut usize),
    /// A seed of NumPy's generator, from 0 to 2³² − 1.
    Seed(fn(&mut S) -> &mut u32),
    /// A finite number in a range.
    Number(RangeInclusive<f64>, fn(&mut S) -> &mut f64),
    /// One of several words.
    Choice {
        /// What there is to choose from.
        choices: fn() -> Vec<&'static str>,
        /// The present choice.
        get: fn(&S) -> &'static str,
        /// Makes another choice, one of `choices`.
        set: fn(&mut S, &str),
    },
    /// The order in which products are summed, or `nnfs`.
    Order(fn(&mut S) -> &mut Numpy),
    /// A file to read before the run.
    Load(fn(&mut S, &Path) -> Result<(), String>),
    /// A file to write after the run: what it is called, its contents, and how
    /// they get into the file.
    Save(&'static str, fn(&S, &Record) -> Result<Vec<u8>, String>, Replace),
}

/// An option for a whole number in a range.
pub const fn whole<S>(
    name: &'static str, help: &'static str, range: RangeInclusive<usize>,
    at: fn(&mut S) -> &mut usize,
) -> CommandOption<S> {
    CommandOption { name, help, kind: Kind::Whole(range, at) }
}

/// `--iterations N`
pub const fn iterations<S>(at: fn(&mut S) -> &mut usize) -> CommandOption<S> {
    let help = "how often the parameters are updated";
    whole("iterations", help, 1..=MAX_ITERATIONS, at)
}

/// `--learning-rate X`
pub const fn learning_rate<S>(at: fn(&mut S) -> &mut f64) -> CommandOption<S> {
    let help = "the step size of gradient descent";
    let kind = Kind::Number(0.0..=f64::MAX, at);
    CommandOption { name: "learning-rate", help, kind }
}

/// `--every N`
pub const fn every<S>(at: fn(&mut S) -> &mut usize) -> CommandOption<S> {
    whole("every", "print every Nth loss", 1..=usize::MAX, at)
}

/// `--seed N`
pub const fn seed<S>(at: fn(&mut S) -> &mut u32) -> CommandOption<S> {
    let help = "the seed of the random numbers";
    CommandOption { name: "seed", help, kind: Kind::Seed(at) }
}

/// `--dot ORDER`
pub const fn dot<S>(at: fn(&mut S) -> &mut Numpy) -> CommandOption<S> {
    let help = "the order in which products are summed and rounded";
    CommandOption { name: "dot", help, kind: Kind::Order(at) }
}

/// What gradient descent is run with. A chapter whose experiments take other
/// options has a type of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Descent {
    /// The arithmetic.
    pub np: Numpy,
    /// How often the parameters are updated.
    pub iterations: usize,
    /// The step size.
    pub learning_rate: f64,
    /// One loss is printed every so many iterations.
    pub every: usize,
}

impl Descent {
    /// An option for each of them.
    pub const OPTIONS: &[CommandOption<Self>] = &[
        iterations(|settings| &mut settings.iterations),
        learning_rate(|settings| &mut settings.learning_rate),
        every(|settings| &mut settings.every),
        dot(|settings| &mut settings.np),
    ];
}

impl<S: Clone> CommandOption<S> {
    /// Sets the option, or says in a sentence why it cannot.
    pub(crate) fn set(
        &self, settings: &mut S, value: &OsStr,
    ) -> Result<(), String> {
        let (name, shown) = (self.name, value.display());
        let word = value.to_str();
        let word = word.ok_or_else(|| format!("--{name} cannot be {shown}"));
        match &self.kind {
            Kind::Whole(range, at) => self.read(at(settings), range, word?),
            Kind::Seed(at) => self.read(at(settings), &SEEDS, word?),
            Kind::Number(range, at) => self.read(at(settings), range, word?),
            Kind::Choice { choices, set, .. } => {
                let choices = choices();
                set(settings, choices[choice(name, word?, &choices)?]);
                Ok(())
            }
            Kind::Order(at) => {
                let refused = |error| format!("--{name}: {error}, or nnfs");
                *at(settings) = match word? {
                    "nnfs" => Numpy::with_order(Order::Sequential).under_nnfs(),
                    word => Numpy::with_order(word.parse().map_err(refused)?),
                };
                Ok(())
            }
            Kind::Load(load) => load(settings, Path::new(value))
                .map_err(|error| format!("cannot load {shown}: {error}")),
            Kind::Save(..) => Ok(()),
        }
    }

    /// Reads a number in a range to its place.
    fn read<T: FromStr + PartialOrd>(
        &self, at: &mut T, range: &RangeInclusive<T>, word: &str,
    ) -> Result<(), String> {
        let number = word.parse().ok().filter(|x| range.contains(x));
        *at = number.ok_or_else(|| {
            let OptionInfo { name, value, range, .. } = self.info();
            let what = if value == "N" { "whole" } else { "finite" };
            format!("--{name} takes a {what} number {range}, not '{word}'")
        })?;
        Ok(())
    }

    /// The present value, if it is a setting that a record depends on and that
    /// a word or a number can say.
    pub fn get(&self, settings: &S) -> Option<Setting> {
        let settings = &mut settings.clone();
        Some(match &self.kind {
            Kind::Whole(_, at) => Setting::Whole(*at(settings)),
            Kind::Seed(at) => Setting::Whole((*at(settings)).try_into().ok()?),
            Kind::Number(_, at) => Setting::Number(*at(settings)),
            Kind::Choice { get, .. } => Setting::Word(get(settings)),
            Kind::Order(_) | Kind::Load(_) | Kind::Save(..) => return None,
        })
    }

    /// What the option is, without its place in the settings.
    pub(crate) fn info(&self) -> OptionInfo {
        let (value, range) = match &self.kind {
            Kind::Whole(range, _) => ("N", in_words(range, &usize::MAX)),
            Kind::Seed(_) => ("N", in_words(&SEEDS, &0)),
            Kind::Number(range, _) => ("X", in_words(range, &f64::MAX)),
            Kind::Choice { choices, .. } => ("NAME", choices().join(", ")),
            Kind::Order(_) => {
                let orders = Order::ALL.map(|order| order.to_string());
                ("ORDER", orders.join(", ") + ", nnfs")
            }
            Kind::Load(_) | Kind::Save(..) => ("FILE", String::new()),
        };
        let Self { name, help, ref kind } = *self;
        let is_file = matches!(kind, Kind::Load(_) | Kind::Save(..));
        let saves = match kind {
            Kind::Save(what, _, replace) => Some((*what, *replace)),
            _ => None,
        };
        OptionInfo { name, value, help, range, is_file, saves }
    }
}

/// What an option is called, does and takes.
pub struct OptionInfo {
    /// Its name, without the dashes.
    pub name: &'static str,
    /// What stands for its value in the help.
    pub value: &'static str,
    /// What it does.
    pub help: &'static str,
    /// The values that it takes, in words; empty if there is no more to say.
    pub range: String,
    /// Whether its value is the name of a file.
    pub is_file: bool,
    /// What is written to that file, if something is, and how.
    pub saves: Option<(&'static str, Replace)>,
}

/// The position of a word among those that there are to choose from.
pub(crate) fn choice(
    what: &str, word: &str, choices: &[&str],
) -> Result<usize, String> {
    choices.iter().position(|choice| *choice == word).ok_or_else(|| {
        let choices = choices.join(", ");
        format!("there is no {what} '{word}'; choose one of {choices}")
    })
}

/// A range, which has no end if that is the largest of all numbers.
fn in_words<T: Display + PartialEq>(
    range: &RangeInclusive<T>, largest: &T,
) -> String {
    let min = range.start();
    match range.end() {
        max if max == largest => format!("from {min} up"),
        max => format!("from {min} to {max}"),
    }
}
