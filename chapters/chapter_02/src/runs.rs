//! The three programs that train the layer.

use mini_numpy::Numpy;
use ndarray::{Array1, array};
use notebook::CommandOption::{
    self, Dot, Every, Figure, Iterations, LearningRate,
};
use notebook::{
    Chapter, Evidence, Line, Record, Run, Settings, Source, worst_difference,
};

use crate::layer::{Backward, Forward, Layer};

/// The step of the difference quotients that the gradient is checked with.
const H: f64 = 1.0 / 64.0;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_02",
    title: "a layer of neurons",
    runs: &[LAYER, MATRIX_NOTATION, PART_10],
};

const LAYER: Run = Run {
    name: "layer",
    source: Source { document: "001", place: "section 3" },
    settings: settings(Numpy::DOCUMENT_001_NNFS),
    lines: NOTES_LINES,
    evidence: Evidence::Figures(include_str!("../transcripts/layer.txt")),
    options: OPTIONS,
    zero_gradient: DEAD,
    play,
    ..Run::DEFAULT
};

const MATRIX_NOTATION: Run = Run {
    name: "matrix-notation",
    source: Source { document: "001", place: "section 3.1" },
    settings: settings(Numpy::DOCUMENT_001),
    lines: NOTES_LINES,
    evidence: Evidence::Figures(include_str!(
        "../transcripts/matrix-notation.txt"
    )),
    options: OPTIONS,
    zero_gradient: DEAD,
    play,
    ..Run::DEFAULT
};

const PART_10: Run = Run {
    name: "part-10",
    source: Source { document: "000", place: "cell 5, run a second time" },
    settings: settings(Numpy::DOCUMENT_000),
    lines: &[
        // print(dL_dz, "\n", inputs)
        Line::each("dloss_dz", "{value} "),
        Line::each("inputs", " {value}"),
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
        Line::each("final_w", "Final weights:\n {value}"),
        Line::each("final_b", "Final biases:\n {value}"),
    ],
    evidence: Evidence::Figures(include_str!("../transcripts/part-10.txt")),
    options: OPTIONS,
    zero_gradient: DEAD,
    play: play_part_10,
    ..Run::DEFAULT
};

const NOTES_LINES: &[Line] = &[
    Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    Line::each("final_w", "Final weights:\n {value}"),
    Line::each("final_b", "Final biases:\n {value}"),
];

const OPTIONS: &[CommandOption] =
    &[Iterations, LearningRate, Every, Dot, Figure];

const DEAD: &str = "because every ReLU is dead; the loss of 0.0 is no success";

const fn settings(np: Numpy) -> Settings {
    Settings {
        np,
        iterations: 200,
        learning_rate: 0.001,
        every: 20,
        ..Settings::DEFAULT
    }
}

// ANCHOR: values
/// The layer that every run starts from.
fn layer() -> Layer {
    Layer {
        w: array![
            [0.1, 0.2, 0.3, 0.4],
            [0.5, 0.6, 0.7, 0.8],
            [0.9, 1.0, 1.1, 1.2],
        ], // (3, 4)
        b: array![0.1, 0.2, 0.3], // (3,)
    }
}

/// The inputs, whole numbers in every notebook.
const INPUTS: [i32; 4] = [1, 2, 3, 4];

/// The inputs as NumPy multiplies them, in floating point.
fn inputs() -> Array1<f64> {
    INPUTS.into_iter().map(f64::from).collect() // (4,)
}
// ANCHOR_END: values

// ANCHOR: play
/// Trains the layer, and reports what it sees.
fn play(settings: &Settings, record: &mut Record) {
    let np = settings.np;
    let (x, mut layer) = (inputs(), layer());

    for iteration in 0..settings.iterations {
        let forward = layer.forward(np, &x);
        let backward = layer.backward(np, &x, &forward);

        if iteration == 0 {
            report_nodes(record, &layer, &x, &forward, &backward);
            let worst = worst_entry(np, &layer, &x, &backward, H);
            record.scalar_at(0, "worst_difference", worst);
        }
        record.loss(iteration, forward.loss);

        layer.descend(&backward, settings.learning_rate);
        record.watch(iteration, backward.gradients(), layer.parameters());
    }
    record.array("final_w", &layer.w);
    record.array("final_b", &layer.b);
}
// ANCHOR_END: play

/// Every number that the first iteration computes.
fn report_nodes(
    record: &mut Record,
    layer: &Layer,
    x: &Array1<f64>,
    forward: &Forward,
    backward: &Backward,
) {
    record.array_at(0, "x", x);
    record.array_at(0, "w", &layer.w);
    record.array_at(0, "b", &layer.b);
    record.array_at(0, "z", &forward.z);
    record.array_at(0, "a", &forward.a);
    record.scalar_at(0, "y", forward.y);
    record.scalar_at(0, "dloss_dy", backward.dloss_dy);
    record.array_at(0, "da_dz", &backward.da_dz);
    record.array_at(0, "dloss_dz", &backward.dloss_dz);
    record.array_at(0, "dloss_dw", &backward.dloss_dw);
    record.array_at(0, "dloss_db", &backward.dloss_db);
}

// ANCHOR: part_10
/// How many iterations the weights had seen before the cell ran again.
const INHERITED: usize = 200;

/// Runs the cell of document 000 as it was run: on a layer that an earlier
/// run had already trained. The edited cell printed, at each iteration, the
/// gradient by z and the inputs.
fn play_part_10(settings: &Settings, record: &mut Record) {
    let np = settings.np;
    let (x, mut layer) = (inputs(), layer());

    for _ in 0..INHERITED {
        let forward = layer.forward(np, &x);
        let backward = layer.backward(np, &x, &forward);
        layer.descend(&backward, settings.learning_rate);
    }

    record.array("inherited_w", &layer.w);
    record.array("inherited_b", &layer.b);
    for iteration in 0..settings.iterations {
        let forward = layer.forward(np, &x);
        let backward = layer.backward(np, &x, &forward);

        record.array_at(iteration, "dloss_dz", &backward.dloss_dz);
        record.integers_at(iteration, "inputs", &INPUTS.map(i64::from));
        record.loss(iteration, forward.loss);

        layer.descend(&backward, settings.learning_rate);
        record.watch(iteration, backward.gradients(), layer.parameters());
    }
    record.array("final_w", &layer.w);
    record.array("final_b", &layer.b);
}
// ANCHOR_END: part_10

/// The worst entry of the gradient, as far as difference quotients with the
/// step h tell.
fn worst_entry(
    np: Numpy,
    layer: &Layer,
    x: &Array1<f64>,
    backward: &Backward,
    h: f64,
) -> f64 {
    // Rounded to 32 bits, two losses would differ by little but rounding.
    let np = Numpy { nnfs: false, ..np };
    worst_difference(backward.gradients(), h, |n, step| {
        let mut moved = layer.clone();
        moved.parameters_mut().skip(n).take(1).for_each(|p| *p += step);
        moved.forward(np, x).loss
    })
}
