//! The trainings: with each optimizer, on the easy data, and in several orders.

use std::hint::black_box;

use chapter_04::dense_layer::DenseLayer;
use harness::Expected::Reference;
use harness::{Chapter, Drawing, Experiment, Line, Record, Source, Watch};
use mini_numpy::{Numpy, Order, RandomState};

use crate::batches::{self, Batches};
use crate::network::Network;
use crate::pictures::{PICTURES, distances};
use crate::report::Report;
use crate::samples::{DataSet::Vertical, Samples};
use crate::settings::{OPTIONS, OPTIONS_OF_TWO_ORDERS, Settings};
use crate::training::{Trainer, train};
use crate::{two_orders, valley};

/// A training by its name, which is its transcript's, its optimizer, and what
/// else is not as in most. It is checked against this book's own first run.
macro_rules! training {
    ($name:literal, $optimizer:literal $(, $field:ident: $value:expr)*) => {
        Experiment {
            source: Source { document: "001", place: "section 1" },
            options: OPTIONS,
            check: Settings::check,
            lines: LINES,
            iteration: "epoch",
            zero_gradient: "because every ReLU is dead",
            expected: Reference(include_str!(
                concat!("../transcripts/", $name, ".txt")
            )),
            pictures: PICTURES,
            ..Experiment::new($name, || Settings {
                $($field: $value,)*
                ..Settings::with_optimizer($optimizer)
            }, |settings| settings.np, run)
        }
    };
}

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_06",
    title: "the spiral, everything together",
    runs: &[
        &training!("spiral", "descent"),
        &training!("spiral-decay", "decay"),
        &training!("spiral-momentum", "momentum"),
        &training!("spiral-adagrad", "adagrad"),
        &training!("spiral-rmsprop", "rmsprop"),
        &training!("spiral-adam", "adam"),
        &training!("vertical", "descent", data_set: Vertical, iterations: 1001),
        &TWO_ORDERS,
        &VALLEY,
        &BATCHES,
    ],
};

const LINES: &[Line] = &[
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
];

/// The spiral again, in several orders of rounding.
const TWO_ORDERS: Experiment<Settings> = Experiment {
    options: OPTIONS_OF_TWO_ORDERS,
    lines: &[Line::each(
        "loss",
        "epoch {iteration}: loss {value:.6f}, in two lanes {other_loss:.6f}, \
         under nnfs {nnfs_loss:.6f}",
    )],
    pictures: &[Drawing { name: "divergence", draw: distances }, Drawing::LOSS],
    run: two_orders::run,
    ..training!("two-orders", "descent", iterations: 3001, every: 50)
};

/// Two weights, whose loss is a narrow valley, and all optimizers in it.
const VALLEY: Experiment<Numpy> = Experiment {
    lines: &[
        Line::each("learning_rates", "learning rates: {value}"),
        Line::each("final_losses", "final losses:   {value}"),
        Line::each("turned_losses", "turned:         {value}"),
    ],
    pictures: &[Drawing { name: "tracks", draw: valley::tracks }],
    ..Experiment::new(
        "valley",
        || Numpy::with_order(Order::Sequential),
        |np| *np,
        valley::run,
    )
};

/// The spiral in mini-batches.
const BATCHES: Experiment<Batches> = Experiment {
    options: batches::OPTIONS,
    check: |settings| settings.training.check(),
    lines: &[
        Line::each(
            "loss",
            "epoch {iteration}: accuracy {accuracy:.3f}, loss {value:.3f}, in \
             full batches {full_batch_loss:.3f}",
        ),
        Line::each(
            "final_loss",
            "trained: accuracy {final_accuracy:.3f}, loss {value:.3f}, in full \
             batches {final_full_batch_loss:.3f}",
        ),
        Line::each(
            "final_validation_loss",
            "validation: accuracy {final_validation_accuracy:.3f}, loss \
             {value:.3f}",
        ),
    ],
    iteration: "epoch",
    pictures: &[Drawing::LOSS],
    ..Experiment::new(
        "spiral-batches",
        || Batches {
            training: Settings {
                iterations: 1001,
                every: 10,
                ..Settings::with_optimizer("descent")
            },
            batch: 30,
        },
        |settings| settings.training.np,
        batches::run,
    )
};

/// A trainer before its first step, the samples for training, and samples of
/// the same kind for validation only, which have the next seed.
pub fn start(settings: &Settings) -> (Trainer, Samples, Samples) {
    let Settings { classes, hidden, seed, optimizer, .. } = *settings;
    let mut random = RandomState::seed(seed);
    let data = Samples::draw(settings, &mut random);
    let network = settings.loaded.clone().unwrap_or_else(|| Network {
        first: DenseLayer::random(&mut random, 2, hidden),
        second: DenseLayer::random(&mut random, hidden, classes),
    });
    let mut random = RandomState::seed(seed.wrapping_add(1));
    let validation = Samples::draw(settings, &mut random);
    (Trainer::new(network, optimizer), data, validation)
}

/// Above the loss of about 10⁻⁷ where every sample's own class has a
/// probability that is clipped at 1 − 10⁻⁷, and far below that where one sample
/// is wrong.
const LOWEST_LOSS: f64 = 2e-7;

/// Trains the network, and reports what it computes.
pub fn run(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    keep_freed_memory();
    watch.lowest_loss = Some(LOWEST_LOSS);
    let (mut trainer, data, validation) = start(settings);
    let (data, validation) = (&data, &validation);
    let mut report = Report { settings, data, validation, record, watch };
    report.start(&trainer.network);
    let (np, epochs) = (settings.np, settings.iterations);
    train(np, &mut trainer, data, epochs, |epoch, trainer, step| {
        report.add(epoch, trainer, step);
    });
    report.trained(&trainer.network);
}

/// Each epoch allocates a dozen matrices and frees them again, and the C
/// library of Linux gives blocks of their size back to the system at once,
/// until a larger one has been freed. Then the spiral trains 1.8 times as fast.
fn keep_freed_memory() {
    let larger_than_an_epoch_needs = 8 << 20; // bytes
    drop(black_box(Vec::<u8>::with_capacity(larger_than_an_epoch_needs)));
}
