//! Two dense layers with a ReLU and softmax, forward and backward.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use chapter_04::dense_layer::DenseLayer;
use chapter_05::activations::{relu, softmax};
use chapter_05::labels::Labels;
use chapter_05::loss::{CategoricalCrossEntropy, Loss};
use mini_numpy::{Numpy, repr};
use ndarray::{Array1, Array2, Zip};

use crate::softmax_gradient::combined;

pub use chapter_04::chain::Backward;

// ANCHOR: network
/// A hidden layer with ReLUs and an output layer with softmax.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub first: DenseLayer,  // (inputs, hidden)
    pub second: DenseLayer, // (hidden, classes)
}
// ANCHOR_END: network

/// The results of the forward pass.
pub struct Forward {
    pub z1: Array2<f64>, // (samples, hidden)
    pub a1: Array2<f64>, // (samples, hidden)
    pub p: Array2<f64>,  // (samples, classes)
    pub loss: f64,
}

/// The names of the arrays of parameters, in the order of [`Network::arrays`].
pub const PARAMETERS: [&str; 4] = ["w1", "b1", "w2", "b2"];

impl Network {
    // ANCHOR: forward
    /// Forward: from the points x (samples, inputs) to the loss.
    pub fn forward(
        &self, np: Numpy, x: &Array2<f64>, labels: &Labels,
    ) -> Forward {
        let z1 = self.first.forward(np, x); // z₁ = x·w₁ + b₁
        let a1 = relu(np, &z1); // a₁ = max(0, z₁)
        let z2 = self.second.forward(np, &a1); // z₂ = a₁·w₂ + b₂
        let p = softmax(np, &z2); // p = softmax(z₂)
        let loss = CategoricalCrossEntropy.calculate(np, &p, labels);
        Forward { z1, a1, p, loss }
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: from the loss to x (samples, inputs), output layer first.
    pub fn backward(
        &self, np: Numpy, x: &Array2<f64>, labels: &Labels, forward: &Forward,
    ) -> Backward {
        let Forward { z1, a1, p, .. } = forward;
        let dz2 = combined(p, labels); // p = softmax(z₂), loss = −ln p
        let second = self.second.backward(np, a1, &dz2);
        let dz1 = relu_backward(&second.dx, z1); // a₁ = max(0, z₁)
        let first = self.first.backward(np, x, &dz1);
        Backward { second, first }
    }
    // ANCHOR_END: backward

    /// The scores z₂ (samples, classes) of the points x (samples, inputs): the
    /// logarithms of the probabilities, up to a constant for each point.
    pub fn scores(&self, np: Numpy, x: &Array2<f64>) -> Array2<f64> {
        let a1 = relu(np, &self.first.forward(np, x));
        self.second.forward(np, &a1)
    }

    /// How many hidden neurons there are, and how many classes.
    pub(crate) fn sizes(&self) -> [usize; 2] {
        [self.first.w.ncols(), self.second.w.ncols()]
    }

    /// The arrays of parameters: w1, b1, w2 and b2.
    pub fn arrays(&self) -> [&Array2<f64>; 4] {
        [&self.first.w, &self.first.b, &self.second.w, &self.second.b]
    }

    /// The same arrays, to be changed.
    pub(crate) fn arrays_mut(&mut self) -> [&mut Array2<f64>; 4] {
        let Self { first, second } = self;
        [&mut first.w, &mut first.b, &mut second.w, &mut second.b]
    }

    /// The network with every parameter moved, in their order.
    pub(crate) fn moved(&self, by: &Array1<f64>) -> Self {
        let mut network = self.clone();
        let entries = network.arrays_mut().into_iter().flatten();
        entries.zip(by).for_each(|(entry, by)| *entry += by);
        network
    }

    /// Names the first array with a parameter that is infinite or NaN.
    pub(crate) fn check_finite(&self) -> Result<(), String> {
        for (name, array) in PARAMETERS.into_iter().zip(self.arrays()) {
            if let Some(x) = array.iter().find(|x| !x.is_finite()) {
                return Err(format!("{name} holds {}", repr(*x)));
            }
        }
        Ok(())
    }

    /// Every parameter, array by array, each in row-major order.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.arrays().into_iter().flatten().copied()
    }
}

// ANCHOR: relu_backward
/// Backward through the ReLU: da where z is positive, and 0 elsewhere.
pub fn relu_backward(da: &Array2<f64>, z: &Array2<f64>) -> Array2<f64> {
    let slope = |&da: &f64, &z: &f64| if 0.0 < z { da } else { 0.0 }; // (6.5)
    Zip::from(da).and(z).map_collect(slope)
}
// ANCHOR_END: relu_backward
