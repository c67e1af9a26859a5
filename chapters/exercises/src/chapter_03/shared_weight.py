"""The exercise `shared_weight` in NumPy: its starter and its solution."""

import numpy as np


def shared_weight(x, w, b, t):
    return 0.0, 0.0


def solution(x, w, b, t):
    """What each use of the weight contributes is added up."""
    a1 = 1.0 / (1.0 + np.exp(-(w * x + b)))
    a2 = 1.0 / (1.0 + np.exp(-(w * a1 + b)))
    dz2 = a2 - t
    dz1 = dz2 * w * a1 * (1.0 - a1)
    return dz2 * a1 + dz1 * x, dz2 + dz1
