"""The data sets that the notes import, `spiral_data` and
`vertical_data` of the package nnfs, in NumPy alone.

Its names and lines follow `../src/data.rs`.
"""

from typing import NamedTuple

import numpy as np


class Data(NamedTuple):
    """Points in the plane, and the class of each, one class after
    the other."""

    x: np.ndarray  # (classes·samples, 2), 32 bits
    labels: np.ndarray  # (classes·samples,)


# ANCHOR: spiral
def spiral_data(samples, classes):
    """An arm of a spiral for each class, its points jittered with
    Gaussian noise."""

    def arm(k):
        noise = normal(samples) * 0.2  # (samples,)
        return spiral_arm(k, noise)

    return classes_of(arm, samples, classes)


def spiral_arm(k, noise):
    """The arm of class k, from the origin outward: both coordinates
    of its points (samples,). The noise (samples,) moves each point
    along its circle."""
    samples = len(noise)
    r = np.linspace(0.0, 1.0, samples)  # (samples,)
    turn = np.linspace(4.0 * k, 4.0 * (k + 1.0), samples)  # (samples,)
    angle = (turn + noise) * 2.5  # radians, (samples,)
    return r * np.sin(angle), r * np.cos(angle)
# ANCHOR_END: spiral


# ANCHOR: vertical
def vertical_data(samples, classes):
    """A cloud of points for each class, next to each other."""

    def cloud(k):
        right = normal(samples) * 0.1 + k / 3.0  # (samples,)
        up = normal(samples) * 0.1 + 0.5  # (samples,)
        return right, up

    return classes_of(cloud, samples, classes)
# ANCHOR_END: vertical


def normal(n):
    """`np.random.randn(n)` under nnfs."""
    return np.random.randn(n).astype(np.float32)


def classes_of(coordinates, samples, classes):
    """The points of all classes, from both coordinates of each
    class's points (samples,)."""
    points = [np.stack(coordinates(float(k)), axis=1)
              for k in range(classes)]  # (samples, 2) each
    x = np.concatenate(points).astype(np.float32)
    return Data(x, np.repeat(np.arange(classes), samples))
