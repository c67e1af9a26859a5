"""The exercise `label_smoothing` in NumPy: its starter and its solution."""

import numpy as np


def label_smoothing(p, t, fraction):
    return 0.0


def solution(p, t, fraction):
    """Every class has a label above 0, so every probability counts."""
    classes = p.shape[1]
    t = (1.0 - fraction) * t + fraction / classes  # (samples, classes)
    losses = -np.sum(t * np.log(p), axis=1)  # (samples,)
    return np.mean(losses)
