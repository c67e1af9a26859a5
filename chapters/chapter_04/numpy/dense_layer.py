"""A dense layer that stores its weights transposed, in NumPy.

The names and lines of `../src/dense_layer.rs`.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


# ANCHOR: dense_layer
@dataclass
class DenseLayer:
    """A layer: a column of weights and a bias for each neuron."""

    w: np.ndarray  # (inputs, neurons)
    b: np.ndarray  # (1, neurons)

    def forward(self, x):
        """Forward: z = x·w + b, a row for each row of x."""
        return np.dot(x, self.w) + self.b  # z = x·w + b (4.3)

    def backward(self, x, dz):
        """Backward: from dz = ∂loss/∂z (samples, neurons) to what the
        layer learns from and to what it passes back."""
        dw = np.dot(x.T, dz)  # since ∂z/∂w = x (4.4)
        db = np.sum(dz, axis=0, keepdims=True)  # ∂z/∂b = 1 (4.5)
        dx = np.dot(dz, self.w.T)  # since ∂z/∂x = w (4.6)
        return DenseGradients(dw, db, dx)

    def descend(self, gradients, learning_rate):
        """Gradient descent: a step against the gradient."""
        self.w -= learning_rate * gradients.dw
        self.b -= learning_rate * gradients.db


class DenseGradients(NamedTuple):
    """The derivatives of the loss by everything that enters the layer."""

    dw: np.ndarray  # (inputs, neurons)
    db: np.ndarray  # (1, neurons)
    dx: np.ndarray  # (samples, inputs)
# ANCHOR_END: dense_layer
