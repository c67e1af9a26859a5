"""How large the weights are before training, in NumPy.

Its names and lines follow `../src/initialisation.rs`.
"""

import numpy as np


# ANCHOR: deviation
def deviation(initialisation, inputs):
    """The standard deviation of the weights of a layer with so many
    inputs."""
    match initialisation:
        case "small":
            return 0.01
        case "xavier":
            return np.sqrt(1.0 / inputs)  # (7.6)
        case "he":
            return np.sqrt(2.0 / inputs)  # (7.7)
        case "large":
            return 1.0
# ANCHOR_END: deviation
