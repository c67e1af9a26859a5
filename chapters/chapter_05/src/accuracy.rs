//! How often the predictions are right.

use mini_numpy::{Float, Numpy};
use ndarray::{Array1, Array2};

use crate::labels::Labels;

// ANCHOR: accuracy
/// The fraction of samples whose class has the highest p (samples, classes).
pub fn accuracy<T: Float>(np: Numpy, p: &Array2<T>, labels: &Labels) -> f64 {
    labels.assert_fit(p.dim());
    let predicted = np.argmax_columns(p); // (samples,)
    let right = predicted.iter().zip(labels.classes()).map(|(a, b)| a == b);
    np.mean(&right.map(f64::from).collect::<Array1<_>>())
}
// ANCHOR_END: accuracy
