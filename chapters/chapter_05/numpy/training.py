"""Training: forward pass, backward pass and update, in NumPy.

Its names and lines follow `../src/training.rs`.
"""

from typing import NamedTuple

import network as model
import numpy as np
from accuracy import accuracy
from fingerprint import fingerprint
from optimizers import Memory, decayed, step


class Samples(NamedTuple):
    """Points and their labels."""

    x: np.ndarray  # (samples, 2)
    labels: np.ndarray  # (samples,)

    @classmethod
    def of(cls, data):
        """The samples of a data set, converted to 64 bits."""
        return cls(data.x.astype(np.float64), data.y)


# ANCHOR: trainer
class Trainer:
    """A network with its optimizer and the optimizer state."""

    def __init__(self, network, recipe):
        """A trainer before its first step."""
        self.network = network
        self.recipe = recipe
        self.memories = [Memory.of(w) for w in self.arrays()]

    def arrays(self):
        """The parameters of the network."""
        return model.arrays(self.network)

    def epoch(self, samples, epoch):
        """Trains for one epoch, counted from 0: a forward and a
        backward pass over all samples, and an update. Returns the
        forward and the backward pass, from before the update."""
        x, labels = samples
        forward = model.forward(self.network, x, labels)
        backward = model.backward(self.network, x, labels, forward)

        learning_rate = self.learning_rate(epoch)
        parts = zip(
            self.arrays(), model.gradients(backward), self.memories)
        for w, dw, memory in parts:
            step(self.recipe.optimizer, w, dw, memory, learning_rate)
        return forward, backward

    def learning_rate(self, epoch):
        """The learning rate in an epoch."""
        recipe = self.recipe
        return decayed(recipe.learning_rate, recipe.decay, epoch)
# ANCHOR_END: trainer


# Every how many epochs there is a report.
EVERY = 100

# The epochs at whose start the parameters are reported.
SHOWN = [0, 100, 1000, 3000]

# The names of the parameters, in the order of `Trainer.arrays`.
PARAMETERS = ["w1", "b1", "w2", "b2"]


# ANCHOR: train
def train(trainer, samples, fresh, epochs, record):
    """Trains a network on samples. Every so many epochs, it reports
    loss and accuracy on them and on fresh samples, which are used for
    validation only."""
    for epoch in range(epochs):
        is_due = epoch % EVERY == 0
        if is_due:
            right, loss = score(trainer.network, fresh)
            record("validation_accuracy", epoch, right)
            record("validation_loss", epoch, loss)
        if epoch in SHOWN:
            for name, array in zip(PARAMETERS, trainer.arrays()):
                record(name, epoch, array)
        learning_rate = trainer.learning_rate(epoch)
        forward, _ = trainer.epoch(samples, epoch)
        if is_due:
            right = accuracy(forward.p, samples.labels)
            record("accuracy", epoch, right)
            record("learning_rate", epoch, learning_rate)
            record("loss", epoch, forward.loss)

    for name, array in zip(PARAMETERS, trainer.arrays()):
        record("final_" + name, array)
    record("fingerprint", fingerprint(*trainer.arrays()))
    right, loss = score(trainer.network, samples)
    record("final_accuracy", right)
    record("final_loss", loss)
    right, loss = score(trainer.network, fresh)
    record("final_validation_accuracy", right)
    record("final_validation_loss", loss)


def score(network, samples):
    """The accuracy and the loss of a network on samples."""
    x, labels = samples
    forward = model.forward(network, x, labels)
    return accuracy(forward.p, labels), forward.loss
# ANCHOR_END: train
