"""The exercise `preserving_std` in NumPy: its starter and its solution."""

import numpy as np


def preserving_std(inputs, slope):
    return 1.0


def solution(inputs, slope):
    """The mean square of z is n·std² times that of x, and that of a is half of
    it for z above 0, and slope² times half of it for z below 0."""
    kept = 0.5 + 0.5 * slope * slope
    return 1.0 / np.sqrt(inputs * kept)
