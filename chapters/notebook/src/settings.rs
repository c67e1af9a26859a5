//! The values that a run starts from, and those that a reader may change.

use std::fmt;

use mini_numpy::{Numpy, Order};

use crate::Parameters;

/// The most iterations that a run is asked for: its record, and what is printed
/// of it, are kept in memory, at up to a kilobyte an iteration.
pub const MAX_ITERATIONS: usize = 1_000_000;

/// The most samples that a class is asked for: all classes together are drawn,
/// and go through the network, at once.
pub const MAX_SAMPLES: usize = 10_000;

/// The fewest classes: with one there is nothing to tell apart.
pub const MIN_CLASSES: usize = 2;

/// The most classes: nnfs keeps a class in 8 bits.
pub const MAX_CLASSES: usize = 256;

/// The most neurons of the hidden layer: with all that the limits allow beside
/// them, the weights are a million numbers, 8 MB, and a trained network fits
/// into a file that is still read.
pub const MAX_HIDDEN: usize = 4096;

/// The most numbers in an array, a row for each sample of each class and
/// a column for each neuron: 256 MB, and a run keeps a handful of them. The
/// limits above, all of them used, would ask for 80 GB.
pub const MAX_ENTRIES: usize = 1 << 25;

/// The values that a run starts from: its notebook's own, or a reader's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The arithmetic.
    pub np: Numpy,
    /// How many times the parameters are updated; at least 1.
    pub iterations: usize,
    /// The step of gradient descent.
    pub learning_rate: f64,
    /// The printed losses are this many iterations apart; at least 1.
    pub every: usize,
    /// The seed of `np.random`, where the run draws from it.
    pub seed: u32,
    /// How many samples each class of drawn data has.
    pub samples: usize,
    /// How many classes drawn data has.
    pub classes: usize,
    /// How many neurons the hidden layer has.
    pub hidden: usize,
    /// The name of the [`Optimizer`](crate::Optimizer), where the run has
    /// a choice of them.
    pub optimizer: &'static str,
    /// The parameters to start from, where a file gives them; without, the run
    /// starts from its own.
    pub start: Option<&'static Parameters>,
}

impl Settings {
    /// Those of a run that takes no option: one iteration, of nothing.
    pub const DEFAULT: Self = Self {
        np: Numpy::with_order(Order::Sequential),
        iterations: 1,
        learning_rate: 0.0,
        every: 1,
        seed: 0,
        samples: 0,
        classes: 0,
        hidden: 0,
        optimizer: "",
        start: None,
    };
}

/// An option of the command line that a run may take or refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandOption {
    /// `--iterations N`
    Iterations,
    /// `--learning-rate X`
    LearningRate,
    /// `--every N`
    Every,
    /// `--dot ORDER`
    Dot,
    /// `--seed N`
    Seed,
    /// `--figure FILE`
    Figure,
    /// `--samples N`
    Samples,
    /// `--classes N`
    Classes,
    /// `--hidden N`
    Hidden,
    /// `--optimizer NAME`
    Optimizer,
    /// `--save FILE`
    Save,
    /// `--load FILE`
    Load,
}

impl CommandOption {
    /// The option as it is written on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Iterations => "--iterations",
            Self::LearningRate => "--learning-rate",
            Self::Every => "--every",
            Self::Dot => "--dot",
            Self::Seed => "--seed",
            Self::Figure => "--figure",
            Self::Samples => "--samples",
            Self::Classes => "--classes",
            Self::Hidden => "--hidden",
            Self::Optimizer => "--optimizer",
            Self::Save => "--save",
            Self::Load => "--load",
        }
    }
}

impl fmt::Display for CommandOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
