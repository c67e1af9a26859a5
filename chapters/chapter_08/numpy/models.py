"""The losses of the chapters before, computed on a tape, in NumPy. There
is no backward pass to any of them.

Its names and lines follow `../src/models.rs`.
"""

from losses import sigmoid_cross_entropy, softmax_cross_entropy


# ANCHOR: neuron
def neuron(w, b, x, t):
    """Chapter 1: a neuron with the weights w (1, inputs), on x
    (inputs, 1)."""
    a = (w.dot(x) + b).relu()
    return (a - t).square()
# ANCHOR_END: neuron


# ANCHOR: models
def layer(w, b, x):
    """Chapter 2: a layer with the weights w (neurons, inputs), on x
    (inputs, 1)."""
    a = (w.dot(x) + b).relu()
    return a.sum().square()


def two_layer(w1, b1, w2, b2, x, t):
    """Chapter 3: two layers with sigmoids, and the loss summed over
    the samples."""
    a1 = (x.dot(w1) + b1).sigmoid()
    z2 = a1.dot(w2) + b2
    return sigmoid_cross_entropy(z2, t)


def chain(w1, b1, w2, b2, x):
    """Chapter 4: two layers with ReLUs, and the squared sum of their
    outputs."""
    a1 = (x.dot(w1) + b1).relu()
    a2 = (a1.dot(w2) + b2).relu()
    return a2.sum().square()


def spiral(w1, b1, w2, b2, x, labels):
    """Chapter 6: two layers with a ReLU and softmax."""
    a1 = (x.dot(w1) + b1).relu()
    z2 = a1.dot(w2) + b2
    return softmax_cross_entropy(z2, labels)
# ANCHOR_END: models


# ANCHOR: skip
def skip(w1, b1, w2, b2, x):
    """Chapter 4's two layers with a connection that skips the
    second."""
    a1 = (x.dot(w1) + b1).relu()
    a2 = (a1.dot(w2) + b2).relu() + a1
    return a2.sum().square()
# ANCHOR_END: skip
