"""Training: forward pass, backward pass and update, in NumPy.

Its names and lines follow `../src/training.rs`.
"""

import copy
from typing import NamedTuple

import network as model
from optimizers import OptimizerState, decayed, step


class Step(NamedTuple):
    """What an update came from."""

    before: model.Network
    forward: model.Forward
    backward: model.Backward


# ANCHOR: trainer
class Trainer:
    """A network with its optimizer and the optimizer state."""

    def __init__(self, network, optimizer):
        """A trainer before its first step."""
        self.network = network
        self.optimizer = optimizer
        self.state = [OptimizerState.of(w) for w in model.arrays(network)]

    def step(self, data, epoch):
        """A step on all samples: a forward pass, a backward pass and
        an update. Epochs are counted from 0."""
        x, labels = data
        forward = model.forward(self.network, x, labels)
        backward = model.backward(self.network, x, labels, forward)
        before = copy.deepcopy(self.network)
        learning_rate = self.learning_rate(epoch)
        arrays = zip(model.arrays(self.network),
                     model.gradients(backward), self.state)
        for w, dw, state in arrays:
            step(self.optimizer.optimizer, w, dw, state, learning_rate)
        return Step(before, forward, backward)

    def learning_rate(self, epoch):
        """The learning rate in an epoch."""
        optimizer = self.optimizer
        return decayed(optimizer.learning_rate, optimizer.decay, epoch)
# ANCHOR_END: trainer


# ANCHOR: train
def train(trainer, data, epochs, observe):
    """Trains a network. After each step, `observe` is shown what it
    came from."""
    for epoch in range(epochs):
        step = trainer.step(data, epoch)
        observe(epoch, trainer, step)
# ANCHOR_END: train
