//! What the forward pass starts from, and the options that change it.

use harness::{CommandOption, Kind, seed};
use mini_numpy::Numpy;

/// What the forward pass starts from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The arithmetic.
    pub np: Numpy,
    /// The number of samples of each class.
    pub samples: usize,
    /// The number of classes.
    pub classes: usize,
    /// The seed of the random numbers.
    pub seed: u32,
}

/// The most samples of a class. Those of all classes are drawn, and pass
/// through the network, at once.
const MAX_SAMPLES: usize = 10_000;

/// The fewest classes: with one there is nothing to distinguish.
const MIN_CLASSES: usize = 2;

/// The most classes: nnfs stores a class in 8 bits.
const MAX_CLASSES: usize = 256;

/// The most numbers in an array with a row for each sample and a column for
/// each class: 128 MB. The limits above would together allow 2.6 GB.
const MAX_ENTRIES: usize = 1 << 25;

/// The options, a row each: its place in the settings.
pub(crate) const OPTIONS: &[CommandOption<Settings>] = &[
    CommandOption {
        name: "samples",
        value: "N",
        help: "the number of samples of each class",
        kind: Kind::Whole(1..=MAX_SAMPLES, |settings| &mut settings.samples),
    },
    CommandOption {
        name: "classes",
        value: "N",
        help: "the number of classes",
        kind: Kind::Whole(MIN_CLASSES..=MAX_CLASSES, |settings| {
            &mut settings.classes
        }),
    },
    seed(|settings| &mut settings.seed),
];

impl Settings {
    /// Whether there is memory for as many samples and classes.
    pub(crate) fn check(&self) -> Result<(), String> {
        let Self { samples, classes, .. } = *self;
        let entries = samples * classes * classes;
        if entries <= MAX_ENTRIES {
            return Ok(());
        }
        Err(format!(
            "{classes} classes of {samples} samples are too many for a layer of \
             {classes} neurons: an array can have at most {MAX_ENTRIES} \
             numbers, and this one would have {entries}"
        ))
    }
}

impl harness::Settings for Settings {
    fn np(&self) -> Numpy {
        self.np
    }
}
