"""The two programs of document 003, in NumPy.

`python runs.py two-layer` prints the results of the run of that name.
"""

import sys

import numpy as np
import relu_sigmoid
import two_layer as model
from relu_sigmoid import ReluSigmoid

LEARNING_RATE = 0.1
EPOCHS = 1000


# ANCHOR: train
def samples():
    """The two samples: their inputs, and their targets."""
    x = np.array([[1.0, 2.0], [2.0, 3.0]])  # (2, 2)
    target = np.array([[1.0], [0.0]])  # (2, 1)
    return x, target


def train(epochs, network, x, target, observe):
    """Trains the network. After each step, `observe` is shown what it
    came from."""
    for epoch in range(epochs):
        forward = model.forward(network, x, target)
        backward = model.backward(network, x, target, forward)
        model.descend(network, backward, LEARNING_RATE)
        observe(epoch, network, forward, backward)
# ANCHOR_END: train


def run(record):
    """Takes the first step by hand, trains, and reports what both
    compute."""
    x, target = samples()
    np.random.seed(42)
    network = model.random()
    record("x", x)
    record("target", target)
    report_parameters(record, "", network)

    forward = model.forward(network, x, target)
    backward = model.backward(network, x, target, forward)
    report_first_step(record, forward, backward)
    model.descend(network, backward, LEARNING_RATE)
    report_parameters(record, "updated_", network)

    def observe(epoch, network, forward, backward):
        record("loss", epoch, forward.loss)

    train(EPOCHS, network, x, target, observe)
    report_parameters(record, "final_", network)
    trained = model.forward(network, x, target)
    record("final_output", trained.a2)


def report_parameters(record, prefix, network):
    """Reports every parameter, with the prefix before its name."""
    for name, value in vars(network).items():
        record(prefix + name, value)


def report_first_step(record, forward, backward):
    """Reports every number that the first step computes."""
    record("z1", forward.z1)
    record("a1", forward.a1)
    record("z2", forward.z2)
    record("a2", forward.a2)
    record("first_loss", forward.loss)
    for name, value in backward._asdict().items():
        record(name, value)


def run_forward(record):
    """One forward pass of a network whose weights are given."""
    network = ReluSigmoid(
        w1=np.array([[0.1, 0.2], [0.3, 0.4]]),  # (2, 2)
        b1=np.array([0.1, 0.2]),  # (2,)
        w2=np.array([0.5, 0.6]),  # (2,)
        b2=0.3,
    )
    x = np.array([[1.0, 2.0], [3.0, 4.0]])  # (2, 2)
    record("output", relu_sigmoid.forward(network, x))


RUNS = {
    "two-layer": run,
    "forward": run_forward,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
