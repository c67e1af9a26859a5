//! A neuron with a ReLU and a squared loss, forward and backward. The backward
//! pass names its quantities after the derivatives that they are: `dloss_dz` is
//! ∂loss/∂z. Document 002, and section 2 of documents 001 and 004.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::Numpy;
use ndarray::Array1;

// ANCHOR: neuron
/// A neuron: a weight for each input, and a bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Neuron {
    pub w: Array1<f64>, // (inputs,)
    pub b: f64,
}
// ANCHOR_END: neuron

/// What the forward pass computes on its way to the loss.
pub struct Forward {
    pub z: f64,
    pub a: f64,
    pub loss: f64,
}

/// The derivatives of the loss, and the factors of the chain that lead to them.
pub struct Backward {
    pub dloss_da: f64,
    pub da_dz: f64,
    pub dloss_dz: f64,
    pub dloss_dw: Array1<f64>, // (inputs,)
    pub dloss_db: f64,
}

impl Neuron {
    // ANCHOR: forward
    /// Forward: from the inputs x (inputs,) to the loss.
    pub fn forward(&self, np: Numpy, x: &Array1<f64>, target: f64) -> Forward {
        let z = np.dot(&self.w, x) + self.b; // z = w·x + b (1.1)
        let a = np.maximum(0.0, z); // a = max(0, z) (1.2)
        let loss = (a - target) * (a - target); // (a − target)² (1.3)
        Forward { z, a, loss }
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: from the loss to the weights and the bias. x is (inputs,).
    pub fn backward(
        &self, x: &Array1<f64>, target: f64, forward: &Forward,
    ) -> Backward {
        let Forward { z, a, .. } = *forward;
        let dloss_da = 2.0 * (a - target); // loss = (a − target)² (1.4)
        let da_dz = if 0.0 < z { 1.0 } else { 0.0 }; // the ReLU's slope (1.5)
        let dloss_dz = dloss_da * da_dz; // ∂loss/∂a · ∂a/∂z (1.6)
        let dloss_dw = dloss_dz * x; // since ∂z/∂w = x (1.7)
        let dloss_db = dloss_dz; // since ∂z/∂b = 1 (1.8)
        Backward { dloss_da, da_dz, dloss_dz, dloss_dw, dloss_db }
    }
    // ANCHOR_END: backward

    // ANCHOR: descend
    /// Gradient descent: a step against the gradient.
    pub fn descend(&mut self, backward: &Backward, learning_rate: f64) {
        self.w -= &(learning_rate * &backward.dloss_dw); // (1.9)
        self.b -= learning_rate * backward.dloss_db; // (1.9)
    }
    // ANCHOR_END: descend

    /// Every parameter: the weights, then the bias.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.w.iter().copied().chain([self.b])
    }
}

impl Backward {
    /// The gradient, an entry for each of [`Neuron::parameters`].
    pub fn gradients(&self) -> impl Iterator<Item = f64> + '_ {
        self.dloss_dw.iter().copied().chain([self.dloss_db])
    }
}

// ANCHOR: factor
/// The factor by which a step multiplies the loss, as long as z stays above 0
/// and the target is 0; x is (inputs,).
pub fn loss_factor(np: Numpy, x: &Array1<f64>, learning_rate: f64) -> f64 {
    let z_factor = 1.0 - 2.0 * learning_rate * (np.dot(x, x) + 1.0); // (1.10)
    z_factor * z_factor // (1.11)
}
// ANCHOR_END: factor
