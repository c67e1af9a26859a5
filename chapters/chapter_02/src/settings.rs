//! What the layer is trained with, and the options that change it. Chapter 4
//! trains with the same.

use harness::{CommandOption, dot, every, iterations, learning_rate};
use mini_numpy::Numpy;

/// What the layer is trained with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The arithmetic.
    pub np: Numpy,
    /// How often the parameters are updated.
    pub iterations: usize,
    /// The step size of gradient descent.
    pub learning_rate: f64,
    /// One loss is printed every so many iterations.
    pub every: usize,
}

/// The options, a row each: its place in the settings.
pub const OPTIONS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.learning_rate),
    every(|settings| &mut settings.every),
    dot(|settings| &mut settings.np),
];

impl harness::Settings for Settings {
    fn np(&self) -> Numpy {
        self.np
    }

    fn iterations(&self) -> usize {
        self.iterations
    }

    fn every(&self) -> usize {
        self.every
    }
}
