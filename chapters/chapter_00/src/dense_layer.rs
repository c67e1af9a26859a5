//! A dense layer that stores its weights transposed.
//!
//! A column of weights for each neuron, so that the forward pass needs no
//! transposition; the backward pass, of which chapter 4 tells, then does.
//! The class `Layer_Dense` of documents 001 and 004.
//!
//! Its numbers are of 64 bits, or of 32 as under nnfs.

use mini_numpy::{Float, Numpy, RandomState};
use ndarray::Array2;

// ANCHOR: layer
/// A layer: a column of weights and a bias for each neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseLayer<T = f64> {
    /// The weights, transposed.
    pub w: Array2<T>, // (inputs, neurons)
    /// The biases.
    pub b: Array2<T>, // (1, neurons)
}

impl<T: Float> DenseLayer<T> {
    /// A layer with small normal weights and no biases.
    #[must_use]
    pub fn random(
        random: &mut RandomState,
        inputs: usize,
        neurons: usize,
    ) -> Self {
        let normal = random.randn((inputs, neurons)).mapv(T::nearest);
        let w = normal * T::nearest(0.01); // (inputs, neurons)
        let b = Array2::zeros((1, neurons));
        Self { w, b }
    }

    /// Forward: z = x·w + b, a row for each row of x (samples, inputs).
    ///
    /// # Panics
    ///
    /// When a row of x is not as long as a column of w, or b is not one row
    /// with a column for each neuron.
    #[must_use]
    pub fn forward(&self, np: Numpy, x: &Array2<T>) -> Array2<T> {
        assert_eq!(self.b.dim(), (1, self.w.ncols()), "a bias a neuron");
        np.dot(x, &self.w) + &self.b // z = x·w + b (0.1)
    }
}
// ANCHOR_END: layer

// ANCHOR: backward
impl<T: Float> DenseLayer<T> {
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
        x: &Array2<T>,
        dz: &Array2<T>,
    ) -> DenseGradients<T> {
        let dw = np.dot(&x.t(), dz); // since ∂z/∂w = x (4.3)
        let db = np.sum_rows(dz); // ∂z/∂b = 1, for every sample (4.4)
        let dx = np.dot(dz, &self.w.t()); // since ∂z/∂x = w (4.5)
        DenseGradients { dw, db, dx }
    }

    /// Gradient descent: a step against the gradient.
    ///
    /// # Panics
    ///
    /// When the gradient is not of this layer's shape.
    pub fn descend(&mut self, gradients: &DenseGradients<T>, learning_rate: T) {
        // ndarray would repeat a gradient of one row or column.
        assert_eq!(gradients.dw.dim(), self.w.dim(), "another layer's");
        assert_eq!(gradients.db.dim(), self.b.dim(), "another layer's");
        self.w -= &(&gradients.dw * learning_rate);
        self.b -= &(&gradients.db * learning_rate);
    }
}

/// The derivatives of the loss by everything that enters the layer.
#[derive(Clone, Debug, PartialEq)]
pub struct DenseGradients<T = f64> {
    /// ∂loss/∂w.
    pub dw: Array2<T>, // (inputs, neurons)
    /// ∂loss/∂b.
    pub db: Array2<T>, // (1, neurons)
    /// ∂loss/∂x, which the layer before takes as its ∂loss/∂a.
    pub dx: Array2<T>, // (samples, inputs)
}
// ANCHOR_END: backward
