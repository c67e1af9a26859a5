//! The program that documents 001 and 004 prepare and do not run.

use chapter_04::dense_layer::DenseLayer;
use harness::Expected::Reference;
use harness::{Chapter, Drawing, Experiment, Line, Record, Source, Watch};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array2, Axis};

use crate::accuracy::accuracy;
use crate::activations::{relu, softmax};
use crate::data::{Data, spiral_data};
use crate::exp_of_numpy;
use crate::labels::Labels;
use crate::loss::{CategoricalCrossEntropy, Loss};
use crate::pictures::data;
use crate::settings::{OPTIONS, Settings, check_sizes};

/// The chapter and its run.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_05",
    title: "what a classifier computes",
    runs: &[&FORWARD_PASS],
};

/// The spiral, sent through two layers that have not learned anything.
pub static FORWARD_PASS: Experiment<Settings> = Experiment {
    source: Source { document: "001", place: "section 1" },
    options: OPTIONS,
    check: |s| check_sizes(s.samples, s.classes, s.classes),
    lines: &[
        Line::each("first_p", "{value}"),
        Line::each("loss", "loss: {value}"),
        Line::each("accuracy", "accuracy: {value}"),
    ],
    expected: Reference(include_str!("../transcripts/forward-pass.txt")),
    pictures: &[Drawing { name: "data", draw: data }],
    ..Experiment::new("forward-pass", settings, |settings| settings.np, run)
};

fn settings() -> Settings {
    let np = Numpy::with_order(Order::Sequential).under_nnfs();
    Settings { np, samples: 100, classes: 3, seed: 0 }
}

/// The data, the layers, and what these compute.
#[expect(missing_docs, reason = "the fields are the symbols of the page")]
pub struct ForwardPass {
    pub data: Data,
    pub first: DenseLayer<f32>,  // 2 inputs, 3 neurons
    pub second: DenseLayer<f32>, // 3 inputs, `classes` neurons
    pub z2: Array2<f32>,         // (classes·samples, classes)
    pub p: Array2<f32>,          // (classes·samples, classes)
    pub loss: f32,
    pub accuracy: f64,
}

// ANCHOR: forward_pass
/// Draws the spiral, and sends it through two layers before any training.
pub fn forward_pass(settings: &Settings) -> ForwardPass {
    let Settings { np, samples, classes, seed } = *settings;
    let random = &mut RandomState::seed(seed);
    let data = spiral_data(random, samples, classes);
    let first = DenseLayer::random(random, 2, 3);
    let second = DenseLayer::random(random, 3, classes);

    let z1 = first.forward(np, &data.x); // (classes·samples, 3)
    let a1 = relu(np, &z1); // (classes·samples, 3)
    let z2 = second.forward(np, &a1); // (classes·samples, classes)
    let p = softmax(np, &z2); // (classes·samples, classes)

    let labels = Labels::sparse(&data.y, p.dim()).expect("a class a point");
    let loss = CategoricalCrossEntropy.calculate(np, &p, &labels);
    let accuracy = accuracy(np, &p, &labels);
    ForwardPass { data, first, second, z2, p, loss, accuracy }
}
// ANCHOR_END: forward_pass

/// Reports what the forward pass computes.
fn run(settings: &Settings, record: &mut Record, _: &mut Watch) {
    let pass = forward_pass(settings);
    let Data { x, y } = &pass.data;
    record.add("x", x);
    record.add("y", &y.mapv(|y| i64::try_from(y).expect("few classes")));
    record.fingerprint("x_fingerprint", x);
    record.add_each(["w1", "w2"], [&pass.first.w, &pass.second.w]);
    let (first_p, _) = pass.p.view().split_at(Axis(0), x.nrows().min(5));
    record.add("first_p", &first_p);
    record.fingerprint("p_fingerprint", &pass.p);
    record.add("loss", pass.loss);
    record.add("accuracy", pass.accuracy);
    // The table of NumPy's exponentials is that of the documented settings.
    if *settings == self::settings() {
        exp_of_numpy::report(record, settings.np, &pass.z2);
    }
}
