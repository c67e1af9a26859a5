"""The activation functions: ReLU and softmax, in NumPy.

The names and lines of `../src/activations.rs`.
"""

import numpy as np


# ANCHOR: relu
def relu(z):
    """max(0, z), of every entry. A NaN stays one."""
    return np.maximum(0.0, z)  # a = max(0, z) (0.2)
# ANCHOR_END: relu


# ANCHOR: softmax
def softmax(z):
    """Softmax: each row of z (samples, classes) as probabilities,
    which add up to 1.

    The largest entry of a row is subtracted from it first, so that
    no exponential overflows; the probabilities stay what they are."""
    largest = np.max(z, axis=1, keepdims=True)  # (samples, 1)
    e = np.exp(z - largest)  # (samples, classes) (0.3)
    return e / np.sum(e, axis=1, keepdims=True)  # (0.4)
# ANCHOR_END: softmax
