//! The two programs of document 003.

use std::iter::successors;

use mini_numpy::{Numpy, RandomState};
use ndarray::{Array1, Array2, array};
use notebook::CommandOption::{
    Dot, Every, Figure, Iterations, LearningRate, Seed,
};
use notebook::{
    Chapter, Evidence, Line, Record, Run, Settings, Source, worst_difference,
};

use crate::relu_sigmoid::ReluSigmoid;
use crate::two_layer::{Backward, Forward, TwoLayer};

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_03",
    title: "a two-layer sigmoid network",
    runs: &[TWO_LAYER, FORWARD],
};

const TWO_LAYER: Run = Run {
    name: "two-layer",
    source: Source { document: "003", place: "cells 2 to 7" },
    settings: Settings {
        np: Numpy::DOCUMENT_003,
        iterations: 1000,
        learning_rate: 0.1,
        every: 100,
        seed: 42,
        ..Settings::DEFAULT
    },
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
    evidence: Evidence::Figures(include_str!("../transcripts/two-layer.txt")),
    options: &[Iterations, LearningRate, Every, Dot, Seed, Figure],
    zero_gradient: "because the sigmoids are flat where the network stands",
    play: play_two_layer,
    ..Run::DEFAULT
};

const FORWARD: Run = Run {
    name: "forward",
    source: Source { document: "003", place: "cell 1" },
    settings: Settings {
        np: Numpy::DOCUMENT_003,
        iterations: 1,
        learning_rate: 0.0,
        every: 1,
        seed: 0,
        ..Settings::DEFAULT
    },
    lines: &[Line::each("output", "Output: {value}")],
    evidence: Evidence::Figures(include_str!("../transcripts/forward.txt")),
    options: &[Dot],
    zero_gradient: "",
    play: play_forward,
    ..Run::DEFAULT
};

// ANCHOR: play
/// Takes the first step by hand, and then trains.
fn play_two_layer(settings: &Settings, record: &mut Record) {
    let np = settings.np;
    let x = array![[1.0, 2.0], [2.0, 3.0]]; // (2, 2)
    let target = array![[1.0], [0.0]]; // (2, 1)
    record.array("x", &x);
    record.array("target", &target);
    let mut network = TwoLayer::random(&mut RandomState::seed(settings.seed));

    report_parameters(record, ["w1", "b1", "w2", "b2"], &network);
    let forward = network.forward(np, &x, &target);
    let backward = network.backward(np, &x, &target, &forward);
    report_nodes(record, &forward, &backward);
    report_differences(np, &network, &x, &target, &backward, record);
    network.descend(&backward, settings.learning_rate);
    report_parameters(
        record,
        ["updated_w1", "updated_b1", "updated_w2", "updated_b2"],
        &network,
    );

    for epoch in 0..settings.iterations {
        let forward = network.forward(np, &x, &target);
        let backward = network.backward(np, &x, &target, &forward);
        record.loss(epoch, forward.loss);

        network.descend(&backward, settings.learning_rate);
        record.watch(epoch, backward.gradients(), network.parameters());
    }
    report_parameters(
        record,
        ["final_w1", "final_b1", "final_w2", "final_b2"],
        &network,
    );
    let trained = network.forward(np, &x, &target);
    record.array("final_output", &trained.a2);
}
// ANCHOR_END: play

fn report_parameters(
    record: &mut Record,
    [w1, b1, w2, b2]: [&'static str; 4],
    network: &TwoLayer,
) {
    record.array(w1, &network.w1);
    record.array(b1, &network.b1);
    record.array(w2, &network.w2);
    record.array(b2, &network.b2);
}

/// Every number that the first step computes.
fn report_nodes(record: &mut Record, forward: &Forward, backward: &Backward) {
    record.array("z1", &forward.z1);
    record.array("a1", &forward.a1);
    record.array("z2", &forward.z2);
    record.array("a2", &forward.a2);
    record.scalar("first_loss", forward.loss);
    record.array("dz2", &backward.dz2);
    record.array("dw2", &backward.dw2);
    record.array("db2", &backward.db2);
    record.array("dz1", &backward.dz1);
    record.array("dw1", &backward.dw1);
    record.array("db1", &backward.db1);
}

// ANCHOR: differences
/// The worst entry of the gradient for one step of the difference quotient
/// after the other, 1/2, 1/4, 1/8 and so on.
fn report_differences(
    np: Numpy,
    network: &TwoLayer,
    x: &Array2<f64>,
    target: &Array2<f64>,
    backward: &Backward,
    record: &mut Record,
) {
    let samples = 2.0; // The gradient is that of the sum, not of the mean.
    let loss_at = |n: usize, step: f64| {
        let mut moved = network.clone();
        moved.parameters_mut().skip(n).take(1).for_each(|p| *p += step);
        samples * moved.forward(np, x, target).loss
    };
    let steps: Array1<f64> =
        successors(Some(0.5), |h| Some(h / 2.0)).take(40).collect(); // (40,)
    let worst =
        steps.mapv(|h| worst_difference(backward.gradients(), h, loss_at));
    record.array("step", &steps);
    record.array("worst_difference", &worst);
}
// ANCHOR_END: differences

/// One forward pass of a network whose weights are given.
fn play_forward(settings: &Settings, record: &mut Record) {
    let network = ReluSigmoid {
        w1: array![[0.1, 0.2], [0.3, 0.4]], // (2, 2)
        b1: array![0.1, 0.2],               // (2,)
        w2: array![0.5, 0.6],               // (2,)
        b2: 0.3,
    };
    let x = array![[1.0, 2.0], [3.0, 4.0]]; // (2, 2)
    record.array("output", &network.forward(settings.np, &x));
}
