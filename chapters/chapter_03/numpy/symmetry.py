"""Two hidden neurons that begin as equals, in NumPy.

Its names and lines follow `../src/symmetry.rs`.
"""

import numpy as np
from two_layer import TwoLayer


# ANCHOR: start
def exclusive_or():
    """Exclusive or: four samples, of which those with exactly one 1
    have the target 1."""
    # (4, 2)
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    target = np.array([[0.0], [1.0], [1.0], [0.0]])  # (4, 1)
    return x, target


def start():
    """A network whose hidden neurons, A and B, have the same
    parameters."""
    return TwoLayer(
        w1=np.array([[1.0, 1.0], [0.5, 0.5]]),  # (2, 2)
        b1=np.array([[0.0, 0.0]]),  # (1, 2)
        w2=np.array([[0.5], [0.5]]),  # (2, 1)
        b2=np.array([[0.0]]),  # (1, 1)
    )
# ANCHOR_END: start


def between_neurons(network):
    """The largest distance between a parameter of A and that of B."""
    a, b = (np.concatenate([network.w1[:, i], network.b1[:, i], network.w2[i]])
            for i in range(2))
    return np.max(np.abs(a - b))
