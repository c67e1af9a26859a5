//! A chapter that takes every option, and learns in no time.

use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;
use notebook::CommandOption::{
    Classes, Dot, Every, Figure, Hidden, Iterations, LearningRate, Load,
    Optimizer as Choice, Samples, Save, Seed,
};
use notebook::{
    Chapter, Evidence, Line, Optimizer, Record, Run, SavedParameter, Settings,
    Source,
};

/// The chapter and its runs.
pub(crate) static LEARNER: Chapter = Chapter {
    name: "learner",
    title: "a chapter of the tests",
    runs: &[LEARN, FIXED],
};

/// It takes everything.
pub(crate) const LEARN: Run = Run {
    name: "learn",
    source: Source { document: "000", place: "these tests" },
    settings: Settings {
        np: Numpy::DOCUMENT_002,
        iterations: 4,
        learning_rate: 0.75,
        samples: 10,
        classes: 3,
        hidden: 4,
        optimizer: "plain",
        ..Settings::DEFAULT
    },
    options: &[
        Iterations,
        LearningRate,
        Every,
        Dot,
        Seed,
        Figure,
        Samples,
        Classes,
        Hidden,
        Choice,
        Save,
        Load,
    ],
    lines: &[
        Line::each("sizes", "samples, classes, hidden: {value}"),
        Line::each("rate", "learning rate: {value}"),
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    ],
    evidence: Evidence::Reference("rate: 0.75\nloss @ 1: 1.0\n"),
    optimizers: &[
        Optimizer { name: "plain", learning_rate: 0.75 },
        Optimizer { name: "quick", learning_rate: 0.125 },
    ],
    saved: parameters,
    play,
    ..Run::DEFAULT
};

/// It saves and loads, and its sizes are its own.
const FIXED: Run = Run {
    name: "fixed",
    options: &[Iterations, Save, Load],
    evidence: Evidence::Differences(&[]),
    optimizers: &[],
    ..LEARN
};

fn parameters(settings: &Settings) -> Vec<SavedParameter> {
    let Settings { hidden, classes, .. } = *settings;
    let saved = |name, event, shape| SavedParameter { name, event, shape };
    vec![
        saved("w1", "final_w1", (2, hidden)),
        saved("b1", "final_b1", (1, hidden)),
        saved("w2", "final_w2", (hidden, classes)),
    ]
}

/// Takes a part of itself from every parameter, which rounds its last bits.
fn play(settings: &Settings, record: &mut Record) {
    let sizes = [settings.samples, settings.classes, settings.hidden];
    let sizes = sizes.map(|size| i64::try_from(size).expect("a small size"));
    record.integers("sizes", sizes.to_vec());
    record.scalar("rate", settings.learning_rate);

    let parameters = parameters(settings);
    let mut random = RandomState::seed(settings.seed);
    let mut arrays: Vec<Array2<f64>> = match settings.start {
        Some(start) => {
            start.arrays.iter().map(|(_, array)| array.clone()).collect()
        }
        None => parameters.iter().map(|p| random.randn(p.shape)).collect(),
    };
    for iteration in 1..=settings.iterations {
        record.loss(iteration, 1.0);
        for array in &mut arrays {
            array.mapv_inplace(|x| x - settings.learning_rate * x / 3.0);
        }
    }
    for (parameter, array) in parameters.iter().zip(&arrays) {
        record.array(parameter.event, array);
    }
}
