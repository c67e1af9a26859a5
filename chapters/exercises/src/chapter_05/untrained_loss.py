"""The exercise `untrained_loss` in NumPy: its starter and its solution."""

import numpy as np


def untrained_loss(classes):
    return 0.0


def solution(classes):
    """−ln(1/K) = ln K, whatever the labels are."""
    return np.log(classes)
