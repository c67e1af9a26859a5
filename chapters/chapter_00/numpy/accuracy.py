"""How often the predictions are right, in NumPy.

The names and lines of `../src/accuracy.rs`.
"""

import numpy as np
from labels import check, classes_of


# ANCHOR: accuracy
def accuracy(p, labels):
    """The share of the samples whose own class is given the highest
    probability in p (samples, classes)."""
    check(labels, p.shape)
    predicted = np.argmax(p, axis=1)  # (samples,)
    return np.mean(predicted == classes_of(labels))
# ANCHOR_END: accuracy
