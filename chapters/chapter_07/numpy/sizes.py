"""The size of an array, and by what a layer multiplies a gradient, in
NumPy.

Its names and lines follow `../src/sizes.rs`.
"""

import numpy as np


# ANCHOR: sizes
def rms(x):
    """The size of an array: the root of the mean of the squares of
    its entries."""
    return np.sqrt(np.mean(x * x))  # (7.2)


def factor(w, slope):
    """What dz is multiplied by, in size, on its way back through the
    weights w (inputs, neurons) of one layer and the slopes (samples,
    inputs) before it."""
    neurons = w.shape[1]
    return np.sqrt(neurons) * rms(w) * rms(slope)  # (7.3)
# ANCHOR_END: sizes
