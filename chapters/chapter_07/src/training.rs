//! Training: gradient descent, with or without clipping.

use chapter_06::samples::Samples;
use mini_numpy::Numpy;

use crate::clipping::{clip_norm, norm};
use crate::network::{Backward, Deep, Forward};
use crate::settings::Training;

/// What a step came from and went to.
#[expect(missing_docs, reason = "the line above names the fields")]
pub struct Step<'a> {
    pub forward: Forward,
    pub norm: f64, // of the gradient before it was clipped
    pub backward: Backward,
    pub after: &'a Deep,
}

// ANCHOR: train
/// Trains a network on all samples at once. Gradients that are longer than
/// `clip` are shortened to it. After each step, `observe` is shown what it came
/// from.
pub fn train(
    np: Numpy, network: &mut Deep, samples: &Samples, training: &Training,
    clip: Option<f64>, mut observe: impl FnMut(usize, &Step<'_>),
) {
    let Samples { x, labels } = samples;
    for epoch in 0..training.iterations {
        let forward = network.forward(np, x, labels);
        let mut backward = network.backward(np, labels, &forward);
        let norm = norm(np, &backward.gradients);
        if let Some(clip) = clip {
            clip_norm(np, &mut backward.gradients, clip);
        }
        network.descend(&backward, training.learning_rate);
        let after = &*network;
        observe(epoch, &Step { forward, norm, backward, after });
    }
}
// ANCHOR_END: train
