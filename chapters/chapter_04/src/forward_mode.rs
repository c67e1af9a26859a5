//! Forward mode: the derivatives of everything with respect to one parameter,
//! computed together with the values. A pass for each parameter makes the same
//! gradient that one backward pass makes.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

use crate::chain::{Chain, Forward, slope};

// ANCHOR: pass
/// ∂loss/∂θ for one parameter θ. `dchain_dtheta` holds the derivative of every
/// parameter with respect to θ: 1 for θ itself, and 0 for all others.
pub fn derivative(
    np: Numpy, chain: &Chain, x: &Array2<f64>, forward: &Forward,
    dchain_dtheta: &Chain,
) -> f64 {
    let Forward { z1, a1, z2, y, .. } = forward;
    let [_, _, w2, _] = chain.arrays();
    let [dw1_dtheta, db1_dtheta, dw2_dtheta, db2_dtheta] =
        dchain_dtheta.arrays();
    // The inputs x do not depend on θ. Their term would be 0.
    let dz1_dtheta = np.dot(x, dw1_dtheta) + db1_dtheta; // (4.8)
    let da1_dtheta = dz1_dtheta * slope(z1); // a₁ = max(0, z₁)
    let dz2_dtheta =
        np.dot(&da1_dtheta, w2) + np.dot(a1, dw2_dtheta) + db2_dtheta; // (4.8)
    let da2_dtheta = dz2_dtheta * slope(z2); // a₂ = max(0, z₂)
    let dy_dtheta = np.sum(&da2_dtheta); // y = a₂₁ + a₂₂ + …
    2.0 * y * dy_dtheta // loss = y²
}
// ANCHOR_END: pass

// ANCHOR: gradient
/// The gradient, an entry for each of [`Chain::parameters`], a pass each.
pub fn gradient(np: Numpy, chain: &Chain, x: &Array2<f64>) -> Array1<f64> {
    let forward = chain.forward(np, x);
    let count = chain.parameters().count();
    let units = Array2::eye(count); // a row for each θ: 1 for it, else 0
    let of_one = units.outer_iter().map(|unit| {
        let dchain_dtheta = chain.with(&unit.to_owned());
        derivative(np, chain, x, &forward, &dchain_dtheta)
    });
    of_one.collect()
}
// ANCHOR_END: gradient
