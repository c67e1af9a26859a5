"""Difference quotients: the gradient without any calculus, in NumPy.

Its names and lines follow `../src/difference.rs`.
"""

import numpy as np


# ANCHOR: quotient
# The step h, a power of two. It may be large here, because the loss is
# quadratic in every single number.
H = 1.0 / 64.0


def quotients(x, loss):
    """∂loss/∂x by central differences, (loss(x + h) − loss(x − h)) / 2h
    for each entry of x."""
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
    """The largest difference that rounding can make between a gradient
    and its difference quotient."""
    u = np.finfo(float).eps / 2.0
    loss_error = (2.0 * roundings + 1.0) * u * magnitude * magnitude
    return 2.0 * (2.0 * loss_error / (2.0 * H))
