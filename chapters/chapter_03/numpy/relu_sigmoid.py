"""The forward pass that opens document 003, in NumPy.

Its names and lines follow `../src/relu_sigmoid.rs`.
"""

from dataclasses import dataclass

import numpy as np
from two_layer import sigmoid


@dataclass
class ReluSigmoid:
    """A hidden layer of ReLU neurons, followed by one sigmoid neuron."""

    w1: np.ndarray  # (inputs, hidden)
    b1: np.ndarray  # (hidden,)
    w2: np.ndarray  # (hidden,)
    b2: float


# ANCHOR: forward
def forward(network, x):
    """The output for each row of x (samples, inputs), as (samples,)."""
    z1 = np.dot(x, network.w1) + network.b1  # z₁ = x·w₁ + b₁
    a1 = np.maximum(0.0, z1)  # a₁ = max(0, z₁)
    z2 = np.dot(a1, network.w2) + network.b2  # z₂ = a₁·w₂ + b₂
    return sigmoid(z2)  # a₂ = σ(z₂)
# ANCHOR_END: forward
