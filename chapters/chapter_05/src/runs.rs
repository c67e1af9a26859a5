//! The runs of this chapter: one for each optimizer, the easy data set, and
//! the same training in two orders of rounding.

use chapter_00::data::{Data, spiral_data, vertical_data};
use chapter_00::dense_layer::DenseLayer;
use mini_numpy::{Numpy, Order, RandomState};
use notebook::CommandOption::{
    self, Classes, Dot, Every, Figure, Hidden, Iterations, LearningRate, Load,
    Optimizer, Samples as SampleCount, Save, Seed,
};
use notebook::{
    Chapter, Evidence, Line, Parameters, Record, Run, SavedParameter, Settings,
    Source,
};

use crate::network::Network;
use crate::optimizers::{RECIPES, Recipe};
use crate::pictures::decision_regions;
use crate::softmax_gradient::{by_jacobian, combined, jacobian};
use crate::training::{FINAL_PARAMETERS, PARAMETERS, Samples, Trainer, train};
use crate::two_orders;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_05",
    title: "the spiral, everything together",
    runs: &[
        run(0, "spiral", include_str!("../transcripts/spiral.txt")),
        run(1, "spiral-decay", include_str!("../transcripts/spiral-decay.txt")),
        run(
            2,
            "spiral-momentum",
            include_str!("../transcripts/spiral-momentum.txt"),
        ),
        run(
            3,
            "spiral-adagrad",
            include_str!("../transcripts/spiral-adagrad.txt"),
        ),
        run(
            4,
            "spiral-rmsprop",
            include_str!("../transcripts/spiral-rmsprop.txt"),
        ),
        run(5, "spiral-adam", include_str!("../transcripts/spiral-adam.txt")),
        VERTICAL,
        TWO_ORDERS,
    ],
};

/// The run on the spiral with an optimizer, by its number in [`RECIPES`].
const fn run(
    recipe: usize,
    name: &'static str,
    reference: &'static str,
) -> Run {
    let Recipe { name: optimizer, learning_rate, .. } = RECIPES[recipe];
    Run {
        name,
        settings: Settings { optimizer, learning_rate, ..SETTINGS },
        evidence: Evidence::Reference(reference),
        play: play_spiral,
        ..TRAINING
    }
}

/// What all trainings have in common.
const TRAINING: Run = Run {
    source: Source { document: "001", place: "section 1" },
    lines: &[
        Line::each(
            "loss",
            "epoch {iteration}: accuracy {accuracy:.3f}, loss {value:.3f}, \
             learning rate {learning_rate}",
        ),
        Line::each(
            "final_loss",
            "trained: accuracy {final_accuracy:.3f}, loss {value:.3f}",
        ),
        Line::each(
            "final_validation_loss",
            "validation: accuracy {final_validation_accuracy:.3f}, loss \
             {value:.3f}",
        ),
    ],
    options: OPTIONS,
    zero_gradient: "because every ReLU is dead",
    optimizers: &OPTIMIZERS,
    saved,
    figure: decision_regions,
    ..Run::DEFAULT
};

const SETTINGS: Settings = Settings {
    np: Numpy::with_order(Order::Sequential),
    iterations: 10_001,
    every: 100,
    seed: 0,
    samples: 100,
    classes: 3,
    hidden: 64,
    ..Settings::DEFAULT
};

const OPTIONS: &[CommandOption] = &[
    Iterations,
    LearningRate,
    Every,
    Dot,
    Seed,
    SampleCount,
    Classes,
    Hidden,
    Optimizer,
    Figure,
    Save,
    Load,
];

const OPTIMIZERS: [notebook::Optimizer; RECIPES.len()] = {
    let mut choices =
        [notebook::Optimizer { name: "", learning_rate: 0.0 }; RECIPES.len()];
    let mut i = 0;
    while i < RECIPES.len() {
        let Recipe { name, learning_rate, .. } = RECIPES[i];
        choices[i] = notebook::Optimizer { name, learning_rate };
        i += 1;
    }
    choices
};

/// The easy case: three clouds side by side.
const VERTICAL: Run = Run {
    name: "vertical",
    settings: Settings {
        optimizer: RECIPES[0].name,
        learning_rate: RECIPES[0].learning_rate,
        iterations: 1001,
        ..SETTINGS
    },
    evidence: Evidence::Reference(include_str!("../transcripts/vertical.txt")),
    play: play_vertical,
    ..TRAINING
};

