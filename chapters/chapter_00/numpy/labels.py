"""The class that each sample belongs to, in NumPy.

What `../src/labels.rs` does, as the notes do it: labels are an array,
of one axis if they are sparse, of two if they are one-hot.
"""

import numpy as np


# ANCHOR: labels
def check(y, shape):
    """Labels y for predictions of the shape (samples, classes), or
    a ValueError that names the row."""
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
    """The entry of each row of p (samples, classes) that belongs to
    its sample's class."""
    check(y, p.shape)
    if y.ndim == 2:
        return np.sum(p * y, axis=1)  # (samples,)
    return p[range(len(p)), y]  # (samples,)
# ANCHOR_END: labels


def classes_of(y):
    """The number of each sample's class, of either kind of labels."""
    return np.argmax(y, axis=1) if y.ndim == 2 else y


def to_one_hot(y, classes):
    """The labels as a matrix (samples, classes), in each row a 1 for
    the sample's class."""
    return np.eye(classes)[classes_of(y)]
