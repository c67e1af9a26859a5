//! The loss: how far the predictions are from the labels. The classes `Loss`
//! and `Loss_CategoricalCrossEntropy` of documents 001 and 004.

use mini_numpy::{Float, Numpy};
use ndarray::{Array1, Array2};

use crate::labels::Labels;

// ANCHOR: loss
/// What every loss has in common: it is the mean over the samples.
pub trait Loss {
    /// The loss of each sample, from the predictions (samples, classes).
    ///
    /// # Panics
    ///
    /// When the labels are not for predictions of this shape.
    fn forward<T: Float>(
        &self,
        np: Numpy,
        predictions: &Array2<T>,
        labels: &Labels,
    ) -> Array1<T>; // (samples,)

    /// The mean of the samples' losses.
    ///
    /// # Panics
    ///
    /// As [`forward`](Self::forward) does.
    fn calculate<T: Float>(
        &self,
        np: Numpy,
        predictions: &Array2<T>,
        labels: &Labels,
    ) -> T {
        np.mean(&self.forward(np, predictions, labels)) // (0.6)
    }
}
// ANCHOR_END: loss

// ANCHOR: cross_entropy
/// Categorical cross-entropy: minus the logarithm of the probability that the
/// sample's own class is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CategoricalCrossEntropy;

impl Loss for CategoricalCrossEntropy {
    fn forward<T: Float>(
        &self,
        np: Numpy,
        predictions: &Array2<T>,
        labels: &Labels,
    ) -> Array1<T> {
        // A probability of 0 would make the loss infinite.
        let (least, most) = (T::nearest(1e-7), T::nearest(1.0 - 1e-7));
        let p = np.clip(labels.pick(predictions), least, most); // (samples,)
        -np.log(p) // (0.5)
    }
}
// ANCHOR_END: cross_entropy
