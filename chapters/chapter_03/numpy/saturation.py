"""Hidden sigmoids that are not saturated, in NumPy.

Its names and lines follow `../src/saturation.rs`.
"""

from dataclasses import replace

import numpy as np


# ANCHOR: centered
def centered(network, x):
    """The network with other biases b₁, with which the weighted sums
    z₁ of each hidden neuron have a mean of 0 over the samples x
    (samples, inputs)."""
    samples = 2.0
    # (1, hidden)
    sums = np.sum(np.dot(x, network.w1), axis=0, keepdims=True)
    return replace(network, b1=-sums / samples)
# ANCHOR_END: centered
