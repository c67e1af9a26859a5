"""The loss: how far the predictions are from the labels, in NumPy.

The names and lines of `../src/loss.rs`.
"""

import numpy as np
from labels import pick


# ANCHOR: loss
class Loss:
    """What every loss has in common: it is the mean over the
    samples, whose losses `forward` gives."""

    def calculate(self, predictions, labels):
        """The mean of the samples' losses."""
        return np.mean(self.forward(predictions, labels))  # (0.6)
# ANCHOR_END: loss


# ANCHOR: cross_entropy
class CategoricalCrossEntropy(Loss):
    """Categorical cross-entropy: minus the logarithm of the
    probability that the sample's own class is given."""

    def forward(self, predictions, labels):
        """The loss of each sample, from the predictions (samples,
        classes)."""
        # A probability of 0 would make the loss infinite.
        least, most = 1e-7, 1.0 - 1e-7
        p = np.clip(pick(predictions, labels), least, most)
        return -np.log(p)  # (samples,) (0.5)
# ANCHOR_END: cross_entropy
