//! A layer with a ReLU and the squared sum of its outputs: chapter 1's neuron,
//! once for each row of a matrix. Documents 000 and 001, section 3.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

// ANCHOR: layer
/// A layer: a row of weights and a bias for each neuron.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    pub w: Array2<f64>, // (neurons, inputs)
    pub b: Array1<f64>, // (neurons,)
}
// ANCHOR_END: layer

/// What the forward pass computes on its way to the loss.
pub struct Forward {
    pub z: Array1<f64>, // (neurons,)
    pub a: Array1<f64>, // (neurons,)
    pub y: f64,
    pub loss: f64,
}

/// The derivatives of the loss, and the factors of the chain that lead to them.
pub struct Backward {
    pub dloss_dy: f64,
    pub dy_da: Array1<f64>,    // (neurons,)
    pub da_dz: Array1<f64>,    // (neurons,)
    pub dloss_dz: Array1<f64>, // (neurons,)
    pub dloss_dw: Array2<f64>, // (neurons, inputs)
    pub dloss_db: Array1<f64>, // (neurons,)
}

impl Layer {
    // ANCHOR: forward
    /// Forward: from the inputs x (inputs,) to the loss.
    pub fn forward(&self, np: Numpy, x: &Array1<f64>) -> Forward {
        let z = np.dot(&self.w, x) + &self.b; // z = w·x + b (2.1)
        let a = np.maximum(0.0, &z); // a = max(0, z) (2.2)
        let y = np.sum(&a); // y = a₁ + a₂ + … (2.3)
        let loss = y * y; // loss = y² (2.4)
        Forward { z, a, y, loss }
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: from the loss to the weights and the biases. x is (inputs,).
    pub fn backward(
        &self, np: Numpy, x: &Array1<f64>, forward: &Forward,
    ) -> Backward {
        let Forward { z, a, y, .. } = forward;
        let dloss_dy = 2.0 * y; // since loss = y² (2.5)
        let dy_da = Array1::ones(a.len()); // a sum (2.6)
        let da_dz = z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 }); // (2.7)
        let dloss_dz = dloss_dy * &dy_da * &da_dz; // three factors (2.8)
        let dloss_dw = np.outer(&dloss_dz, x); // ∂zᵢ/∂wᵢₙ = xₙ (2.9)
        let dloss_db = dloss_dz.clone(); // ∂zᵢ/∂bᵢ = 1 (2.10)
        Backward { dloss_dy, dy_da, da_dz, dloss_dz, dloss_dw, dloss_db }
    }
    // ANCHOR_END: backward

    // ANCHOR: descend
    /// Gradient descent: a step against the gradient.
    pub fn descend(&mut self, backward: &Backward, learning_rate: f64) {
        self.w -= &(learning_rate * &backward.dloss_dw); // (2.11)
        self.b -= &(learning_rate * &backward.dloss_db); // (2.11)
    }
    // ANCHOR_END: descend

    // ANCHOR: samples
    /// The loss of several samples, the sum of theirs, and its gradients with
    /// respect to w and b. The rows of x (samples, inputs) are the samples.
    pub fn over_samples(
        &self, np: Numpy, x: &Array2<f64>,
    ) -> (f64, Array2<f64>, Array1<f64>) {
        let mut loss = 0.0;
        let mut dloss_dw = Array2::zeros(self.w.dim()); // (neurons, inputs)
        let mut dloss_db = Array1::zeros(self.b.dim()); // (neurons,)
        for x in x.rows() {
            let x = x.to_owned(); // (inputs,)
            let forward = self.forward(np, &x);
            let backward = self.backward(np, &x, &forward);
            loss += forward.loss;
            dloss_dw += &backward.dloss_dw; // one use of w more (2.12)
            dloss_db += &backward.dloss_db; // one use of b more (2.13)
        }
        (loss, dloss_dw, dloss_db)
    }
    // ANCHOR_END: samples

    /// Every parameter: the weights row after row, then the biases.
    pub fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.w.iter().chain(&self.b).copied()
    }
}

impl Backward {
    /// The gradient, an entry for each of [`Layer::parameters`].
    pub fn gradients(&self) -> impl Iterator<Item = f64> + '_ {
        self.dloss_dw.iter().chain(&self.dloss_db).copied()
    }
}
