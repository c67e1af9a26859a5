"""The samples for training and for validation, in NumPy.

Its names and lines follow `../src/samples.rs`.
"""

from typing import NamedTuple

import numpy as np


class Samples(NamedTuple):
    """Points in the plane with their classes."""

    x: np.ndarray  # (samples, 2)
    labels: np.ndarray  # (samples,)

    @classmethod
    def of(cls, data):
        """The samples of a data set, converted to 64 bits."""
        return cls(data.x.astype(np.float64), data.labels)

    def in_batches(self, order, size):
        """The samples in that order (samples,), in batches of so many;
        the last has those that are left."""
        return [Samples(self.x[rows], self.labels[rows])
                for rows in np.split(order, range(size, len(order), size))]
