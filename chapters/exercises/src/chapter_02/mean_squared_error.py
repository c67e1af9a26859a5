"""The exercise `mean_squared_error` in NumPy: its starter and its solution."""

import numpy as np


def mean_squared_error(a, t):
    return np.zeros_like(a)


def solution(a, t):
    """Each output is in one of the squares, whose mean is over M outputs."""
    return 2.0 / len(a) * (a - t)  # (neurons,)
