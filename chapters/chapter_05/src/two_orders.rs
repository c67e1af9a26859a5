//! One network trained in several roundings, and chapter 1's neuron beside it:
//! how far apart the parameters are, epoch by epoch.

use chapter_00::data::spiral_data;
use chapter_01::neuron::Neuron;
use mini_numpy::{Numpy, Order};
use ndarray::{Array1, array};
use notebook::{Record, Settings};

use crate::runs::{Start, start};

// ANCHOR: play
/// Trains the network three times: in the order of all other runs, with every
/// product summed in two lanes, and as under nnfs, with every product rounded
/// to 32 bits. Reports the losses, and the distance from the first network.
pub(crate) fn play(settings: &Settings, record: &mut Record) {
    let Start { trainer, samples, .. } = start(settings, spiral_data);
    let np = settings.np;
    let two_lanes = Numpy::with_order(Order::TwoLanes);
    let machines = [np, two_lanes, np.under_nnfs()];
    let mut trainers = [trainer.clone(), trainer.clone(), trainer];

    for epoch in 0..settings.iterations {
        let mut losses = [0.0; 3];
        for ((trainer, np), loss) in
            trainers.iter_mut().zip(machines).zip(&mut losses)
        {
            *loss = trainer.epoch(np, &samples, epoch).0.loss;
        }
        if !epoch.is_multiple_of(settings.every) {
            record.silent_loss(epoch, losses[0]);
            continue;
        }
        let [network, other, nnfs] = &trainers.each_ref().map(|t| &t.network);
        let apart = distance(np, network.parameters(), other.parameters());
        let nnfs_apart = distance(np, network.parameters(), nnfs.parameters());
        record.scalar_at(epoch, "other_loss", losses[1]);
        record.scalar_at(epoch, "nnfs_loss", losses[2]);
        record.scalar_at(epoch, "distance", apart);
        record.scalar_at(epoch, "nnfs_distance", nnfs_apart);
        record.loss(epoch, losses[0]);
    }
    neuron(record);
}

/// The root of the squared differences, added up.
fn distance(
    np: Numpy,
    one: impl Iterator<Item = f64>,
    other: impl Iterator<Item = f64>,
) -> f64 {
    let squares: Array1<f64> =
        one.zip(other).map(|(a, b)| (a - b) * (a - b)).collect();
    np.sqrt(np.sum(&squares))
}

/// Trains chapter 1's neuron on the machines of two of its notebooks.
fn neuron(record: &mut Record) {
    let x = array![1.0, -2.0, 3.0]; // (3,)
    let start = Neuron { w: array![-3.0, -1.0, 2.0], b: 1.0 };
    let machines = [Numpy::DOCUMENT_002, Numpy::DOCUMENT_004];
    let mut neurons = [start.clone(), start];
    for iteration in 0..200 {
        for (neuron, np) in neurons.iter_mut().zip(machines) {
            let forward = neuron.forward(np, &x, 0.0);
            let backward = neuron.backward(&x, 0.0, &forward);
            neuron.descend(&backward, 0.001);
        }
        let [one, other] = neurons.each_ref().map(parameters);
        let apart = distance(machines[0], one, other);
        record.scalar_at(iteration, "neuron_distance", apart);
    }
}

fn parameters(neuron: &Neuron) -> impl Iterator<Item = f64> + '_ {
    neuron.w.iter().copied().chain([neuron.b])
}
// ANCHOR_END: play
