"""The exercise `squared_error` in NumPy: its starter and its solution."""

import numpy as np


def squared_error(a2, t):
    return np.zeros_like(a2)


def solution(a2, t):
    """Nothing cancels the slope of the sigmoid."""
    return 2.0 * (a2 - t) * a2 * (1.0 - a2)  # (samples, 1)
