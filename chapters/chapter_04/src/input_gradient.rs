//! The gradient of the loss with respect to the inputs of chapter 2's layer,
//! z = w·x + b, written twice. Document 001, section 4.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

// ANCHOR: sum
/// ∂loss/∂xₙ = Σᵢ ∂loss/∂zᵢ · wᵢₙ, from dz (neurons,) and w (neurons, inputs):
/// each input reaches the loss through every neuron, and all these ways add up.
pub fn by_sum(dz: &Array1<f64>, w: &Array2<f64>) -> Array1<f64> {
    let mut dx = Array1::zeros(w.ncols()); // (inputs,)
    for (i, dz_i) in dz.iter().enumerate() {
        for (n, dx_n) in dx.iter_mut().enumerate() {
            *dx_n += dz_i * w[[i, n]]; // ∂zᵢ/∂xₙ = wᵢₙ (4.1)
        }
    }
    dx
}
// ANCHOR_END: sum

// ANCHOR: product
/// ∂loss/∂x = ∂loss/∂z · w: the same sums, for all inputs at once.
pub fn by_product(np: Numpy, dz: &Array1<f64>, w: &Array2<f64>) -> Array1<f64> {
    np.dot(dz, w) // (neurons,)·(neurons, inputs) (4.2)
}
// ANCHOR_END: product
