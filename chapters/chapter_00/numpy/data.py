"""The data sets that the notes import, `spiral_data` and
`vertical_data` of the package nnfs, in NumPy alone.

The names and lines of `../src/data.rs`.
"""

from typing import NamedTuple

import numpy as np


class Data(NamedTuple):
    """Points of the plane, and the class of each, one class after
    the other."""

    x: np.ndarray  # (classes·samples, 2), 32 bits
    y: np.ndarray  # (classes·samples,)


# ANCHOR: spiral
def spiral_data(samples, classes):
    """An arm of a spiral for each class, from the origin outward,
    its points astray by a normal number."""

    def arm(k):
        r = np.linspace(0.0, 1.0, samples)  # (samples,)
        astray = normal(samples) * 0.2  # (samples,)
        t = np.linspace(4.0 * k, 4.0 * (k + 1.0), samples)
        angle = (t + astray) * 2.5  # (samples,)
        return r * np.sin(angle), r * np.cos(angle)

    return classes_of(arm, samples, classes)
# ANCHOR_END: spiral


# ANCHOR: vertical
def vertical_data(samples, classes):
    """A cloud for each class, side by side."""

    def cloud(k):
        across = normal(samples) * 0.1 + k / 3.0  # (samples,)
        up = normal(samples) * 0.1 + 0.5  # (samples,)
        return across, up

    return classes_of(cloud, samples, classes)
# ANCHOR_END: vertical


def normal(n):
    """`np.random.randn(n)` under nnfs."""
    return np.random.randn(n).astype(np.float32)


def classes_of(coordinates, samples, classes):
    """The points of each class, from their two coordinates
    (samples,), below each other."""
    points = [np.stack(coordinates(float(k)), axis=1)
              for k in range(classes)]  # (samples, 2) each
    x = np.concatenate(points).astype(np.float32)
    return Data(x, np.repeat(np.arange(classes), samples))
