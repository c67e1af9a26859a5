"""The class of each sample, in NumPy.

This does what `../src/labels.rs` does, but as in the notes, labels are
an array: of one axis if they are sparse, of two if they are one-hot.
"""

import numpy as np


def check(labels, shape):
    """Returns the labels if they match predictions of the shape
    (samples, classes); otherwise raises a ValueError with the row."""
    samples, classes = shape
    if len(labels) != samples:
        row = min(len(labels), samples)
        raise ValueError(f"row {row} has no label, or no prediction")
    if labels.ndim == 2:
        if samples and labels.shape[1] != classes:
            raise ValueError(f"row 0 has {labels.shape[1]} entries")
        good = np.sum(labels == 1, axis=1) == 1  # (samples,)
        good &= np.sum(labels == 0, axis=1) == classes - 1
        problem = "is not one-hot"
    else:
        good = (0 <= labels) & (labels < classes)  # (samples,)
        problem = "has a label that is no class"
    if not np.all(good):
        raise ValueError(f"row {np.argmin(good)} {problem}")
    return labels


# ANCHOR: labels
def pick(p, labels):
    """The probability that each row of p (samples, classes) gives to
    the sample's own class."""
    check(labels, p.shape)
    if labels.ndim == 2:
        return np.sum(p * labels, axis=1)  # (samples,)
    return p[range(len(p)), labels]  # (samples,)


def to_one_hot(labels, classes):
    """The labels as a matrix t (samples, classes), one-hot in each
    row."""
    return np.eye(classes)[classes_of(labels)]
# ANCHOR_END: labels


def classes_of(labels):
    """The class of each sample, from sparse or one-hot labels."""
    return np.argmax(labels, axis=1) if labels.ndim == 2 else labels
