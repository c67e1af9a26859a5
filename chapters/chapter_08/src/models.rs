//! The losses of the chapters before, computed on a tape. There is no backward
//! pass to any of them.

use chapter_05::labels::Labels;
use ndarray::Array2;

use crate::tape::Var;

// ANCHOR: neuron
/// Chapter 1: a neuron with the weights w (1, inputs), on x (inputs, 1).
pub fn neuron<'t>(w: Var<'t>, b: Var<'t>, x: Var<'t>, t: Var<'t>) -> Var<'t> {
    let a = (w.dot(x) + b).relu();
    (a - t).square()
}
// ANCHOR_END: neuron

// ANCHOR: models
/// Chapter 2: a layer with the weights w (neurons, inputs), on x (inputs, 1).
pub fn layer<'t>(w: Var<'t>, b: Var<'t>, x: Var<'t>) -> Var<'t> {
    let a = (w.dot(x) + b).relu();
    a.sum().square()
}

/// Chapter 3: two layers with sigmoids, and the loss summed over the samples.
pub fn two_layer<'t>(
    [w1, b1, w2, b2]: [Var<'t>; 4], x: Var<'t>, t: &Array2<f64>,
) -> Var<'t> {
    let a1 = (x.dot(w1) + b1).sigmoid();
    let z2 = a1.dot(w2) + b2;
    z2.sigmoid_cross_entropy(t)
}

/// Chapter 4: two layers with ReLUs, and the squared sum of their outputs.
pub fn chain<'t>([w1, b1, w2, b2]: [Var<'t>; 4], x: Var<'t>) -> Var<'t> {
    let a1 = (x.dot(w1) + b1).relu();
    let a2 = (a1.dot(w2) + b2).relu();
    a2.sum().square()
}

/// Chapter 6: two layers with a ReLU and softmax.
pub fn spiral<'t>(
    [w1, b1, w2, b2]: [Var<'t>; 4], x: Var<'t>, labels: &Labels,
) -> Var<'t> {
    let a1 = (x.dot(w1) + b1).relu();
    let z2 = a1.dot(w2) + b2;
    z2.softmax_cross_entropy(labels)
}
// ANCHOR_END: models

// ANCHOR: skip
/// Chapter 4's two layers with a connection that skips the second.
pub fn skip<'t>([w1, b1, w2, b2]: [Var<'t>; 4], x: Var<'t>) -> Var<'t> {
    let a1 = (x.dot(w1) + b1).relu();
    let a2 = (a1.dot(w2) + b2).relu() + a1;
    a2.sum().square()
}
// ANCHOR_END: skip
