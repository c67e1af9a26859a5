//! The report of a training: loss and accuracy on the samples for training and
//! for validation, and the parameters.

use chapter_00::accuracy::accuracy;
use chapter_00::dense_layer::DenseLayer;
use harness::{Record, Watch};
use mini_numpy::Numpy;
use record::Missing;

use crate::network::{Network, PARAMETERS};
use crate::samples::Samples;
use crate::settings::Settings;
use crate::training::{Step, Trainer};

/// The epochs at whose start the parameters are reported, for the pictures.
const SHOWN: [usize; 4] = [0, 100, 1000, 3000];

/// The names of the trained parameters, in the order of [`Network::arrays`].
pub(crate) const FINAL_PARAMETERS: [&str; 4] =
    ["final_w1", "final_b1", "final_w2", "final_b2"];

/// A loss that is only reached if every sample's own class has a probability
/// that is clipped at 1 − 10⁻⁷, which makes it about 10⁻⁷. A gradient of 0 with
/// a sample that is wrong comes with a loss far above it.
const LOWEST_LOSS: f64 = 2e-7;

/// Reports a training while it goes on.
pub(crate) struct Report<'a> {
    settings: &'a Settings,
    validation: &'a Samples,
    record: &'a mut Record,
    watch: &'a mut Watch,
}

impl<'a> Report<'a> {
    /// Nothing is reported yet.
    pub(crate) fn new(
        settings: &'a Settings,
        validation: &'a Samples,
        record: &'a mut Record,
        watch: &'a mut Watch,
    ) -> Self {
        watch.lowest_loss(LOWEST_LOSS);
        Self { settings, validation, record, watch }
    }

    /// Reports the network before the step of an epoch, if there is one.
    pub(crate) fn network(&mut self, epoch: usize, network: &Network) {
        if epoch == self.settings.iterations {
            return;
        }
        if self.is_due(epoch) {
            let (accuracy, loss) =
                score(self.settings.np, network, self.validation);
            self.record.add_at(epoch, "validation_accuracy", accuracy);
            self.record.add_at(epoch, "validation_loss", loss);
        }
        if SHOWN.contains(&epoch) {
            for (name, array) in PARAMETERS.into_iter().zip(network.arrays()) {
                self.record.add_at(epoch, name, array);
            }
        }
    }

    /// Reports the step of an epoch on data.
    pub(crate) fn step(
        &mut self,
        epoch: usize,
        data: &Samples,
        trainer: &Trainer,
        step: &Step,
    ) {
        let Step { forward, backward, moved } = step;
        if self.is_due(epoch) {
            let accuracy = accuracy(self.settings.np, &forward.p, &data.labels);
            self.record.add_at(epoch, "accuracy", accuracy);
            let learning_rate = trainer.learning_rate(epoch);
            self.record.add_at(epoch, "learning_rate", learning_rate);
            self.record.loss(epoch, forward.loss);
        }
        self.watch.step(
            self.record,
            epoch,
            forward.loss,
            *moved,
            backward.gradients(),
            trainer.network.parameters(),
        );
    }

    /// Reports the trained network.
    pub(crate) fn trained(self, data: &Samples, network: &Network) {
        let Self { settings, validation, record, .. } = self;
        for (name, array) in FINAL_PARAMETERS.into_iter().zip(network.arrays())
        {
            record.add(name, array);
        }
        record
            .fingerprint("fingerprint", network.arrays().into_iter().flatten());
        let (accuracy, loss) = score(settings.np, network, data);
        record.add("final_accuracy", accuracy);
        record.add("final_loss", loss);
        let (accuracy, loss) = score(settings.np, network, validation);
        record.add("final_validation_accuracy", accuracy);
        record.add("final_validation_loss", loss);
    }

    fn is_due(&self, epoch: usize) -> bool {
        epoch.is_multiple_of(self.settings.every)
    }
}

// ANCHOR: score
/// The accuracy and the loss of a network on samples.
fn score(np: Numpy, network: &Network, samples: &Samples) -> (f64, f64) {
    let forward = network.forward(np, &samples.x, &samples.labels);
    let accuracy = accuracy(np, &forward.p, &samples.labels);
    (accuracy, forward.loss)
}
// ANCHOR_END: score

/// The network that a run reported before the step of an epoch.
pub(crate) fn network_at(
    record: &Record,
    epoch: usize,
) -> Result<Network, Missing> {
    network(record, PARAMETERS, Some(epoch))
}

/// The trained network that a run reported.
pub(crate) fn trained_network(record: &Record) -> Result<Network, Missing> {
    network(record, FINAL_PARAMETERS, None)
}

fn network(
    record: &Record,
    names: [&str; 4],
    epoch: Option<usize>,
) -> Result<Network, Missing> {
    let [w1, b1, w2, b2] = names.map(|name| record.array(name, epoch));
    let first = DenseLayer { w: w1?, b: b1? };
    Ok(Network { first, second: DenseLayer { w: w2?, b: b2? } })
}
