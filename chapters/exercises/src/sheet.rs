//! A sheet of answers: one function for each exercise.

use crate::chapter_00::{label_smoothing, log_softmax, untrained_loss};
use crate::chapter_01::{gradient_signs, leaky_factor, leaky_relu, momentum};
use crate::chapter_02::{batch, dead_neurons, mean_squared_error};
use crate::chapter_03::{cross_entropy, mean_gradient, tanh_layer};
use crate::chapter_04::{batch_inputs, difference_quotients, third_layer};
use crate::chapter_05::{first_steps, softmax_backward, weight_decay};

/// One answer to each exercise. The types are plain functions, so that a file
/// of functions becomes a sheet by naming them.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    /// Chapter 0: the loss of a network that has learned nothing.
    pub untrained_loss: untrained_loss::Answer,
    /// Chapter 0: the logarithm of softmax.
    pub log_softmax: log_softmax::Answer,
    /// Chapter 0: the loss with labels that are not one-hot.
    pub label_smoothing: label_smoothing::Answer,
    /// Chapter 1: the signs of a gradient.
    pub gradient_signs: gradient_signs::Answer,
    /// Chapter 1: back through a leaky ReLU.
    pub leaky_relu: leaky_relu::Answer,
    /// Chapter 1: what an iteration multiplies a leaky neuron's loss by.
    pub leaky_factor: leaky_factor::Answer,
    /// Chapter 1: a step with momentum.
    pub momentum: momentum::Answer,
    /// Chapter 2: which neurons die.
    pub dead_neurons: dead_neurons::Answer,
    /// Chapter 2: back from the mean squared error.
    pub mean_squared_error: mean_squared_error::Answer,
    /// Chapter 2: a batch of inputs.
    pub batch: batch::Answer,
    /// Chapter 3: the gradient of the mean.
    pub mean_gradient: mean_gradient::Answer,
    /// Chapter 3: back through a tanh.
    pub tanh_layer: tanh_layer::Answer,
    /// Chapter 3: the two factors of an error.
    pub cross_entropy: cross_entropy::Answer,
    /// Chapter 4: what a batch passes back.
    pub batch_inputs: batch_inputs::Answer,
    /// Chapter 4: a third layer.
    pub third_layer: third_layer::Answer,
    /// Chapter 4: every entry's difference quotient.
    pub difference_quotients: difference_quotients::Answer,
    /// Chapter 5: back through softmax alone.
    pub softmax_backward: softmax_backward::Answer,
    /// Chapter 5: how far the first step of each optimizer goes.
    pub first_steps: first_steps::Answer,
    /// Chapter 5: the gradients of a layer whose weights cost something.
    pub weight_decay: weight_decay::Answer,
}
