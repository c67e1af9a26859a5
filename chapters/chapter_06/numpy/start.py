"""The start of a training, in NumPy.

Its names and lines follow `start` in `../src/runs.rs`.
"""

from typing import NamedTuple

import network as model
import numpy as np
from optimizers import HYPERPARAMETERS
from samples import Samples
from training import Trainer

SEED = 0
SAMPLES = 100
CLASSES = 3
HIDDEN = 64


class Start(NamedTuple):
    """The start of a training."""

    trainer: Trainer
    data: Samples
    validation: Samples

    @classmethod
    def new(cls, draw, optimizer):
        """Draws the data and then the network. The validation
        samples have the next seed."""
        np.random.seed(SEED)
        data = draw(SAMPLES, CLASSES)
        network = model.random(2, HIDDEN, CLASSES)
        trainer = Trainer(network, HYPERPARAMETERS[optimizer])

        np.random.seed(SEED + 1)
        validation = draw(SAMPLES, CLASSES)
        return cls(trainer, Samples.of(data), Samples.of(validation))
