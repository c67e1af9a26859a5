"""The exercise `ulps_apart` in NumPy: its starter and its solution."""

import numpy as np


def ulps_apart(a, b):
    return 0


def solution(a, b):
    """The bits of positive doubles, as whole numbers, count the doubles."""
    a, b = (int(np.float64(x).view(np.uint64)) for x in (a, b))
    return abs(a - b)
