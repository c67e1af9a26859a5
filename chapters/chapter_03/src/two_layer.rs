//! A two-layer sigmoid network with binary cross-entropy, forward and backward.
//! From here on a derivative of the loss has a short name: `dz1` is ∂loss/∂z₁,
//! which the chapters before would call `dloss_dz1`. Document 003.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::{Numpy, RandomState};
use ndarray::{Array, Array1, Array2, Dimension};

// ANCHOR: network
/// Two layers of sigmoid neurons, a column of weights for each neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoLayer {
    pub w1: Array2<f64>, // (inputs, hidden)
    pub b1: Array2<f64>, // (1, hidden)
    pub w2: Array2<f64>, // (hidden, outputs)
    pub b2: Array2<f64>, // (1, outputs)
}
// ANCHOR_END: network

/// What the forward pass computes on its way to the loss.
pub struct Forward {
    pub z1: Array2<f64>, // (samples, hidden)
    pub a1: Array2<f64>, // (samples, hidden)
    pub z2: Array2<f64>, // (samples, outputs)
    pub a2: Array2<f64>, // (samples, outputs)
    pub loss: f64,
}

/// The derivatives of the samples' losses, added up. Those of the mean, which
/// the forward pass computes, are these divided by the number of samples.
pub struct Backward {
    pub dz2: Array2<f64>, // (samples, outputs)
    pub dw2: Array2<f64>, // (hidden, outputs)
    pub db2: Array2<f64>, // (1, outputs)
    pub da1: Array2<f64>, // (samples, hidden)
    pub dz1: Array2<f64>, // (samples, hidden)
    pub dw1: Array2<f64>, // (inputs, hidden)
    pub db1: Array2<f64>, // (1, hidden)
}

impl TwoLayer {
    // ANCHOR: random
    /// A network of two inputs, two hidden neurons and one output, its
    /// parameters drawn uniformly from [0, 1) in this order.
    pub fn random(random: &mut RandomState) -> Self {
        let w1 = random.rand((2, 2));
        let b1 = random.rand((1, 2));
        let w2 = random.rand((2, 1));
        let b2 = random.rand((1, 1));
        Self { w1, b1, w2, b2 }
    }
    // ANCHOR_END: random

    // ANCHOR: forward
    /// Forward: from x (samples, inputs) and target (samples, outputs) to loss.
    pub fn forward(
        &self, np: Numpy, x: &Array2<f64>, target: &Array2<f64>,
    ) -> Forward {
        let z1 = np.dot(x, &self.w1) + &self.b1; // z₁ = x·w₁ + b₁ (3.3)
        let a1 = sigmoid(np, &z1); // a₁ = σ(z₁) (3.4)
        let z2 = np.dot(&a1, &self.w2) + &self.b2; // z₂ = a₁·w₂ + b₂ (3.5)
        let a2 = sigmoid(np, &z2); // a₂ = σ(z₂) (3.6)
        assert_eq!(a2.dim(), target.dim(), "outputs and targets differ");
        let loss = cross_entropy(np, &a2, target);
        Forward { z1, a1, z2, a2, loss }
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: from the loss of x (samples, inputs) and target (samples,
    /// outputs) to the parameters, the output layer first.
    pub fn backward(
        &self, np: Numpy, x: &Array2<f64>, target: &Array2<f64>,
        forward: &Forward,
    ) -> Backward {
        let Forward { a1, a2, .. } = forward;
        let dz2 = a2 - target; // σ′ and the logarithm cancel (3.8)
        let dw2 = np.dot(&a1.t(), &dz2); // ∂z₂/∂w₂ = a₁ (3.9)
        let db2 = np.sum_rows(&dz2); // ∂z₂/∂b₂ = 1 (3.10)
        let da1 = np.dot(&dz2, &self.w2.t()); // ∂z₂/∂a₁ = w₂ (3.11)
        let dz1 = &da1 * sigmoid_derivative(a1); // a₁ = σ(z₁) (3.12)
        let dw1 = np.dot(&x.t(), &dz1); // ∂z₁/∂w₁ = x (3.13)
        let db1 = np.sum_rows(&dz1); // ∂z₁/∂b₁ = 1 (3.14)
        Backward { dz2, dw2, db2, da1, dz1, dw1, db1 }
    }
    // ANCHOR_END: backward

    // ANCHOR: descend
    /// Gradient descent: a step against the gradient.
    pub fn descend(&mut self, backward: &Backward, learning_rate: f64) {
        self.w1 -= &(learning_rate * &backward.dw1); // (3.15)
        self.b1 -= &(learning_rate * &backward.db1); // (3.15)
        self.w2 -= &(learning_rate * &backward.dw2); // (3.15)
        self.b2 -= &(learning_rate * &backward.db2); // (3.15)
    }
    // ANCHOR_END: descend

    /// The arrays of parameters: w1, b1, w2 and b2.
    pub(crate) fn arrays(&self) -> [&Array2<f64>; 4] {
        [&self.w1, &self.b1, &self.w2, &self.b2]
    }

    /// Every parameter, array by array, each row after row.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.arrays().into_iter().flatten().copied()
    }

    /// The network with other parameters, in the same order.
    pub fn with(&self, parameters: &Array1<f64>) -> Self {
        let mut network = self.clone();
        let Self { w1, b1, w2, b2 } = &mut network;
        let entries = [w1, b1, w2, b2].into_iter().flatten();
        entries.zip(parameters).for_each(|(entry, theta)| *entry = *theta);
        network
    }
}

impl Backward {
    /// The gradient, an entry for each of [`TwoLayer::parameters`].
    pub fn gradients(&self) -> impl Iterator<Item = f64> + '_ {
        let Self { dw1, db1, dw2, db2, .. } = self;
        [dw1, db1, dw2, db2].into_iter().flatten().copied()
    }
}

// ANCHOR: sigmoid
/// σ(z) = 1 / (1 + e⁻ᶻ), entrywise.
pub fn sigmoid<D: Dimension>(np: Numpy, z: &Array<f64, D>) -> Array<f64, D> {
    1.0 / (1.0 + np.exp(-z)) // (3.1)
}

/// σ′(z), computed from a = σ(z) as a·(1 − a).
pub fn sigmoid_derivative(a: &Array2<f64>) -> Array2<f64> {
    a * (1.0 - a) // (3.2)
}
// ANCHOR_END: sigmoid

// ANCHOR: cross_entropy
/// −(t·ln a + (1 − t)·ln(1 − a)), averaged over all entries.
pub fn cross_entropy(np: Numpy, a: &Array2<f64>, target: &Array2<f64>) -> f64 {
    let hit = target * np.log(a); // (3.7)
    let miss = (1.0 - target) * np.log(1.0 - a); // (3.7)
    -np.mean(&(hit + miss)) // (3.7)
}
// ANCHOR_END: cross_entropy
