"""The programs that train the neuron, and nudge it, in NumPy.

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


# The nudges of the third weight, and the length of a step.
NUDGES = [0.5, 0.25, 0.125, 1.0 / 64.0]
LENGTH = 1.0 / 64.0


# ANCHOR: nudged
def nudged(h):
    """What changes when the third weight is nudged by h: z, a and the
    loss."""
    x, target, neuron = start()
    before = model.forward(neuron, x, target)
    neuron.w[2] += h
    after = model.forward(neuron, x, target)
    return after.z - before.z, after.a - before.a, after.loss - before.loss
# ANCHOR_END: nudged


def run_nudges(record):
    """Nudges of the third weight, and steps away from the start."""
    for i, h in enumerate(NUDGES, 1):
        z, a, loss = nudged(h)
        record("h", i, h)
        record("z_change", i, z)
        record("a_change", i, a)
        record("loss_change", i, loss)
        record("z_per_w", i, z / h)
        record("a_per_z", i, a / z)
        record("loss_per_a", i, loss / a)
        record("loss_per_w", i, loss / h)
    x, target, neuron = start()
    forward = model.forward(neuron, x, target)
    backward = model.backward(neuron, x, target, forward)
    record("slope", backward.dloss_dw[2])

    gradient = np.append(backward.dloss_dw, backward.dloss_db)
    along = gradient / np.sqrt(np.dot(gradient, gradient))
    third = np.array([0.0, 0.0, 1.0, 0.0])
    across = np.array([1.0, 1.0, 0.0, 1.0]) / np.sqrt(3.0)
    record("step_length", LENGTH)
    for i, unit in enumerate([along, third, across, -along], 1):
        step = LENGTH * unit
        moved = Neuron(neuron.w + step[:3], neuron.b + step[3])
        record("predicted", i, np.dot(gradient, step))
        loss = model.forward(moved, x, target).loss
        record("change", i, loss - forward.loss)

    record("dloss_dx", backward.dloss_dz * neuron.w)

    def quotient(n):
        step = np.zeros(3)
        step[n] = LENGTH
        up, down = (model.forward(neuron, x + by, target).loss
                    for by in (step, -step))
        return (up - down) / (2.0 * LENGTH)

    record("dx_quotient", np.array([quotient(n) for n in range(3)]))
    record("tolerance", 0.0)


RUNS = {
    "chain-rule": partial(run, 20),
    "nudges": run_nudges,
    "notes-13-december": partial(run, 200),
    "notes-13-january": partial(run_under_nnfs, 200),
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
