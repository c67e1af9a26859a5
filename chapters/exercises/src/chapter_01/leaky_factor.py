"""The exercise `leaky_factor` in NumPy: its starter and its solution."""

import numpy as np


def leaky_factor(x, slope, lr):
    return 1.0


def solution(x, slope, lr):
    """(1 − 2·lr·slope²·(|x|² + 1))², where the 1 comes from the bias."""
    curvature = 2.0 * slope * slope * (np.dot(x, x) + 1.0)
    z_factor = 1.0 - lr * curvature
    return z_factor * z_factor  # the loss is (slope·z)²
