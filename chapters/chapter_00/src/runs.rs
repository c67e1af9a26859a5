//! The program that documents 001 and 004 prepare and do not run: one forward
//! pass through the classes.

use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array2, ArrayView2, Axis};
use notebook::CommandOption::{Classes, Samples, Seed};
use notebook::{Chapter, Evidence, Line, Record, Run, Settings, Source};

use crate::accuracy::accuracy;
use crate::activations::{relu, softmax};
use crate::data::{Data, spiral_data};
use crate::dense_layer::DenseLayer;
use crate::exp_of_numpy;
use crate::labels::Labels;
use crate::loss::{CategoricalCrossEntropy, Loss};

/// The chapter and its run.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_00",
    title: "the forward pass",
    runs: &[FORWARD_PASS],
};

const FORWARD_PASS: Run = Run {
    name: "forward-pass",
    source: Source { document: "001", place: "section 1" },
    settings: Settings {
        np: Numpy::with_order(Order::Sequential).under_nnfs(),
        seed: 0,
        samples: 100,
        classes: 3,
        ..Settings::DEFAULT
    },
    lines: &[
        Line::each("first_p", "{value}"),
        Line::each("loss", "loss: {value}"),
        Line::each("accuracy", "accuracy: {value}"),
    ],
    evidence: Evidence::Reference(include_str!(
        "../transcripts/forward-pass.txt"
    )),
    options: &[Samples, Classes, Seed],
    play,
    ..Run::DEFAULT
};

// ANCHOR: play
/// Draws the spiral, and sends it through two layers that have learned
/// nothing yet.
fn play(settings: &Settings, record: &mut Record) {
    let np = settings.np;
    let Settings { samples, classes, .. } = *settings;
    let random = &mut RandomState::seed(settings.seed);
    let data = spiral_data(random, samples, classes);
    let first = DenseLayer::<f32>::random(random, 2, 3);
    let second = DenseLayer::<f32>::random(random, 3, classes);

    let z1 = first.forward(np, &data.x); // (classes·samples, 3)
    let a1 = relu(np, &z1); // (classes·samples, 3)
    let z2 = second.forward(np, &a1); // (classes·samples, classes)
    let p = softmax(np, &z2); // (classes·samples, classes)

    let labels = Labels::sparse(&data.y, p.dim()).expect("a class a point");
    let loss = CategoricalCrossEntropy.calculate(np, &p, &labels);
    let accuracy = accuracy(np, &p, &labels);

    report_data(record, &data);
    record.array("w1", &first.w);
    record.array("w2", &second.w);
    record.array("first_p", &first_rows(&p, 5));
    record.fingerprint("p_fingerprint", &p);
    record.scalar("loss", loss);
    record.scalar("accuracy", accuracy);
    if *settings == FORWARD_PASS.settings {
        exp_of_numpy::report(record, np, &z2);
    }
}
// ANCHOR_END: play

/// The first rows of a matrix, at most so many.
fn first_rows(x: &Array2<f32>, count: usize) -> ArrayView2<'_, f32> {
    x.view().split_at(Axis(0), x.nrows().min(count)).0
}

fn report_data(record: &mut Record, data: &Data) {
    record.array("x", &data.x);
    let number = |&y: &usize| i64::try_from(y).expect("few classes");
    record.integers("y", data.y.iter().map(number).collect());
    record.fingerprint("x_fingerprint", &data.x);
}
