//! What a network is trained with, and the options that change it.

use chapter_05::settings::{check_sizes, classes, samples};
use harness::{CommandOption, Kind};
use harness::{dot, every, iterations, learning_rate, seed, whole};
use mini_numpy::{Numpy, Order};

use crate::network::Network;
use crate::optimizers::{HYPERPARAMETERS, Hyperparameters};
use crate::samples::DataSet;
use crate::saving;

/// The most hidden neurons: the largest network has a million parameters.
pub const MAX_HIDDEN: usize = 4096;

/// What a network is trained with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Settings {
    pub np: Numpy,
    pub data_set: DataSet,
    pub iterations: usize, // epochs
    pub optimizer: Hyperparameters,
    pub every: usize, // of so many epochs, one is reported
    pub seed: u32,
    pub samples: usize, // of each class
    pub classes: usize,
    pub hidden: usize,           // neurons
    pub loaded: Option<Network>, // to start from, or else a random one
}

impl Settings {
    /// The settings of most runs, with the optimizer of that name.
    pub fn with_optimizer(name: &str) -> Self {
        Self {
            np: Numpy::with_order(Order::Sequential),
            data_set: DataSet::Spiral,
            iterations: 10_001,
            optimizer: Hyperparameters::named(name).expect("an optimizer"),
            every: 100,
            seed: 0,
            samples: 100,
            classes: 3,
            hidden: 64,
            loaded: None,
        }
    }

    /// Says what is wrong with settings that do not go together.
    pub(crate) fn check(&self) -> Result<(), String> {
        let Self { samples, classes, hidden, .. } = *self;
        check_sizes(samples, classes, hidden.max(classes))?;
        let Some(network) = &self.loaded else { return Ok(()) };
        saving::check_shapes(network, hidden, classes)
            .map_err(|error| format!("--load: {error}"))
    }
}

/// `--hidden N`
pub(crate) const fn hidden<S>(
    at: fn(&mut S) -> &mut usize,
) -> CommandOption<S> {
    whole("hidden", "the number of hidden neurons", 1..=MAX_HIDDEN, at)
}

/// The options. An optimizer brings a learning rate, which a given one
/// replaces; a loaded network brings its sizes, which given ones must match.
pub(crate) const OPTIONS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    CommandOption {
        name: "optimizer",
        help: "how to go down the gradient, with a learning rate of its own",
        kind: Kind::Choice {
            choices: || HYPERPARAMETERS.map(|h| h.name).to_vec(),
            get: |settings| settings.optimizer.name,
            set: |settings, name| {
                let named = Hyperparameters::named(name);
                settings.optimizer = named.expect("one of the choices");
            },
        },
    },
    learning_rate(|settings| &mut settings.optimizer.learning_rate),
    every(|settings| &mut settings.every),
    dot(|settings| &mut settings.np),
    seed(|settings| &mut settings.seed),
    samples(|settings| &mut settings.samples),
    CommandOption {
        name: "load",
        help: "start from the network in a file, and take its sizes",
        kind: Kind::Load(|settings, path| {
            let network = saving::load(path)?;
            [settings.hidden, settings.classes] = network.sizes();
            settings.loaded = Some(network);
            Ok(())
        }),
    },
    classes(|settings| &mut settings.classes),
    hidden(|settings| &mut settings.hidden),
    CommandOption {
        name: "save",
        help: "write the trained network to a file",
        kind: Kind::Save("network", saving::save, saving::replace),
    },
];

/// The options of the run whose orders of summation and optimizer are its own.
pub(crate) const OPTIONS_OF_TWO_ORDERS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.optimizer.learning_rate),
    every(|settings| &mut settings.every),
    seed(|settings| &mut settings.seed),
    samples(|settings| &mut settings.samples),
    hidden(|settings| &mut settings.hidden),
];
