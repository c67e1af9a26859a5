//! Training: forward pass, backward pass and update.

use mini_numpy::Numpy;

use crate::network::{Backward, Forward, Network};
use crate::optimizers::{Hyperparameters, OptimizerState, decayed};
use crate::samples::Samples;

/// What an update came from: the network before it, and its two passes.
#[expect(missing_docs, reason = "the line above names the fields")]
pub struct Step {
    pub before: Network,
    pub forward: Forward,
    pub backward: Backward,
}

// ANCHOR: trainer
/// A network with its optimizer and the optimizer state.
#[derive(Clone, Debug)]
pub struct Trainer {
    /// The network.
    pub network: Network,
    optimizer: Hyperparameters,
    state: [OptimizerState; 4], // one for each array of parameters
}

impl Trainer {
    /// A trainer before its first step.
    pub fn new(network: Network, optimizer: Hyperparameters) -> Self {
        let state = network.arrays().map(OptimizerState::new);
        Self { network, optimizer, state }
    }

    /// A step on all samples in an epoch, counted from 0: passes and an update.
    pub fn step(&mut self, np: Numpy, data: &Samples, epoch: usize) -> Step {
        let Samples { x, labels } = data;
        let forward = self.network.forward(np, x, labels);
        let backward = self.network.backward(np, x, labels, &forward);
        let before = self.network.clone();
        let learning_rate = self.learning_rate(epoch);
        let arrays = self.network.arrays_mut().into_iter();
        let arrays = arrays.zip(backward.arrays()).zip(&mut self.state);
        for ((w, dw), state) in arrays {
            self.optimizer.optimizer.step(np, w, dw, state, learning_rate);
        }
        Step { before, forward, backward }
    }

    /// The learning rate in an epoch.
    #[expect(clippy::cast_precision_loss, reason = "no run has 2⁵³ epochs")]
    pub fn learning_rate(&self, epoch: usize) -> f64 {
        let Hyperparameters { learning_rate, decay, .. } = self.optimizer;
        decayed(learning_rate, decay, epoch as f64)
    }
}
// ANCHOR_END: trainer

// ANCHOR: train
/// Trains a network. After each step, `observe` is shown what it came from.
pub fn train(
    np: Numpy, trainer: &mut Trainer, data: &Samples, epochs: usize,
    mut observe: impl FnMut(usize, &Trainer, &Step),
) {
    for epoch in 0..epochs {
        let step = trainer.step(np, data, epoch);
        observe(epoch, trainer, &step);
    }
}
// ANCHOR_END: train
