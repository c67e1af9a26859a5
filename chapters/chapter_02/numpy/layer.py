"""A layer with a ReLU and the squared sum of its outputs, in NumPy.

Its names and lines follow `../src/layer.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


# ANCHOR: layer
@dataclass
class Layer:
    """A layer: each neuron has a row of weights and a bias."""

    w: np.ndarray  # (neurons, inputs)
    b: np.ndarray  # (neurons,)
# ANCHOR_END: layer


class Forward(NamedTuple):
    """The results of the forward pass."""

    z: np.ndarray  # (neurons,)
    a: np.ndarray  # (neurons,)
    y: float
    loss: float


class Backward(NamedTuple):
    """The derivatives of the loss, and the factors of the chain."""

    dloss_dy: float
    dy_da: np.ndarray  # (neurons,)
    da_dz: np.ndarray  # (neurons,)
    dloss_dz: np.ndarray  # (neurons,)
    dloss_dw: np.ndarray  # (neurons, inputs)
    dloss_db: np.ndarray  # (neurons,)


# ANCHOR: forward
def forward(layer, x):
    """Forward: from the inputs x (inputs,) to the loss."""
    z = np.dot(layer.w, x) + layer.b  # z = w·x + b (2.1)
    a = np.maximum(0.0, z)  # a = max(0, z) (2.2)
    y = np.sum(a)  # y = a₁ + a₂ + … (2.3)
    loss = y * y  # loss = y² (2.4)
    return Forward(z, a, y, loss)
# ANCHOR_END: forward


# ANCHOR: backward
def backward(layer, x, forward):
    """Backward: from the loss to the weights and the biases."""
    z, a, y, _ = forward
    dloss_dy = 2.0 * y  # since loss = y² (2.5)
    dy_da = np.ones(len(a))  # a sum (2.6)
    da_dz = np.where(0.0 < z, 1.0, 0.0)  # (2.7)
    dloss_dz = dloss_dy * dy_da * da_dz  # three factors (2.8)
    dloss_dw = np.outer(dloss_dz, x)  # ∂zᵢ/∂wᵢₙ = xₙ (2.9)
    dloss_db = dloss_dz  # ∂zᵢ/∂bᵢ = 1 (2.10)
    return Backward(dloss_dy, dy_da, da_dz, dloss_dz, dloss_dw, dloss_db)
# ANCHOR_END: backward


# ANCHOR: descend
def descend(layer, backward, learning_rate):
    """Gradient descent: a step against the gradient."""
    layer.w -= learning_rate * backward.dloss_dw  # (2.11)
    layer.b -= learning_rate * backward.dloss_db  # (2.11)
# ANCHOR_END: descend


# ANCHOR: samples
def over_samples(layer, x):
    """The loss of several samples, the sum of theirs, and its gradients
    with respect to w and b. The rows of x are the samples."""
    loss = 0.0
    dloss_dw = np.zeros(layer.w.shape)  # (neurons, inputs)
    dloss_db = np.zeros(layer.b.shape)  # (neurons,)
    for sample in x:  # (inputs,)
        results = forward(layer, sample)
        gradients = backward(layer, sample, results)
        loss += results.loss
        dloss_dw += gradients.dloss_dw  # one use of w more (2.12)
        dloss_db += gradients.dloss_db  # one use of b more (2.13)
    return loss, dloss_dw, dloss_db
# ANCHOR_END: samples