/// The spiral again, in two orders of rounding.
const TWO_ORDERS: Run = Run {
    name: "two-orders",
    settings: Settings {
        optimizer: RECIPES[0].name,
        learning_rate: RECIPES[0].learning_rate,
        iterations: 3001,
        every: 50,
        ..SETTINGS
    },
    lines: &[Line::each(
        "loss",
        "epoch {iteration}: loss {value:.6f}, in two lanes {other_loss:.6f}, \
         under nnfs {nnfs_loss:.6f}",
    )],
    options: &[Iterations, LearningRate, Every, Seed, SampleCount, Hidden],
    optimizers: &[],
    evidence: Evidence::Reference(include_str!(
        "../transcripts/two-orders.txt"
    )),
    play: two_orders::play,
    ..TRAINING
};

/// What training starts from.
pub(crate) struct Start {
    pub(crate) trainer: Trainer,
    pub(crate) samples: Samples,
    /// Samples drawn with another seed, which are not learned from.
    pub(crate) fresh: Samples,
}

/// One of the data sets: so many samples of so many classes.
type Draw = fn(&mut RandomState, usize, usize) -> Data;

// ANCHOR: play
/// Draws the data and, after them, the network, unless a file gave one.
pub(crate) fn start(settings: &Settings, draw: Draw) -> Start {
    let Settings { samples, classes, hidden, .. } = *settings;
    let mut random = RandomState::seed(settings.seed);
    let data = draw(&mut random, samples, classes);
    let network = match settings.start {
        Some(parameters) => loaded(parameters),
        None => Network::random(&mut random, 2, hidden, classes),
    };
    let mut random = RandomState::seed(settings.seed.wrapping_add(1));
    let fresh = draw(&mut random, samples, classes);

    let recipe = Recipe::named(settings.optimizer).expect("a known name");
    let learning_rate = settings.learning_rate;
    Start {
        trainer: Trainer::new(network, Recipe { learning_rate, ..recipe }),
        samples: Samples::of(&data, classes),
        fresh: Samples::of(&fresh, classes),
    }
}

fn play_spiral(settings: &Settings, record: &mut Record) {
    play(settings, spiral_data, record);
}

fn play_vertical(settings: &Settings, record: &mut Record) {
    play(settings, vertical_data, record);
}

fn play(settings: &Settings, draw: Draw, record: &mut Record) {
    let Start { trainer, samples, fresh } = start(settings, draw);
    report_samples(record, &samples);
    compare_gradients(settings.np, &trainer.network, &samples, record);
    train(settings, trainer, &samples, &fresh, record);
}
// ANCHOR_END: play

fn report_samples(record: &mut Record, samples: &Samples) {
    record.array("x", &samples.x);
    let number = |&y: &usize| i64::try_from(y).expect("few classes");
    record.integers("y", samples.labels.classes().iter().map(number).collect());
}

/// With more classes the Jacobians, a matrix of their square for each sample,
/// would take longer than the training.
const FEW_CLASSES: usize = 16;

/// How far the two ways back through softmax are apart, before training.
fn compare_gradients(
    np: Numpy,
    network: &Network,
    samples: &Samples,
    record: &mut Record,
) {
    let Samples { x, labels } = samples;
    if FEW_CLASSES < labels.shape().1 {
        return;
    }
    let p = network.forward(np, x, labels).p;
    let dz = combined(&p, labels);
    let apart = &dz - &by_jacobian(np, &p, labels);
    record.array("first_p", &p.row(0));
    record.array("first_jacobian", &jacobian(np, &p.row(0).to_owned()));
    record.array("first_dz", &dz.row(0));
    let worst = apart.fold(0.0, |worst, dz| np.maximum(worst, dz.abs()));
    record.scalar("worst_jacobian_difference", worst);
}

/// The network that a file gave.
fn loaded(parameters: &Parameters) -> Network {
    let array = |name| parameters.get(name).expect("checked as it was read");
    let layer = |w, b| DenseLayer { w: array(w).clone(), b: array(b).clone() };
    Network { first: layer("w1", "b1"), second: layer("w2", "b2") }
}

/// What `--save` writes and `--load` reads.
fn saved(settings: &Settings) -> Vec<SavedParameter> {
    let Settings { classes, hidden, .. } = *settings;
    let shapes = [(2, hidden), (1, hidden), (hidden, classes), (1, classes)];
    PARAMETERS
        .into_iter()
        .zip(FINAL_PARAMETERS)
        .zip(shapes)
        .map(|((name, event), shape)| SavedParameter { name, event, shape })
        .collect()
}
