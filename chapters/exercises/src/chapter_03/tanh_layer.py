"""The exercise `tanh_layer` in NumPy: its starter and its solution."""

import numpy as np


def tanh_layer(da1, a1):
    return np.zeros_like(a1)


def solution(da1, a1):
    """tanh′(z) = 1 − tanh²(z), from the output a = tanh z."""
    return da1 * (1.0 - a1 * a1)  # (samples, hidden)
