"""The numeric gradient, a derivative without any calculus, in NumPy.

The names and lines of `../../harness/src/numeric_gradient.rs` and
`../src/difference.rs`.
"""

import numpy as np

# The step h, a power of two. It can be this large because the loss is a
# parabola in each single number.
H = 1.0 / 64.0


# ANCHOR: central_difference
def central_difference(h, loss_at):
    """The central difference (loss(+h) − loss(−h)) / 2h: the slope of
    a loss that is known at a step h up and a step h down."""
    return (loss_at(h) - loss_at(-h)) / (2.0 * h)  # (4.7)
# ANCHOR_END: central_difference


# ANCHOR: numeric_gradient
def numeric_gradient(x, h, loss):
    """The derivative of the loss with respect to every entry of x, by
    central differences: one entry at a time is moved by h up and
    down, and all others stay."""
    gradient = np.empty(x.shape)
    for n in np.ndindex(x.shape):

        def loss_at(step):
            moved = x.copy()
            moved[n] += step
            return loss(moved)

        gradient[n] = central_difference(h, loss_at)
    return gradient
# ANCHOR_END: numeric_gradient


def tolerance(roundings, magnitude):
    """How far apart rounding can drive a gradient and its numeric
    counterpart."""
    u = np.finfo(float).eps / 2.0
    loss_error = (2.0 * roundings + 1.0) * u * magnitude * magnitude
    return 2.0 * (2.0 * loss_error / (2.0 * H))
