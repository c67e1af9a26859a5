//! The runs: passes through networks before training, and trainings.

use chapter_04::dense_layer::DenseLayer;
use chapter_05::accuracy::accuracy;
use chapter_05::data::{Data, vertical_data};
use chapter_05::labels::Labels;
use chapter_06::samples::Samples;
use harness::{Chapter, Experiment, Line, Record, Watch};
use mini_numpy::RandomState;

use crate::activation::Activation::{self, Relu, Sigmoid, Tanh};
use crate::initialisation::Initialisation::{self, He, Large, Small, Xavier};
use crate::network::{Backward, Deep};
use crate::pictures::PICTURES;
use crate::settings::{Clipped, Settings, Training};
use crate::sizes::{factor, rms};
use crate::training::train;

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_07",
    title: "depth",
    runs: &[
        &pass("sigmoid-small", || untrained(Sigmoid, Small)),
        &pass("sigmoid-xavier", || untrained(Sigmoid, Xavier)),
        &pass("sigmoid-he", || untrained(Sigmoid, He)),
        &pass("sigmoid-large", || untrained(Sigmoid, Large)),
        &pass("tanh-small", || untrained(Tanh, Small)),
        &pass("tanh-xavier", || untrained(Tanh, Xavier)),
        &pass("tanh-he", || untrained(Tanh, He)),
        &pass("tanh-large", || untrained(Tanh, Large)),
        &pass("relu-small", || untrained(Relu, Small)),
        &pass("relu-xavier", || untrained(Relu, Xavier)),
        &pass("relu-he", || untrained(Relu, He)),
        &pass("relu-large", || untrained(Relu, Large)),
        &training("sigmoid-2", || trained(2, Sigmoid, Xavier)),
        &training("sigmoid-5", || trained(5, Sigmoid, Xavier)),
        &training("sigmoid-10", || trained(10, Sigmoid, Xavier)),
        &training("sigmoid-20", || trained(20, Sigmoid, Xavier)),
        &training("relu-2", || trained(2, Relu, He)),
        &training("relu-5", || trained(5, Relu, He)),
        &training("relu-10", || trained(10, Relu, He)),
        &training("relu-20", || trained(20, Relu, He)),
        &training("relu-20-small", || trained(20, Relu, Small)),
        &training("tanh-20", || trained(20, Tanh, Xavier)),
        &training("exploding", exploding),
        &CLIPPED,
    ],
};

fn untrained(
    activation: Activation, initialisation: Initialisation,
) -> Settings {
    Settings::new(20, activation, initialisation, ())
}

fn trained(
    layers: usize, activation: Activation, initialisation: Initialisation,
) -> Settings<Training> {
    let training = Training { iterations: 201, learning_rate: 0.1, every: 10 };
    Settings::new(layers, activation, initialisation, training)
}

/// Steps that are five times as long.
fn exploding() -> Settings<Training> {
    let training = Training { iterations: 201, learning_rate: 0.5, every: 1 };
    Settings::new(20, Relu, He, training)
}

fn clipped() -> Settings<Clipped> {
    let training = Clipped { training: exploding().training, clip: 0.25 };
    Settings::new(20, Relu, He, training)
}

/// A network before training: the sizes in each layer.
const fn pass(
    name: &'static str, settings: fn() -> Settings,
) -> Experiment<Settings> {
    Experiment {
        options: Settings::<()>::OPTIONS,
        iteration: "layers from the output",
        lines: LINES_OF_PASS,
        pictures: PICTURES,
        ..Experiment::new(name, settings, |settings| settings.np, run_pass)
    }
}

const LINES_OF_PASS: &[Line] = &[
    Line::each(
        "loss",
        "layer {layer}: dz {dz:.1e}, from a loss of {value:.3f}",
    ),
    Line::each(
        "factor",
        "layer {layer}: dz {dz:.1e}, times {ratio:.3f}; weights and slopes \
         make it {value:.3f}",
    ),
];

const fn training(
    name: &'static str, settings: fn() -> Settings<Training>,
) -> Experiment<Settings<Training>> {
    Experiment {
        options: Settings::<Training>::OPTIONS,
        iteration: "epoch",
        lines: LINES,
        zero_gradient: ZERO_GRADIENT,
        ..Experiment::new(
            name,
            settings,
            |s| s.np,
            |settings, record, watch| {
                let training = settings.training;
                run_training(settings, &training, None, record, watch);
            },
        )
    }
}

