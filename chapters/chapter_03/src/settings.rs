//! What the network is trained with, and the options that change it.

use harness::{CommandOption, dot, every, iterations, learning_rate, seed};
use mini_numpy::Numpy;

/// What the network is trained with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The arithmetic.
    pub np: Numpy,
    /// The number of epochs.
    pub iterations: usize,
    /// The step size of gradient descent.
    pub learning_rate: f64,
    /// One loss is printed every so many epochs.
    pub every: usize,
    /// The seed of the random parameters.
    pub seed: u32,
}

/// The options, a row each: its place in the settings.
pub(crate) const OPTIONS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.learning_rate),
    every(|settings| &mut settings.every),
    dot(|settings| &mut settings.np),
    seed(|settings| &mut settings.seed),
];
