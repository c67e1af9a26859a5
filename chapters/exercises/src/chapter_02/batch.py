"""The exercise `batch` in NumPy: its starter and its solution."""

import numpy as np


def batch(x, dloss_dz):
    neurons, inputs = dloss_dz.shape[1], x.shape[1]
    return np.zeros((neurons, inputs)), np.zeros(neurons)


def solution(x, dloss_dz):
    """The product sums over the samples."""
    dloss_dw = np.dot(dloss_dz.T, x)  # (neurons, samples)·(samples, inputs)
    dloss_db = np.sum(dloss_dz, axis=0)  # (neurons,)
    return dloss_dw, dloss_db
