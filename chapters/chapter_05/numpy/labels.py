"""The class of each sample, in NumPy.

This does what `../src/labels.rs` does, but as in the notes, labels are
an array: of one axis if they are sparse, of two if they are one-hot.
"""

import numpy as np


# ANCHOR: labels
def check(y, shape):
    """Returns the labels y if they match predictions of the shape
    (samples, classes); otherwise raises a ValueError with the row."""
    samples, classes = shape
    if len(y) != samples:
        row = min(len(y), samples)
        raise ValueError(f"row {row} has no label, or no prediction")
    if y.ndim == 2:
        if samples and y.shape[1] != classes:
            raise ValueError(f"row 0 has {y.shape[1]} entries")
        good = np.sum(y == 1, axis=1) == 1  # (samples,)
        good &= np.sum(y == 0, axis=1) == classes - 1
        problem = "is not one-hot"
    else:
        good = (0 <= y) & (y < classes)  # (samples,)
        problem = "has a label that is no class"
    if not np.all(good):
        raise ValueError(f"row {np.argmin(good)} {problem}")
    return y


def pick(p, y):
    """The entry of each row of p (samples, classes) in the column of
    its sample's class."""
    check(y, p.shape)
    if y.ndim == 2:
        return np.sum(p * y, axis=1)  # (samples,)
    return p[range(len(p)), y]  # (samples,)
# ANCHOR_END: labels


def classes_of(y):
    """The class of each sample, from sparse or one-hot labels."""
    return np.argmax(y, axis=1) if y.ndim == 2 else y


def to_one_hot(y, classes):
    """The labels as a matrix (samples, classes) with a 1 in each row,
    in the column of the sample's class."""
    return np.eye(classes)[classes_of(y)]
