//! How far a network, and chapter 1's neuron, diverge with different rounding.

use chapter_01::runs::{CHAIN_RULE, train};
use harness::{Descent, Record, Watch};
use mini_numpy::{Numpy, Order};
use ndarray::Array1;

use crate::runs::start;
use crate::settings::Settings;

// ANCHOR: run
/// Trains the network three times: in the order of all other runs, with every
/// product summed in two lanes, and as under nnfs, with every product rounded
/// to 32 bits. Reports the losses and the distances from the first network.
pub(crate) fn run(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    let (trainer, data, _) = start(settings);
    let np = settings.np;
    let two_lanes = Numpy::with_order(Order::TwoLanes);
    let machines = [np, two_lanes, np.under_nnfs()];
    let mut trainers = [trainer.clone(), trainer.clone(), trainer];

    for epoch in 0..settings.iterations {
        let [loss, other_loss, nnfs_loss] = [0, 1, 2]
            .map(|i| trainers[i].step(machines[i], &data, epoch).forward.loss);
        if epoch.is_multiple_of(settings.every) {
            let parameters = |i: usize| trainers[i].network.parameters();
            let [one, other, nnfs] = [0, 1, 2].map(|i| parameters(i).collect());
            record.add_at(epoch, "other_loss", other_loss);
            record.add_at(epoch, "nnfs_loss", nnfs_loss);
            record.add_at(epoch, "distance", distance(np, &one, &other));
            record.add_at(epoch, "nnfs_distance", distance(np, &one, &nnfs));
            record.add_at(epoch, "loss", loss);
        }
        watch.tick();
    }
    report_neuron(record);
}

/// The Euclidean distance between two vectors.
fn distance(np: Numpy, a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    let difference = a - b;
    np.sqrt(np.sum(&(&difference * &difference)))
}
// ANCHOR_END: run

/// Reports how far chapter 1's neuron diverges on two notebooks' machines.
fn report_neuron(record: &mut Record) {
    let machines = [Numpy::DOCUMENT_002, Numpy::DOCUMENT_004];
    let [one, other] = machines.map(trained_neurons);
    for (iteration, (one, other)) in one.iter().zip(&other).enumerate() {
        let distance = distance(machines[0], one, other);
        record.add_at(iteration, "neuron_distance", distance);
    }
}

/// The parameters of chapter 1's neuron after each of 200 iterations.
fn trained_neurons(np: Numpy) -> Vec<Array1<f64>> {
    let settings = Descent { np, iterations: 200, ..(CHAIN_RULE.settings)() };
    let (x, target, mut neuron) = chapter_01::runs::start();
    let mut trained = Vec::new();
    train(&settings, &mut neuron, &x, target, |_, neuron, _, _| {
        trained.push(neuron.parameters().collect());
    });
    trained
}
