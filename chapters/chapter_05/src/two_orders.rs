//! One network trained in two orders of rounding, and chapter 1's neuron
//! beside it: how far apart the parameters are, epoch by epoch.

use chapter_00::data::spiral_data;
use chapter_01::neuron::Neuron;
use mini_numpy::{Numpy, Order};
use ndarray::{Array1, array};
use notebook::{Record, Settings};

use crate::network::Network;
use crate::runs::{Start, start};

/// The other order: the sums over the hidden neurons and over the samples are
/// taken in two lanes.
const OTHER: Numpy = Numpy::with_order(Order::TwoLanes);

// ANCHOR: play
/// Trains the network twice, and the neuron twice, in two orders each, and
/// reports the distance of their parameters.
pub(crate) fn play(settings: &Settings, record: &mut Record) {
    let Start { trainer: mut one, samples, .. } = start(settings, spiral_data);
    let mut other = one.clone();
    for epoch in 0..settings.iterations {
        let (forward, _) = one.epoch(settings.np, &samples, epoch);
        let (other_forward, _) = other.epoch(OTHER, &samples, epoch);
        if epoch.is_multiple_of(settings.every) {
            record.scalar_at(epoch, "other_loss", other_forward.loss);
            let apart = distance(settings.np, &one.network, &other.network);
            record.scalar_at(epoch, "distance", apart);
            record.loss(epoch, forward.loss);
        } else {
            record.silent_loss(epoch, forward.loss);
        }
    }
    neuron(record);
}

/// The root of the squared differences of all parameters, added up.
fn distance(np: Numpy, one: &Network, other: &Network) -> f64 {
    let pairs = one.parameters().zip(other.parameters());
    let squares: Array1<f64> = pairs.map(|(a, b)| (a - b) * (a - b)).collect();
    np.sum(&squares).sqrt()
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
        let [one, other] = &neurons;
        let differences = &one.w - &other.w;
        let b = one.b - other.b;
        let squares = &differences * &differences;
        let apart = (machines[0].sum(&squares) + b * b).sqrt();
        record.scalar_at(iteration, "neuron_distance", apart);
    }
}
// ANCHOR_END: play
