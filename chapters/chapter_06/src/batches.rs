//! Training in mini-batches: a step for every few samples.

use chapter_05::settings::samples;
use harness::{CommandOption, Record, Watch, max_distance};
use harness::{every, iterations, learning_rate, seed, whole};
use mini_numpy::{Numpy, RandomState};
use ndarray::Array1;

use crate::network::Network;
use crate::report::score;
use crate::runs::start;
use crate::samples::Samples;
use crate::settings::{Settings, hidden};
use crate::training::Trainer;

/// What a network is trained with, and how many samples make a step.
#[derive(Clone, Debug)]
pub(crate) struct Batches {
    pub(crate) training: Settings,
    pub(crate) batch: usize, // samples
}

pub(crate) const OPTIONS: &[CommandOption<Batches>] = &[
    iterations(|settings| &mut settings.training.iterations),
    learning_rate(|settings| &mut settings.training.optimizer.learning_rate),
    every(|settings| &mut settings.training.every),
    seed(|settings| &mut settings.training.seed),
    samples(|settings| &mut settings.training.samples),
    whole("batch", "the samples of a mini-batch", 1..=usize::MAX, |settings| {
        &mut settings.batch
    }),
    hidden(|settings| &mut settings.training.hidden),
];

// ANCHOR: train
/// Trains a network in mini-batches. In every epoch the samples are shuffled
/// and dealt out in batches, and each batch makes a step.
pub fn train_in_batches(
    np: Numpy, trainer: &mut Trainer, data: &Samples, epochs: usize,
    batch: usize, random: &mut RandomState,
    mut observe: impl FnMut(usize, &Trainer, &[Samples]),
) {
    for epoch in 0..epochs {
        let order = random.permutation(data.x.nrows()); // (samples,)
        let batches = data.in_batches(&order, batch);
        observe(epoch, trainer, &batches);
        for batch in &batches {
            trainer.step(np, batch, epoch);
        }
    }
}
// ANCHOR_END: train

/// Trains the network in mini-batches, and beside it the same network with all
/// samples in every step.
pub(crate) fn run(settings: &Batches, record: &mut Record, watch: &mut Watch) {
    let Batches { training: settings, batch } = settings;
    let (np, epochs) = (settings.np, settings.iterations);
    let (mut trainer, data, validation) = start(settings);
    let (data, mut full) = (&data, trainer.clone());
    let random = &mut RandomState::seed(settings.seed.wrapping_add(2));
    let observe = |epoch: usize, trainer: &Trainer, batches: &[Samples]| {
        if epoch.is_multiple_of(settings.every) {
            let [accuracy, loss] = score(np, &trainer.network, data);
            let [_, full_loss] = score(np, &full.network, data);
            let (cosines, error) = compare(np, &trainer.network, data, batches);
            record.add_at(epoch, "accuracy", accuracy);
            record.add_at(epoch, "cosines", &cosines);
            record.add_at(epoch, "mean_gradient_error", error);
            record.add_at(epoch, "full_batch_loss", full_loss);
            record.add_at(epoch, "loss", loss);
        }
        full.step(np, data, epoch);
        watch.tick();
    };
    train_in_batches(np, &mut trainer, data, epochs, *batch, random, observe);
    let parameters = Array1::from_iter(trainer.network.parameters());
    record.fingerprint("fingerprint", &parameters);
    let [_, full_loss] = score(np, &full.network, data);
    record.add("final_full_batch_loss", full_loss);
    let names = ["final_accuracy", "final_loss"];
    record.add_each(names, score(np, &trainer.network, data));
    let names = ["final_validation_accuracy", "final_validation_loss"];
    record.add_each(names, score(np, &trainer.network, &validation));
}

/// The cosine of the angle between the gradient of each batch and that of all
/// samples (batches,), and how far the mean of the former is from the latter.
fn compare(
    np: Numpy, network: &Network, data: &Samples, batches: &[Samples],
) -> (Array1<f64>, f64) {
    let full = gradient(np, network, data);
    let dot = |a: &Array1<f64>, b: &Array1<f64>| np.sum(&(a * b));
    let mut cosines = Vec::new();
    let mut mean = Array1::zeros(full.len());
    for batch in batches {
        let part = gradient(np, network, batch);
        let lengths = np.sqrt(dot(&part, &part) * dot(&full, &full));
        cosines.push(dot(&part, &full) / lengths);
        mean += &(part * (batch.number() / data.number()));
    }
    (Array1::from(cosines), max_distance(mean, full))
}

/// The gradient of the loss on samples with respect to every parameter.
pub(crate) fn gradient(
    np: Numpy, network: &Network, data: &Samples,
) -> Array1<f64> {
    let Samples { x, labels } = data;
    let forward = network.forward(np, x, labels);
    network.backward(np, x, labels, &forward).gradients().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn() -> (Trainer, Samples) {
        let settings = Settings {
            samples: 10,
            hidden: 4,
            ..Settings::with_optimizer("descent")
        };
        let (trainer, data, _) = start(&settings);
        (trainer, data)
    }

    #[test]
    fn every_sample_is_in_one_batch_of_an_epoch() {
        let (mut trainer, data) = drawn();
        let random = &mut RandomState::seed(7);
        let np = Settings::with_optimizer("descent").np;
        let observe = |_: usize, _: &Trainer, batches: &[Samples]| {
            let sizes = batches.iter().map(|batch| batch.x.nrows());
            assert_eq!(sizes.collect::<Vec<_>>(), [8, 8, 8, 6]);
            let rows = batches.iter().flat_map(|batch| batch.x.rows());
            let mut dealt: Vec<_> = rows.map(|row| row.to_vec()).collect();
            let rows = data.x.rows().into_iter();
            let mut all: Vec<_> = rows.map(|row| row.to_vec()).collect();
            for rows in [&mut dealt, &mut all] {
                rows.sort_by(|a, b| a.partial_cmp(b).unwrap());
            }
            assert_eq!(dealt, all);
        };
        train_in_batches(np, &mut trainer, &data, 3, 8, random, observe);
    }

    #[test]
    fn a_batch_of_all_samples_in_order_makes_the_step_of_an_epoch() {
        let (mut trainer, data) = drawn();
        let (mut other, np) =
            (trainer.clone(), Settings::with_optimizer("descent").np);
        let order = (0..data.x.nrows()).collect();
        for batch in data.in_batches(&order, data.x.nrows()) {
            trainer.step(np, &batch, 0);
        }
        other.step(np, &data, 0);
        assert_eq!(trainer.network, other.network);
    }
}
