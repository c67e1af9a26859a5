"""The loss, which compares predictions with labels, in NumPy.

Its names and lines follow `../src/loss.rs`.
"""

import numpy as np
from labels import pick


# ANCHOR: loss
class Loss:
    """What all losses have in common: they are means over the
    samples, whose losses `forward` computes."""

    def calculate(self, predictions, labels):
        """The mean of the losses of the samples."""
        return np.mean(self.forward(predictions, labels))  # (5.5)
# ANCHOR_END: loss


# ANCHOR: cross_entropy
class CategoricalCrossEntropy(Loss):
    """Categorical cross-entropy: minus the logarithm of the
    probability of the sample's own class."""

    def forward(self, predictions, labels):
        """The loss of each sample, from the predictions (samples,
        classes)."""
        # A probability of 0 would make the loss infinite.
        p_min, p_max = 1e-7, 1.0 - 1e-7
        p = np.clip(pick(predictions, labels), p_min, p_max)
        return -np.log(p)  # (samples,) (5.4)
# ANCHOR_END: cross_entropy
