"""Clipping: a gradient that is too long is shortened, in NumPy.

Its names and lines follow `../src/clipping.rs`.
"""

import numpy as np


# ANCHOR: clipping
def norm(gradients):
    """The norm of the gradients of all layers, taken together as one
    vector."""
    arrays = [d for one in gradients for d in (one.dw, one.db)]
    squares = [np.sum(d * d) for d in arrays]
    return np.sqrt(sum(squares))  # (7.8)


def clip_norm(gradients, clip):
    """Shortens gradients to the norm `clip` if theirs is larger.
    Their direction stays."""
    length = norm(gradients)
    if clip < length:
        for one in gradients:
            one.dw[:] *= clip / length  # (7.9)
            one.db[:] *= clip / length  # (7.9)
# ANCHOR_END: clipping
