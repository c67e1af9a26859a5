"""The programs that train the layer, and give it two samples, in NumPy.

`python runs.py layer` prints the results of the run of that name.
"""

import sys
from unittest import mock

import layer as model
import numpy as np
from layer import Layer

LEARNING_RATE = 0.001
ITERATIONS = 200


# ANCHOR: start
def start():
    """The layer before training."""
    return Layer(
        w=np.array([
            [0.1, 0.2, 0.3, 0.4],
            [0.5, 0.6, 0.7, 0.8],
            [0.9, 1.0, 1.1, 1.2],
        ]),  # (3, 4)
        b=np.array([0.1, 0.2, 0.3]),  # (3,)
    )


# The inputs, whole numbers.
INPUTS = [1, 2, 3, 4]


def inputs():
    """The inputs as they are multiplied, in floating point."""
    return np.array(INPUTS, dtype=float)  # (4,)
# ANCHOR_END: start


# ANCHOR: train
def train(iterations, layer, x, observe):
    """Trains the layer. After each step, `observe` is shown what it
    came from."""
    for iteration in range(iterations):
        forward = model.forward(layer, x)
        backward = model.backward(layer, x, forward)
        model.descend(layer, backward, LEARNING_RATE)
        observe(iteration, layer, forward, backward)
# ANCHOR_END: train


def run(record):
    """Trains the layer, and reports what it computes."""
    x, layer = inputs(), start()
    report_first_iteration(layer, x, record)

    def observe(iteration, layer, forward, backward):
        record("loss", iteration, forward.loss)

    train(ITERATIONS, layer, x, observe)
    record("final_w", layer.w)
    record("final_b", layer.b)


def report_first_iteration(layer, x, record):
    """Reports every number of the first iteration."""
    forward = model.forward(layer, x)
    backward = model.backward(layer, x, forward)
    record("x", 0, x)
    record("w", 0, layer.w)
    record("b", 0, layer.b)
    record("z", 0, forward.z)
    record("a", 0, forward.a)
    record("y", 0, forward.y)
    record("dloss_dy", 0, backward.dloss_dy)
    record("da_dz", 0, backward.da_dz)
    record("dloss_dz", 0, backward.dloss_dz)
    record("dloss_dw", 0, backward.dloss_dw)
    record("dloss_db", 0, backward.dloss_db)


def run_under_nnfs(record):
    """As after `nnfs.init()`: a product is rounded to 32 bits."""
    dot = np.dot

    def rounded(a, b):
        return dot(a, b).astype(np.float32)

    with mock.patch.object(np, "dot", rounded):
        run(record)


# ANCHOR: part_10
# The number of training iterations before the cell was run again.
INHERITED = 200


def run_part_10(record):
    """Runs the cell of document 000 as it was run: on a layer that an
    earlier run had already trained. At each iteration the edited cell
    printed the gradient with respect to z, and the inputs."""
    x, layer = inputs(), start()
    train(INHERITED, layer, x, lambda *_: None)

    record("inherited_w", layer.w)
    record("inherited_b", layer.b)

    def observe(iteration, layer, forward, backward):
        record("dloss_dz", iteration, backward.dloss_dz)
        record("inputs", iteration, INPUTS)
        record("loss", iteration, forward.loss)

    train(ITERATIONS, layer, x, observe)
    record("final_w", layer.w)
    record("final_b", layer.b)
# ANCHOR_END: part_10


# ANCHOR: two
def two():
    """The chapter's inputs, and those of a second sample."""
    second = np.array([5.0, 1.0, -2.0, -1.0])  # (4,)
    return np.stack([inputs(), second])  # (2, 4)
# ANCHOR_END: two


# The step of the difference quotients.
H = 1.0 / 64.0


def run_two_samples(record):
    """The gradient of each sample, of both, and its quotients."""
    layer, x = start(), two()
    for s, sample in enumerate(x, 1):
        forward = model.forward(layer, sample)
        backward = model.backward(layer, sample, forward)
        record("x", s, sample)
        record("z", s, forward.z)
        record("y", s, forward.y)
        record("loss", s, forward.loss)
        record("dloss_dz", s, backward.dloss_dz)
        record("dloss_dw", s, backward.dloss_dw)
        record("dloss_db", s, backward.dloss_db)
    loss, dloss_dw, dloss_db = model.over_samples(layer, x)
    record("loss_of_both", loss)
    record("dw_of_both", dloss_dw)
    record("db_of_both", dloss_db)
    record("dw_quotient", quotients(layer, layer.w, x))
    record("db_quotient", quotients(layer, layer.b, x))
    record("tolerance", 1.6e-10)


def quotients(layer, array, x):
    """The central difference for every entry of w or b, moved in place."""
    result = np.zeros(array.shape)
    for entry in np.ndindex(array.shape):
        value = array[entry]
        array[entry] = value + H
        up = model.over_samples(layer, x)[0]
        array[entry] = value - H
        down = model.over_samples(layer, x)[0]
        array[entry] = value
        result[entry] = (up - down) / (2.0 * H)
    return result


RUNS = {
    "layer": run_under_nnfs,
    "two-samples": run_two_samples,
    "matrix-notation": run,
    "part-10": run_part_10,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
