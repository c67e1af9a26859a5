"""The forward pass whose classes documents 001 and 004 define, in NumPy.

`python runs.py forward-pass` prints its results.
"""

import sys
from pathlib import Path
from unittest import mock

# The dense layer is imported from the folder of chapter 4.
CHAPTERS = Path(__file__).resolve().parents[2]
sys.path.append(str(CHAPTERS / "chapter_04" / "numpy"))

import numpy as np
from accuracy import accuracy
from activations import relu, softmax
from data import spiral_data
from dense_layer import DenseLayer
from fingerprint import fingerprint
from labels import to_one_hot
from loss import CategoricalCrossEntropy

SEED = 0
SAMPLES = 100
CLASSES = 3


# ANCHOR: forward_pass
def forward_pass():
    """Draws the spiral, and sends it through two layers that have
    not learned anything yet."""
    np.random.seed(SEED)
    data = spiral_data(SAMPLES, CLASSES)
    first = DenseLayer.random(2, 3, np.float32)
    second = DenseLayer.random(3, CLASSES, np.float32)

    z1 = first.forward(data.x)  # (classes·samples, 3)
    a1 = relu(z1)  # (classes·samples, 3)
    z2 = second.forward(a1)  # (classes·samples, classes)
    p = softmax(z2)  # (classes·samples, classes)

    loss = CategoricalCrossEntropy().calculate(p, data.labels)
    return data, first, second, p, loss, accuracy(p, data.labels)
# ANCHOR_END: forward_pass


def run(record):
    """Reports what the forward pass computes."""
    data, first, second, p, loss, fraction = forward_pass()
    record("x", data.x)
    record("y", data.labels)
    record("x_fingerprint", fingerprint(data.x))
    record("w1", first.w)
    record("w2", second.w)
    record("first_p", p[:5])
    record("p_fingerprint", fingerprint(p))
    record("loss", loss)
    record("accuracy", fraction)


def run_under_nnfs(record):
    """As after `nnfs.init()`: a product of 32-bit numbers is summed in
    64 bits, and rounded to 32."""
    dot = np.dot

    def rounded(a, b):
        wide = dot(a.astype(np.float64), b.astype(np.float64))
        return wide.astype(np.float32)

    with mock.patch.object(np, "dot", rounded):
        run(record)


def scores():
    """The scores of one point, a row for each class that may be the
    right one."""
    z = np.array([[2.0, 1.0, -1.0]])  # (1, classes)
    return np.concatenate([z, z, z])  # (samples, classes)


def report_scores(record):
    """Reports the way from scores to probabilities, and the loss that
    they have for each class that the point may belong to."""
    z = scores()
    u = np.exp(z - np.max(z, axis=1, keepdims=True))
    p = softmax(z)  # (samples, classes)
    labels = np.array([0, 1, 2])  # (samples,)
    losses = CategoricalCrossEntropy().forward(p, labels)
    record("z", z[0])
    record("u", u[0])
    record("p", p[0])
    record("loss_s", losses)  # (samples,)
    record("t", to_one_hot(labels, CLASSES))
    record("mean_loss", np.mean(losses))


def report_relus(record):
    """Reports three ReLUs of one input, each times its weight, and
    their sum."""
    first = DenseLayer(np.array([[1.0, 1.0, 1.0]]),
                       np.array([[0.0, -1.0, -2.0]]))
    second = DenseLayer(np.array([[1.0], [-2.0], [1.0]]),
                        np.array([[0.0]]))
    x = np.linspace(-1.0, 3.0, 5)[:, np.newaxis]  # (samples, inputs)
    a = relu(first.forward(x))  # (samples, neurons)
    record("x", x[:, 0])
    record("terms", a * second.w.T)  # (samples, neurons)
    record("sum", second.forward(a)[:, 0])


RUNS = {
    "forward-pass": run_under_nnfs,
    "scores": report_scores,
    "relus": report_relus,
}

if __name__ == "__main__":
    RUNS[sys.argv[1]](print)
