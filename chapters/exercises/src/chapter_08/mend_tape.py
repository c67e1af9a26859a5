"""The exercise `mend_tape` in NumPy: its starter and its solution."""

import numpy as np


def mend_tape(inputs, parents, slopes):
    last = inputs + len(parents) - 1
    gradients = np.zeros(last + 1)
    gradients[last] = 1.0
    waiting = [last]
    while waiting:
        node = waiting.pop()
        if node < inputs:
            continue
        for side in [0, 1]:
            parent = parents[node - inputs, side]
            gradients[parent] += gradients[node] * slopes[node - inputs, side]
            waiting.append(parent)
    return gradients


def solution(inputs, parents, slopes):
    """Each node is visited once, after all that use it: the tape from its
    end."""
    last = inputs + len(parents) - 1
    gradients = np.zeros(last + 1)
    gradients[last] = 1.0
    for node in reversed(range(inputs, last + 1)):
        for side in [0, 1]:
            parent = parents[node - inputs, side]
            gradients[parent] += gradients[node] * slopes[node - inputs, side]
    return gradients
