//! The three programs that train the layer.

use harness::{
    Chapter, Descent, Expected::Documented, Experiment, Line, Record, Source,
    Watch, max_distance, numeric_gradient,
};
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, array};

use crate::layer::{Backward, Forward, Layer};
use crate::pictures::PICTURES;
use crate::two_samples::TWO_SAMPLES;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_02",
    title: "a layer of neurons",
    runs: &[&LAYER, &TWO_SAMPLES, &MATRIX_NOTATION, &PART_10],
};

/// Document 001, whose NumPy rounds products to 32 bits.
pub const LAYER: Experiment<Descent> = Experiment {
    source: Source { document: "001", place: "section 3" },
    options: Descent::OPTIONS,
    lines: &[
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
        Line::each("final_w", "Final weights:\n {value}"),
        Line::each("final_b", "Final biases:\n {value}"),
    ],
    zero_gradient: "because every ReLU is dead; the loss of 0.0 is no success",
    expected: Documented(include_str!("../transcripts/layer.txt")),
    pictures: PICTURES,
    ..Experiment::new("layer", settings, |settings| settings.np, run)
};

const MATRIX_NOTATION: Experiment<Descent> = Experiment {
    name: "matrix-notation",
    source: Source { document: "001", place: "section 3.1" },
    settings: || Descent { np: Numpy::DOCUMENT_001, ..settings() },
    expected: Documented(include_str!("../transcripts/matrix-notation.txt")),
    ..LAYER
};

const PART_10: Experiment<Descent> = Experiment {
    name: "part-10",
    source: Source { document: "000", place: "cell 5, run a second time" },
    settings: || Descent { np: Numpy::DOCUMENT_000, ..settings() },
    lines: &[
        // print(dL_dz, "\n", inputs)
        Line::each("dloss_dz", "{value} "),
        Line::each("inputs", " {value}"),
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
        Line::each("final_w", "Final weights:\n {value}"),
        Line::each("final_b", "Final biases:\n {value}"),
    ],
    expected: Documented(include_str!("../transcripts/part-10.txt")),
    run: run_part_10,
    ..LAYER
};

fn settings() -> Descent {
    let np = Numpy::DOCUMENT_001_NNFS;
    Descent { np, iterations: 200, learning_rate: 0.001, every: 20 }
}

// ANCHOR: start
/// The layer before training.
pub fn start() -> Layer {
    Layer {
        w: array![
            [0.1, 0.2, 0.3, 0.4],
            [0.5, 0.6, 0.7, 0.8],
            [0.9, 1.0, 1.1, 1.2],
        ], // (3, 4)
        b: array![0.1, 0.2, 0.3], // (3,)
    }
}

/// The inputs, whole numbers.
const INPUTS: [i32; 4] = [1, 2, 3, 4];

/// The inputs as they are multiplied, in floating point.
pub fn inputs() -> Array1<f64> {
    INPUTS.into_iter().map(f64::from).collect() // (4,)
}
// ANCHOR_END: start

// ANCHOR: train
/// Trains the layer on x (inputs,). `observe` sees what each step came from.
pub fn train(
    settings: &Descent, layer: &mut Layer, x: &Array1<f64>,
    mut observe: impl FnMut(usize, &Layer, &Forward, &Backward),
) {
    for iteration in 0..settings.iterations {
        let forward = layer.forward(settings.np, x);
        let backward = layer.backward(settings.np, x, &forward);
        layer.descend(&backward, settings.learning_rate);
        observe(iteration, layer, &forward, &backward);
    }
}
// ANCHOR_END: train

/// Trains the layer, and reports what it computes.
fn run(settings: &Descent, record: &mut Record, watch: &mut Watch) {
    report_first_iteration(settings.np, record);
    let (x, mut layer) = (inputs(), start());
    train(settings, &mut layer, &x, |i, layer, forward, backward| {
        let (loss, gradients) = (forward.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, layer.parameters());
    });
    record.add("final_w", &layer.w);
    record.add("final_b", &layer.b);
}

// ANCHOR: part_10
/// How many iterations the weights had seen before the cell ran again.
const INHERITED: usize = 200;

/// Runs the cell of document 000 as it was run: on a layer that an earlier run
/// had already trained. Edited, it printed `dloss_dz` and the inputs, too.
fn run_part_10(settings: &Descent, record: &mut Record, watch: &mut Watch) {
    let (x, mut layer) = (inputs(), start());
    let earlier = Descent { iterations: INHERITED, ..*settings };
    train(&earlier, &mut layer, &x, |_, _, _, _| {});

    record.add("inherited_w", &layer.w);
    record.add("inherited_b", &layer.b);
    train(settings, &mut layer, &x, |i, layer, forward, backward| {
        record.add_at(i, "dloss_dz", &backward.dloss_dz);
        record.add_at(i, "inputs", &Array1::from_iter(INPUTS).mapv(i64::from));
        let (loss, gradients) = (forward.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, layer.parameters());
    });
    record.add("final_w", &layer.w);
    record.add("final_b", &layer.b);
}
// ANCHOR_END: part_10

/// Reports the first iteration, and the error of the numeric gradient.
fn report_first_iteration(np: Numpy, record: &mut Record) {
    let (x, layer) = (inputs(), start());
    let forward = layer.forward(np, &x);
    let backward = layer.backward(np, &x, &forward);
    record.add_at(0, "x", &x);
    record.add_at(0, "w", &layer.w);
    record.add_each_at(0, ["b", "z", "a"], [&layer.b, &forward.z, &forward.a]);
    record.add_each_at(0, ["y", "dloss_dy"], [forward.y, backward.dloss_dy]);
    let Backward { da_dz, dloss_dz, .. } = &backward;
    record.add_each_at(0, ["da_dz", "dloss_dz"], [da_dz, dloss_dz]);
    record.add_at(0, "dloss_dw", &backward.dloss_dw);
    record.add_at(0, "dloss_db", &backward.dloss_db);

    // Rounded to 32 bits, two losses would differ by little but rounding.
    let np = Numpy { nnfs: false, ..np };
    let h = 1.0 / 64.0;
    let loss = |layer: &Layer| layer.forward(np, &x).loss;
    let of_w = |w: &Array2<f64>| loss(&Layer { w: w.clone(), ..layer.clone() });
    let of_b = |b: &Array1<f64>| loss(&Layer { b: b.clone(), ..layer.clone() });
    let dw = numeric_gradient(&layer.w, h, of_w);
    let db = numeric_gradient(&layer.b, h, of_b);
    let worst = max_distance(backward.gradients(), dw.into_iter().chain(db));
    record.add_at(0, "worst_difference", worst);
}
