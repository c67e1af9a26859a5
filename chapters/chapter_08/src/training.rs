//! Chapter 6's training, with gradients from the tape.

use chapter_06::optimizers::OptimizerState;
use chapter_06::runs::start;
use chapter_06::samples::Samples;
use chapter_06::settings::Settings;
use ndarray::Array2;

use crate::models::spiral;
use crate::tape::Tape;

/// What an update came from: the tape of the pass, its loss, and w1, b1, w2 and
/// b2 before it with their gradients.
#[expect(missing_docs, reason = "the line above names the fields")]
pub struct Step {
    pub tape: Tape,
    pub loss: f64,
    pub before: [Array2<f64>; 4],
    pub gradients: [Array2<f64>; 4],
}

// ANCHOR: train
/// Trains chapter 6's network, and returns w1, b1, w2 and b2. `observe` is
/// shown what each step came from, and the parameters after it.
pub fn train(
    settings: &Settings,
    mut observe: impl FnMut(usize, &Step, &[Array2<f64>; 4]),
) -> [Array2<f64>; 4] {
    let (trainer, Samples { x, labels }, _) = start(settings);
    let mut parameters = trainer.network.arrays().map(Array2::clone);
    let mut states = trainer.network.arrays().map(OptimizerState::new);
    for epoch in 0..settings.iterations {
        let tape = Tape::new(settings.np);
        let x = tape.leaf(x.clone());
        let leaves = parameters.each_ref().map(|w| tape.leaf(w.clone()));
        let loss = spiral(leaves, x, &labels);
        let gradients = loss.backward();

        let before = parameters.clone();
        let lr = trainer.learning_rate(epoch);
        let arrays = parameters.iter_mut().zip(leaves).zip(&mut states);
        for ((w, leaf), state) in arrays {
            let rule = settings.optimizer.optimizer;
            rule.step(settings.np, w, &gradients[leaf], state, lr);
        }
        let gradients = leaves.map(|leaf| gradients[leaf].clone());
        let loss = loss.value()[[0, 0]];
        observe(epoch, &Step { tape, loss, before, gradients }, &parameters);
    }
    parameters
}
// ANCHOR_END: train
