//! Gradient descent and its variants, which update every array of parameters on
//! its own, entrywise. The hyperparameters are those of the notes' course.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use mini_numpy::Numpy;
use ndarray::Array2;

use self::Optimizer::{AdaGrad, Adam, Descent, Momentum, RmsProp};

// ANCHOR: optimizer
/// Plain gradient descent or one of its variants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// Plain gradient descent.
    Descent,
    /// Momentum: each step adds a fraction of the previous step.
    Momentum { momentum: f64 },
    /// AdaGrad: steps shrink as a parameter's squared gradients accumulate.
    AdaGrad,
    /// RMSProp: like AdaGrad, but with an average that decays at a rate ρ.
    RmsProp { rho: f64 },
    /// Adam: momentum, at a rate β₁, and RMSProp, at a rate β₂, both corrected
    /// for their bias towards 0.
    Adam { beta1: f64, beta2: f64 },
}

/// Prevents division by 0 while all gradients have been 0.
pub const EPSILON: f64 = 1e-7;

/// The optimizer state of an array of parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct OptimizerState {
    pub velocity: Array2<f64>, // for Adam, the mean gradient
    pub cache: Array2<f64>,    // the sum or mean of the squared gradients
    pub powers: [f64; 2],      // β₁ᵗ and β₂ᵗ after t steps
}

impl OptimizerState {
    /// The state before the first step of `w`.
    pub fn new(w: &Array2<f64>) -> Self {
        let zeros = Array2::zeros(w.dim());
        Self { velocity: zeros.clone(), cache: zeros, powers: [1.0; 2] }
    }
}
// ANCHOR_END: optimizer

// ANCHOR: steps
impl Optimizer {
    /// Updates weights, or biases, w (inputs, neurons) with their gradient dw.
    pub fn step(
        self, np: Numpy, w: &mut Array2<f64>, dw: &Array2<f64>,
        state: &mut OptimizerState, learning_rate: f64,
    ) {
        let OptimizerState { velocity, cache, powers } = state;
        // ndarray would broadcast a gradient of one row or column.
        for other in [dw.dim(), velocity.dim(), cache.dim()] {
            assert_eq!(other, w.dim(), "of other weights");
        }
        match self {
            // ANCHOR: descent
            Self::Descent => {
                *w -= &(learning_rate * dw); // (6.6)
            }
            // ANCHOR_END: descent
            Self::Momentum { momentum } => {
                *velocity *= momentum;
                *velocity -= &(learning_rate * dw); // (6.8)
                *w += &*velocity; // (6.9)
            }
            Self::AdaGrad => {
                *cache += &(dw * dw); // (6.10)
                *w -= &(learning_rate * dw / denominator(np, cache)); // (6.11)
            }
            Self::RmsProp { rho } => {
                *cache *= rho;
                *cache += &((1.0 - rho) * dw * dw); // (6.12)
                *w -= &(learning_rate * dw / denominator(np, cache)); // (6.11)
            }
            Self::Adam { beta1, beta2 } => {
                *velocity *= beta1;
                *velocity += &((1.0 - beta1) * dw); // (6.13)
                *cache *= beta2;
                *cache += &((1.0 - beta2) * dw * dw); // (6.14)
                powers[0] *= beta1;
                powers[1] *= beta2;
                let mean = &*velocity / (1.0 - powers[0]); // (6.15)
                let square = &*cache / (1.0 - powers[1]); // (6.16)
                let step = learning_rate * mean / denominator(np, &square);
                *w -= &step; // (6.17)
            }
        }
    }
}

/// The denominator of an update: √cache + ε.
fn denominator(np: Numpy, cache: &Array2<f64>) -> Array2<f64> {
    np.sqrt(cache) + EPSILON
}

/// The learning rate in an epoch, counted from 0.
pub fn decayed(learning_rate: f64, decay: f64, epoch: f64) -> f64 {
    learning_rate / (1.0 + decay * epoch) // (6.7)
}
// ANCHOR_END: steps

// ANCHOR: hyperparameters
/// An optimizer with its learning rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hyperparameters {
    pub name: &'static str, // by which `--optimizer` chooses them
    pub optimizer: Optimizer,
    pub learning_rate: f64, // in the first epoch
    pub decay: f64,
}

impl Hyperparameters {
    const fn new(
        name: &'static str, optimizer: Optimizer, rate: f64, decay: f64,
    ) -> Self {
        Self { name, optimizer, learning_rate: rate, decay }
    }
}

/// The hyperparameters of every optimizer.
pub const HYPERPARAMETERS: [Hyperparameters; 6] = [
    Hyperparameters::new("descent", Descent, 1.0, 0.0),
    Hyperparameters::new("decay", Descent, 1.0, 1e-3),
    Hyperparameters::new("momentum", Momentum { momentum: 0.9 }, 1.0, 1e-3),
    Hyperparameters::new("adagrad", AdaGrad, 1.0, 1e-4),
    Hyperparameters::new("rmsprop", RmsProp { rho: 0.999 }, 0.02, 1e-5),
    Hyperparameters::new("adam", Adam { beta1: 0.9, beta2: 0.999 }, 0.05, 5e-7),
];
// ANCHOR_END: hyperparameters

impl Hyperparameters {
    /// The hyperparameters of that name, if there are any.
    pub fn named(name: &str) -> Option<Self> {
        HYPERPARAMETERS.into_iter().find(|h| h.name == name)
    }
}
