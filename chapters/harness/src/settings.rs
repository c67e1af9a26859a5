//! The settings that several chapters have in common.

use mini_numpy::Numpy;

use crate::{CommandOption, dot, every, iterations, learning_rate};

/// What a model is trained with by gradient descent.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Settings {
    pub np: Numpy,
    pub iterations: usize,
    pub learning_rate: f64,
    pub every: usize, // of so many losses, one is printed
}

impl Settings {
    /// An option for each of them.
    pub const OPTIONS: &[CommandOption<Self>] = &[
        iterations(|settings| &mut settings.iterations),
        learning_rate(|settings| &mut settings.learning_rate),
        every(|settings| &mut settings.every),
        dot(|settings| &mut settings.np),
    ];
}
