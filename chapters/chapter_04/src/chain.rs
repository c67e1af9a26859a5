//! Two dense layers in a chain, each with a ReLU, and the squared sum of the
//! outputs as the loss. What the second layer passes back as ∂loss/∂x, the
//! first layer takes as ∂loss/∂a. There is no more to chaining.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

use crate::dense_layer::{DenseGradients, DenseLayer};

// ANCHOR: chain
/// Two layers. The outputs of the first are the inputs of the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    pub first: DenseLayer,
    pub second: DenseLayer,
}
// ANCHOR_END: chain

/// What the forward pass computes on its way to the loss.
pub struct Forward {
    pub z1: Array2<f64>, // (samples, hidden)
    pub a1: Array2<f64>, // (samples, hidden)
    pub z2: Array2<f64>, // (samples, outputs)
    pub a2: Array2<f64>, // (samples, outputs)
    pub y: f64,
    pub loss: f64,
}

/// The derivatives of the loss with respect to everything that enters a layer.
pub struct Backward {
    pub second: DenseGradients,
    pub first: DenseGradients,
}

impl Chain {
    // ANCHOR: forward
    /// Forward: from the inputs x (samples, inputs) to the loss.
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> Forward {
        let z1 = self.first.forward(np, x); // z₁ = x·w₁ + b₁
        let a1 = np.maximum(0.0, &z1); // a₁ = max(0, z₁)
        let z2 = self.second.forward(np, &a1); // z₂ = a₁·w₂ + b₂
        let a2 = np.maximum(0.0, &z2); // a₂ = max(0, z₂)
        let y = np.sum(&a2); // y = a₂₁ + a₂₂ + …
        let loss = y * y; // loss = y²
        Forward { z1, a1, z2, a2, y, loss }
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: second layer first, and then the one of x (samples, inputs).
    pub fn backward(
        &self, np: Numpy, x: &Array2<f64>, forward: &Forward,
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
    pub fn descend(&mut self, backward: &Backward, learning_rate: f64) {
        self.first.descend(&backward.first, learning_rate);
        self.second.descend(&backward.second, learning_rate);
    }
    // ANCHOR_END: backward

    /// The arrays of parameters: w1, b1, w2 and b2.
    pub(crate) fn arrays(&self) -> [&Array2<f64>; 4] {
        [&self.first.w, &self.first.b, &self.second.w, &self.second.b]
    }

    /// Every parameter, array by array, each row after row.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.arrays().into_iter().flatten().copied()
    }

    /// The chain with other parameters, in the same order.
    pub fn with(&self, parameters: &Array1<f64>) -> Self {
        let mut chain = self.clone();
        let Self { first, second } = &mut chain;
        let arrays = [&mut first.w, &mut first.b, &mut second.w, &mut second.b];
        let entries = arrays.into_iter().flatten();
        entries.zip(parameters).for_each(|(entry, p)| *entry = *p);
        chain
    }
}

impl Backward {
    /// The arrays of the gradient, one for each of the parameters.
    pub fn arrays(&self) -> [&Array2<f64>; 4] {
        [&self.first.dw, &self.first.db, &self.second.dw, &self.second.db]
    }

    /// The gradient, an entry for each of [`Chain::parameters`].
    pub fn gradients(&self) -> impl Iterator<Item = f64> + '_ {
        self.arrays().into_iter().flatten().copied()
    }
}

// ANCHOR: slope
/// The slope of the ReLU at each z: 1 above 0, and 0 elsewhere.
pub(crate) fn slope(z: &Array2<f64>) -> Array2<f64> {
    z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 })
}
// ANCHOR_END: slope
