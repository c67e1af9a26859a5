//! Two dense layers in a chain, each with a ReLU, and the squared sum of the
//! outputs as the loss.
//!
//! What the second layer passes back as ∂loss/∂x is what the first one takes
//! as ∂loss/∂a: that is all there is to chaining.

use mini_numpy::Numpy;
use ndarray::Array2;

use chapter_00::dense_layer::{DenseGradients, DenseLayer};

// ANCHOR: forward
/// Two layers, the outputs of the first the inputs of the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The layer that takes the inputs.
    pub first: DenseLayer,
    /// The layer that takes the first one's outputs.
    pub second: DenseLayer,
}

/// What the forward pass computes on its way to the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Forward {
    /// The first layer's weighted sums, plus its biases.
    pub z1: Array2<f64>, // (samples, hidden)
    /// The first layer's outputs.
    pub a1: Array2<f64>, // (samples, hidden)
    /// The second layer's weighted sums, plus its biases.
    pub z2: Array2<f64>, // (samples, outputs)
    /// The second layer's outputs.
    pub a2: Array2<f64>, // (samples, outputs)
    /// The sum of the outputs.
    pub y: f64,
    /// The square of the sum.
    pub loss: f64,
}

impl Chain {
    /// Forward: from the inputs x (samples, inputs) to the loss.
    ///
    /// # Panics
    ///
    /// When the shapes of x and the layers do not fit.
    #[must_use]
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> Forward {
        let z1 = self.first.forward(np, x); // z₁ = x·w₁ + b₁
        let a1 = np.maximum(0.0, &z1); // a₁ = max(0, z₁)
        let z2 = self.second.forward(np, &a1); // z₂ = a₁·w₂ + b₂
        let a2 = np.maximum(0.0, &z2); // a₂ = max(0, z₂)
        let y = np.sum(&a2); // y = a₂₁ + a₂₂ + …
        let loss = y * y; // loss = y²
        Forward { z1, a1, z2, a2, y, loss }
    }
}
// ANCHOR_END: forward

// ANCHOR: backward
/// The derivatives of the loss by all that enters each layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Backward {
    /// Those of the second layer.
    pub second: DenseGradients,
    /// Those of the first layer.
    pub first: DenseGradients,
}

impl Chain {
    /// Backward: through the second layer, and then through the first; x and
    /// `forward` are those of the forward pass.
    ///
    /// # Panics
    ///
    /// When they are of another shape.
    #[must_use]
    pub fn backward(
        &self,
        np: Numpy,
        x: &Array2<f64>,
        forward: &Forward,
    ) -> Backward {
        let Forward { z1, a1, z2, y, .. } = forward;
        let da2 = Array2::from_elem(z2.dim(), 2.0 * y); // loss = y²
        let dz2 = da2 * slope(z2); // a₂ = max(0, z₂)
        let second = self.second.backward(np, a1, &dz2);
        let dz1 = &second.dx * slope(z1); // a₁ = max(0, z₁), and da₁ = dx₂
        let first = self.first.backward(np, x, &dz1);
        Backward { second, first }
    }

    /// Gradient descent: a step of both layers against the gradient.
    ///
    /// # Panics
    ///
    /// When the gradient is not of the layers' shapes.
    pub fn descend(&mut self, backward: &Backward, learning_rate: f64) {
        self.first.descend(&backward.first, learning_rate);
        self.second.descend(&backward.second, learning_rate);
    }
}

/// The slope of the ReLU at each z: 1 above 0, and 0 elsewhere.
fn slope(z: &Array2<f64>) -> Array2<f64> {
    z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 })
}
// ANCHOR_END: backward

impl Chain {
    /// Every parameter: each layer's weights and biases, the first layer's
    /// before the second's.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        let Self { first, second } = self;
        [&first.w, &first.b, &second.w, &second.b]
            .into_iter()
            .flatten()
            .copied()
    }
}

impl Chain {
    /// Every parameter, to be changed, in the same order.
    pub fn parameters_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        let Self { first, second } = self;
        [&mut first.w, &mut first.b, &mut second.w, &mut second.b]
            .into_iter()
            .flatten()
    }
}

impl Backward {
    /// The gradient, an entry for each of [`Chain::parameters`].
    pub fn gradients(&self) -> impl Iterator<Item = f64> + '_ {
        let Self { first, second } = self;
        [&first.dw, &first.db, &second.dw, &second.db]
            .into_iter()
            .flatten()
            .copied()
    }
}
