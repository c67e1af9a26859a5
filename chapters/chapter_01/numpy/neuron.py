"""A neuron with a ReLU and a squared loss, in NumPy.

Its names and lines follow `../src/neuron.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


# ANCHOR: neuron
@dataclass
class Neuron:
    """A neuron: a weight for each input and a bias."""

    w: np.ndarray  # (inputs,)
    b: float
# ANCHOR_END: neuron


class Forward(NamedTuple):
    """The results of the forward pass."""

    z: float
    a: float
    loss: float


class Backward(NamedTuple):
    """The derivatives of the loss, and the factors of the chain."""

    dloss_da: float
    da_dz: float
    dloss_dz: float
    dloss_dw: np.ndarray  # (inputs,)
    dloss_db: float


# ANCHOR: forward
def forward(neuron, x, target):
    """Forward: from the inputs x (inputs,) to the loss."""
    z = np.dot(neuron.w, x) + neuron.b  # z = w·x + b (1.1)
    a = np.maximum(0.0, z)  # a = max(0, z) (1.2)
    loss = (a - target) * (a - target)  # (a − target)² (1.3)
    return Forward(z, a, loss)
# ANCHOR_END: forward


# ANCHOR: backward
def backward(neuron, x, target, forward):
    """Backward: from the loss to the weights and the bias, by the
    chain rule."""
    z, a, _ = forward
    dloss_da = 2.0 * (a - target)  # loss = (a − target)² (1.4)
    da_dz = 1.0 if 0.0 < z else 0.0  # the ReLU's slope (1.5)
    dloss_dz = dloss_da * da_dz  # ∂loss/∂a · ∂a/∂z (1.6)
    dloss_dw = dloss_dz * x  # since ∂z/∂w = x (1.7)
    dloss_db = dloss_dz  # since ∂z/∂b = 1 (1.8)
    return Backward(dloss_da, da_dz, dloss_dz, dloss_dw, dloss_db)
# ANCHOR_END: backward


# ANCHOR: descend
def descend(neuron, backward, learning_rate):
    """Gradient descent: a step against the gradient."""
    neuron.w -= learning_rate * backward.dloss_dw  # (1.9)
    neuron.b -= learning_rate * backward.dloss_db  # (1.9)
# ANCHOR_END: descend


# ANCHOR: factor
def loss_factor(x, learning_rate):
    """The factor by which a step multiplies the loss if z stays positive
    and the target is 0; x is (inputs,)."""
    z_factor = 1.0 - 2.0 * learning_rate * (np.dot(x, x) + 1.0)  # (1.10)
    return z_factor * z_factor  # (1.11)
# ANCHOR_END: factor
