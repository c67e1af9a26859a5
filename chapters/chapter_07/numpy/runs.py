"""The runs of this chapter, in NumPy.

`python runs.py relu-he` prints the results of the run of that name.
"""

import sys
from functools import partial
from pathlib import Path

# Modules of chapters 3 to 6 are imported from their folders.
CHAPTERS = Path(__file__).resolve().parents[2]
for number in (6, 5, 4, 3):
    sys.path.append(str(CHAPTERS / f"chapter_0{number}" / "numpy"))

import activation as functions
import network as model
import numpy as np
from accuracy import accuracy
from data import vertical_data
from samples import Samples
from sizes import factor, rms
from training import train

SEED = 0
HIDDEN = 32


# ANCHOR: start
def start(layers, activation, initialisation):
    """The samples, three clouds of fifty points, and the network
    before training."""
    np.random.seed(SEED)
    data = vertical_data(50, 3)
    sizes = [2] + [HIDDEN] * (layers - 1) + [3]  # coordinates, …, classes
    network = model.random(sizes, activation, initialisation)
    return Samples.of(data), network
# ANCHOR_END: start


def run_pass(activation, initialisation, record, layers=20):
    """Reports the sizes in each layer, from the last one back to the
    first."""
    (x, labels), network = start(layers, activation, initialisation)
    forward = model.forward(network, x, labels)
    dz, _ = model.backward(network, labels, forward)
    after = None
    for back, layer in enumerate(model.layers(network)):
        l = layers - 1 - back  # counted from 0
        record("layer", back, l + 1)
        record("z", back, rms(forward.z[l]))
        record("w", back, rms(layer.w))
        record("dz", back, rms(dz[back]))
        if after is None:
            record("loss", back, forward.loss)
        else:
            slope = functions.slope(activation, forward.a[l + 1])
            record("slope", back, rms(slope))
            record("ratio", back, rms(dz[back]) / rms(dz[back - 1]))
            record("factor", back, factor(after.w, slope))
        after = layer


def run_training(layers, activation, initialisation, learning_rate, every,
                 clip, record, epochs=201):
    """Trains the network, and reports how it gets on."""
    data, network = start(layers, activation, initialisation)

    def observe(epoch, forward, length):
        if epoch % every == 0:
            record("accuracy", epoch, accuracy(forward.p, data.labels))
            record("norm", epoch, length)
            record("loss", epoch, forward.loss)

    train(network, data, epochs, learning_rate, clip, observe)
    forward = model.forward(network, data.x, data.labels)
    record("final_accuracy", accuracy(forward.p, data.labels))
    record("final_loss", forward.loss)


def training(layers, activation, initialisation):
    return partial(run_training, layers, activation, initialisation,
                   0.1, 10, None)


RUNS = {
    f"{activation}-{initialisation}":
        partial(run_pass, activation, initialisation)
    for activation in ("sigmoid", "tanh", "relu")
    for initialisation in ("small", "xavier", "he", "large")
} | {
    "sigmoid-2": training(2, "sigmoid", "xavier"),
    "sigmoid-5": training(5, "sigmoid", "xavier"),
    "sigmoid-10": training(10, "sigmoid", "xavier"),
    "sigmoid-20": training(20, "sigmoid", "xavier"),
    "relu-2": training(2, "relu", "he"),
    "relu-5": training(5, "relu", "he"),
    "relu-10": training(10, "relu", "he"),
    "relu-20": training(20, "relu", "he"),
    "relu-20-small": training(20, "relu", "small"),
    "tanh-20": training(20, "tanh", "xavier"),
    "exploding": partial(run_training, 20, "relu", "he", 0.5, 1, None),
    "clipped": partial(run_training, 20, "relu", "he", 0.5, 1, 0.25),
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
