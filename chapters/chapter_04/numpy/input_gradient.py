"""The gradient of the loss by a layer's inputs, written twice, in NumPy.

The names and lines of `../src/input_gradient.rs`.
"""

import numpy as np


# ANCHOR: sum
def by_sum(dz, w):
    """∂loss/∂xₙ = Σᵢ ∂loss/∂zᵢ · wᵢₙ: each input reaches the loss
    through every neuron, so what comes back through the neurons is
    added up."""
    dx = np.zeros(w.shape[1])  # (inputs,)
    for i, dz_i in enumerate(dz):
        for n in range(len(dx)):
            dx[n] += dz_i * w[i, n]  # ∂zᵢ/∂xₙ = wᵢₙ (4.1)
    return dx
# ANCHOR_END: sum


# ANCHOR: product
def by_product(dz, w):
    """∂loss/∂x = ∂loss/∂z · w: the same sums, all inputs at once."""
    return np.dot(dz, w)  # (neurons,)·(neurons, inputs) (4.2)
# ANCHOR_END: product
