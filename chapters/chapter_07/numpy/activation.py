"""The activation functions and their slopes, in NumPy.

Its names and lines follow `../src/activation.rs`.
"""

import numpy as np
from activations import relu
from two_layer import sigmoid, sigmoid_derivative


# ANCHOR: activation
def forward(activation, z):
    """a = f(z), entrywise."""
    match activation:
        case "sigmoid":
            return sigmoid(z)  # 1 / (1 + e⁻ᶻ)
        case "tanh":
            return np.tanh(z)  # (7.4)
        case "relu":
            return relu(z)  # max(0, z)


def slope(activation, a):
    """The slope f′(z), computed from a = f(z)."""
    match activation:
        case "sigmoid":
            return sigmoid_derivative(a)  # a·(1 − a)
        case "tanh":
            return 1.0 - a * a  # (7.5)
        case "relu":
            return np.where(0.0 < a, 1.0, 0.0)
# ANCHOR_END: activation
