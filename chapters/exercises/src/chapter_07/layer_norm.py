"""The exercise `layer_norm` in NumPy: its starter and its solution."""

import numpy as np


def layer_norm(x, da):
    return np.zeros_like(x)


def solution(x, da):
    """What moves or stretches a whole row is taken out of da."""
    x = x - np.mean(x, axis=1, keepdims=True)  # (samples, inputs)
    std = np.sqrt(np.mean(x * x, axis=1, keepdims=True))  # (samples, 1)
    a = x / std
    moved = np.mean(da, axis=1, keepdims=True)  # (samples, 1)
    stretched = np.mean(da * a, axis=1, keepdims=True)  # (samples, 1)
    return (da - moved - a * stretched) / std
