//! Forward mode: the derivatives of everything with respect to one parameter,
//! computed together with the values. A pass for each parameter makes the same
//! gradient that one backward pass makes.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

use crate::chain::{Chain, Forward, slope};

// ANCHOR: pass
/// ∂loss/∂θ for one parameter θ. `dchain` holds the derivative of every
/// parameter with respect to θ: 1 for θ itself, and 0 for all others.
pub fn derivative(
    np: Numpy, chain: &Chain, x: &Array2<f64>, forward: &Forward,
    dchain: &Chain,
) -> f64 {
    let Forward { z1, a1, z2, y, .. } = forward;
    let (w2, dw1, dw2) = (&chain.second.w, &dchain.first.w, &dchain.second.w);
    // x does not depend on θ, so that one term of the first layer is 0.
    let dz1 = np.dot(x, dw1) + &dchain.first.b; // ∂z₁/∂θ (4.8)
    let da1 = dz1 * slope(z1); // ∂a₁/∂θ
    let dz2 = np.dot(&da1, w2) + np.dot(a1, dw2) + &dchain.second.b; // (4.8)
    let da2 = dz2 * slope(z2); // ∂a₂/∂θ
    2.0 * y * np.sum(&da2) // loss = y²
}
// ANCHOR_END: pass

// ANCHOR: gradient
/// The gradient, an entry for each of [`Chain::parameters`], a pass each.
pub fn gradient(np: Numpy, chain: &Chain, x: &Array2<f64>) -> Array1<f64> {
    let forward = chain.forward(np, x);
    let count = chain.parameters().count();
    let passes = Array2::eye(count); // (parameters, parameters)
    let of_one = passes.outer_iter().map(|one| {
        let dchain = chain.with(&one.to_owned()); // 1 for θ, 0 for the others
        derivative(np, chain, x, &forward, &dchain)
    });
    of_one.collect()
}
// ANCHOR_END: gradient
