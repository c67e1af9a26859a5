//! The start of a training.

use mini_numpy::RandomState;

use crate::network::Network;
use crate::samples::Samples;
use crate::settings::Settings;
use crate::training::Trainer;

/// The start of a training.
pub struct Start {
    /// A trainer before its first step.
    pub trainer: Trainer,
    /// The samples for training.
    pub data: Samples,
    /// Samples of the same kind for validation only.
    pub validation: Samples,
}

impl Start {
    /// Draws the data and then the network, unless one is loaded. The
    /// validation samples have the next seed.
    pub fn new(settings: &Settings) -> Self {
        let Settings { classes, hidden, seed, optimizer, .. } = *settings;
        let mut random = RandomState::seed(seed);
        let data = settings.draw(&mut random);
        let network = match &settings.loaded {
            Some(network) => network.clone(),
            None => Network::random(&mut random, 2, hidden, classes),
        };
        let trainer = Trainer::new(network, optimizer);

        let mut random = RandomState::seed(seed.wrapping_add(1));
        let validation = settings.draw(&mut random);
        Self { trainer, data, validation }
    }
}
