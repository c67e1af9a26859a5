"""Softmax and cross-entropy, backward: in a single step, and link by
link through the Jacobian of softmax, in NumPy.

Its names and lines follow `../src/softmax_gradient.rs`.
"""

import numpy as np
from labels import to_one_hot


# ANCHOR: combined
def combined(p, labels):
    """Backward in a single step: the probabilities, minus 1 for the
    sample's class, divided by the number of samples."""
    samples, classes = p.shape
    t = to_one_hot(labels, classes)  # (samples, classes)
    return (p - t) / samples  # logarithm and softmax cancel (6.4)
# ANCHOR_END: combined


# ANCHOR: jacobian
def by_jacobian(p, labels):
    """Backward link by link: ∂loss/∂p first, and then, for each
    sample, its product with the Jacobian ∂p/∂z."""
    samples, classes = p.shape
    t = to_one_hot(labels, classes)  # (samples, classes)
    dp = -t / p / samples  # loss = −ln p of the class (6.1)
    dz = np.zeros(p.shape)  # (samples, classes)
    for row in range(samples):
        dp_dz = jacobian(p[row])  # (classes, classes)
        dz[row] = np.dot(dp[row], dp_dz)  # (classes,) (6.3)
    return dz


def jacobian(p):
    """The Jacobian of softmax for one sample: the entry in row i and
    column j is ∂pᵢ/∂zⱼ."""
    return np.diag(p) - np.outer(p, p)  # (classes, classes) (6.2)
# ANCHOR_END: jacobian
