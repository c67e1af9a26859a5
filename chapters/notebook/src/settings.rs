//! The values that a run starts from, and those that a reader may change.

use std::fmt;

use mini_numpy::Numpy;

/// The most iterations that a run is asked for: its record, and what is printed
/// of it, are kept in memory, at up to a kilobyte an iteration.
pub const MAX_ITERATIONS: usize = 1_000_000;

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
        }
    }
}

impl fmt::Display for CommandOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
