//! The gradient of the loss with respect to the inputs of a layer, written
//! twice, for one sample. Document 001, section 4, has the same sums for a
//! matrix with the weights in rows.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

// ANCHOR: sum
/// ∂loss/∂xₙ = Σᵢ ∂loss/∂zᵢ · wₙᵢ, from dz (neurons,) and w (inputs, neurons):
/// each input reaches the loss through every neuron, and all these ways add up.
pub fn by_sum(dz: &Array1<f64>, w: &Array2<f64>) -> Array1<f64> {
    let mut dx = Array1::zeros(w.nrows()); // (inputs,)
    for (n, dx_n) in dx.iter_mut().enumerate() {
        for (i, dz_i) in dz.iter().enumerate() {
            *dx_n += dz_i * w[[n, i]]; // ∂zᵢ/∂xₙ = wₙᵢ (4.1)
        }
    }
    dx
}
// ANCHOR_END: sum

// ANCHOR: product
/// ∂loss/∂x = ∂loss/∂z · wᵀ: the same sums, for all inputs at once.
pub fn by_product(np: Numpy, dz: &Array1<f64>, w: &Array2<f64>) -> Array1<f64> {
    np.dot(dz, &w.t()) // (neurons,)·(neurons, inputs) (4.2)
}
// ANCHOR_END: product
