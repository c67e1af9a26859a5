"""One network trained with different rounding, and likewise chapter 1's
neuron, in NumPy.

Its names and lines follow `../src/two_orders.rs`. The order of
NumPy's products cannot be chosen, but reversing the operands changes it.
"""

import copy
from unittest import mock

import network as model
import neuron as neuron_model
import numpy as np
from neuron import Neuron

# Every how many epochs there is a report.
EVERY = 50

DOT = np.dot


def backward_dot(a, b):
    """`np.dot` with its products in reverse order."""
    return DOT(a[..., ::-1], b[::-1])


def nnfs_dot(a, b):
    """`np.dot` with its result rounded to 32 bits."""
    return DOT(a, b).astype(np.float32).astype(np.float64)


def rounding(dot):
    """A context in which `np.dot` is replaced by `dot`."""
    return mock.patch.object(np, "dot", dot)


# ANCHOR: run
def run(one, data, epochs, record):
    """Trains the network three times: with NumPy's own rounding, with
    every product summed in another order, and with every product
    rounded to 32 bits. Reports the losses and the distances from the
    first network."""
    other, nnfs = copy.deepcopy(one), copy.deepcopy(one)
    for epoch in range(epochs):
        loss = one.step(data, epoch).forward.loss
        with rounding(backward_dot):
            other_loss = other.step(data, epoch).forward.loss
        with rounding(nnfs_dot):
            nnfs_loss = nnfs.step(data, epoch).forward.loss
        if epoch % EVERY == 0:
            parameters = [
                np.concatenate(model.arrays(trainer.network), axis=None)
                for trainer in (one, other, nnfs)
            ]
            record("other_loss", epoch, other_loss)
            record("nnfs_loss", epoch, nnfs_loss)
            record("distance", epoch, distance(*parameters[:2]))
            record("nnfs_distance", epoch, distance(*parameters[::2]))
            record("loss", epoch, loss)
    report_neuron(record)


def distance(a, b):
    """The Euclidean distance between two vectors."""
    difference = a - b
    return np.sqrt(np.sum(difference * difference))
# ANCHOR_END: run


def report_neuron(record):
    """Reports how far chapter 1's neuron diverges in two orders."""
    x = np.array([1.0, -2.0, 3.0])  # (3,)
    one = Neuron(w=np.array([-3.0, -1.0, 2.0]), b=1.0)
    other = copy.deepcopy(one)
    for iteration in range(200):
        neuron_step(one, x)
        with rounding(backward_dot):
            neuron_step(other, x)
        parameters = [np.append(neuron.w, neuron.b) for neuron in (one, other)]
        record("neuron_distance", iteration, distance(*parameters))


def neuron_step(neuron, x):
    """One iteration of chapter 1 with the target 0."""
    forward = neuron_model.forward(neuron, x, 0.0)
    backward = neuron_model.backward(neuron, x, 0.0, forward)
    neuron_model.descend(neuron, backward, 0.001)
