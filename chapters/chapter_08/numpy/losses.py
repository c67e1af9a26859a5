"""The losses of chapters 3 and 6, each with the activation before it as
one operation, in NumPy.

Its names and lines follow `../src/tape/losses.rs`.
"""

import numpy as np
from activations import softmax
from loss import CategoricalCrossEntropy
from softmax_gradient import combined


# ANCHOR: losses
def sigmoid_cross_entropy(z, t):
    """The binary cross-entropy of σ(z) and t, summed over all
    entries."""
    a = 1.0 / (1.0 + np.exp(-z.value))
    hit, miss = t * np.log(a), (1.0 - t) * np.log(1.0 - a)
    loss, error = np.array([[-np.sum(hit + miss)]]), a - t

    def rule(dloss):
        return [dloss * error]  # (8.13)

    return z.tape.push("cross-entropy", loss, [z], rule)


def softmax_cross_entropy(z, labels):
    """The cross-entropy of softmax(z) and labels, averaged over the
    samples."""
    p = softmax(z.value)
    loss = CategoricalCrossEntropy().calculate(p, labels)

    def rule(dloss):
        return [dloss * combined(p, labels)]  # (8.14)

    return z.tape.push("cross-entropy", np.array([[loss]]), [z], rule)
# ANCHOR_END: losses
