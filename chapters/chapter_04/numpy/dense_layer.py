"""A dense layer with a column of weights for each neuron, in NumPy.

The names and lines of `../src/dense_layer.rs`. Its numbers have 64 bits, or
32 where a dtype says so, as under `nnfs.init()`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class DenseGradients(NamedTuple):
    """The derivatives of the loss with respect to everything that
    enters a layer."""

    dw: np.ndarray  # (inputs, neurons)
    db: np.ndarray  # (1, neurons)
    dx: np.ndarray  # (samples, inputs)


# ANCHOR: layer
@dataclass
class DenseLayer:
    """A layer: each neuron has a column of weights and a bias."""

    w: np.ndarray  # (inputs, neurons)
    b: np.ndarray  # (1, neurons)
# ANCHOR_END: layer

    # ANCHOR: forward
    @classmethod
    def random(cls, inputs, neurons, dtype=np.float64):
        """A layer with small normal weights, and biases of 0."""
        w = 0.01 * np.random.randn(inputs, neurons).astype(dtype)
        b = np.zeros((1, neurons), dtype)
        return cls(w, b)

    def forward(self, x):
        """Forward: z = x·w + b, with a row for each row of x."""
        return np.dot(x, self.w) + self.b  # z = x·w + b (4.3)
    # ANCHOR_END: forward

    # ANCHOR: backward
    def backward(self, x, dz):
        """Backward: from dz = ∂loss/∂z (samples, neurons) to the
        gradients that the layer learns from, and to the one that it
        passes back."""
        dw = np.dot(x.T, dz)  # since ∂z/∂w = x (4.4)
        db = np.sum(dz, axis=0, keepdims=True)  # ∂z/∂b = 1 (4.5)
        dx = np.dot(dz, self.w.T)  # since ∂z/∂x = w (4.6)
        return DenseGradients(dw, db, dx)

    def descend(self, gradients, learning_rate):
        """Gradient descent: a step against the gradient."""
        self.w -= learning_rate * gradients.dw
        self.b -= learning_rate * gradients.db
    # ANCHOR_END: backward
