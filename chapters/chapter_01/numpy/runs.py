"""The three programs that train the neuron, in NumPy.

`python runs.py chain-rule` prints the results of the run of that name.
"""

import sys
from functools import partial
from unittest import mock

import neuron as model
import numpy as np
from neuron import Neuron

LEARNING_RATE = 0.001


# ANCHOR: play
def play(iterations, record):
    """Trains the neuron and reports the results."""
    x = np.array([1.0, -2.0, 3.0])  # (3,)
    neuron = Neuron(w=np.array([-3.0, -1.0, 2.0]), b=1.0)
    target = 0.0

    for iteration in range(1, iterations + 1):
        forward = model.forward(neuron, x, target)
        backward = model.backward(neuron, x, target, forward)

        if iteration == 1:
            report_nodes(record, neuron, x, forward, backward)
        record("loss", iteration, forward.loss)

        model.descend(neuron, backward, LEARNING_RATE)
    record("final_w", neuron.w)
    record("final_b", neuron.b)
    factor = model.loss_factor(x, LEARNING_RATE)
    record("loss_factor", factor)
# ANCHOR_END: play


def report_nodes(record, neuron, x, forward, backward):
    """Reports every number that the first iteration computes."""
    record("x", 1, x)
    record("w", 1, neuron.w)
    record("b", 1, neuron.b)
    record("z", 1, forward.z)
    record("a", 1, forward.a)
    for name, value in backward._asdict().items():
        record(name, 1, value)


def play_under_nnfs(iterations, record):
    """As after `nnfs.init()`: products are rounded to 32 bits."""
    dot = np.dot

    # The notebook's NumPy converted a 32-bit number to 64 bits in arithmetic
    # with a Python float. NumPy 2 does not, so this does.
    def rounded(a, b):
        return np.float64(np.float32(dot(a, b)))

    with mock.patch.object(np, "dot", rounded):
        play(iterations, record)


RUNS = {
    "chain-rule": partial(play, 20),
    "notes-13-december": partial(play, 200),
    "notes-13-january": partial(play_under_nnfs, 200),
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
