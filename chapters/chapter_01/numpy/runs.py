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


# ANCHOR: train
def start():
    """The inputs, the target, and the neuron before training."""
    x = np.array([1.0, -2.0, 3.0])  # (3,)
    neuron = Neuron(w=np.array([-3.0, -1.0, 2.0]), b=1.0)
    return x, 0.0, neuron


def train(iterations, neuron, x, target, observe):
    """Trains the neuron. After each step, `observe` is shown what it
    came from."""
    for iteration in range(1, iterations + 1):
        forward = model.forward(neuron, x, target)
        backward = model.backward(neuron, x, target, forward)
        model.descend(neuron, backward, LEARNING_RATE)
        observe(iteration, neuron, forward, backward)
# ANCHOR_END: train


def run(iterations, record):
    """Trains the neuron, and reports what it computes."""
    x, target, neuron = start()
    report_first_iteration(neuron, x, target, record)

    def observe(iteration, neuron, forward, backward):
        record("loss", iteration, forward.loss)

    train(iterations, neuron, x, target, observe)
    record("final_w", neuron.w)
    record("final_b", neuron.b)
    factor = model.loss_factor(x, LEARNING_RATE)
    record("loss_factor", factor)


def report_first_iteration(neuron, x, target, record):
    """Reports every number of the first iteration."""
    forward = model.forward(neuron, x, target)
    backward = model.backward(neuron, x, target, forward)
    record("x", 1, x)
    record("w", 1, neuron.w)
    record("b", 1, neuron.b)
    record("z", 1, forward.z)
    record("a", 1, forward.a)
    for name, value in backward._asdict().items():
        record(name, 1, value)


def run_under_nnfs(iterations, record):
    """As after `nnfs.init()`: a product is rounded to 32 bits."""
    dot = np.dot

    # The notebook's NumPy converted a 32-bit number to 64 bits in arithmetic
    # with a Python float. NumPy 2 does not, so this does.
    def rounded(a, b):
        return np.float64(np.float32(dot(a, b)))

    with mock.patch.object(np, "dot", rounded):
        run(iterations, record)


RUNS = {
    "chain-rule": partial(run, 20),
    "notes-13-december": partial(run, 200),
    "notes-13-january": partial(run_under_nnfs, 200),
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
