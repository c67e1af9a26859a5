"""The runs of this chapter: chapter 1's neuron on a tape, a fork, and the
spiral, in NumPy.

`python runs.py tape-neuron` prints the results of the run of that name.
"""

import sys
from functools import partial
from pathlib import Path

# Modules of chapters 4, 5 and 6 are imported from their folders.
CHAPTERS = Path(__file__).resolve().parents[2]
for chapter in ("chapter_06", "chapter_05", "chapter_04"):
    sys.path.append(str(CHAPTERS / chapter / "numpy"))

import network as model
import numpy as np
from accuracy import accuracy
from data import spiral_data
from difference import H, numeric_gradient, tolerance
from fingerprint import fingerprint
from models import chain, neuron, skip, spiral
from optimizers import OptimizerState, step
from start import Start
from tape import Tape

# Every how many epochs there is a report.
EVERY = 100


def run_neuron(record):
    """Reports every node of chapter 1's first iteration, and its
    gradient."""
    tape = Tape()
    # ANCHOR: neuron
    w = tape.leaf(np.array([[-3.0, -1.0, 2.0]]))  # (1, 3)
    x = tape.leaf(np.array([[1.0], [-2.0], [3.0]]))  # (3, 1)
    b = tape.leaf(np.array([[1.0]]))  # (1, 1)
    t = tape.leaf(np.array([[0.0]]))  # (1, 1)
    gradients = neuron(w, b, x, t).backward()
    # ANCHOR_END: neuron
    names = ["w", "x", "b", "t", "wx", "z", "a", "error", "loss"]
    for name, node in zip(names, tape.nodes):
        record("d" + name, flat(gradients[node]))
        record(name, flat(node.value))


def flat(x):
    """A matrix as a row of numbers, or as one number."""
    return x.item() if x.size == 1 else x.ravel()


# ANCHOR: fork
def fork(x):
    """x² + x on a tape."""
    return x.square() + x


def backward_overwriting(loss):
    """Backward with `=` in place of `+=`: the last part of a gradient
    wins."""
    return loss.backward(lambda _, part: part)
# ANCHOR_END: fork


def run_fork(record):
    """Reports the gradients of two forks, with += and with =."""
    tape = Tape()
    x = tape.leaf(np.array([[3.0]]))
    loss = fork(x)
    for name, node in zip(["x", "square", "loss"], tape.nodes):
        record(name, node.value.item())
    record("dloss", loss.backward()[loss].item())
    record("dx", loss.backward()[x].item())
    record("dx_overwritten", backward_overwriting(loss)[x].item())
    compare_skip(record)


def layers():
    """The inputs and the parameters of chapter 4's two layers."""
    x = np.array([[1.0, 2.0, 3.0, 4.0]])  # (1, 4)
    w1 = np.array([
        [0.1, 0.5, 0.9],
        [0.2, 0.6, 1.0],
        [0.3, 0.7, 1.1],
        [0.4, 0.8, 1.2],
    ])  # (4, 3)
    b1 = np.array([[0.1, -9.0, 0.3]])  # (1, 3)
    w2 = np.array([
        [0.5, -0.2, -0.4],
        [-0.3, 0.4, 0.1],
        [0.2, 0.3, -0.3],
    ])  # (3, 3)
    b2 = np.array([[0.1, 0.2, 0.3]])  # (1, 3)
    return x, [w1, b1, w2, b2]


def compare_skip(record):
    """Reports the gradients of the layers with a connection that skips
    one."""
    x, parameters = layers()

    def on_tape(parameters, x):
        """The loss, and the leaves of the parameters."""
        tape = Tape()
        leaves = [tape.leaf(w) for w in parameters]
        return skip(*leaves, tape.leaf(x)), leaves

    loss, leaves = on_tape(parameters, x)
    right, wrong = loss.backward(), backward_overwriting(loss)
    for i, name in enumerate(["dw1", "db1", "dw2", "db2"]):

        def loss_with(array):
            moved = parameters[:i] + [array] + parameters[i + 1:]
            return on_tape(moved, x)[0].value.item()

        quotient = numeric_gradient(parameters[i], H, loss_with)
        record(name, right[leaves[i]])
        record(name + "_quotient", quotient)
        record(name + "_overwritten", wrong[leaves[i]])
    tape = Tape()
    leaves = [tape.leaf(w) for w in parameters]
    loss = chain(*leaves, tape.leaf(x))
    right, wrong = loss.backward(), backward_overwriting(loss)
    differences = [np.max(np.abs(right[w] - wrong[w])) for w in leaves]
    record("difference_without", max(differences))
    # As in chapter 4, and each term is rounded once more, where it is added
    # to what has skipped the layer.
    moved_up = [np.abs(w) + H for w in parameters]
    loss, _ = on_tape(moved_up, np.abs(x) + H)
    record("tolerance", tolerance(12.0, np.sqrt(loss.value.item())))


# ANCHOR: train
def train(trainer, data, epochs, observe):
    """Trains chapter 6's network. `observe` is shown the tape of each
    step, its loss, and what it starts from."""
    x, labels = data
    parameters = model.arrays(trainer.network)
    states = [OptimizerState.of(w) for w in parameters]
    for epoch in range(epochs):
        tape = Tape()
        inputs = tape.leaf(x)
        leaves = [tape.leaf(w.copy()) for w in parameters]
        loss = spiral(*leaves, inputs, labels)
        gradients = loss.backward()

        rule, lr = trainer.optimizer.optimizer, trainer.learning_rate(epoch)
        for w, leaf, state in zip(parameters, leaves, states):
            step(rule, w, gradients[leaf], state, lr)
        observe(epoch, tape, loss.value.item())
# ANCHOR_END: train


def run_spiral(optimizer, record, epochs=10_001):
    """Trains the spiral with gradients from the tape."""
    trainer, data, validation = Start.new(spiral_data, optimizer)

    def observe(epoch, tape, loss):
        if epoch == 0:
            record("nodes", len(tape.nodes))
            record("numbers", sum(node.value.size for node in tape.nodes))
            record("numbers_needed", numbers_needed(tape))
            parameters = model.arrays(trainer.network)
            record("parameters", sum(w.size for w in parameters))
        if epoch % EVERY == 0:
            record("loss", epoch, loss)

    train(trainer, data, epochs, observe)
    record("fingerprint", fingerprint(*model.arrays(trainer.network)))
    for name, samples in [("final_", data), ("final_validation_", validation)]:
        forward = model.forward(trainer.network, *samples)
        record(name + "accuracy", accuracy(forward.p, samples.labels))
        record(name + "loss", forward.loss)


def numbers_needed(tape):
    """The number of numbers in those values that a rule holds, too."""
    held = {id(array) for node in tape.nodes for array in node.held()}
    return sum(x.value.size for x in tape.nodes if id(x.value) in held)


RUNS = {
    "tape-neuron": run_neuron,
    "tape-fork": run_fork,
    "tape-spiral": partial(run_spiral, "descent"),
    "tape-spiral-adam": partial(run_spiral, "adam"),
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
