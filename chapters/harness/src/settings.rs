//! The settings that several chapters have in common.

use mini_numpy::Numpy;

use crate::{CommandOption, dot, every, iterations, learning_rate};

/// What a model is trained with by gradient descent.
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

impl Settings {
    /// An option for each of them.
    pub const OPTIONS: &[CommandOption<Self>] = &[
        iterations(|settings| &mut settings.iterations),
        learning_rate(|settings| &mut settings.learning_rate),
        every(|settings| &mut settings.every),
        dot(|settings| &mut settings.np),
    ];
}
