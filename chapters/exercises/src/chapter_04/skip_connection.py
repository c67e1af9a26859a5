"""The exercise `skip_connection` in NumPy: its starter and its solution."""

import numpy as np


def skip_connection(da, z, w):
    return np.zeros_like(da)


def solution(da, z, w):
    """x has two uses, and the gradients of both add up."""
    dz = da * np.where(0.0 < z, 1.0, 0.0)  # (samples, inputs)
    return np.dot(dz, w.T) + da
