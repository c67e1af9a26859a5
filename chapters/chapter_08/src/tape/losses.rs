//! The losses of chapters 3 and 6, each with the activation before it as one
//! operation, whose rule is the one that these chapters derived.

use chapter_03::two_layer::sigmoid;
use chapter_05::activations::softmax;
use chapter_05::labels::Labels;
use chapter_05::loss::{CategoricalCrossEntropy, Loss};
use chapter_06::softmax_gradient::combined;
use ndarray::{Array2, array};

use super::Var;

// ANCHOR: losses
impl Var<'_> {
    /// The binary cross-entropy of σ(z) and t, summed over all entries.
    pub fn sigmoid_cross_entropy(self, t: &Array2<f64>) -> Self {
        let np = self.tape.np;
        let a = sigmoid(np, &*self.value());
        let (hit, miss) = (t * np.log(&a), (1.0 - t) * np.log(1.0 - &a));
        let (loss, error) = (-np.sum(&(hit + miss)), a - t);
        self.tape.push("cross-entropy", array![[loss]], [self], move |dloss| {
            [dloss * &error] // (8.13)
        })
    }

    /// The cross-entropy of softmax(z) and labels, averaged over the samples.
    pub fn softmax_cross_entropy(self, labels: &Labels) -> Self {
        let (np, labels) = (self.tape.np, labels.clone());
        let p = softmax(np, &self.value());
        let loss = CategoricalCrossEntropy.calculate(np, &p, &labels);
        self.tape.push("cross-entropy", array![[loss]], [self], move |dloss| {
            [dloss * combined(&p, &labels)] // (8.14)
        })
    }
}
// ANCHOR_END: losses
