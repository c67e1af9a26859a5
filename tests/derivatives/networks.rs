//! The forward pass of every model, written in dual numbers.

use chapter_05::labels::Labels;
use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

use crate::dual::{
    Dual, Numbers, clip, dot, exp, log, max_columns, mean, minus_column,
    over_column, pick, reciprocal, relu, sum, sum_columns,
};

/// The results of a forward pass in dual numbers.
pub(crate) struct Pass {
    /// The loss.
    pub(crate) loss: Dual<f64>,
    /// The input of each ReLU and its derivative.
    pub(crate) relu_inputs: Vec<(f64, f64)>,
}

/// Chapter 1's neuron.
pub(crate) fn neuron(
    np: Numpy,
    w: &Dual<Array1<f64>>, // (inputs,)
    b: Dual<f64>,
    x: &Dual<Array1<f64>>, // (inputs,)
    target: f64,
) -> Pass {
    let z = dot(np, w, x) + b; // z = w·x + b
    let a = relu(np, &z); // a = max(0, z)
    let error = a - Dual::constant(target);
    let loss = error.clone() * error; // loss = (a - target)²
    Pass { loss, relu_inputs: vec![(z.value, z.derivative)] }
}

/// Chapter 2's layer.
pub(crate) fn layer(
    np: Numpy,
    w: &Dual<Array2<f64>>, // (neurons, inputs)
    b: Dual<Array1<f64>>,  // (neurons,)
    x: &Dual<Array1<f64>>, // (inputs,)
) -> Pass {
    let z = dot(np, w, x) + b; // z = w·x + b
    let a = relu(np, &z); // a = max(0, z)
    let y = sum(np, &a); // y = a₁ + a₂ + …
    let loss = y.clone() * y; // loss = y²
    Pass { loss, relu_inputs: pairs(&z.value, &z.derivative) }
}

/// Chapter 3's two layers.
pub(crate) fn two_layer(
    np: Numpy,
    [w1, b1, w2, b2]: &[Dual<Array2<f64>>; 4],
    x: &Dual<Array2<f64>>, // (samples, inputs)
    target: &Array2<f64>,  // (samples, outputs)
) -> Pass {
    let z1 = dense(np, x, w1, b1); // z₁ = x·w₁ + b₁
    let a1 = sigmoid(np, z1); // a₁ = σ(z₁)
    let z2 = dense(np, &a1, w2, b2); // z₂ = a₁·w₂ + b₂
    let a2 = sigmoid(np, z2); // a₂ = σ(z₂)
    let loss = cross_entropy(np, a2, target);
    Pass { loss, relu_inputs: Vec::new() }
}

/// Chapter 4's chain.
pub(crate) fn chain(
    np: Numpy,
    [w1, b1, w2, b2]: &[Dual<Array2<f64>>; 4],
    x: &Dual<Array2<f64>>, // (samples, inputs)
) -> Pass {
    let z1 = dense(np, x, w1, b1); // z₁ = x·w₁ + b₁
    let a1 = relu(np, &z1); // a₁ = max(0, z₁)
    let z2 = dense(np, &a1, w2, b2); // z₂ = a₁·w₂ + b₂
    let a2 = relu(np, &z2); // a₂ = max(0, z₂)
    let y = sum(np, &a2); // y = a₂₁ + a₂₂ + …
    let loss = y.clone() * y; // loss = y²
    let mut relu_inputs = pairs(&z1.value, &z1.derivative);
    relu_inputs.extend(pairs(&z2.value, &z2.derivative));
    Pass { loss, relu_inputs }
}

/// Chapter 8's two layers with a connection that skips the second.
pub(crate) fn skip(
    np: Numpy,
    [w1, b1, w2, b2]: &[Dual<Array2<f64>>; 4],
    x: &Dual<Array2<f64>>, // (samples, inputs)
) -> Pass {
    let z1 = dense(np, x, w1, b1); // z₁ = x·w₁ + b₁
    let a1 = relu(np, &z1); // a₁ = max(0, z₁)
    let z2 = dense(np, &a1, w2, b2); // z₂ = a₁·w₂ + b₂
    let a2 = relu(np, &z2) + a1; // a₂ = max(0, z₂) + a₁
    let y = sum(np, &a2); // y = a₂₁ + a₂₂ + …
    let loss = y.clone() * y; // loss = y²
    let mut relu_inputs = pairs(&z1.value, &z1.derivative);
    relu_inputs.extend(pairs(&z2.value, &z2.derivative));
    Pass { loss, relu_inputs }
}

/// Chapter 6's network.
pub(crate) fn spiral(
    np: Numpy,
    [w1, b1, w2, b2]: &[Dual<Array2<f64>>; 4],
    x: &Dual<Array2<f64>>, // (samples, inputs)
    labels: &Labels,
) -> Pass {
    let z1 = dense(np, x, w1, b1); // z₁ = x·w₁ + b₁
    let a1 = relu(np, &z1); // a₁ = max(0, z₁)
    let z2 = dense(np, &a1, w2, b2); // z₂ = a₁·w₂ + b₂
    let Pass { loss, .. } = output(np, &z2, labels);
    Pass { loss, relu_inputs: pairs(&z1.value, &z1.derivative) }
}

/// The end of chapter 6's network: softmax and the loss.
pub(crate) fn output(
    np: Numpy,
    z: &Dual<Array2<f64>>, // (samples, classes)
    labels: &Labels,
) -> Pass {
    let p = softmax(np, z, &max_columns(np, z)); // p = softmax(z)
    let p = clip(np, pick(labels, &p), 1e-7, 1.0 - 1e-7);
    let loss = mean(np, &-log(np, p)); // loss = −ln p, averaged
    Pass { loss, relu_inputs: Vec::new() }
}

/// The probabilities of each row of z, computed from z − shift.
pub(crate) fn softmax(
    np: Numpy,
    z: &Dual<Array2<f64>>,     // (samples, classes)
    shift: &Dual<Array2<f64>>, // (samples, 1)
) -> Dual<Array2<f64>> {
    let e = exp(np, minus_column(z, shift));
    over_column(&e, &sum_columns(np, &e))
}

/// x·w + b, with the one row of b added to every row.
fn dense(
    np: Numpy,
    x: &Dual<Array2<f64>>, // (samples, inputs)
    w: &Dual<Array2<f64>>, // (inputs, neurons)
    b: &Dual<Array2<f64>>, // (1, neurons)
) -> Dual<Array2<f64>> {
    dot(np, x, w) + b.clone()
}

/// σ(z) = 1 / (1 + e⁻ᶻ), entrywise.
fn sigmoid<X: Numbers>(np: Numpy, z: Dual<X>) -> Dual<X> {
    let e = exp(np, -z);
    reciprocal(ones_like(&e) + e)
}

/// −(t·ln a + (1 − t)·ln(1 − a)), averaged over the samples.
fn cross_entropy(
    np: Numpy, a: Dual<Array2<f64>>, target: &Array2<f64>,
) -> Dual<f64> {
    let target = Dual::constant(target.clone());
    let ones = ones_like(&a);
    let hit = target.clone() * log(np, a.clone());
    let miss = (ones.clone() - target) * log(np, ones - a);
    -mean(np, &(hit + miss))
}

fn ones_like<X: Numbers>(x: &Dual<X>) -> Dual<X> {
    Dual::constant(x.value.clone().each(|_| 1.0))
}

fn pairs<'a>(
    value: impl IntoIterator<Item = &'a f64>,
    derivative: impl IntoIterator<Item = &'a f64>,
) -> Vec<(f64, f64)> {
    value.into_iter().copied().zip(derivative.into_iter().copied()).collect()
}
