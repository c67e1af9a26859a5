"""The exercise `division_rule` in NumPy: its starter and its solution."""

import numpy as np


def division_rule(a, b, dy):
    return np.zeros_like(a), np.zeros_like(b)


def solution(a, b, dy):
    """Every row uses b: the gradients of all rows are added up."""
    da = dy / b  # (samples, N)
    db = -np.sum(dy * a / (b * b), axis=0, keepdims=True)  # (1, N)
    return da, db
