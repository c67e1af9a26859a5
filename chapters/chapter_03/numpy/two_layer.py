"""A two-layer sigmoid network with binary cross-entropy, in NumPy.

Its names and lines follow `../src/two_layer.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


# ANCHOR: network
@dataclass
class TwoLayer:
    """Two layers of sigmoid neurons, a column of weights for each
    neuron."""

    w1: np.ndarray  # (inputs, hidden)
    b1: np.ndarray  # (1, hidden)
    w2: np.ndarray  # (hidden, outputs)
    b2: np.ndarray  # (1, outputs)
# ANCHOR_END: network


# ANCHOR: random
def random():
    """A network with two inputs, two hidden neurons and one output. Its
    parameters are drawn uniformly from [0, 1), in this order."""
    w1 = np.random.rand(2, 2)
    b1 = np.random.rand(1, 2)
    w2 = np.random.rand(2, 1)
    b2 = np.random.rand(1, 1)
    return TwoLayer(w1, b1, w2, b2)
# ANCHOR_END: random


class Forward(NamedTuple):
    """The results of the forward pass."""

    z1: np.ndarray  # (samples, hidden)
    a1: np.ndarray  # (samples, hidden)
    z2: np.ndarray  # (samples, outputs)
    a2: np.ndarray  # (samples, outputs)
    loss: float


class Backward(NamedTuple):
    """The derivatives of the sum of the losses of all samples."""

    dz2: np.ndarray  # (samples, outputs)
    dw2: np.ndarray  # (hidden, outputs)
    db2: np.ndarray  # (1, outputs)
    da1: np.ndarray  # (samples, hidden)
    dz1: np.ndarray  # (samples, hidden)
    dw1: np.ndarray  # (inputs, hidden)
    db1: np.ndarray  # (1, hidden)


# ANCHOR: sigmoid
def sigmoid(z):
    """σ(z) = 1 / (1 + e⁻ᶻ), entrywise."""
    return 1.0 / (1.0 + np.exp(-z))  # (3.1)


def sigmoid_derivative(a):
    """σ′(z), computed from a = σ(z) as a·(1 − a)."""
    return a * (1.0 - a)  # (3.2)
# ANCHOR_END: sigmoid


# ANCHOR: forward
def forward(network, x, target):
    """Forward: from the inputs x (samples, inputs) and the targets
    (samples, outputs) to the loss."""
    z1 = np.dot(x, network.w1) + network.b1  # z₁ = x·w₁ + b₁ (3.3)
    a1 = sigmoid(z1)  # a₁ = σ(z₁) (3.4)
    z2 = np.dot(a1, network.w2) + network.b2  # z₂ = a₁·w₂ + b₂ (3.5)
    a2 = sigmoid(z2)  # a₂ = σ(z₂) (3.6)
    assert a2.shape == target.shape, "outputs and targets differ"
    loss = cross_entropy(a2, target)
    return Forward(z1, a1, z2, a2, loss)
# ANCHOR_END: forward


# ANCHOR: cross_entropy
def cross_entropy(a, target):
    """−(t·ln a + (1 − t)·ln(1 − a)), averaged over all entries."""
    hit = target * np.log(a)  # (3.7)
    miss = (1.0 - target) * np.log(1.0 - a)  # (3.7)
    return -np.mean(hit + miss)  # (3.7)
# ANCHOR_END: cross_entropy


# ANCHOR: backward
def backward(network, x, target, forward):
    """Backward: from the loss to the parameters, output layer first."""
    _, a1, _, a2, _ = forward
    dz2 = a2 - target  # σ′ and the logarithm cancel (3.8)
    dw2 = np.dot(a1.T, dz2)  # ∂z₂/∂w₂ = a₁ (3.9)
    db2 = np.sum(dz2, axis=0, keepdims=True)  # ∂z₂/∂b₂ = 1 (3.10)
    da1 = np.dot(dz2, network.w2.T)  # ∂z₂/∂a₁ = w₂ (3.11)
    dz1 = da1 * sigmoid_derivative(a1)  # a₁ = σ(z₁) (3.12)
    dw1 = np.dot(x.T, dz1)  # ∂z₁/∂w₁ = x (3.13)
    db1 = np.sum(dz1, axis=0, keepdims=True)  # ∂z₁/∂b₁ = 1 (3.14)
    return Backward(dz2, dw2, db2, da1, dz1, dw1, db1)
# ANCHOR_END: backward


# ANCHOR: descend
def descend(network, backward, learning_rate):
    """Gradient descent: a step against the gradient."""
    network.w1 -= learning_rate * backward.dw1  # (3.15)
    network.b1 -= learning_rate * backward.db1  # (3.15)
    network.w2 -= learning_rate * backward.dw2  # (3.15)
    network.b2 -= learning_rate * backward.db2  # (3.15)
# ANCHOR_END: descend
