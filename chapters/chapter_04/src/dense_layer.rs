//! A dense layer that stores its weights transposed.
//!
//! A column of weights for each neuron, so that the forward pass needs no
//! transposition; the backward pass then does. Document 001, sections 1 and
//! 4.1.

use mini_numpy::Numpy;
use ndarray::Array2;

// ANCHOR: dense_layer
/// A layer: a column of weights and a bias for each neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseLayer {
    /// The weights, transposed.
    pub w: Array2<f64>, // (inputs, neurons)
    /// The biases.
    pub b: Array2<f64>, // (1, neurons)
}

impl DenseLayer {
    /// Forward: z = x·w + b, a row for each row of x (samples, inputs).
    ///
    /// # Panics
    ///
    /// When a row of x is not as long as a column of w.
    #[must_use]
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> Array2<f64> {
        np.dot(x, &self.w) + &self.b // z = x·w + b (4.3)
    }

    /// Backward: from dz = ∂loss/∂z (samples, neurons) to what the layer
    /// learns from and to what it passes back.
    ///
    /// # Panics
    ///
    /// When x and dz have different numbers of samples, or dz not a column for
    /// each neuron.
    #[must_use]
    pub fn backward(
        &self,
        np: Numpy,
        x: &Array2<f64>,
        dz: &Array2<f64>,
    ) -> DenseGradients {
        let dw = np.dot(&x.t(), dz); // since ∂z/∂w = x (4.4)
        let db = np.sum_rows(dz); // ∂z/∂b = 1, for every sample (4.5)
        let dx = np.dot(dz, &self.w.t()); // since ∂z/∂x = w (4.6)
        DenseGradients { dw, db, dx }
    }

    /// Gradient descent: a step against the gradient.
    ///
    /// # Panics
    ///
    /// When the gradient is not of this layer's shape.
    pub fn descend(&mut self, gradients: &DenseGradients, learning_rate: f64) {
        self.w -= &(learning_rate * &gradients.dw);
        self.b -= &(learning_rate * &gradients.db);
    }
}

/// The derivatives of the loss by everything that enters the layer.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseGradients {
    /// ∂loss/∂w.
    pub dw: Array2<f64>, // (inputs, neurons)
    /// ∂loss/∂b.
    pub db: Array2<f64>, // (1, neurons)
    /// ∂loss/∂x, which the layer before takes as its ∂loss/∂a.
    pub dx: Array2<f64>, // (samples, inputs)
}
// ANCHOR_END: dense_layer
