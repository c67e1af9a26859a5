"""The exercise `mend_step` in NumPy: its starter and its solution."""

import numpy as np


def mend_step(x, t, parameters, learning_rate):
    w1, b1, w2, b2 = parameters
    a1 = 1.0 / (1.0 + np.exp(-(np.dot(x, w1) + b1)))  # (samples, hidden)
    a2 = 1.0 / (1.0 + np.exp(-(np.dot(a1, w2) + b2)))  # (samples, 1)
    dz2 = a2 - t  # (samples, 1)
    w2 = w2 - learning_rate * np.dot(a1.T, dz2)
    b2 = b2 - learning_rate * np.sum(dz2, axis=0, keepdims=True)
    dz1 = np.dot(dz2, w2.T) * a1 * (1.0 - a1)  # (samples, hidden)
    w1 = w1 - learning_rate * np.dot(x.T, dz1)
    b1 = b1 - learning_rate * np.sum(dz1, axis=0, keepdims=True)
    return w1, b1, w2, b2


def solution(x, t, parameters, learning_rate):
    """All gradients are taken before any parameter is moved."""
    w1, b1, w2, b2 = parameters
    a1 = 1.0 / (1.0 + np.exp(-(np.dot(x, w1) + b1)))  # (samples, hidden)
    a2 = 1.0 / (1.0 + np.exp(-(np.dot(a1, w2) + b2)))  # (samples, 1)
    dz2 = a2 - t  # (samples, 1)
    dz1 = np.dot(dz2, w2.T) * a1 * (1.0 - a1)  # with the old w2
    w2 = w2 - learning_rate * np.dot(a1.T, dz2)
    b2 = b2 - learning_rate * np.sum(dz2, axis=0, keepdims=True)
    w1 = w1 - learning_rate * np.dot(x.T, dz1)
    b1 = b1 - learning_rate * np.sum(dz1, axis=0, keepdims=True)
    return w1, b1, w2, b2
