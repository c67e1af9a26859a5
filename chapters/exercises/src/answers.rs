//! Your answers to the exercises, in the order of the book.
//!
//! Change the bodies of these functions in `answers.rs`. The command
//! `cargo run -p exercises` says how far you are, and gives a hint where an
//! answer is not right yet. To start anew, copy `starters.rs` over
//! `answers.rs`.

#![allow(unused_variables, reason = "a starter leaves what it is given")]
#![allow(clippy::must_use_candidate, reason = "the answers are read, too")]
#![allow(clippy::missing_panics_doc, reason = "a panic is told as a hint")]

use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use chapter_00::labels::Labels;
use chapter_03::two_layer::Forward;
use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

use crate::Answers;
use crate::chapter_01::gradient_signs::Sign;
use crate::chapter_01::momentum::Step;
use crate::chapter_02::batch;
use crate::chapter_03::cross_entropy::Factors;
use crate::chapter_03::mean_gradient;
use crate::chapter_04::difference_quotients::Loss;
use crate::chapter_04::third_layer::{self, ThreeLayers};
use crate::chapter_05::first_steps::FirstSteps;

// Chapter 0: the forward pass.

/// Predict: what is the loss of a network that has learned nothing yet, and
/// gives every class the same probability? Given is the number of classes.
/// `np.log` is the natural logarithm.
pub fn untrained_loss(np: Numpy, classes: usize) -> f64 {
    0.0
}

/// Derive and implement: the logarithm of softmax, without the probabilities
/// themselves. Given is z (samples, classes), and the result has its shape. A
/// row may hold both 1000 and 0, or nothing but −1000, and every logarithm must
/// come out finite. `np.max_columns` and `np.sum_columns` can help.
pub fn log_softmax(np: Numpy, z: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(z.dim())
}

/// Implement: the mean over the samples of the categorical cross-entropy with
/// smoothed labels: a share is taken away from every one-hot label, and spread
/// evenly over all classes, the sample's own one included. Given are p
/// (samples, classes), the labels and the share. The entries of p need no
/// clipping, and `labels.to_one_hot::<f64>()` is (samples, classes).
pub fn label_smoothing(
    np: Numpy,
    p: &Array2<f64>,
    labels: &Labels,
    share: f64,
) -> f64 {
    0.0
}

// Chapter 1: a single neuron.

/// Predict: what would be the signs of ∂loss/∂w₁, ∂loss/∂w₂ and ∂loss/∂w₃ in
/// the first iteration of the run `chain-rule`, if its target were 10? There
/// x = (1, −2, 3), w = (−3, −1, 2) and b = 1. A sign is `Sign::Negative`,
/// `Sign::Zero` or `Sign::Positive`.
pub fn gradient_signs() -> [Sign; 3] {
    [Sign::Zero; 3]
}

/// Derive and implement: ∂loss/∂z of a neuron with a leaky ReLU, which is z
/// where z is positive and slope·z elsewhere. Given are ∂loss/∂a, z and the
/// slope.
pub fn leaky_relu(dloss_da: f64, z: f64, slope: f64) -> f64 {
    0.0
}

/// Derive: by which factor does one iteration of gradient descent multiply
/// the loss of this leaky neuron, where z is below 0 before and after the step
/// and the target is 0? Above 0 it is the factor of the chapter. Given are the
/// inputs x (inputs,), the slope and the learning rate.
pub fn leaky_factor(
    np: Numpy,
    x: &Array1<f64>,
    slope: f64,
    learning_rate: f64,
) -> f64 {
    1.0
}

/// Implement a step of gradient descent with momentum. The new velocity is
/// momentum·velocity + ∂loss/∂w; the new weights are w − learning rate · new
/// velocity. All arrays are (inputs,).
pub fn momentum(
    w: &Array1<f64>,
    velocity: &Array1<f64>,
    dloss_dw: &Array1<f64>,
    learning_rate: f64,
    momentum: f64,
) -> Step {
    Step { w: w.clone(), velocity: velocity.clone() }
}

// Chapter 2: a layer of neurons.

/// Predict: which of the three neurons are dead at the end of the run `layer`,
/// if its learning rate is ten times as large, 0.01? A neuron is dead when its
/// z is not above 0, so that its gradient is 0. The chapter shows what the run
/// starts from.
pub fn dead_neurons() -> [bool; 3] {
    [false; 3]
}

/// Derive and implement: ∂loss/∂a (neurons,) where the loss is the mean over
/// the outputs of (aᵢ − targetᵢ)². Both a and the target are (neurons,).
pub fn mean_squared_error(
    a: &Array1<f64>,
    target: &Array1<f64>,
) -> Array1<f64> {
    Array1::zeros(a.len())
}

/// Derive and implement: the gradients of a layer that sees a batch, where the
/// loss is the sum of the samples' losses. Given are x (samples, inputs) and
/// ∂loss/∂z (samples, neurons). The layer is that of the chapter: w has a row
/// for each neuron, and so has ∂loss/∂w (neurons, inputs); ∂loss/∂b is
/// (neurons,). `np.dot` and `np.sum_rows` can help.
pub fn batch(
    np: Numpy,
    x: &Array2<f64>,
    dloss_dz: &Array2<f64>,
) -> batch::Gradients {
    batch::Gradients {
        dloss_dw: Array2::zeros((dloss_dz.ncols(), x.ncols())),
        dloss_db: Array1::zeros(dloss_dz.ncols()),
    }
}

