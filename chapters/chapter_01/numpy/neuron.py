"""A neuron with a ReLU and a squared loss, in NumPy.

The names and lines of `../src/neuron.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


# ANCHOR: neuron
@dataclass
class Neuron:
    """A neuron: a weight for each input, and a bias."""

    w: np.ndarray  # (inputs,)
    b: float
# ANCHOR_END: neuron


# ANCHOR: forward
class Forward(NamedTuple):
    """What the forward pass computes on its way to the loss."""

    z: float
    a: float
    loss: float


def forward(neuron, x, target):
    """Forward: from the inputs x (inputs,) to the loss."""
    z = np.dot(neuron.w, x) + neuron.b  # z = w·x + b
    a = np.maximum(0.0, z)  # a = max(0, z)
    loss = (a - target) * (a - target)  # loss = (a - target)²
    return Forward(z, a, loss)
# ANCHOR_END: forward


# ANCHOR: backward
class Backward(NamedTuple):
    """The derivatives of the loss, and the links of the chain."""

    dloss_da: float
    da_dz: float
    dloss_dz: float
    dloss_dw: np.ndarray  # (inputs,)
    dloss_db: float


def backward(neuron, x, target, forward):
    """Backward: from the loss to the weights and the bias."""
    z, a, _ = forward
    dloss_da = 2.0 * (a - target)  # loss = (a - target)²
    da_dz = 1.0 if 0.0 < z else 0.0  # a = max(0, z)
    dloss_dz = dloss_da * da_dz  # ∂loss/∂a · ∂a/∂z
    dloss_dw = dloss_dz * x  # z = w·x + b, so ∂z/∂w = x
    dloss_db = dloss_dz  # and ∂z/∂b = 1
    return Backward(dloss_da, da_dz, dloss_dz, dloss_dw, dloss_db)
# ANCHOR_END: backward


# ANCHOR: descend
def descend(neuron, backward, learning_rate):
    """Gradient descent: a step against the gradient."""
    neuron.w -= learning_rate * backward.dloss_dw
    neuron.b -= learning_rate * backward.dloss_db
# ANCHOR_END: descend
