"""The three programs that train the layer, in NumPy.

`python runs.py layer` prints the results of the run of that name.
"""

import sys
from unittest import mock

import layer as model
import numpy as np
from layer import Layer

LEARNING_RATE = 0.001
ITERATIONS = 200


# ANCHOR: values
def layer():
    """The layer that every run starts from."""
    return Layer(
        w=np.array([
            [0.1, 0.2, 0.3, 0.4],
            [0.5, 0.6, 0.7, 0.8],
            [0.9, 1.0, 1.1, 1.2],
        ]),  # (3, 4)
        b=np.array([0.1, 0.2, 0.3]),  # (3,)
    )


# The inputs, which are integers in every notebook.
INPUTS = [1, 2, 3, 4]


def inputs():
    """The inputs as floats."""
    return np.array(INPUTS, dtype=float)  # (4,)
# ANCHOR_END: values


# ANCHOR: play
def play(record):
    """Trains the layer and reports the results."""
    x, trained = inputs(), layer()

    for iteration in range(ITERATIONS):
        forward = model.forward(trained, x)
        backward = model.backward(trained, x, forward)

        if iteration == 0:
            report_nodes(record, trained, x, forward, backward)
        record("loss", iteration, forward.loss)

        model.descend(trained, backward, LEARNING_RATE)
    record("final_w", trained.w)
    record("final_b", trained.b)
# ANCHOR_END: play


def report_nodes(record, trained, x, forward, backward):
    """Reports every number that the first iteration computes."""
    record("x", 0, x)
    record("w", 0, trained.w)
    record("b", 0, trained.b)
    record("z", 0, forward.z)
    record("a", 0, forward.a)
    record("y", 0, forward.y)
    record("dloss_dy", 0, backward.dloss_dy)
    record("da_dz", 0, backward.da_dz)
    record("dloss_dz", 0, backward.dloss_dz)
    record("dloss_dw", 0, backward.dloss_dw)
    record("dloss_db", 0, backward.dloss_db)


def play_under_nnfs(record):
    """As after `nnfs.init()`: products are rounded to 32 bits."""
    dot = np.dot

    def rounded(a, b):
        return dot(a, b).astype(np.float32)

    with mock.patch.object(np, "dot", rounded):
        play(record)


# ANCHOR: part_10
# The number of training iterations before the cell was run again.
INHERITED = 200


def play_part_10(record):
    """Runs the cell of document 000 as it was run: with a layer that
    an earlier run had already trained."""
    x, trained = inputs(), layer()

    for _ in range(INHERITED):
        forward = model.forward(trained, x)
        backward = model.backward(trained, x, forward)
        model.descend(trained, backward, LEARNING_RATE)

    record("inherited_w", trained.w)
    record("inherited_b", trained.b)
    for iteration in range(ITERATIONS):
        forward = model.forward(trained, x)
        backward = model.backward(trained, x, forward)

        record("dloss_dz", iteration, backward.dloss_dz)
        record("inputs", iteration, INPUTS)
        record("loss", iteration, forward.loss)

        model.descend(trained, backward, LEARNING_RATE)
    record("final_w", trained.w)
    record("final_b", trained.b)
# ANCHOR_END: part_10


RUNS = {
    "layer": play_under_nnfs,
    "matrix-notation": play,
    "part-10": play_part_10,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
