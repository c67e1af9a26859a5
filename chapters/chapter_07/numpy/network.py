"""A network of any number of dense layers, forward and backward, in NumPy.

Its names and lines follow `../src/network.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import activation as functions
import numpy as np
from activations import softmax
from dense_layer import DenseGradients, DenseLayer
from initialisation import deviation
from loss import CategoricalCrossEntropy
from softmax_gradient import combined


# ANCHOR: network
@dataclass
class Deep:
    """Hidden layers, an activation function after each, and a last
    layer with softmax."""

    activation: str
    hidden: list[DenseLayer]
    last: DenseLayer
# ANCHOR_END: network


class Forward(NamedTuple):
    """The results of the forward pass."""

    z: list[np.ndarray]  # of each layer: (samples, neurons)
    a: list[np.ndarray]  # what goes into each layer: (samples, inputs)
    p: np.ndarray  # (samples, classes)
    loss: float


class Backward(NamedTuple):
    """The results of the backward pass for each layer, the last one
    first."""

    dz: list[np.ndarray]  # (samples, neurons)
    gradients: list[DenseGradients]


# ANCHOR: random
def random(sizes, activation, initialisation):
    """A network with layers between `sizes`: the number of inputs,
    those of the neurons of each hidden layer, and that of the
    classes."""
    layers = []
    for inputs, neurons in zip(sizes, sizes[1:]):
        normal = np.random.randn(inputs, neurons)
        w = normal * deviation(initialisation, inputs)
        layers.append(DenseLayer(w, np.zeros((1, neurons))))
    *hidden, last = layers
    return Deep(activation, hidden, last)
# ANCHOR_END: random


# ANCHOR: forward
def forward(network, x, labels):
    """Forward: from the points x (samples, inputs) to the loss."""
    z, a = [], [x]
    for l, layer in enumerate(network.hidden):
        z.append(layer.forward(a[l]))  # z = a·w + b
        a.append(functions.forward(network.activation, z[l]))  # a = f(z)
    l = len(network.hidden)
    z.append(network.last.forward(a[l]))
    p = softmax(z[l])
    loss = CategoricalCrossEntropy().calculate(p, labels)
    return Forward(z, a, p, loss)
# ANCHOR_END: forward


# ANCHOR: backward
def backward(network, labels, forward):
    """Backward: from the loss to the first layer, the last layer
    first."""
    _, a, p, _ = forward
    l = len(network.hidden)
    dz = [combined(p, labels)]  # p = softmax(z), loss = −ln p
    gradients = [network.last.backward(a[l], dz[0])]
    for l, layer in reversed(list(enumerate(network.hidden))):
        da = gradients[-1].dx  # dz·w of the layer after this one
        dz_l = da * functions.slope(network.activation, a[l + 1])  # (7.1)
        gradients.append(layer.backward(a[l], dz_l))
        dz.append(dz_l)
    return Backward(dz, gradients)


def descend(network, backward, learning_rate):
    """Gradient descent: a step of every layer against its gradient."""
    for layer, gradients in zip(layers(network), backward.gradients):
        layer.descend(gradients, learning_rate)
# ANCHOR_END: backward


def layers(network):
    """The layers, the last one first."""
    return [network.last, *reversed(network.hidden)]
