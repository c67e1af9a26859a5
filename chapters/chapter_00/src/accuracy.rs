//! How often the predictions are right.

use mini_numpy::{Float, Numpy};
use ndarray::Array2;

use crate::labels::Labels;

// ANCHOR: accuracy
/// The share of the samples whose own class is given the highest probability
/// in p (samples, classes).
///
/// # Panics
///
/// When p is not of the shape that the labels are for, or has no classes.
#[must_use]
pub fn accuracy<T: Float>(np: Numpy, p: &Array2<T>, labels: &Labels) -> f64 {
    labels.assert_fit(p.dim());
    let predicted = np.argmax_columns(p); // (samples,)
    let right = predicted.iter().zip(labels.classes()).map(|(a, b)| a == b);
    let hits = right.map(f64::from).collect::<ndarray::Array1<_>>();
    np.mean(&hits)
}
// ANCHOR_END: accuracy
