"""Two dense layers with a ReLU between them and softmax at the end, in NumPy.

Its names and lines follow `../src/network.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from activations import relu, softmax
from dense_layer import DenseGradients, DenseLayer
from loss import CategoricalCrossEntropy
from softmax_gradient import combined


# ANCHOR: network
@dataclass
class Network:
    """A hidden layer with ReLUs and an output layer with softmax."""

    first: DenseLayer  # (inputs, hidden)
    second: DenseLayer  # (hidden, classes)
# ANCHOR_END: network


class Forward(NamedTuple):
    """The results of the forward pass."""

    z1: np.ndarray  # (samples, hidden)
    a1: np.ndarray  # (samples, hidden)
    p: np.ndarray  # (samples, classes)
    loss: float


class Backward(NamedTuple):
    """The gradients of both layers."""

    second: DenseGradients
    first: DenseGradients


# The names of the parameters, in the order of `arrays`.
PARAMETERS = ["w1", "b1", "w2", "b2"]


# ANCHOR: forward
def forward(network, x, labels):
    """Forward: from the points x (samples, inputs) to the loss."""
    z1 = network.first.forward(x)  # z₁ = x·w₁ + b₁
    a1 = relu(z1)  # a₁ = max(0, z₁)
    z2 = network.second.forward(a1)  # z₂ = a₁·w₂ + b₂
    p = softmax(z2)  # p = softmax(z₂)
    loss = CategoricalCrossEntropy().calculate(p, labels)
    return Forward(z1, a1, p, loss)
# ANCHOR_END: forward


# ANCHOR: backward
def backward(network, x, labels, forward):
    """Backward: from the loss to the parameters, output layer
    first."""
    z1, a1, p, _ = forward
    dz2 = combined(p, labels)  # p = softmax(z₂), loss = −ln p
    second = network.second.backward(a1, dz2)
    dz1 = relu_backward(second.dx, z1)  # a₁ = max(0, z₁)
    first = network.first.backward(x, dz1)
    return Backward(second, first)
# ANCHOR_END: backward


# ANCHOR: relu_backward
def relu_backward(da, z):
    """Backward through the ReLU: da where z is positive, and 0
    elsewhere."""
    return np.where(0.0 < z, da, 0.0)  # (6.5)
# ANCHOR_END: relu_backward


def random(inputs, hidden, classes):
    """A network with small random weights. Those of the hidden layer
    are drawn first."""
    first = DenseLayer.random(inputs, hidden)
    second = DenseLayer.random(hidden, classes)
    return Network(first, second)


def arrays(network):
    """The parameters: w1, b1, w2 and b2."""
    first, second = network.first, network.second
    return first.w, first.b, second.w, second.b


def gradients(backward):
    """The gradients with respect to the parameters, in the order of
    `arrays`."""
    second, first = backward
    return first.dw, first.db, second.dw, second.db
