"""The exercise `log_softmax` in NumPy: its starter and its solution."""

import numpy as np


def log_softmax(z):
    return np.zeros_like(z)


def solution(z):
    """ln p = z − max − ln Σ exp(z − max), in every row."""
    z = z - np.max(z, axis=1, keepdims=True)  # (samples, classes), at most 0
    sums = np.sum(np.exp(z), axis=1, keepdims=True)  # (samples, 1), at least 1
    return z - np.log(sums)
