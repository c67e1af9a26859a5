//! Two dense layers, a ReLU between them and softmax behind, forward and
//! backward.

use chapter_00::activations::{relu, softmax};
use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use chapter_00::labels::Labels;
use chapter_00::loss::{CategoricalCrossEntropy, Loss};
use mini_numpy::{Numpy, RandomState};
use ndarray::{Array2, Zip};

use crate::softmax_gradient::combined;

// ANCHOR: forward
/// A hidden layer with ReLUs, and an output layer with softmax.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The hidden layer.
    pub first: DenseLayer,
    /// The output layer.
    pub second: DenseLayer,
}

/// What the forward pass computes on its way to the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Forward {
    /// The weighted sums of the hidden layer, plus its biases.
    pub z1: Array2<f64>, // (samples, hidden)
    /// The outputs of the hidden layer.
    pub a1: Array2<f64>, // (samples, hidden)
    /// The probabilities.
    pub p: Array2<f64>, // (samples, classes)
    /// The mean over the samples of the categorical cross-entropy.
    pub loss: f64,
}

impl Network {
    /// Forward: from the points x (samples, inputs) to the loss.
    ///
    /// # Panics
    ///
    /// When the shapes of x, the layers and the labels do not fit.
    #[must_use]
    pub fn forward(
        &self,
        np: Numpy,
        x: &Array2<f64>,
        labels: &Labels,
    ) -> Forward {
        let z1 = self.first.forward(np, x); // z₁ = x·w₁ + b₁
        let a1 = relu(np, &z1); // a₁ = max(0, z₁)
        let z2 = self.second.forward(np, &a1); // z₂ = a₁·w₂ + b₂
        let p = softmax(np, &z2); // p = softmax(z₂)
        let loss = CategoricalCrossEntropy.calculate(np, &p, labels);
        Forward { z1, a1, p, loss }
    }
}
// ANCHOR_END: forward

// ANCHOR: backward
/// The derivatives of the loss by all that enters each layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Backward {
    /// Those of the output layer.
    pub second: DenseGradients,
    /// Those of the hidden layer.
    pub first: DenseGradients,
}

impl Network {
    /// Backward: from the loss to the parameters, the output layer first; x,
    /// the labels and `forward` are those of the forward pass.
    ///
    /// # Panics
    ///
    /// When they are of another shape.
    #[must_use]
    pub fn backward(
        &self,
        np: Numpy,
        x: &Array2<f64>,
        labels: &Labels,
        forward: &Forward,
    ) -> Backward {
        let Forward { z1, a1, p, .. } = forward;
        let dz2 = combined(p, labels); // p = softmax(z₂), loss = −ln p
        let second = self.second.backward(np, a1, &dz2);
        let dz1 = relu_backward(&second.dx, z1); // a₁ = max(0, z₁)
        let first = self.first.backward(np, x, &dz1);
        Backward { second, first }
    }
}

/// Backward through the ReLU: da where it is open, and 0 where it is shut.
///
/// # Panics
///
/// When da and z differ in shape.
#[must_use]
pub fn relu_backward(da: &Array2<f64>, z: &Array2<f64>) -> Array2<f64> {
    let slope = |&da: &f64, &z: &f64| if 0.0 < z { da } else { 0.0 }; // (5.5)
    Zip::from(da).and(z).map_collect(slope)
}
// ANCHOR_END: backward

impl Network {
    /// A network of small random weights, those of the hidden layer drawn
    /// first.
    #[must_use]
    pub fn random(
        random: &mut RandomState,
        inputs: usize,
        hidden: usize,
        classes: usize,
    ) -> Self {
        let first = DenseLayer::random(random, inputs, hidden);
        let second = DenseLayer::random(random, hidden, classes);
        Self { first, second }
    }

    /// The arrays of parameters: w1, b1, w2 and b2.
    #[must_use]
    pub fn arrays(&self) -> [&Array2<f64>; 4] {
        let Self { first, second } = self;
        [&first.w, &first.b, &second.w, &second.b]
    }

    /// The same arrays, to be changed.
    pub fn arrays_mut(&mut self) -> [&mut Array2<f64>; 4] {
        let Self { first, second } = self;
        [&mut first.w, &mut first.b, &mut second.w, &mut second.b]
    }

    /// Every parameter: w1, b1, w2 and b2, each row after row.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.arrays().into_iter().flatten().copied()
    }
}

impl Backward {
    /// The arrays of the gradient, one for each of [`Network::arrays`].
    #[must_use]
    pub fn arrays(&self) -> [&Array2<f64>; 4] {
        let Self { second, first } = self;
        [&first.dw, &first.db, &second.dw, &second.db]
    }

    /// The gradient, an entry for each of [`Network::parameters`].
    pub fn gradients(&self) -> impl Iterator<Item = f64> + '_ {
        self.arrays().into_iter().flatten().copied()
    }
}