// Chapter 3: a two-layer sigmoid network.

/// Derive and implement: the gradients by w₂ (hidden, 1) and b₂ (1, 1) of the
/// loss that the chapter prints, the mean over the samples. (The chapter's own
/// gradients are those of the sum.) Given are the forward pass, which holds
/// a₁ (samples, hidden) and a₂ (samples, 1), and the target (samples, 1).
pub fn mean_gradient(
    np: Numpy,
    forward: &Forward,
    target: &Array2<f64>,
) -> mean_gradient::Gradients {
    mean_gradient::Gradients {
        dw2: Array2::zeros((forward.a1.ncols(), 1)),
        db2: Array2::zeros((1, 1)),
    }
}

/// Derive and implement: dz₁ of a hidden layer whose neurons have a tanh in
/// place of the sigmoid, a₁ = tanh z₁. Given are da₁ and a₁, both (samples,
/// hidden).
pub fn tanh_layer(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a1.dim())
}

/// Derive and implement: the two factors of which the chapter says that they
/// cancel to a₂ − target. They are da₂, the derivative of each sample's binary
/// cross-entropy by its output, and ∂a₂/∂z₂, the slope of the sigmoid. Given
/// are a₂ and the target, both (samples, 1).
pub fn cross_entropy(a2: &Array2<f64>, target: &Array2<f64>) -> Factors {
    Factors { da2: Array2::zeros(a2.dim()), da2_dz2: Array2::zeros(a2.dim()) }
}

// Chapter 4: the gradient by a layer's inputs.

/// Derive and implement: dx (samples, inputs) for a batch. Given are dz
/// (samples, neurons) and the weights as chapter 2 stores them, a row for each
/// neuron: w is (neurons, inputs).
pub fn batch_inputs(
    np: Numpy,
    dz: &Array2<f64>,
    w: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros((dz.nrows(), w.ncols()))
}

/// Implement the backward pass of three dense layers in a chain, each with a
/// ReLU, where the loss is the square of the last outputs' sum. Given are the
/// layers, the inputs x (samples, inputs) and the forward pass: z and a of
/// each layer, and the sum y. `DenseLayer::backward` does the work of one
/// layer.
pub fn third_layer(
    np: Numpy,
    network: &ThreeLayers,
    x: &Array2<f64>,
    forward: &third_layer::Forward,
) -> [DenseGradients; 3] {
    network.layers.each_ref().map(|layer| DenseGradients {
        dw: Array2::zeros(layer.w.dim()),
        db: Array2::zeros(layer.b.dim()),
        dx: Array2::zeros((x.nrows(), layer.w.nrows())),
    })
}

/// Implement the check of a gradient: for each entry xₙ the central difference
/// quotient (loss(xₙ + h) − loss(xₙ − h)) / 2h, all other entries left alone.
/// Both x and the result are (inputs,); `loss(&x)` is the loss at x. Yours is
/// tried on the loss x₁³ + x₁x₂x₃ + 2x₃.
pub fn difference_quotients(
    loss: Loss<'_>,
    x: &Array1<f64>,
    h: f64,
) -> Array1<f64> {
    Array1::zeros(x.len())
}

// Chapter 5: the spiral, everything together.

/// Derive and implement: dz of softmax by itself, whatever loss stands behind
/// it, and without its Jacobian being formed. Given are the probabilities p
/// and dp, both (samples, classes), and so is dz.
pub fn softmax_backward(
    np: Numpy,
    p: &Array2<f64>,
    dp: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(p.dim())
}

/// Predict: by how many learning rates does the first step of each optimizer
/// move a parameter? Above 0 it grows, below 0 it falls. Given are its gradient
/// and the ρ of `RMSProp`; the other constants are those of the chapter, and
/// the gradient is so large that ε does not matter.
pub fn first_steps(np: Numpy, gradient: f64, rho: f64) -> FirstSteps {
    FirstSteps { descent: 0.0, adagrad: 0.0, rmsprop: 0.0, adam: 0.0 }
}

/// Derive and implement: the gradients of a layer if λ times the sum of its
/// squared weights is added to the loss. The biases cost nothing. Given are
/// the layer, its gradients without the addition, and λ.
pub fn weight_decay(
    layer: &DenseLayer,
    gradients: &DenseGradients,
    lambda: f64,
) -> DenseGradients {
    gradients.clone()
}

/// All of them, as they are checked.
pub const ANSWERS: Answers = Answers {
    untrained_loss,
    log_softmax,
    label_smoothing,
    gradient_signs,
    leaky_relu,
    leaky_factor,
    momentum,
    dead_neurons,
    mean_squared_error,
    batch,
    mean_gradient,
    tanh_layer,
    cross_entropy,
    batch_inputs,
    third_layer,
    difference_quotients,
    softmax_backward,
    first_steps,
    weight_decay,
};
