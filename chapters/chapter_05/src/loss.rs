//! The loss: how far the predictions are from the labels. The classes `Loss`
//! and `Loss_CategoricalCrossEntropy` of documents 001 and 004.

use mini_numpy::{Float, Numpy};
use ndarray::{Array1, Array2};

use crate::labels::Labels;

// ANCHOR: loss
/// What all losses have in common: they are means over the samples.
pub trait Loss {
    /// The loss of each sample (samples,), from predictions (samples, classes).
    fn forward<T: Float>(
        &self, np: Numpy, predictions: &Array2<T>, labels: &Labels,
    ) -> Array1<T>;

    /// The mean of the samples' losses.
    fn calculate<T: Float>(
        &self, np: Numpy, predictions: &Array2<T>, labels: &Labels,
    ) -> T {
        np.mean(&self.forward(np, predictions, labels)) // (5.5)
    }
}
// ANCHOR_END: loss

// ANCHOR: cross_entropy
/// Categorical cross-entropy: −ln of the probability of the sample's own class.
pub struct CategoricalCrossEntropy;

impl Loss for CategoricalCrossEntropy {
    fn forward<T: Float>(
        &self, np: Numpy, predictions: &Array2<T>, labels: &Labels,
    ) -> Array1<T> {
        // A probability of 0 would make the loss infinite.
        let (p_min, p_max) = (T::nearest(1e-7), T::nearest(1.0 - 1e-7));
        let p = np.clip(labels.pick(predictions), p_min, p_max); // (samples,)
        -np.log(p) // (5.4)
    }
}
// ANCHOR_END: cross_entropy
