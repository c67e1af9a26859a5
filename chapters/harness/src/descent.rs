//! The settings of plain gradient descent.

use mini_numpy::Numpy;

use crate::{CommandOption, dot, every, iterations, learning_rate, seed};

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
    /// The seed of the random numbers, where any are drawn.
    pub seed: u32,
}

impl Descent {
    /// An option for each of them.
    pub const WITH_SEED: &[CommandOption<Self>] = &[
        iterations(|settings| &mut settings.iterations),
        learning_rate(|settings| &mut settings.learning_rate),
        every(|settings| &mut settings.every),
        dot(|settings| &mut settings.np),
        seed(|settings| &mut settings.seed),
    ];

    /// The same for experiments that draw no random numbers.
    pub const OPTIONS: &[CommandOption<Self>] = Self::WITH_SEED.split_at(4).0;
}
