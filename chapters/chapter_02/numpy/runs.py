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


# The inputs, which are integers in every notebook.
INPUTS = [1, 2, 3, 4]


def inputs():
    """The inputs as floats."""
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


RUNS = {
    "layer": run_under_nnfs,
    "matrix-notation": run,
    "part-10": run_part_10,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
