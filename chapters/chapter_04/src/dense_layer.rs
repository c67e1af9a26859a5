//! A dense layer with a column of weights for each neuron, in 64 bits, or in 32
//! as under nnfs. `Layer_Dense` of documents 001 and 004.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::{Float, Numpy, RandomState};
use ndarray::Array2;

// ANCHOR: layer
/// A layer: a column of weights and a bias for each neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseLayer<T = f64> {
    pub w: Array2<T>, // (inputs, neurons)
    pub b: Array2<T>, // (1, neurons)
}
// ANCHOR_END: layer

/// The derivatives of the loss with respect to everything that enters a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseGradients<T = f64> {
    pub dw: Array2<T>, // (inputs, neurons)
    pub db: Array2<T>, // (1, neurons)
    pub dx: Array2<T>, // (samples, inputs)
}

impl<T: Float> DenseLayer<T> {
    // ANCHOR: forward
    /// A layer with small normal weights, and biases of 0.
    pub fn random(
        random: &mut RandomState, inputs: usize, neurons: usize,
    ) -> Self {
        let normal = random.randn((inputs, neurons)).mapv(T::nearest);
        let w = normal * T::nearest(0.01); // (inputs, neurons)
        let b = Array2::zeros((1, neurons));
        Self { w, b }
    }

    /// Forward: z = x·w + b, a row for each row of x (samples, inputs).
    pub fn forward(&self, np: Numpy, x: &Array2<T>) -> Array2<T> {
        assert_eq!(self.b.dim(), (1, self.w.ncols()), "a bias a neuron");
        np.dot(x, &self.w) + &self.b // z = x·w + b (4.3)
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: from dz = ∂loss/∂z (samples, neurons) to the gradients that it
    /// learns from, and to that of x (samples, inputs), which it passes back.
    pub fn backward(
        &self, np: Numpy, x: &Array2<T>, dz: &Array2<T>,
    ) -> DenseGradients<T> {
        let dw = np.dot(&x.t(), dz); // since ∂z/∂w = x (4.4)
        let db = np.sum_rows(dz); // ∂z/∂b = 1, for every sample (4.5)
        let dx = np.dot(dz, &self.w.t()); // since ∂z/∂x = w (4.6)
        DenseGradients { dw, db, dx }
    }

    /// Gradient descent: a step against the gradient.
    pub fn descend(&mut self, gradients: &DenseGradients<T>, learning_rate: T) {
        // ndarray would repeat a gradient of one row or column.
        assert_eq!(gradients.dw.dim(), self.w.dim(), "another layer's");
        assert_eq!(gradients.db.dim(), self.b.dim(), "another layer's");
        self.w -= &(&gradients.dw * learning_rate);
        self.b -= &(&gradients.db * learning_rate);
    }
    // ANCHOR_END: backward
}
