//! `Activation_ReLU` and `Activation_Softmax` of documents 001 and 004.

use mini_numpy::{Float, Numpy};
use ndarray::Array2;

// ANCHOR: relu
/// max(0, z), entrywise.
pub fn relu<T: Float>(np: Numpy, z: &Array2<T>) -> Array2<T> {
    np.maximum(T::zero(), z) // a = max(0, z) (5.1)
}
// ANCHOR_END: relu

// ANCHOR: softmax
/// Softmax: turns each row of z (samples, classes) into probabilities, which
/// add up to 1. The largest entry of a row is subtracted from the row first: no
/// exponential overflows then, and the probabilities stay the same.
pub fn softmax<T: Float>(np: Numpy, z: &Array2<T>) -> Array2<T> {
    let u = np.exp(z - &np.max_columns(z)); // (samples, classes) (5.2)
    &u / &np.sum_columns(&u) // (5.3)
}
// ANCHOR_END: softmax
