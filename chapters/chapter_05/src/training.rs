//! Training: forward, backward, step, ten thousand times, and what is seen of
//! it on the way.

use std::hint::black_box;

use chapter_00::accuracy::accuracy;
use chapter_00::data::Data;
use chapter_00::labels::Labels;
use mini_numpy::Numpy;
use ndarray::Array2;
use notebook::{Record, Settings};

use crate::network::{Backward, Forward, Network};
use crate::optimizers::{Memory, Recipe, decayed};

/// Points and their labels, as training takes them.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The points, widened to 64 bits.
    pub x: Array2<f64>, // (samples, 2)
    /// The class of each.
    pub labels: Labels,
}

impl Samples {
    /// The samples of a data set of so many classes.
    ///
    /// # Panics
    ///
    /// When a point of the data belongs to none of them.
    #[must_use]
    pub fn of(data: &Data, classes: usize) -> Self {
        let shape = (data.x.nrows(), classes);
        let labels = Labels::sparse(&data.y, shape).expect("a class a point");
        Self { x: data.x.mapv(f64::from), labels }
    }
}

// ANCHOR: trainer
/// A network with what its optimizer remembers.
#[derive(Clone, Debug)]
pub struct Trainer {
    /// The network.
    pub network: Network,
    recipe: Recipe,
    memories: [Memory; 4],
}

impl Trainer {
    /// A trainer before its first step: its optimizer remembers nothing. Plain
    /// descent at a constant rate, taken up from a network that was saved, goes
    /// on as if it had not stopped.
    #[must_use]
    pub fn new(network: Network, recipe: Recipe) -> Self {
        let memories = network.arrays().map(Memory::of);
        Self { network, recipe, memories }
    }

    /// An epoch, counted from 0: forward and backward over all samples, and a
    /// step. The forward pass and the gradient are those before the step.
    ///
    /// # Panics
    ///
    /// When the samples do not fit the network.
    pub fn epoch(
        &mut self,
        np: Numpy,
        samples: &Samples,
        epoch: usize,
    ) -> (Forward, Backward) {
        let Samples { x, labels } = samples;
        let forward = self.network.forward(np, x, labels);
        let backward = self.network.backward(np, x, labels, &forward);

        let learning_rate = self.learning_rate(epoch);
        let parameters = self.network.arrays_mut().into_iter();
        let parts = parameters.zip(backward.arrays()).zip(&mut self.memories);
        for ((w, dw), memory) in parts {
            self.recipe.optimizer.step(np, w, dw, memory, learning_rate);
        }
        (forward, backward)
    }

    /// The learning rate of an epoch.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no run has 2⁵³ epochs")]
    pub fn learning_rate(&self, epoch: usize) -> f64 {
        let Recipe { learning_rate, decay, .. } = self.recipe;
        decayed(learning_rate, decay, epoch as f64)
    }
}
// ANCHOR_END: trainer

// ANCHOR: train
/// Trains a network on samples, and reports every so many epochs how it does
/// on them, and on fresh ones, which it never learns from.
///
/// # Panics
///
/// When the samples do not fit the network.
pub fn train(
    settings: &Settings,
    mut trainer: Trainer,
    samples: &Samples,
    fresh: &Samples,
    record: &mut Record,
) {
    let np = settings.np;
    keep_freed_memory(); // for speed alone
    record.lowest_loss(CERTAIN); // no fault, once the loss is down there
    for epoch in 0..settings.iterations {
        let is_due = epoch.is_multiple_of(settings.every);
        if is_due {
            let (accuracy, loss) = score(np, &trainer.network, fresh);
            record.scalar_at(epoch, "validation_accuracy", accuracy);
            record.scalar_at(epoch, "validation_loss", loss);
        }
        if SHOWN.contains(&epoch) {
            for (name, array) in
                PARAMETERS.into_iter().zip(trainer.network.arrays())
            {
                record.array_at(epoch, name, array);
            }
        }
        let before = trainer.network.clone();
        let (forward, backward) = trainer.epoch(np, samples, epoch);
        if is_due {
            let accuracy = accuracy(np, &forward.p, &samples.labels);
            record.scalar_at(epoch, "accuracy", accuracy);
            let learning_rate = trainer.learning_rate(epoch);
            record.scalar_at(epoch, "learning_rate", learning_rate);
            record.loss(epoch, forward.loss);
        } else {
            record.silent_loss(epoch, forward.loss);
        }
        let moves = trainer.network != before; // without a gradient, too
        let parameters = trainer.network.parameters();
        record.watch_moving(epoch, moves, backward.gradients(), parameters);
    }

    for (name, array) in
        FINAL_PARAMETERS.into_iter().zip(trainer.network.arrays())
    {
        record.array(name, array);
    }
    let numbers = trainer.network.arrays().into_iter().flatten();
    record.fingerprint("fingerprint", numbers);
    let (accuracy, loss) = score(np, &trainer.network, samples);
    record.scalar("final_accuracy", accuracy);
    record.scalar("final_loss", loss);
    let (accuracy, loss) = score(np, &trainer.network, fresh);
    record.scalar("final_validation_accuracy", accuracy);
    record.scalar("final_validation_loss", loss);
}

/// The accuracy and the loss of a network on samples.
fn score(np: Numpy, network: &Network, samples: &Samples) -> (f64, f64) {
    let Samples { x, labels } = samples;
    let forward = network.forward(np, x, labels);
    (accuracy(np, &forward.p, labels), forward.loss)
}
// ANCHOR_END: train

/// Where every point is in its class with certainty, the loss is −ln(1 − 10⁻⁷),
/// for that is where it is cut off. It is about 10⁻⁷; with one point that is
/// not, and all gradients 0 nevertheless, it is far above this bound.
const CERTAIN: f64 = 2e-7;

/// An epoch asks for the memory of a dozen matrices and frees it again. The C
/// library of Linux would hand it back to the system each time, and half of
/// the time would go into asking for it anew; once a larger piece has been
/// freed, it keeps what is smaller.
fn keep_freed_memory() {
    let larger_than_an_epoch_needs = 8 << 20; // bytes
    drop(black_box(Vec::<u8>::with_capacity(larger_than_an_epoch_needs)));
}

/// The epochs before which the parameters are reported, for the pictures.
pub const SHOWN: [usize; 4] = [0, 100, 1000, 3000];

/// The names of the parameters, in the order of [`Network::arrays`].
pub const PARAMETERS: [&str; 4] = ["w1", "b1", "w2", "b2"];

/// Their names once the network is trained.
pub const FINAL_PARAMETERS: [&str; 4] =
    ["final_w1", "final_b1", "final_w2", "final_b2"];
