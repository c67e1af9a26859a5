"""The accuracy of predictions, in NumPy.

Its names and lines follow `../src/accuracy.rs`.
"""

import numpy as np
from labels import check, classes_of


# ANCHOR: accuracy
def accuracy(p, labels):
    """The fraction of the samples whose own class has the highest
    probability in p (samples, classes)."""
    check(labels, p.shape)
    predicted = np.argmax(p, axis=1)  # (samples,)
    return np.mean(predicted == classes_of(labels))
# ANCHOR_END: accuracy
