//! How far a network, and chapter 1's neuron, diverge with different rounding.

use chapter_01::runs::{CHAIN_RULE, train};
use harness::{Descent, Record, Watch};
use mini_numpy::{Numpy, Order};
use ndarray::Array1;

use crate::batches::gradient;
use crate::runs::start;
use crate::samples::Samples;
use crate::settings::Settings;
use crate::training::Trainer;

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
    let mut growth = Vec::new();

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
        if epoch % settings.every <= 1 {
            growth.push((
                epoch,
                grown(np, [0, 1].map(|i| &trainers[i]), &data, epoch),
            ));
        }
        watch.tick();
    }
    report_neuron(record);
    for (epoch, [factor, curvature]) in growth {
        record.add_at(epoch, "growth", factor);
        record.add_at(epoch, "curvature", curvature);
    }
    report_strays(record);
}

/// The Euclidean distance between two vectors.
fn distance(np: Numpy, a: &Array1<f64>, b: &Array1<f64>) -> f64 {
    length(np, &(a - b))
}

fn length(np: Numpy, a: &Array1<f64>) -> f64 {
    np.sqrt(np.sum(&(a * a)))
}
// ANCHOR_END: run

/// What the next step multiplies the length of a small difference d of the
/// parameters by, and the curvature of the loss along it. A step makes
/// d - lr·H·d of it, where H has the second derivatives: H·d is by how much the
/// gradient changes along d, here by a central difference.
fn grown(
    np: Numpy, [one, other]: [&Trainer; 2], data: &Samples, epoch: usize,
) -> [f64; 2] {
    let parameters = |trainer: &Trainer| -> Array1<f64> {
        trainer.network.parameters().collect()
    };
    let d = parameters(other) - parameters(one);
    let d = &d / length(np, &d);
    let network = &one.network;
    let gradient = |h: f64| gradient(np, &network.moved(&(&d * h)), data);
    let change = (gradient(H) - gradient(-H)) / (2.0 * H);
    let moved = &d - &(&change * one.learning_rate(epoch + 1));
    [length(np, &moved), np.sum(&(&change * &d))]
}

/// The step of the difference quotients: 2⁻²⁰.
const H: f64 = 1.0 / 1_048_576.0;

/// Reports how far chapter 1's neuron diverges on two notebooks' machines.
fn report_neuron(record: &mut Record) {
    let machines = [Numpy::DOCUMENT_002, Numpy::DOCUMENT_004];
    let [one, other] = machines.map(trained_neurons);
    for (iteration, (one, other)) in one.iter().zip(&other).enumerate() {
        let distance = distance(machines[0], &one.after, &other.after);
        record.add_at(iteration, "neuron_distance", distance);
    }
}

/// What an iteration of chapter 1's neuron computes.
struct Iteration {
    z: f64,
    step: Array1<f64>, // learning rate times gradient, (parameters,)
    after: Array1<f64>, // the parameters after the step
}

/// 200 iterations of chapter 1's neuron.
fn trained_neurons(np: Numpy) -> Vec<Iteration> {
    let settings = Descent { np, iterations: 200, ..(CHAIN_RULE.settings)() };
    let (x, target, mut neuron) = chapter_01::runs::start();
    let mut trained = Vec::new();
    train(
        &settings,
        &mut neuron,
        &x,
        target,
        |_, neuron, forward, backward| {
            let gradient: Array1<f64> = backward.gradients().collect();
            trained.push(Iteration {
                z: forward.z,
                step: gradient * settings.learning_rate,
                after: neuron.parameters().collect(),
            });
        },
    );
    trained
}

/// Reports why the two neurons stay together: which parameters differ, in how
/// many iterations and by how much; in how many z differs; and by how much two
/// steps differ at most, as a fraction of half an ulp of the parameter.
fn report_strays(record: &mut Record) {
    let machines = [Numpy::DOCUMENT_002, Numpy::DOCUMENT_004];
    let [one, other] = machines.map(trained_neurons);
    let pairs = || one.iter().zip(&other);
    let strays = pairs().map(|(one, other)| &other.after - &one.after);
    let strays: Vec<_> = strays.collect();
    let (x, ..) = chapter_01::runs::start();
    let inputs: Array1<f64> = x.iter().copied().chain([1.0]).collect();
    let squared = inputs.iter().map(|x| x * x).sum::<f64>();

    let iterations = |is: &dyn Fn(usize) -> bool| -> Array1<i64> {
        (1..)
            .zip(0..one.len())
            .filter(|(_, i)| is(*i))
            .map(|(n, _)| n)
            .collect()
    };
    let stray = iterations(&|i| strays[i].iter().any(|d| *d != 0.0));
    let z = iterations(&|i| one[i].z != other[i].z);
    let size = |n: usize| {
        let sizes = strays.iter().map(|d| d[n].abs());
        sizes.fold(0.0, larger)
    };
    let worst: Array1<f64> = (0..inputs.len()).map(size).collect();
    let absorbed = pairs().flat_map(|(one, other)| {
        let difference = &other.step - &one.step;
        let ulps = one.after.map(|w: &f64| w.abs().next_up() - w.abs());
        difference / (ulps * 0.5)
    });
    let absorbed = absorbed.map(f64::abs).fold(0.0, larger);
    // What of a stray of w2 lies across the inputs, where the loss is flat.
    let remainder = (1.0 - inputs[1] * inputs[1] / squared).sqrt();
    record.add("neuron_z_differs_at", &z);
    record.add("neuron_strays_at", &stray);
    record.add("neuron_worst_strays", &worst); // (parameters,)
    record.add("neuron_worst_step_difference", absorbed);
    record.add("neuron_remainder", remainder);
}

/// The larger of two numbers, neither of which is NaN.
fn larger(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}
