//! Two outputs: the gradients of a layer term by term, and as products.
//!
//! With one output there is one path from a hidden neuron to the loss, and
//! nothing to add up. Here there are two, and two samples.

use harness::Expected::Gradients;
use harness::{Experiment, Line, Record, Watch, dot, numeric_gradient};
use mini_numpy::Numpy;
use ndarray::{Array2, array};

use crate::pictures::OF_TWO_OUTPUTS;
use crate::runs::{Settings, settings};
use crate::two_layer::{Backward, Forward, TwoLayer, cross_entropy, sigmoid};

/// One pass of the network. Of its settings, only the arithmetic matters.
pub(crate) static TWO_OUTPUTS: Experiment<Settings> = Experiment {
    options: &[dot(|settings| &mut settings.np)],
    lines: &[
        Line::each("dz2", "dz2:\n{value}"),
        Line::each("paths", "dz2·w2 of sample 1, a column a path:\n{value}"),
        Line::each("da1_by_paths", "da1, summed over the paths:\n{value}"),
        Line::each("da1", "as the product dz2·w2ᵀ:\n{value}"),
        Line::each("da1_quotient", "by central differences:\n{value}"),
        Line::each("outer_1", "a1·dz2 of sample 1:\n{value}"),
        Line::each("outer_2", "a1·dz2 of sample 2:\n{value}"),
        Line::each("dw2_by_samples", "dw2, summed over both:\n{value}"),
        Line::each("dw2", "as the product a1ᵀ·dz2:\n{value}"),
        Line::each("dw2_quotient", "by central differences:\n{value}"),
    ],
    expected: Gradients(&[
        ["da1_by_paths", "da1_quotient", "tolerance"],
        ["da1", "da1_quotient", "tolerance"],
        ["dw2_by_samples", "dw2_quotient", "tolerance"],
        ["dw2", "dw2_quotient", "tolerance"],
    ]),
    pictures: OF_TWO_OUTPUTS,
    ..Experiment::new("two-outputs", settings, |settings| settings.np, run)
};

/// The step h of the difference quotients.
const H: f64 = 1.0 / 8192.0;

// ANCHOR: start
/// The inputs, the targets, and a network of two inputs, two hidden neurons
/// and two outputs.
pub fn start() -> (Array2<f64>, Array2<f64>, TwoLayer) {
    let x = array![[1.0, 2.0], [2.0, -1.0]]; // (2, 2)
    let target = array![[1.0, 0.0], [0.0, 1.0]]; // (2, 2)
    let network = TwoLayer {
        w1: array![[0.5, -1.0], [0.25, 0.5]], // (2, 2)
        b1: array![[0.0, 0.5]],               // (1, 2)
        // (2, 2)
        w2: array![
            [2.0, -1.0], // from hidden neuron A to the outputs C and D
            [1.0, 3.0],  // from B
        ],
        b2: array![[-1.0, -1.0]], // (1, 2)
    };
    (x, target, network)
}
// ANCHOR_END: start

// ANCHOR: by_paths
/// The gradient with respect to a layer's inputs, path by path: what dz
/// (samples, neurons) passes back through the weights w (inputs, neurons).
pub fn by_paths(dz: &Array2<f64>, w: &Array2<f64>) -> Array2<f64> {
    let mut da = Array2::zeros((dz.nrows(), w.nrows())); // (samples, inputs)
    for ((s, i), da_si) in da.indexed_iter_mut() {
        for j in 0..dz.ncols() {
            *da_si += dz[[s, j]] * w[[i, j]]; // a path from i through j (3.11)
        }
    }
    da
}
// ANCHOR_END: by_paths

// ANCHOR: by_samples
/// The gradient with respect to a layer's weights, sample by sample: an outer
/// product of a row of its inputs a and one of dz (samples, neurons) for each.
pub fn by_samples(np: Numpy, a: &Array2<f64>, dz: &Array2<f64>) -> Array2<f64> {
    let mut dw = Array2::zeros((a.ncols(), dz.ncols())); // (inputs, neurons)
    for (a_s, dz_s) in a.outer_iter().zip(dz.outer_iter()) {
        dw += &np.outer(&a_s, &dz_s); // one sample (3.9)
    }
    dw
}
// ANCHOR_END: by_samples

/// Reports the gradients with respect to a₁ and w₂, each in three ways.
fn run(settings: &Settings, record: &mut Record, _: &mut Watch) {
    let np = settings.np;
    let (x, target, network) = start();
    record.add("x", &x);
    record.add("target", &target);
    record.add_each(["w1", "b1", "w2", "b2"], network.arrays());
    let forward = network.forward(np, &x, &target);
    let backward = network.backward(np, &x, &target, &forward);
    let Forward { z1, a1, z2, a2, loss } = &forward;
    record.add_each(["z1", "a1", "z2", "a2"], [z1, a1, z2, a2]);
    record.add("loss", *loss);

    let Backward { dz2, da1, dw2, .. } = &backward;
    let TwoLayer { w2, b2, .. } = &network;
    record.add("dz2", dz2);
    record.add("paths", &(w2 * &dz2.row(0))); // (hidden, outputs)
    record.add("da1_by_paths", &by_paths(dz2, w2));
    record.add("da1", da1);
    // The gradient is that of the sum over all outputs, not of the mean.
    let outputs = 4.0;
    let loss = |a1: &Array2<f64>, w2: &Array2<f64>| {
        let z2 = np.dot(a1, w2) + b2;
        outputs * cross_entropy(np, &sigmoid(np, &z2), &target)
    };
    let quotient = numeric_gradient(a1, H, |a1| loss(a1, w2));
    record.add("da1_quotient", &quotient);

    record.add("outer_1", &np.outer(&a1.row(0), &dz2.row(0)));
    record.add("outer_2", &np.outer(&a1.row(1), &dz2.row(1)));
    record.add("dw2_by_samples", &by_samples(np, a1, dz2));
    record.add("dw2", dw2);
    let quotient = numeric_gradient(w2, H, |w2| loss(a1, w2));
    record.add("dw2_quotient", &quotient);
    record.add("tolerance", tolerance());
}

/// How far a gradient and its difference quotients can be apart.
///
/// Truncation: h²/6 times the third derivative. That of ln(1 + eᶻ) − tz is at
/// most 1/10, and z is linear in an entry of a₁ with a weight as its slope, in
/// one of w₂ with an output below 1: at most (1³ + 3³)/10 < 3 in all.
///
/// Rounding: two losses with an error of at most E, divided by 2h. Every |z₂|
/// is below 5 and rounded five times, in sums that are at most 5; a₂ is rounded
/// three times more. The slopes of ln a and of ln(1 − a) are at most 1 + e⁵ <
/// 150 here, so a loss is off by less than (25 + 4·150 + 15)·u, where the last
/// term is for its logarithms and sums, and four of them by 4·640u < 2600u.
fn tolerance() -> f64 {
    let u = f64::EPSILON / 2.0;
    0.5 * H * H + 2600.0 * u / H
}
