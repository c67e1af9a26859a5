//! The three programs that train the neuron.

use harness::Expected::Documented;
use harness::{Chapter, Descent, Experiment, Line, Record, Source, Watch};
use harness::{central_difference, max_distance, numeric_gradient};
use mini_numpy::Numpy;
use ndarray::{Array1, array};

use crate::neuron::{Backward, Forward, Neuron, loss_factor};
use crate::nudges::NUDGES;
use crate::pictures::PICTURES;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_01",
    title: "a single neuron",
    runs: &[&CHAIN_RULE, &NUDGES, &NOTES_13_DECEMBER, &NOTES_13_JANUARY],
};

/// Document 002: twenty iterations.
pub static CHAIN_RULE: Experiment<Descent> = Experiment {
    source: Source { document: "002", place: "the only cell" },
    lines: &[
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
        Line::each("final_w", "Final weights: {value}"),
        Line::each("final_b", "Final Bias: {value}"),
    ],
    expected: Documented(include_str!("../transcripts/chain-rule.txt")),
    ..experiment("chain-rule")
};

static NOTES_13_DECEMBER: Experiment<Descent> = Experiment {
    source: Source { document: "004", place: "section 2" },
    settings: || settings(Numpy::DOCUMENT_004, 200),
    expected: Documented(include_str!("../transcripts/notes-13-december.txt")),
    ..experiment("notes-13-december")
};

static NOTES_13_JANUARY: Experiment<Descent> = Experiment {
    source: Source { document: "001", place: "section 2" },
    settings: || settings(Numpy::DOCUMENT_001_NNFS, 200),
    expected: Documented(include_str!("../transcripts/notes-13-january.txt")),
    ..experiment("notes-13-january")
};

/// What the three programs have in common.
const fn experiment(name: &'static str) -> Experiment<Descent> {
    let settings = || settings(Numpy::DOCUMENT_002, 20);
    Experiment {
        options: Descent::OPTIONS,
        lines: LINES,
        zero_gradient: "because the ReLU is dead; its loss of 0.0 is no \
                        success",
        pictures: PICTURES,
        ..Experiment::new(name, settings, |settings| settings.np, run)
    }
}

const LINES: &[Line] = &[
    Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    Line::each("final_w", "Final weights: {value}"),
    Line::each("final_b", "Final bias: {value}"),
];

fn settings(np: Numpy, iterations: usize) -> Descent {
    Descent { np, iterations, learning_rate: 0.001, every: 1 }
}

// ANCHOR: train
/// The inputs, the target, and the neuron before training.
pub fn start() -> (Array1<f64>, f64, Neuron) {
    let x = array![1.0, -2.0, 3.0]; // (3,)
    let neuron = Neuron { w: array![-3.0, -1.0, 2.0], b: 1.0 };
    (x, 0.0, neuron)
}

/// Trains the neuron on x (inputs,). `observe` sees what each step came from.
pub fn train(
    settings: &Descent, neuron: &mut Neuron, x: &Array1<f64>, target: f64,
    mut observe: impl FnMut(usize, &Neuron, &Forward, &Backward),
) {
    for iteration in 1..=settings.iterations {
        let forward = neuron.forward(settings.np, x, target);
        let backward = neuron.backward(x, target, &forward);
        neuron.descend(&backward, settings.learning_rate);
        observe(iteration, neuron, &forward, &backward);
    }
}
// ANCHOR_END: train

/// Trains the neuron, and reports what it computes.
fn run(settings: &Descent, record: &mut Record, watch: &mut Watch) {
    report_first_iteration(settings.np, record);
    let (x, target, mut neuron) = start();
    train(settings, &mut neuron, &x, target, |i, neuron, forward, backward| {
        let (loss, gradients) = (forward.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, neuron.parameters());
    });
    record.add("final_w", &neuron.w);
    record.add("final_b", neuron.b);
    let factor = loss_factor(settings.np, &x, settings.learning_rate);
    record.add("loss_factor", factor);
}

/// Reports the first iteration, and the error of the numeric gradient.
fn report_first_iteration(np: Numpy, record: &mut Record) {
    let (x, target, neuron) = start();
    let forward = neuron.forward(np, &x, target);
    let backward = neuron.backward(&x, target, &forward);
    record.add_each_at(1, ["x", "w"], [&x, &neuron.w]);
    record.add_each_at(1, ["b", "z", "a"], [neuron.b, forward.z, forward.a]);
    let Backward { dloss_da, da_dz, dloss_dz, .. } = backward;
    let names = ["dloss_da", "da_dz", "dloss_dz"];
    record.add_each_at(1, names, [dloss_da, da_dz, dloss_dz]);
    record.add_at(1, "dloss_dw", &backward.dloss_dw);
    record.add_at(1, "dloss_db", backward.dloss_db);

    // Rounded to 32 bits, two losses would differ by little but rounding.
    let np = Numpy { nnfs: false, ..np };
    let h = 1.0 / 64.0;
    let neuron_of = |w: &Array1<f64>, b| Neuron { w: w.clone(), b };
    let loss = |w: &_, b| neuron_of(w, b).forward(np, &x, target).loss;
    let dw = numeric_gradient(&neuron.w, h, |w| loss(w, neuron.b));
    let db = central_difference(h, |step| loss(&neuron.w, neuron.b + step));
    let worst = max_distance(backward.gradients(), dw.into_iter().chain([db]));
    record.add_at(1, "worst_difference", worst);
}
