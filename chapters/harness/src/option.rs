//! The table of options: each row says everything about one option.

use std::ffi::OsStr;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;

use mini_numpy::{Numpy, Order};
use record::{Record, Setting};

/// The most iterations that can be asked for. A run keeps its record in
/// memory, at up to a kilobyte an iteration.
pub const MAX_ITERATIONS: usize = 1_000_000;

/// An option of an experiment whose settings are an `S`.
pub struct CommandOption<S: 'static> {
    /// Its name on the command line, without the dashes: `learning-rate`.
    pub name: &'static str,
    /// What stands for its value in the help: `N`, `X`, `FILE`.
    pub value: &'static str,
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
    /// A file to write after the run: what it is called, and its contents.
    Save(&'static str, fn(&S, &Record) -> Result<Vec<u8>, String>),
}

/// An option for a whole number in a range.
pub const fn whole<S>(
    name: &'static str, help: &'static str, range: RangeInclusive<usize>,
    at: fn(&mut S) -> &mut usize,
) -> CommandOption<S> {
    CommandOption { name, value: "N", help, kind: Kind::Whole(range, at) }
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
    CommandOption { name: "learning-rate", value: "X", help, kind }
}

/// `--every N`
pub const fn every<S>(at: fn(&mut S) -> &mut usize) -> CommandOption<S> {
    whole("every", "print every Nth loss", 1..=usize::MAX, at)
}

/// `--seed N`
pub const fn seed<S>(at: fn(&mut S) -> &mut u32) -> CommandOption<S> {
    let help = "the seed of the random numbers";
    CommandOption { name: "seed", value: "N", help, kind: Kind::Seed(at) }
}

/// `--dot ORDER`
pub const fn dot<S>(at: fn(&mut S) -> &mut Numpy) -> CommandOption<S> {
    let help = "the order in which products are summed and rounded";
    CommandOption { name: "dot", value: "ORDER", help, kind: Kind::Order(at) }
}

impl<S: Clone> CommandOption<S> {
    /// Sets the option, or says in a sentence why it cannot.
    pub(crate) fn set(
        &self, settings: &mut S, value: &OsStr,
    ) -> Result<(), String> {
        let (name, shown) = (self.name, value.display());
        let word = value.to_str();
        let word = word.ok_or_else(|| format!("--{name} cannot be {shown}"));
        let refused = |what: &str| {
            let range = self.info().range;
            format!("--{name} takes a {what} number {range}, not '{shown}'")
        };
        match &self.kind {
            Kind::Whole(range, at) => {
                let number = word?.parse().ok().filter(|n| range.contains(n));
                *at(settings) = number.ok_or_else(|| refused("whole"))?;
            }
            Kind::Seed(at) => {
                *at(settings) = word?.parse().map_err(|_| refused("whole"))?;
            }
            Kind::Number(range, at) => {
                let number = word?.parse().ok().filter(|x| range.contains(x));
                *at(settings) = number.ok_or_else(|| refused("finite"))?;
            }
            Kind::Choice { choices, set, .. } => {
                let (choices, word) = (choices(), word?);
                if !choices.contains(&word) {
                    let choices = choices.join(", ");
                    return Err(format!(
                        "there is no {name} '{word}'; choose one of {choices}"
                    ));
                }
                set(settings, word);
            }
            Kind::Order(at) => *at(settings) = numpy(name, word?)?,
            Kind::Load(load) => load(settings, Path::new(value))
                .map_err(|error| format!("cannot load {shown}: {error}"))?,
            Kind::Save(..) => {}
        }
        Ok(())
    }

    /// The present value, if it is a setting that a record depends on and that
    /// a word or a number can say.
    pub fn get(&self, settings: &S) -> Option<Setting> {
        let settings = &mut settings.clone();
        Some(match &self.kind {
            Kind::Whole(_, at) => Setting::Whole(*at(settings)),
            Kind::Seed(at) => {
                Setting::Whole(usize::try_from(*at(settings)).ok()?)
            }
            Kind::Number(_, at) => Setting::Number(*at(settings)),
            Kind::Choice { get, .. } => Setting::Word(get(settings).to_owned()),
            Kind::Order(_) | Kind::Load(_) | Kind::Save(..) => return None,
        })
    }

    /// What the option is, without its place in the settings.
    pub(crate) fn info(&self) -> OptionInfo {
        let Self { name, value, help, kind } = self;
        OptionInfo {
            name,
            value,
            help,
            is_file: matches!(kind, Kind::Load(_) | Kind::Save(..)),
            is_written: matches!(kind, Kind::Save(..)),
            range: match kind {
                Kind::Whole(range, _) => {
                    in_words(range, range.contains(&usize::MAX))
                }
                Kind::Seed(_) => in_words(&(0..=u32::MAX), false),
                Kind::Number(range, _) => {
                    in_words(range, range.contains(&f64::MAX))
                }
                Kind::Choice { choices, .. } => choices().join(", "),
                Kind::Order(_) => {
                    let orders = Order::ALL.map(|order| order.to_string());
                    format!("{}, nnfs", orders.join(", "))
                }
                Kind::Load(_) | Kind::Save(..) => String::new(),
            },
        }
    }
}

/// What an option is called, does and takes.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Whether that file is written.
    pub is_written: bool,
}

/// The arithmetic that a word names: an order for all products, or nnfs.
fn numpy(name: &str, word: &str) -> Result<Numpy, String> {
    if word == "nnfs" {
        return Ok(Numpy::with_order(Order::Sequential).under_nnfs());
    }
    let order = Order::named(word);
    let order = order.map_err(|error| format!("--{name}: {error}, or nnfs"))?;
    Ok(Numpy::with_order(order))
}

/// A range, which may have no end.
fn in_words<T: Display>(range: &RangeInclusive<T>, is_endless: bool) -> String {
    let (min, max) = (range.start(), range.end());
    if is_endless {
        format!("from {min} up")
    } else {
        format!("from {min} to {max}")
    }
}
