"""The training runs of this chapter, in NumPy.

`python runs.py spiral` prints the results of the run of that name.
"""

import sys
from functools import partial
from pathlib import Path

# Modules of chapters 1, 4 and 5 are imported from their
# folders.
CHAPTERS = Path(__file__).resolve().parents[2]
sys.path.append(str(CHAPTERS / "chapter_05" / "numpy"))
sys.path.append(str(CHAPTERS / "chapter_04" / "numpy"))
sys.path.append(str(CHAPTERS / "chapter_01" / "numpy"))

import batches
import network as model
import numpy as np
import two_orders
import valley
from data import spiral_data, vertical_data
from report import Report
from softmax_gradient import by_jacobian, combined, jacobian
from start import SEED, Start
from training import train


def run(draw, optimizer, epochs, record):
    """Trains the network and reports the results."""
    trainer, data, validation = Start.new(draw, optimizer)
    report_start(trainer.network, data, record)

    report = Report(data, validation, record)
    train(trainer, data, epochs, report.step)
    report.trained(trainer.network)


def report_start(network, data, record):
    """Reports the samples and the largest difference between the two
    ways back through softmax before training."""
    x, labels = data
    record("x", x)
    record("y", labels)
    p = model.forward(network, x, labels).p
    dz = combined(p, labels)
    difference = dz - by_jacobian(p, labels)
    record("first_p", p[0])
    record("first_jacobian", jacobian(p[0]))
    record("first_dz", dz[0])
    record("worst_jacobian_difference", np.max(np.abs(difference)))


def spiral(optimizer, record, epochs=10_001):
    run(spiral_data, optimizer, epochs, record)


def vertical(record, epochs=1001):
    run(vertical_data, "descent", epochs, record)


def in_two_orders(record, epochs=3001):
    trainer, data, _ = Start.new(spiral_data, "descent")
    two_orders.run(trainer, data, epochs, record)


def in_batches(record, epochs=1001):
    trainer, data, validation = Start.new(spiral_data, "descent")
    batches.run(trainer, data, validation, 30, SEED, epochs, record)


RUNS = {
    "spiral": partial(spiral, "descent"),
    "spiral-decay": partial(spiral, "decay"),
    "spiral-momentum": partial(spiral, "momentum"),
    "spiral-adagrad": partial(spiral, "adagrad"),
    "spiral-rmsprop": partial(spiral, "rmsprop"),
    "spiral-adam": partial(spiral, "adam"),
    "vertical": vertical,
    "two-orders": in_two_orders,
    "valley": valley.run,
    "spiral-batches": in_batches,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
