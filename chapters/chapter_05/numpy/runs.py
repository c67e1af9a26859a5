"""The training runs of this chapter, in NumPy.

`python runs.py spiral` prints the results of the run of that name.
"""

import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple

# The modules of chapter 0 and chapter 1's neuron are imported from their
# folders.
CHAPTERS = Path(__file__).resolve().parents[2]
sys.path.append(str(CHAPTERS / "chapter_00" / "numpy"))
sys.path.append(str(CHAPTERS / "chapter_01" / "numpy"))

import network as model
import numpy as np
import two_orders
from data import spiral_data, vertical_data
from optimizers import RECIPES
from softmax_gradient import by_jacobian, combined, jacobian
from training import Samples, Trainer, train

SEED = 0
SAMPLES = 100
CLASSES = 3
HIDDEN = 64


class Start(NamedTuple):
    """The start of a training. The fresh samples are drawn with another
    seed and used for validation only."""

    trainer: Trainer
    samples: Samples
    fresh: Samples


# ANCHOR: play
def start(recipe, draw):
    """Draws the data and then the network."""
    np.random.seed(SEED)
    data = draw(SAMPLES, CLASSES)
    network = model.random(2, HIDDEN, CLASSES)
    np.random.seed(SEED + 1)
    fresh = draw(SAMPLES, CLASSES)

    trainer = Trainer(network, RECIPES[recipe])
    return Start(trainer, Samples.of(data), Samples.of(fresh))


def play(recipe, draw, epochs, record):
    """Trains the network and reports the results."""
    trainer, samples, fresh = start(recipe, draw)
    record("x", samples.x)
    record("y", samples.labels)
    compare_gradients(trainer.network, samples, record)
    train(trainer, samples, fresh, epochs, record)
# ANCHOR_END: play


def compare_gradients(network, samples, record):
    """Reports the largest difference between the two ways back
    through softmax before training."""
    x, labels = samples
    p = model.forward(network, x, labels).p
    dz = combined(p, labels)
    apart = dz - by_jacobian(p, labels)
    record("first_p", p[0])
    record("first_jacobian", jacobian(p[0]))
    record("first_dz", dz[0])
    record("worst_jacobian_difference", np.max(np.abs(apart)))


def play_spiral(recipe, record, epochs=10_001):
    play(recipe, spiral_data, epochs, record)


def play_vertical(record, epochs=1001):
    play("descent", vertical_data, epochs, record)


def play_two_orders(record, epochs=3001):
    trainer, samples, _ = start("descent", spiral_data)
    two_orders.play(trainer, samples, epochs, record)


RUNS = {
    "spiral": partial(play_spiral, "descent"),
    "spiral-decay": partial(play_spiral, "decay"),
    "spiral-momentum": partial(play_spiral, "momentum"),
    "spiral-adagrad": partial(play_spiral, "adagrad"),
    "spiral-rmsprop": partial(play_spiral, "rmsprop"),
    "spiral-adam": partial(play_spiral, "adam"),
    "vertical": play_vertical,
    "two-orders": play_two_orders,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
