"""The gradient with respect to a layer's inputs, written twice, in NumPy.

Its names and lines follow `../src/input_gradient.rs`.
"""

import numpy as np


# ANCHOR: sum
def by_sum(dz, w):
    """∂loss/∂xₙ = Σᵢ ∂loss/∂zᵢ · wₙᵢ: each input affects the loss
    through every neuron, and their contributions are added."""
    dx = np.zeros(len(w))  # (inputs,)
    for n in range(len(dx)):
        for i, dz_i in enumerate(dz):
            dx[n] += dz_i * w[n, i]  # ∂zᵢ/∂xₙ = wₙᵢ (4.1)
    return dx
# ANCHOR_END: sum


# ANCHOR: product
def by_product(dz, w):
    """∂loss/∂x = ∂loss/∂z · wᵀ: the same sums, for all inputs at once."""
    return np.dot(dz, w.T)  # (neurons,)·(neurons, inputs) (4.2)
# ANCHOR_END: product
