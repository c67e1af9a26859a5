"""Forward mode: the derivatives of everything with respect to one
parameter, in NumPy.

Its names and lines follow `../src/forward_mode.rs`.
"""

import numpy as np
from chain import slope


# ANCHOR: pass
def derivative(parameters, x, forward, dparameters_dtheta):
    """∂loss/∂θ for one parameter θ. `dparameters_dtheta` holds the
    derivative of every parameter with respect to θ: 1 for θ itself,
    and 0 for all others."""
    z1, a1, z2, _, y, _ = forward
    _, _, w2, _ = parameters
    dw1_dtheta, db1_dtheta, dw2_dtheta, db2_dtheta = dparameters_dtheta
    # The inputs x do not depend on θ. Their term would be 0.
    dz1_dtheta = np.dot(x, dw1_dtheta) + db1_dtheta  # (4.8)
    da1_dtheta = dz1_dtheta * slope(z1)  # a₁ = max(0, z₁)
    dz2_dtheta = (np.dot(da1_dtheta, w2) + np.dot(a1, dw2_dtheta)
                  + db2_dtheta)  # (4.8)
    da2_dtheta = dz2_dtheta * slope(z2)  # a₂ = max(0, z₂)
    dy_dtheta = np.sum(da2_dtheta)  # y = a₂₁ + a₂₂ + …
    return 2.0 * y * dy_dtheta  # loss = y²
# ANCHOR_END: pass


# ANCHOR: gradient
def gradient(parameters, x, forward):
    """The gradient, an entry for each parameter, a pass each."""
    derivatives = []
    for k, array in enumerate(parameters):
        for n in np.ndindex(array.shape):
            dparameters_dtheta = [np.zeros(p.shape) for p in parameters]
            dparameters_dtheta[k][n] = 1.0  # for θ; 0 for the others
            derivatives.append(
                derivative(parameters, x, forward, dparameters_dtheta))
    return np.array(derivatives)
# ANCHOR_END: gradient
