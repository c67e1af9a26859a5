//! Softmax and cross-entropy, backward: in one step, and link by link
//! through the Jacobian of softmax. Both take the probabilities p (samples,
//! classes) of the forward pass, give dz = ∂loss/∂z of the same shape, and
//! panic if the labels are for another. The clipping of the forward pass is
//! left out: where it acts the loss is constant, and its derivative would be 0.

use chapter_05::labels::Labels;
use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

// ANCHOR: combined
/// Backward in one step: the probabilities, minus 1 for the sample's own
/// class, divided by the number of samples.
pub fn combined(p: &Array2<f64>, labels: &Labels) -> Array2<f64> {
    labels.assert_fit(p.dim());
    let t = labels.to_one_hot::<f64>(); // (samples, classes)
    (p - &t) / samples(p) // the logarithm and softmax cancel (6.4)
}
// ANCHOR_END: combined

// ANCHOR: jacobian
/// Backward link by link: ∂loss/∂p first, and then, for each sample, its
/// product with the Jacobian ∂p/∂z. NaN for a sample with a probability of 0.
pub fn by_jacobian(np: Numpy, p: &Array2<f64>, labels: &Labels) -> Array2<f64> {
    labels.assert_fit(p.dim());
    let t = labels.to_one_hot::<f64>(); // (samples, classes)
    let dp = -t / p / samples(p); // loss = −ln p, for the own class (6.1)
    let mut dz = Array2::zeros(p.dim()); // (samples, classes)
    let rows = dz.outer_iter_mut().zip(dp.outer_iter()).zip(p.outer_iter());
    for ((mut dz, dp), p) in rows {
        let dp_dz = jacobian(np, &p.to_owned()); // (classes, classes)
        dz.assign(&np.dot(&dp, &dp_dz)); // (classes,) (6.3)
    }
    dz
}

/// The derivatives of a sample's p: the entry in row i, column j is ∂pᵢ/∂zⱼ.
pub fn jacobian(np: Numpy, p: &Array1<f64>) -> Array2<f64> {
    Array2::from_diag(p) - np.outer(p, p) // (classes, classes) (6.2)
}
// ANCHOR_END: jacobian

/// How many rows p has, as a float.
fn samples(p: &Array2<f64>) -> f64 {
    u32::try_from(p.nrows()).expect("so many fit into no memory").into()
}