const CLIPPED: Experiment<Settings<Clipped>> = Experiment {
    options: Settings::<Clipped>::OPTIONS,
    iteration: "epoch",
    lines: LINES,
    zero_gradient: ZERO_GRADIENT,
    ..Experiment::new(
        "clipped",
        clipped,
        |s| s.np,
        |settings, record, watch| {
            let Clipped { training, clip } = settings.training;
            run_training(settings, &training, Some(clip), record, watch);
        },
    )
};

const LINES: &[Line] = &[
    Line::each(
        "loss",
        "epoch {iteration}: loss {value:.3f}, accuracy {accuracy:.3f}, norm of \
         the gradient {norm:.1e}",
    ),
    Line::each(
        "final_loss",
        "trained: loss {value:.3f}, accuracy {final_accuracy:.3f}",
    ),
];

/// As in chapter 6: where each sample's own class has a probability that is
/// clipped at 1 − 10⁻⁷, the loss is 10⁻⁷.
const LOWEST_LOSS: f64 = 2e-7;

const ZERO_GRADIENT: &str = "because it has vanished on its way back";

// ANCHOR: start
/// The samples, three clouds of fifty points, and the network before training.
pub fn start<T>(settings: &Settings<T>) -> (Samples, Deep) {
    let Settings { np, layers, hidden, activation, initialisation, .. } =
        *settings;
    let random = &mut RandomState::seed(settings.seed);
    let Data { x, y } = vertical_data(random, 50, 3);
    let labels = Labels::sparse(&y, (x.nrows(), 3));
    let labels = labels.expect("every point belongs to a class");
    let mut sizes = vec![hidden; layers + 1];
    (sizes[0], sizes[layers]) = (2, 3); // coordinates, classes
    let network = Deep::random(np, random, &sizes, activation, initialisation);
    (Samples { x: x.mapv(f64::from), labels }, network)
}
// ANCHOR_END: start

/// Reports the sizes in each layer, from the last one back to the first.
fn run_pass(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    let np = settings.np;
    let (Samples { x, labels }, network) = start(settings);
    let forward = network.forward(np, &x, &labels);
    let Backward { dz, .. } = network.backward(np, &labels, &forward);
    let mut after: Option<&DenseLayer> = None;
    for (back, layer) in network.layers().enumerate() {
        let l = settings.layers - 1 - back; // counted from 0
        let number = i64::try_from(l + 1).expect("few layers");
        record.add_at(back, "layer", number);
        record.add_at(back, "z", rms(np, &forward.z[l]));
        record.add_at(back, "w", rms(np, &layer.w));
        record.add_at(back, "dz", rms(np, &dz[back]));
        let Some(after) = after.replace(layer) else {
            record.add_at(back, "loss", forward.loss);
            continue;
        };
        let slope = network.activation.slope(&forward.a[l + 1]);
        let ratio = rms(np, &dz[back]) / rms(np, &dz[back - 1]);
        record.add_at(back, "slope", rms(np, &slope));
        record.add_at(back, "ratio", ratio);
        record.add_at(back, "factor", factor(np, &after.w, &slope));
    }
    watch.tick();
}

/// Trains the network, and reports how it gets on.
fn run_training<T>(
    settings: &Settings<T>, training: &Training, clip: Option<f64>,
    record: &mut Record, watch: &mut Watch,
) {
    let np = settings.np;
    let (samples, mut network) = start(settings);
    watch.lowest_loss = Some(LOWEST_LOSS);
    train(np, &mut network, &samples, training, clip, |epoch, step| {
        if epoch.is_multiple_of(training.every) {
            let accuracy = accuracy(np, &step.forward.p, &samples.labels);
            record.add_at(epoch, "accuracy", accuracy);
            record.add_at(epoch, "norm", step.norm);
            record.add_at(epoch, "loss", step.forward.loss);
        }
        let (loss, gradients) = (step.forward.loss, step.backward.entries());
        let parameters = step.after.parameters();
        watch.step(record, epoch, loss, false, gradients, parameters);
    });
    let forward = network.forward(np, &samples.x, &samples.labels);
    let accuracy = accuracy(np, &forward.p, &samples.labels);
    let names = ["final_accuracy", "final_loss"];
    record.add_each(names, [accuracy, forward.loss]);
}
