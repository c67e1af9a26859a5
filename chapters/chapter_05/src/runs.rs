//! The program that documents 001 and 004 prepare and do not run.

use chapter_04::dense_layer::DenseLayer;
use harness::Expected::Reference;
use harness::{Chapter, Drawing, Experiment, Line, Record, Source, Watch};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array1, Array2, Axis, array, concatenate};

use crate::accuracy::accuracy;
use crate::activations::{relu, softmax};
use crate::data::{Data, spiral_data};
use crate::exp_of_numpy;
use crate::labels::Labels;
use crate::loss::{CategoricalCrossEntropy, Loss};
use crate::pictures::{cross_entropy, data, relus, softmax_curves};
use crate::settings::{OPTIONS, Settings, check_sizes};

/// The chapter and its run.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_05",
    title: "what a classifier computes",
    runs: &[&FORWARD_PASS, &SCORES, &RELUS],
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

/// The scores of one point on their way to a loss.
static SCORES: Experiment<Numpy> = Experiment {
    lines: &[
        Line::each("z", "scores z:        {value}"),
        Line::each("u", "exponentials u:  {value}"),
        Line::each("p", "probabilities p: {value}"),
        Line::each("loss_s", "loss, by class:  {value}"),
    ],
    pictures: &[
        Drawing { name: "softmax", draw: |_| softmax_curves() },
        Drawing { name: "cross-entropy", draw: |_| cross_entropy() },
    ],
    ..Experiment::new("scores", || NP, |np| *np, report_scores)
};

/// A layer that adds up three ReLUs of one input.
static RELUS: Experiment<Numpy> = Experiment {
    lines: &[
        Line::each("x", "x:   {value}"),
        Line::each("sum", "sum: {value}"),
    ],
    pictures: &[Drawing { name: "relus", draw: relus }],
    ..Experiment::new("relus", || NP, |np| *np, report_relus)
};

/// What is computed in 64 bits here has few products, summed in this order.
pub(crate) const NP: Numpy = Numpy::with_order(Order::Sequential);

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

    let labels =
        Labels::sparse(&data.labels, p.dim()).expect("a class a point");
    let loss = CategoricalCrossEntropy.calculate(np, &p, &labels);
    let accuracy = accuracy(np, &p, &labels);
    ForwardPass { data, first, second, z2, p, loss, accuracy }
}
// ANCHOR_END: forward_pass

/// Reports what the forward pass computes.
fn run(settings: &Settings, record: &mut Record, _: &mut Watch) {
    let pass = forward_pass(settings);
    let Data { x, labels } = &pass.data;
    record.add("x", x);
    let number = |&label: &usize| i64::try_from(label).expect("few classes");
    record.add("y", &labels.map(number));
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

/// The scores of one point, a row for each class that may be the right one.
pub(crate) fn scores() -> Array2<f64> {
    let z = array![[2.0, 1.0, -1.0]]; // (1, classes)
    concatenate![Axis(0), z, z, z] // (samples, classes)
}

/// Reports the way from scores to probabilities, and the loss that they have
/// for each class that the point may belong to.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every experiment is handed its settings by reference"
)]
fn report_scores(&np: &Numpy, record: &mut Record, _: &mut Watch) {
    let z = scores();
    let u = np.exp(&z - &np.max_columns(&z)); // (samples, classes)
    let p = softmax(np, &z); // (samples, classes)
    let labels = Labels::sparse(&array![0, 1, 2], p.dim()).expect("classes");
    let losses = CategoricalCrossEntropy.forward(np, &p, &labels);
    record.add("z", &z.row(0));
    record.add("u", &u.row(0));
    record.add("p", &p.row(0));
    record.add("loss_s", &losses); // (samples,)
    record.add("t", &labels.to_one_hot::<f64>());
    record.add("mean_loss", np.mean(&losses));
}

/// Reports three ReLUs of one input, each times its weight, and their sum.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every experiment is handed its settings by reference"
)]
fn report_relus(&np: &Numpy, record: &mut Record, _: &mut Watch) {
    let b = array![[0.0, -1.0, -2.0]]; // (1, neurons)
    let first = DenseLayer { w: array![[1.0, 1.0, 1.0]], b };
    let w = array![[1.0], [-2.0], [1.0]]; // (neurons, outputs)
    let second = DenseLayer { w, b: array![[0.0]] };
    let x = np.linspace(-1.0, 3.0, 5).insert_axis(Axis(1)); // (samples, inputs)
    let a = relu(np, &first.forward(np, &x)); // (samples, neurons)
    let sum: Array1<f64> = second.forward(np, &a).column(0).to_owned();
    record.add("x", &x.column(0));
    record.add("terms", &(&a * &second.w.t())); // (samples, neurons)
    record.add("sum", &sum);
}
