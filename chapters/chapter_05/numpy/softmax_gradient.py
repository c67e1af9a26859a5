"""Softmax and cross-entropy, backward: in one step, and link by link
through the full Jacobian of softmax, in NumPy.

The names and lines of `../src/softmax_gradient.rs`.
"""

import numpy as np
from labels import to_one_hot


# ANCHOR: combined
def combined(p, labels):
    """Backward in one step: the probabilities, minus 1 for the
    sample's own class, divided by the number of samples."""
    samples, classes = p.shape
    y = to_one_hot(labels, classes)  # (samples, classes)
    return (p - y) / samples  # logarithm and softmax cancel (5.4)
# ANCHOR_END: combined


# ANCHOR: jacobian
def by_jacobian(p, labels):
    """Backward link by link: ∂loss/∂p first, and then, for each
    sample, the product of it with the Jacobian ∂p/∂z."""
    samples, classes = p.shape
    y = to_one_hot(labels, classes)  # (samples, classes)
    dp = -y / p / samples  # loss = −ln p, for the own class (5.1)
    dz = np.zeros(p.shape)  # (samples, classes)
    for row in range(samples):
        dp_dz = jacobian(p[row])  # (classes, classes)
        dz[row] = np.dot(dp[row], dp_dz)  # (classes,) (5.3)
    return dz


def jacobian(p):
    """The derivative of every probability of a sample by every z of
    it: the entry in row i and column j is ∂pᵢ/∂zⱼ."""
    return np.diag(p) - np.outer(p, p)  # (classes, classes) (5.2)
# ANCHOR_END: jacobian
