"""The exercise `max_rows` in NumPy: its starter and its solution."""

import numpy as np


def max_rows(x, da):
    return np.zeros_like(x)


def solution(x, da):
    """A maximum passes the gradient on to the entry that it took."""
    is_largest = x == np.max(x, axis=1, keepdims=True)
    return np.where(is_largest, da, 0.0)  # (samples, inputs)
