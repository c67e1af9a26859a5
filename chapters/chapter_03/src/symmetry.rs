//! Two hidden neurons that begin as equals, and two that do not quite.

use harness::{
    CommandOption, Experiment, Line, Record, Watch, dot, every, iterations,
    learning_rate, max_distance,
};
use ndarray::{Array2, array};

use crate::runs::{Settings, settings, train};
use crate::two_layer::TwoLayer;

/// Both hidden neurons have the same parameters.
pub(crate) static SYMMETRIC: Experiment<Settings> =
    experiment("symmetric", |settings, record, watch| {
        run(settings, start(), record, watch);
    });

/// One weight of the second neuron is another.
pub(crate) static NUDGED: Experiment<Settings> =
    experiment("nudged", |settings, record, watch| {
        let mut network = start();
        network.w1[[1, 1]] = 0.6; // from the second input to B
        run(settings, network, record, watch);
    });

const OPTIONS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.learning_rate),
    every(|settings| &mut settings.every),
    dot(|settings| &mut settings.np),
];

const LINES: &[Line] = &[
    Line::every("loss", "Epoch {iteration}, Loss: {value}"),
    Line::each("final_w1", "w1:\n{value}"),
    Line::each("final_b1", "b1: {value}"),
    Line::each("final_w2", "w2:\n{value}"),
    Line::each("final_output", "Outputs:\n{value}"),
];

const fn experiment(
    name: &'static str, run: fn(&Settings, &mut Record, &mut Watch),
) -> Experiment<Settings> {
    Experiment {
        options: OPTIONS,
        lines: LINES,
        iteration: "epoch",
        zero_gradient: "because the sigmoids are flat where the network \
                        stands",
        ..Experiment::new(
            name,
            || Settings { learning_rate: 0.5, ..settings() },
            |settings| settings.np,
            run,
        )
    }
}

// ANCHOR: start
/// Exclusive or: four samples, of which those with exactly one 1 have the
/// target 1.
pub fn exclusive_or() -> (Array2<f64>, Array2<f64>) {
    let x = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]; // (4, 2)
    let target = array![[0.0], [1.0], [1.0], [0.0]]; // (4, 1)
    (x, target)
}

/// A network whose hidden neurons, A and B, have the same parameters.
pub fn start() -> TwoLayer {
    TwoLayer {
        w1: array![[1.0, 1.0], [0.5, 0.5]], // (2, 2)
        b1: array![[0.0, 0.0]],             // (1, 2)
        w2: array![[0.5], [0.5]],           // (2, 1)
        b2: array![[0.0]],                  // (1, 1)
    }
}
// ANCHOR_END: start

/// Trains the network, and reports how far apart the two neurons ever were.
fn run(
    settings: &Settings, mut network: TwoLayer, record: &mut Record,
    watch: &mut Watch,
) {
    let (x, target) = exclusive_or();
    record.add_each(["w1", "b1", "w2", "b2"], network.arrays());
    let mut farthest = 0.0;
    train(settings, &mut network, &x, &target, |i, network, pass, backward| {
        let (loss, gradients) = (pass.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, network.parameters());
        let distance = between_neurons(network);
        farthest = if farthest < distance { distance } else { farthest };
    });
    record.add("farthest", farthest);
    let names = ["final_w1", "final_b1", "final_w2", "final_b2"];
    record.add_each(names, network.arrays());
    record.add("final_output", &network.forward(settings.np, &x, &target).a2);
}

/// The largest distance between a parameter of A and that of B.
pub fn between_neurons(network: &TwoLayer) -> f64 {
    let TwoLayer { w1, b1, w2, .. } = network;
    let of_neuron = |i| {
        let (w1, b1) = (w1.column(i).to_vec(), b1.column(i).to_vec());
        [w1, b1, w2.row(i).to_vec()].concat()
    };
    max_distance(of_neuron(0), of_neuron(1))
}
