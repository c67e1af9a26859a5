//! The first run once more, its hidden sigmoids not saturated.

use harness::{Experiment, Line, Record, Watch};
use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;

use crate::pictures::OF_SATURATION;
use crate::runs::{OPTIONS, Settings, samples, settings, train};
use crate::two_layer::{Forward, TwoLayer, sigmoid_derivative};

/// The run of document 003 from other biases of the first layer.
pub(crate) static UNSATURATED: Experiment<Settings> = Experiment {
    options: OPTIONS,
    lines: &[
        Line::each("b1", "b1: {value}"),
        Line::each("z1", "z1:\n{value}"),
        Line::each("slopes", "Slopes of the hidden sigmoids:\n{value}"),
        Line::each("dz1", "dz1:\n{value}"),
        Line::every("loss", "Epoch {iteration}, Loss: {value}"),
    ],
    iteration: "epoch",
    zero_gradient: "because the sigmoids are flat where the network stands",
    pictures: OF_SATURATION,
    ..Experiment::new("unsaturated", settings, |settings| settings.np, run)
};

// ANCHOR: centered
/// The network with other biases b₁, with which the weighted sums z₁ of each
/// hidden neuron have a mean of 0 over the samples x (samples, inputs).
pub fn centered(np: Numpy, network: TwoLayer, x: &Array2<f64>) -> TwoLayer {
    let samples = 2.0;
    let sums = np.sum_rows(&np.dot(x, &network.w1)); // (1, hidden)
    TwoLayer { b1: -sums / samples, ..network }
}
// ANCHOR_END: centered

/// Reports the first step, and trains.
fn run(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    let np = settings.np;
    let (x, target) = samples();
    let random = TwoLayer::random(&mut RandomState::seed(settings.seed));
    let mut network = centered(np, random, &x);
    record.add("b1", &network.b1);
    let forward = network.forward(np, &x, &target);
    let backward = network.backward(np, &x, &target, &forward);
    let Forward { z1, a1, .. } = &forward;
    record.add_each(["z1", "a1"], [z1, a1]);
    record.add("slopes", &sigmoid_derivative(a1));
    record.add_each(["da1", "dz1"], [&backward.da1, &backward.dz1]);
    train(settings, &mut network, &x, &target, |i, network, pass, backward| {
        let (loss, gradients) = (pass.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, network.parameters());
    });
    record.add("final_output", &network.forward(np, &x, &target).a2);
}
