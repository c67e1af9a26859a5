//! What a network is made of and trained with, and the options for it.

use harness::{
    CommandOption, Kind, dot, every, iterations, learning_rate, seed, whole,
};
use mini_numpy::{Numpy, Order};

use crate::activation::Activation;
use crate::initialisation::Initialisation;

/// A network before training, and what a run does with it beyond one pass.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Settings<T = ()> {
    pub np: Numpy,
    pub layers: usize,
    pub hidden: usize, // neurons in each layer but the last
    pub activation: Activation,
    pub initialisation: Initialisation,
    pub seed: u32,
    pub training: T,
}

/// Gradient descent.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Training {
    pub iterations: usize, // epochs
    pub learning_rate: f64,
    pub every: usize, // of so many epochs, one is reported
}

/// Gradient descent that shortens gradients to the norm `clip`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Clipped {
    pub training: Training,
    pub clip: f64,
}

impl<T: 'static> Settings<T> {
    /// A network of so many layers, with the settings that all runs share.
    pub const fn new(
        layers: usize, activation: Activation, initialisation: Initialisation,
        training: T,
    ) -> Self {
        let np = Numpy::with_order(Order::Sequential);
        let (hidden, seed) = (32, 0);
        Self { np, layers, hidden, activation, initialisation, seed, training }
    }

    /// `--layers N`: one alone would have no activation function.
    const LAYERS: CommandOption<Self> =
        whole("layers", "the number of layers", 2..=20, |s| &mut s.layers);

    /// `--hidden N`
    const HIDDEN: CommandOption<Self> = {
        let help = "the number of neurons in each layer but the last";
        whole("hidden", help, 1..=256, |s| &mut s.hidden)
    };

    /// `--activation NAME`
    const ACTIVATION: CommandOption<Self> = CommandOption {
        name: "activation",
        help: "the activation function after each layer but the last",
        kind: Kind::Choice {
            choices: || Activation::ALL.map(Activation::name).to_vec(),
            get: |settings| settings.activation.name(),
            set: |settings, name| {
                let mut all = Activation::ALL.into_iter();
                let named = all.find(|activation| activation.name() == name);
                settings.activation = named.expect("one of the choices");
            },
        },
    };

    /// `--initialisation NAME`
    const INITIALISATION: CommandOption<Self> = CommandOption {
        name: "initialisation",
        help: "how large the weights are before training",
        kind: Kind::Choice {
            choices: || Initialisation::ALL.map(Initialisation::name).to_vec(),
            get: |settings| settings.initialisation.name(),
            set: |settings, name| {
                let mut all = Initialisation::ALL.into_iter();
                let named = all.find(|one| one.name() == name);
                settings.initialisation = named.expect("one of the choices");
            },
        },
    };

    /// `--seed N`
    const SEED: CommandOption<Self> = seed(|s| &mut s.seed);

    const DOT: CommandOption<Self> = dot(|s| &mut s.np);
}

impl Settings {
    /// The options of a network alone.
    pub(crate) const OPTIONS: &[CommandOption<Self>] = &[
        Self::LAYERS,
        Self::HIDDEN,
        Self::ACTIVATION,
        Self::INITIALISATION,
        Self::SEED,
        Self::DOT,
    ];
}

impl Settings<Training> {
    /// Those of a training, too.
    pub(crate) const OPTIONS: &[CommandOption<Self>] = &[
        iterations(|s| &mut s.training.iterations),
        learning_rate(|s| &mut s.training.learning_rate),
        every(|s| &mut s.training.every),
        Self::LAYERS,
        Self::HIDDEN,
        Self::ACTIVATION,
        Self::INITIALISATION,
        Self::SEED,
        Self::DOT,
    ];
}

impl Settings<Clipped> {
    /// And that of clipping.
    pub(crate) const OPTIONS: &[CommandOption<Self>] = &[
        iterations(|s| &mut s.training.training.iterations),
        learning_rate(|s| &mut s.training.training.learning_rate),
        every(|s| &mut s.training.training.every),
        CommandOption {
            name: "clip",
            help: "the norm that a longer gradient is shortened to",
            kind: Kind::Number(1e-6..=f64::MAX, |s| &mut s.training.clip),
        },
        Self::LAYERS,
        Self::HIDDEN,
        Self::ACTIVATION,
        Self::INITIALISATION,
        Self::SEED,
        Self::DOT,
    ];
}
