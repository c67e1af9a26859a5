"""The report of a training: loss and accuracy on the samples for training
and for validation, and the parameters, in NumPy.

Its names and lines follow `../src/report.rs`.
"""

import network as model
from accuracy import accuracy
from fingerprint import fingerprint

# Every how many epochs there is a report.
EVERY = 100

# The epochs at whose start the parameters are reported.
SHOWN = [0, 100, 1000, 3000]


class Report:
    """Reports a training to `record`, a function."""

    def __init__(self, data, validation, record):
        """Nothing is reported yet."""
        self.data = data
        self.validation = validation
        self.record = record

    def step(self, epoch, trainer, step):
        """Reports the step of an epoch, and the network before it."""
        if epoch % EVERY == 0:
            right, loss = score(step.before, self.validation)
            self.record("validation_accuracy", epoch, right)
            self.record("validation_loss", epoch, loss)
        if epoch in SHOWN:
            arrays = model.arrays(step.before)
            for name, array in zip(model.PARAMETERS, arrays):
                self.record(name, epoch, array)
        if epoch % EVERY == 0:
            right = accuracy(step.forward.p, self.data.labels)
            self.record("accuracy", epoch, right)
            self.record("learning_rate", epoch, trainer.learning_rate(epoch))
            self.record("loss", epoch, step.forward.loss)

    def trained(self, network):
        """Reports the trained network."""
        arrays = model.arrays(network)
        for name, array in zip(model.PARAMETERS, arrays):
            self.record("final_" + name, array)
        self.record("fingerprint", fingerprint(*arrays))
        right, loss = score(network, self.data)
        self.record("final_accuracy", right)
        self.record("final_loss", loss)
        right, loss = score(network, self.validation)
        self.record("final_validation_accuracy", right)
        self.record("final_validation_loss", loss)


# ANCHOR: score
def score(network, samples):
    """The accuracy and the loss of a network on samples."""
    forward = model.forward(network, samples.x, samples.labels)
    return accuracy(forward.p, samples.labels), forward.loss
# ANCHOR_END: score
