//! The three programs that train the neuron.

use mini_numpy::Numpy;
use ndarray::{Array1, array};
use notebook::CommandOption::{
    self, Dot, Every, Figure, Iterations, LearningRate,
};
use notebook::{
    Chapter, Evidence, Line, Record, Run, Settings, Source, worst_difference,
};

use crate::neuron::{Backward, Forward, Neuron, loss_factor};

/// The step of the difference quotients that the gradient is checked with.
const H: f64 = 1.0 / 64.0;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_01",
    title: "a single neuron",
    runs: &[CHAIN_RULE, NOTES_13_DECEMBER, NOTES_13_JANUARY],
};

/// Document 002: twenty iterations.
pub const CHAIN_RULE: Run = Run {
    name: "chain-rule",
    source: Source { document: "002", place: "the only cell" },
    settings: settings(Numpy::DOCUMENT_002, 20),
    lines: &[
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
        Line::each("final_w", "Final weights: {value}"),
        Line::each("final_b", "Final Bias: {value}"),
    ],
    evidence: Evidence::Figures(include_str!("../transcripts/chain-rule.txt")),
    options: OPTIONS,
    zero_gradient: DEAD,
    play,
    ..Run::DEFAULT
};

const NOTES_13_DECEMBER: Run = Run {
    name: "notes-13-december",
    source: Source { document: "004", place: "section 2" },
    settings: settings(Numpy::DOCUMENT_004, 200),
    lines: NOTES_13_LINES,
    evidence: Evidence::Figures(include_str!(
        "../transcripts/notes-13-december.txt"
    )),
    options: OPTIONS,
    zero_gradient: DEAD,
    play,
    ..Run::DEFAULT
};

const NOTES_13_JANUARY: Run = Run {
    name: "notes-13-january",
    source: Source { document: "001", place: "section 2" },
    settings: settings(Numpy::DOCUMENT_001_NNFS, 200),
    lines: NOTES_13_LINES,
    evidence: Evidence::Figures(include_str!(
        "../transcripts/notes-13-january.txt"
    )),
    options: OPTIONS,
    zero_gradient: DEAD,
    play,
    ..Run::DEFAULT
};

const NOTES_13_LINES: &[Line] = &[
    Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    Line::each("final_w", "Final weights: {value}"),
    Line::each("final_b", "Final bias: {value}"),
];

const OPTIONS: &[CommandOption] =
    &[Iterations, LearningRate, Every, Dot, Figure];

const DEAD: &str = "because the ReLU is dead; its loss of 0.0 is no success";

const fn settings(np: Numpy, iterations: usize) -> Settings {
    Settings { np, iterations, learning_rate: 0.001, ..Settings::DEFAULT }
}

// ANCHOR: play
/// Trains the neuron, and reports what it sees.
fn play(settings: &Settings, record: &mut Record) {
    let np = settings.np;
    let x = array![1.0, -2.0, 3.0]; // (3,)
    let mut neuron = Neuron { w: array![-3.0, -1.0, 2.0], b: 1.0 };
    let target = 0.0;

    for iteration in 1..=settings.iterations {
        let forward = neuron.forward(np, &x, target);
        let backward = neuron.backward(&x, target, &forward);

        if iteration == 1 {
            report_nodes(record, &neuron, &x, &forward, &backward);
            let worst = worst_entry(np, &neuron, &x, target, &backward, H);
            record.scalar_at(1, "worst_difference", worst);
        }
        record.loss(iteration, forward.loss);

        neuron.descend(&backward, settings.learning_rate);
        record.watch(iteration, backward.gradients(), neuron.parameters());
    }
    record.array("final_w", &neuron.w);
    record.scalar("final_b", neuron.b);
    let factor = loss_factor(np, &x, settings.learning_rate);
    record.scalar("loss_factor", factor);
}
// ANCHOR_END: play

/// Every number that the first iteration computes.
fn report_nodes(
    record: &mut Record,
    neuron: &Neuron,
    x: &Array1<f64>,
    forward: &Forward,
    backward: &Backward,
) {
    record.array_at(1, "x", x);
    record.array_at(1, "w", &neuron.w);
    record.scalar_at(1, "b", neuron.b);
    record.scalar_at(1, "z", forward.z);
    record.scalar_at(1, "a", forward.a);
    record.scalar_at(1, "dloss_da", backward.dloss_da);
    record.scalar_at(1, "da_dz", backward.da_dz);
    record.scalar_at(1, "dloss_dz", backward.dloss_dz);
    record.array_at(1, "dloss_dw", &backward.dloss_dw);
    record.scalar_at(1, "dloss_db", backward.dloss_db);
}

/// The worst entry of the gradient, as far as difference quotients with the
/// step h tell.
fn worst_entry(
    np: Numpy,
    neuron: &Neuron,
    x: &Array1<f64>,
    target: f64,
    backward: &Backward,
    h: f64,
) -> f64 {
    // Rounded to 32 bits, two losses would differ by little but rounding.
    let np = Numpy { nnfs: false, ..np };
    worst_difference(backward.gradients(), h, |n, step| {
        let mut moved = neuron.clone();
        moved.parameters_mut().skip(n).take(1).for_each(|p| *p += step);
        moved.forward(np, x, target).loss
    })
}
