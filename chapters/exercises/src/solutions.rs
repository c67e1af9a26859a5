//! Answers to the exercises that are right, in the order of the book, which
//! prints them.

#![allow(clippy::must_use_candidate, reason = "the book prints these")]
#![allow(clippy::missing_panics_doc, reason = "the shapes fit")]

use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use chapter_00::labels::Labels;
use chapter_03::two_layer::Forward;
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, Axis};

use crate::Answers;
use crate::chapter_01::gradient_signs::Sign;
use crate::chapter_01::momentum::Step;
use crate::chapter_02::batch;
use crate::chapter_03::cross_entropy::Factors;
use crate::chapter_03::mean_gradient;
use crate::chapter_04::difference_quotients::Loss;
use crate::chapter_04::third_layer::{self, ThreeLayers};
use crate::chapter_05::first_steps::FirstSteps;

// ANCHOR: untrained_loss
/// −ln(1/K) = ln K, whatever the labels are.
pub fn untrained_loss(np: Numpy, classes: usize) -> f64 {
    np.log(classes as f64)
}
// ANCHOR_END: untrained_loss

// ANCHOR: log_softmax
/// ln p = z − max − ln Σ exp(z − max), in every row.
pub fn log_softmax(np: Numpy, z: &Array2<f64>) -> Array2<f64> {
    let z = z - &np.max_columns(z); // (samples, classes), at most 0
    let sums = np.sum_columns(&np.exp(&z)); // (samples, 1), at least 1
    &z - &np.log(&sums)
}
// ANCHOR_END: log_softmax

// ANCHOR: label_smoothing
/// Every class has a label, and so every probability enters.
pub fn label_smoothing(
    np: Numpy,
    p: &Array2<f64>,
    labels: &Labels,
    share: f64,
) -> f64 {
    let classes = p.ncols() as f64;
    let one_hot = labels.to_one_hot::<f64>(); // (samples, classes)
    let y = (1.0 - share) * one_hot + share / classes;
    let losses = -np.sum_columns(&(y * np.log(p))); // (samples, 1)
    np.mean(&losses)
}
// ANCHOR_END: label_smoothing

// ANCHOR: gradient_signs
/// ∂loss/∂w = ∂loss/∂z · x, and ∂loss/∂z is negative.
pub fn gradient_signs() -> [Sign; 3] {
    [Sign::Negative, Sign::Positive, Sign::Negative] // those of −x
}
// ANCHOR_END: gradient_signs

// ANCHOR: leaky_relu
/// ∂loss/∂z = ∂loss/∂a · ∂a/∂z.
pub fn leaky_relu(dloss_da: f64, z: f64, slope: f64) -> f64 {
    let da_dz = if 0.0 < z { 1.0 } else { slope };
    dloss_da * da_dz
}
// ANCHOR_END: leaky_relu

// ANCHOR: leaky_factor
/// (1 − 2·lr·slope²·(|x|² + 1))², where the bias gives the 1.
pub fn leaky_factor(
    np: Numpy,
    x: &Array1<f64>,
    slope: f64,
    learning_rate: f64,
) -> f64 {
    let steepness = 2.0 * slope * slope * (np.dot(x, x) + 1.0);
    let z_factor = 1.0 - learning_rate * steepness;
    z_factor * z_factor // the loss is (slope·z)²
}
// ANCHOR_END: leaky_factor

// ANCHOR: momentum
/// The gradient changes the velocity, and the new velocity moves the weights.
pub fn momentum(
    w: &Array1<f64>,
    velocity: &Array1<f64>,
    dloss_dw: &Array1<f64>,
    learning_rate: f64,
    momentum: f64,
) -> Step {
    let velocity = momentum * velocity + dloss_dw;
    Step { w: w - learning_rate * &velocity, velocity }
}
// ANCHOR_END: momentum

// ANCHOR: dead_neurons
/// All of them, at the first step, which is longer than the largest z.
pub fn dead_neurons() -> [bool; 3] {
    [true; 3]
}
// ANCHOR_END: dead_neurons

// ANCHOR: mean_squared_error
/// Each output stands in one of the squares, and there are n of them.
pub fn mean_squared_error(
    a: &Array1<f64>,
    target: &Array1<f64>,
) -> Array1<f64> {
    let n = a.len() as f64;
    2.0 / n * (a - target) // (neurons,)
}
// ANCHOR_END: mean_squared_error

// ANCHOR: batch
/// The product sums over the samples.
pub fn batch(
    np: Numpy,
    x: &Array2<f64>,
    dloss_dz: &Array2<f64>,
) -> batch::Gradients {
    batch::Gradients {
        // (neurons, samples)·(samples, inputs)
        dloss_dw: np.dot(&dloss_dz.t(), x),
        dloss_db: np.sum_rows(dloss_dz).remove_axis(Axis(0)), // (neurons,)
    }
}
// ANCHOR_END: batch

