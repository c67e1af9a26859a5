"""Training: gradient descent, with or without clipping, in NumPy.

Its names and lines follow `../src/training.rs`.
"""

import network as model
from clipping import clip_norm, norm


# ANCHOR: train
def train(network, data, epochs, learning_rate, clip, observe):
    """Trains a network on all samples at once. Gradients that are
    longer than `clip` are shortened to it. After each step, `observe`
    is shown what it came from."""
    x, labels = data
    for epoch in range(epochs):
        forward = model.forward(network, x, labels)
        backward = model.backward(network, labels, forward)
        length = norm(backward.gradients)
        if clip is not None:
            clip_norm(backward.gradients, clip)
        model.descend(network, backward, learning_rate)
        observe(epoch, forward, length)
# ANCHOR_END: train
