//! The report of a training.

use chapter_04::dense_layer::DenseLayer;
use chapter_05::accuracy::accuracy;
use harness::{Record, Watch, max_distance};
use mini_numpy::Numpy;
use ndarray::Array1;

use crate::network::{Network, PARAMETERS};
use crate::samples::Samples;
use crate::settings::Settings;
use crate::softmax_gradient::{by_jacobian, combined, jacobian};
use crate::training::{Step, Trainer};

/// The epochs at whose start the parameters are reported, for the pictures.
const SHOWN: [usize; 4] = [0, 100, 1000, 3000];

/// The names of the trained parameters, in the order of [`Network::arrays`].
const FINAL_PARAMETERS: [&str; 4] =
    ["final_w1", "final_b1", "final_w2", "final_b2"];

/// Reports a training while it goes on.
pub(crate) struct Report<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) data: &'a Samples,
    pub(crate) validation: &'a Samples,
    pub(crate) record: &'a mut Record,
    pub(crate) watch: &'a mut Watch,
}

impl Report<'_> {
    /// Reports the samples and, untrained, both ways back through softmax.
    pub(crate) fn start(&mut self, network: &Network) {
        let (np, record) = (self.settings.np, &mut *self.record);
        let Samples { x, labels } = self.data;
        record.add("x", x);
        let number = |&y: &usize| i64::try_from(y).expect("few classes");
        record.add("y", &labels.classes().map(number));
        // With more classes the Jacobians would take longer than the training.
        if 16 < labels.shape().1 {
            return;
        }
        let p = network.forward(np, x, labels).p;
        let dz = combined(&p, labels);
        record.add("first_p", &p.row(0));
        record.add("first_jacobian", &jacobian(np, &p.row(0).to_owned()));
        record.add("first_dz", &dz.row(0));
        let difference = max_distance(&dz, by_jacobian(np, &p, labels));
        record.add("worst_jacobian_difference", difference);
    }

    /// Reports the step of an epoch, and the network before it.
    pub(crate) fn add(&mut self, epoch: usize, trainer: &Trainer, step: &Step) {
        let Self { settings, data, validation, record, watch } = self;
        let Step { before, forward, backward } = step;
        let is_due = epoch.is_multiple_of(settings.every);
        if is_due {
            let names = ["validation_accuracy", "validation_loss"];
            let score = score(settings.np, before, validation);
            record.add_each_at(epoch, names, score);
        }
        if SHOWN.contains(&epoch) {
            record.add_each_at(epoch, PARAMETERS, before.arrays());
        }
        if is_due {
            let accuracy = accuracy(settings.np, &forward.p, &data.labels);
            record.add_at(epoch, "accuracy", accuracy);
            record.add_at(epoch, "learning_rate", trainer.learning_rate(epoch));
            record.add_at(epoch, "loss", forward.loss);
        }
        let (loss, gradients) = (forward.loss, backward.gradients());
        // A velocity moves the network even if every gradient is 0.
        let moved = trainer.network != *before;
        let parameters = trainer.network.parameters();
        watch.step(record, epoch, loss, moved, gradients, parameters);
    }

    /// Reports the trained network.
    pub(crate) fn trained(self, network: &Network) {
        let Self { settings, data, validation, record, .. } = self;
        record.add_each(FINAL_PARAMETERS, network.arrays());
        let parameters = Array1::from_iter(network.parameters());
        record.fingerprint("fingerprint", &parameters);
        let names = ["final_accuracy", "final_loss"];
        record.add_each(names, score(settings.np, network, data));
        let names = ["final_validation_accuracy", "final_validation_loss"];
        record.add_each(names, score(settings.np, network, validation));
    }
}

// ANCHOR: score
/// The accuracy and the loss of a network on samples.
pub(crate) fn score(
    np: Numpy, network: &Network, samples: &Samples,
) -> [f64; 2] {
    let forward = network.forward(np, &samples.x, &samples.labels);
    let accuracy = accuracy(np, &forward.p, &samples.labels);
    [accuracy, forward.loss]
}
// ANCHOR_END: score

/// The network before the step of an epoch, or else the trained one.
pub(crate) fn reported_network(
    record: &Record, epoch: Option<usize>,
) -> Result<Network, String> {
    let names = if epoch.is_some() { PARAMETERS } else { FINAL_PARAMETERS };
    let [w1, b1, w2, b2] = names.map(|name| record.array(name, epoch));
    let first = DenseLayer { w: w1?, b: b1? };
    Ok(Network { first, second: DenseLayer { w: w2?, b: b2? } })
}
