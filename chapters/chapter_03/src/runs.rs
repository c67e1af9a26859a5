//! The two programs of document 003, and what the others take from them.

use std::iter::successors;

use harness::Expected::Documented;
use harness::{
    Chapter, CommandOption, Experiment, Line, Record, Source, Watch, dot,
    every, iterations, learning_rate, max_distance, numeric_gradient, seed,
};
use mini_numpy::{Numpy, RandomState};
use ndarray::{Array1, Array2, array};

use crate::pictures::PICTURES;
use crate::relu_sigmoid::ReluSigmoid;
use crate::saturation::UNSATURATED;
use crate::symmetry::{NUDGED, SYMMETRIC};
use crate::two_layer::{Backward, Forward, TwoLayer, sigmoid_derivative};
use crate::two_outputs::TWO_OUTPUTS;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_03",
    title: "a two-layer sigmoid network",
    runs: &[
        &TWO_LAYER,
        &FORWARD,
        &TWO_OUTPUTS,
        &UNSATURATED,
        &SYMMETRIC,
        &NUDGED,
    ],
};

/// The first step by hand, and then a thousand epochs.
pub static TWO_LAYER: Experiment<Settings> = Experiment {
    source: Source { document: "003", place: "cells 2 to 7" },
    options: OPTIONS,
    lines: &[
        Line::each("w1", "{value!r}"),
        Line::each("first_loss", "Loss: {value}"),
        Line::each("dw2", "Gradient dW2: {value}"),
        Line::each("db2", "Gradient db2: {value}"),
        Line::each("dw1", "Gradient dW1: {value}"),
        Line::each("db1", "Gradient db1: {value}"),
        Line::each("updated_w1", "Updated W1: {value}"),
        Line::each("updated_b1", "Updated b1: {value}"),
        Line::each("updated_w2", "Updated W2: {value}"),
        Line::each("updated_b2", "Updated b2: {value}"),
        Line::every("loss", "Epoch {iteration}, Loss: {value}"),
    ],
    iteration: "epoch",
    zero_gradient: "because the sigmoids are flat where the network stands",
    expected: Documented(include_str!("../transcripts/two-layer.txt")),
    pictures: PICTURES,
    ..Experiment::new("two-layer", settings, |settings| settings.np, run)
};

/// Of its settings, only the arithmetic matters.
static FORWARD: Experiment<Settings> = Experiment {
    source: Source { document: "003", place: "cell 1" },
    options: &[dot(|settings| &mut settings.np)],
    lines: &[Line::each("output", "Output: {value}")],
    expected: Documented(include_str!("../transcripts/forward.txt")),
    ..Experiment::new("forward", settings, |settings| settings.np, run_forward)
};

/// An option for each of its settings.
pub(crate) const OPTIONS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.learning_rate),
    every(|settings| &mut settings.every),
    dot(|settings| &mut settings.np),
    seed(|settings| &mut settings.seed),
];

/// What the network is trained with.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Settings {
    pub np: Numpy,
    pub iterations: usize, // epochs
    pub learning_rate: f64,
    pub every: usize, // of so many losses, one is printed
    pub seed: u32,
}

pub(crate) fn settings() -> Settings {
    let np = Numpy::DOCUMENT_003;
    Settings { np, iterations: 1000, learning_rate: 0.1, every: 100, seed: 42 }
}

// ANCHOR: train
/// The two samples: their inputs, and their targets.
pub fn samples() -> (Array2<f64>, Array2<f64>) {
    let x = array![[1.0, 2.0], [2.0, 3.0]]; // (2, 2)
    let target = array![[1.0], [0.0]]; // (2, 1)
    (x, target)
}

/// Trains the network on x (samples, inputs) and its target (samples, outputs).
/// After each step, `observe` is shown what it came from.
pub fn train(
    settings: &Settings, network: &mut TwoLayer, x: &Array2<f64>,
    target: &Array2<f64>,
    mut observe: impl FnMut(usize, &TwoLayer, &Forward, &Backward),
) {
    for epoch in 0..settings.iterations {
        let forward = network.forward(settings.np, x, target);
        let backward = network.backward(settings.np, x, target, &forward);
        network.descend(&backward, settings.learning_rate);
        observe(epoch, network, &forward, &backward);
    }
}
// ANCHOR_END: train

/// Takes the first step by hand, trains, and reports what both compute.
fn run(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    let np = settings.np;
    let (x, target) = samples();
    let mut network = TwoLayer::random(&mut RandomState::seed(settings.seed));
    record.add("x", &x);
    record.add("target", &target);
    record.add_each(["w1", "b1", "w2", "b2"], network.arrays());

    let forward = network.forward(np, &x, &target);
    let backward = network.backward(np, &x, &target, &forward);
    let Forward { z1, a1, z2, a2, loss } = &forward;
    record.add_each(["z1", "a1", "z2", "a2"], [z1, a1, z2, a2]);
    record.add("first_loss", *loss);
    let Backward { dz2, dw2, db2, da1, dz1, dw1, db1 } = &backward;
    let names = ["dz2", "dw2", "db2", "dz1", "dw1", "db1"];
    record.add_each(names, [dz2, dw2, db2, dz1, dw1, db1]);
    let (steps, errors) = errors_by_step(np, &network, &x, &target, &backward);
    record.add("step", &steps);
    record.add("worst_difference", &errors);
    network.descend(&backward, settings.learning_rate);
    let updated = ["updated_w1", "updated_b1", "updated_w2", "updated_b2"];
    record.add_each(updated, network.arrays());

    train(settings, &mut network, &x, &target, |i, network, pass, backward| {
        let (loss, gradients) = (pass.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, network.parameters());
    });
    let names = ["final_w1", "final_b1", "final_w2", "final_b2"];
    record.add_each(names, network.arrays());
    let trained = network.forward(np, &x, &target);
    record.add("final_output", &trained.a2);
    // Of the first step again, which the notebook does not print.
    record.add("da1", da1);
    record.add("slopes", &sigmoid_derivative(a1));
    record.add("final_z1", &trained.z1);
    record.add("final_slopes", &sigmoid_derivative(&trained.a1));
}

// ANCHOR: differences
/// The steps 1/2, 1/4, 1/8, …, and the largest error of the numeric gradients.
fn errors_by_step(
    np: Numpy, network: &TwoLayer, x: &Array2<f64>, target: &Array2<f64>,
    backward: &Backward,
) -> (Array1<f64>, Array1<f64>) {
    let samples = 2.0; // The gradient is that of the sum, not of the mean.
    let loss = |parameters: &Array1<f64>| {
        samples * network.with(parameters).forward(np, x, target).loss
    };
    let parameters = network.parameters().collect();
    let steps = successors(Some(0.5), |h| Some(h / 2.0)).take(40);
    let steps: Array1<f64> = steps.collect(); // (40,)
    let errors = steps.mapv(|h| {
        let numeric = numeric_gradient(&parameters, h, loss);
        max_distance(backward.gradients(), numeric)
    }); // (40,)
    (steps, errors)
}
// ANCHOR_END: differences

// ANCHOR: forward
/// One forward pass of a network whose weights are given.
fn run_forward(settings: &Settings, record: &mut Record, _: &mut Watch) {
    let network = ReluSigmoid {
        w1: array![[0.1, 0.2], [0.3, 0.4]], // (2, 2)
        b1: array![0.1, 0.2],               // (2,)
        w2: array![0.5, 0.6],               // (2,)
        b2: 0.3,
    };
    let x = array![[1.0, 2.0], [3.0, 4.0]]; // (2, 2)
    record.add("output", &network.forward(settings.np, &x));
}
// ANCHOR_END: forward
