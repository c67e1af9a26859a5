"""The exercise `largest_rate` in NumPy: its starter and its solution."""

import numpy as np


def largest_rate(x):
    return 0.0


def solution(x):
    """A step multiplies z by 1 − 2·lr·(x·x + 1), which is −1 at this rate."""
    return 1.0 / (np.dot(x, x) + 1.0)  # the 1 comes from the bias
