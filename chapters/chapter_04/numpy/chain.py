"""Two dense layers in a chain, in NumPy.

Its names and lines follow `../src/chain.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from dense_layer import DenseGradients, DenseLayer


# ANCHOR: chain
@dataclass
class Chain:
    """Two layers. The outputs of the first are the inputs of the
    second."""

    first: DenseLayer
    second: DenseLayer
# ANCHOR_END: chain


class Forward(NamedTuple):
    """The results of the forward pass."""

    z1: np.ndarray  # (samples, hidden)
    a1: np.ndarray  # (samples, hidden)
    z2: np.ndarray  # (samples, outputs)
    a2: np.ndarray  # (samples, outputs)
    y: float
    loss: float


class Backward(NamedTuple):
    """The derivatives of the loss with respect to everything that
    enters a layer."""

    second: DenseGradients
    first: DenseGradients


# ANCHOR: forward
def forward(chain, x):
    """Forward: from the inputs x (samples, inputs) to the loss."""
    z1 = chain.first.forward(x)  # z₁ = x·w₁ + b₁
    a1 = np.maximum(0.0, z1)  # a₁ = max(0, z₁)
    z2 = chain.second.forward(a1)  # z₂ = a₁·w₂ + b₂
    a2 = np.maximum(0.0, z2)  # a₂ = max(0, z₂)
    y = np.sum(a2)  # y = a₂₁ + a₂₂ + …
    loss = y * y  # loss = y²
    return Forward(z1, a1, z2, a2, y, loss)
# ANCHOR_END: forward


# ANCHOR: backward
def backward(chain, x, forward):
    """Backward: through the second layer and then through the first."""
    z1, a1, z2, _, y, _ = forward
    da2 = np.full(z2.shape, 2.0 * y)  # loss = y²
    dz2 = da2 * slope(z2)  # a₂ = max(0, z₂)
    second = chain.second.backward(a1, dz2)
    dz1 = second.dx * slope(z1)  # a₁ = max(0, z₁), and da₁ = dx₂
    first = chain.first.backward(x, dz1)
    return Backward(second, first)


def descend(chain, backward, learning_rate):
    """Gradient descent: a step of both layers against the gradient."""
    chain.first.descend(backward.first, learning_rate)
    chain.second.descend(backward.second, learning_rate)
# ANCHOR_END: backward


# ANCHOR: slope
def slope(z):
    """The slope of the ReLU: 1 where z is positive, 0 elsewhere."""
    return np.where(0.0 < z, 1.0, 0.0)
# ANCHOR_END: slope