// ANCHOR: mean_gradient
/// The mean divides dz₂ by the number of samples, and with it all the rest.
pub fn mean_gradient(
    np: Numpy,
    forward: &Forward,
    target: &Array2<f64>,
) -> mean_gradient::Gradients {
    let samples = target.nrows() as f64;
    let dz2 = (&forward.a2 - target) / samples; // (samples, 1)
    mean_gradient::Gradients {
        dw2: np.dot(&forward.a1.t(), &dz2), // (hidden, samples)·(samples, 1)
        db2: np.sum_rows(&dz2),             // (1, 1)
    }
}
// ANCHOR_END: mean_gradient

// ANCHOR: tanh_layer
/// tanh′(z) = 1 − tanh²(z), from the output a = tanh z.
pub fn tanh_layer(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    da1 * (1.0 - a1 * a1) // (samples, hidden)
}
// ANCHOR_END: tanh_layer

// ANCHOR: cross_entropy
/// The derivative of −(t·ln a + (1 − t)·ln(1 − a)) by a, and that of a by z.
pub fn cross_entropy(a2: &Array2<f64>, target: &Array2<f64>) -> Factors {
    Factors {
        da2: (1.0 - target) / (1.0 - a2) - target / a2, // (samples, 1)
        da2_dz2: a2 * (1.0 - a2),                       // (samples, 1)
    }
}
// ANCHOR_END: cross_entropy

// ANCHOR: batch_inputs
/// The product sums over the neurons, and leaves each sample its row.
pub fn batch_inputs(
    np: Numpy,
    dz: &Array2<f64>,
    w: &Array2<f64>,
) -> Array2<f64> {
    np.dot(dz, w) // (samples, neurons)·(neurons, inputs)
}
// ANCHOR_END: batch_inputs

// ANCHOR: third_layer
/// Each layer's dx is the da of the one before it.
pub fn third_layer(
    np: Numpy,
    network: &ThreeLayers,
    x: &Array2<f64>,
    forward: &third_layer::Forward,
) -> [DenseGradients; 3] {
    let [first, second, third] = &network.layers;
    let [z1, z2, z3] = &forward.z;
    let [a1, a2, _] = &forward.a;
    let da3 = Array2::from_elem(z3.dim(), 2.0 * forward.y); // loss = y²
    let third = third.backward(np, a2, &(da3 * slope(z3)));
    let second = second.backward(np, a1, &(&third.dx * slope(z2)));
    let first = first.backward(np, x, &(&second.dx * slope(z1)));
    [first, second, third]
}

/// The slope of the ReLU at each z: 1 above 0, and 0 elsewhere.
fn slope(z: &Array2<f64>) -> Array2<f64> {
    z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 })
}
// ANCHOR_END: third_layer

// ANCHOR: difference_quotients
/// One entry after the other is moved, and put back.
pub fn difference_quotients(
    loss: Loss<'_>,
    x: &Array1<f64>,
    h: f64,
) -> Array1<f64> {
    let mut moved = x.clone();
    let mut quotients = Array1::zeros(x.len()); // (inputs,)
    for n in 0..x.len() {
        moved[n] = x[n] + h;
        let above = loss(&moved);
        moved[n] = x[n] - h;
        let below = loss(&moved);
        moved[n] = x[n];
        quotients[n] = (above - below) / (2.0 * h);
    }
    quotients
}
// ANCHOR_END: difference_quotients

// ANCHOR: softmax_backward
/// The Jacobian is diag(p) − p·pᵀ: of its product with dp, one term keeps each
/// entry by itself, and the other is a number for each sample.
pub fn softmax_backward(
    np: Numpy,
    p: &Array2<f64>,
    dp: &Array2<f64>,
) -> Array2<f64> {
    let mean_dp = np.sum_columns(&(p * dp)); // (samples, 1)
    p * &(dp - &mean_dp) // (samples, classes)
}
// ANCHOR_END: softmax_backward

// ANCHOR: first_steps
/// Plain descent alone asks how large the gradient is.
pub fn first_steps(np: Numpy, gradient: f64, rho: f64) -> FirstSteps {
    let sign = gradient.signum();
    FirstSteps {
        descent: -gradient,
        // After one gradient the caches hold g², (1 − ρ)·g² and, corrected
        // for starting from 0, g² again.
        adagrad: -sign,
        rmsprop: -sign / np.sqrt(1.0 - rho),
        adam: -sign,
    }
}
// ANCHOR_END: first_steps

// ANCHOR: weight_decay
/// The penalty depends on the weights, and on nothing else.
pub fn weight_decay(
    layer: &DenseLayer,
    gradients: &DenseGradients,
    lambda: f64,
) -> DenseGradients {
    let dw = &gradients.dw + 2.0 * lambda * &layer.w; // (inputs, neurons)
    DenseGradients { dw, ..gradients.clone() }
}
// ANCHOR_END: weight_decay

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
