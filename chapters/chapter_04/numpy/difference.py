"""Difference quotients: the gradient without any calculus, in NumPy.

The names and lines of `../src/difference.rs`.
"""

import numpy as np


# ANCHOR: quotient
# The step h, a power of two. It may be large here, because the loss is
# a parabola in each single number.
H = 1.0 / 64.0


def quotients(x, loss):
    """∂loss/∂x by central differences, (loss(x + h) − loss(x − h)) / 2h,
    for one entry of x after the other."""
    quotients = x.copy()
    for n, x_n in np.ndenumerate(x):

        def loss_at(x_n):
            moved = x.copy()
            moved[n] = x_n
            return loss(moved)

        above, below = loss_at(x_n + H), loss_at(x_n - H)
        quotients[n] = (above - below) / (2.0 * H)  # (4.6)
    return quotients
# ANCHOR_END: quotient


def tolerance(roundings, magnitude):
    """How far rounding can drive a gradient and its quotient apart."""
    u = np.finfo(float).eps / 2.0
    loss_error = (2.0 * roundings + 1.0) * u * magnitude * magnitude
    return 2.0 * (2.0 * loss_error / (2.0 * H))
