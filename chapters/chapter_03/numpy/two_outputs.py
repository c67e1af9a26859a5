"""Two outputs: the gradients of a layer term by term, in NumPy.

Its names and lines follow `../src/two_outputs.rs`.
"""

import numpy as np
from two_layer import TwoLayer

# The step h of the difference quotients.
H = 1.0 / 8192.0


# ANCHOR: start
def start():
    """The inputs, the targets, and a network of two inputs, two hidden
    neurons and two outputs."""
    x = np.array([[1.0, 2.0], [2.0, -1.0]])  # (2, 2)
    target = np.array([[1.0, 0.0], [0.0, 1.0]])  # (2, 2)
    network = TwoLayer(
        w1=np.array([[0.5, -1.0], [0.25, 0.5]]),  # (2, 2)
        b1=np.array([[0.0, 0.5]]),  # (1, 2)
        # (2, 2)
        w2=np.array([
            [2.0, -1.0],  # from hidden neuron A to the outputs C and D
            [1.0, 3.0],  # from B
        ]),
        b2=np.array([[-1.0, -1.0]]),  # (1, 2)
    )
    return x, target, network
# ANCHOR_END: start


# ANCHOR: by_paths
def by_paths(dz, w):
    """The gradient with respect to a layer's inputs, path by path:
    what dz (samples, neurons) passes back through the weights w
    (inputs, neurons)."""
    da = np.zeros((dz.shape[0], w.shape[0]))  # (samples, inputs)
    for s, i in np.ndindex(da.shape):
        for j in range(dz.shape[1]):
            da[s, i] += dz[s, j] * w[i, j]  # a path from i through j (3.11)
    return da
# ANCHOR_END: by_paths


# ANCHOR: by_samples
def by_samples(a, dz):
    """The gradient with respect to a layer's weights, sample by
    sample: an outer product of a row of its inputs a and one of dz
    (samples, neurons) for each."""
    dw = np.zeros((a.shape[1], dz.shape[1]))  # (inputs, neurons)
    for a_s, dz_s in zip(a, dz):
        dw += np.outer(a_s, dz_s)  # one sample (3.9)
    return dw
# ANCHOR_END: by_samples


def numeric_gradient(x, h, loss):
    """The derivative of the loss with respect to every entry of x, by
    central differences, as chapter 4 explains."""
    gradient = np.empty(x.shape)
    for n in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[n] += h
        down[n] -= h
        gradient[n] = (loss(up) - loss(down)) / (2.0 * h)
    return gradient


def tolerance():
    """How far a gradient and its difference quotients can be apart."""
    u = np.finfo(float).eps / 2.0
    return 0.5 * H * H + 2600.0 * u / H
