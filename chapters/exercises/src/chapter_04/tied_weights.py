"""The exercise `tied_weights` in NumPy: its starter and its solution."""

import numpy as np


def tied_weights(x, w, dz2):
    return np.zeros_like(w)


def solution(x, w, dz2):
    """One gradient for each use of w, in the shape of w, added up."""
    z1 = np.dot(x, w)  # (samples, hidden)
    dz1 = np.dot(dz2, w)  # the transpose of wᵀ is w
    of_first = np.dot(x.T, dz1)  # (inputs, hidden)
    of_second = np.dot(dz2.T, z1)  # transposed, (inputs, hidden)
    return of_first + of_second
