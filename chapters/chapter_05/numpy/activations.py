"""The activation functions: ReLU and softmax, in NumPy.

Its names and lines follow `../src/activations.rs`.
"""

import numpy as np


# ANCHOR: relu
def relu(z):
    """max(0, z), entrywise."""
    return np.maximum(0.0, z)  # a = max(0, z) (5.1)
# ANCHOR_END: relu


# ANCHOR: softmax
def softmax(z):
    """Softmax: turns each row of z (samples, classes) into
    probabilities, which add up to 1.

    The largest entry of a row is subtracted from the row first. No
    exponential overflows then, and the probabilities stay the same."""
    largest = np.max(z, axis=1, keepdims=True)  # (samples, 1)
    u = np.exp(z - largest)  # (samples, classes) (5.2)
    return u / np.sum(u, axis=1, keepdims=True)  # (5.3)
# ANCHOR_END: softmax
