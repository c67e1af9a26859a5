//! The forward pass that opens document 003: hidden ReLUs and a sigmoid output.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

use crate::two_layer::sigmoid;

/// A hidden layer of ReLU neurons, and one sigmoid neuron after it.
pub struct ReluSigmoid {
    pub w1: Array2<f64>, // (inputs, hidden)
    pub b1: Array1<f64>, // (hidden,)
    pub w2: Array1<f64>, // (hidden,)
    pub b2: f64,
}

impl ReluSigmoid {
    // ANCHOR: forward
    /// The output for each row of x (samples, inputs), as (samples,).
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> Array1<f64> {
        let z1 = np.dot(x, &self.w1) + &self.b1; // z₁ = x·w₁ + b₁
        let a1 = np.maximum(0.0, z1); // a₁ = max(0, z₁)
        let z2 = np.dot(&a1, &self.w2) + self.b2; // z₂ = a₁·w₂ + b₂
        sigmoid(np, &z2) // a₂ = σ(z₂)
    }
    // ANCHOR_END: forward
}
