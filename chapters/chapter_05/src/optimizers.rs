//! Ways to go down a gradient: plain descent, and what remembers more than
//! the gradient of the moment.
//!
//! Each takes its step in every array of parameters by itself, entry by entry.
//! The constants are those of the course that the notes belong to.

use mini_numpy::Numpy;
use ndarray::Array2;

// ANCHOR: optimizer
/// A way to go down a gradient, with its constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// Plain gradient descent.
    Descent,
    /// Descent with momentum: a step keeps a share of the one before.
    Momentum {
        /// The share.
        momentum: f64,
    },
    /// AdaGrad: the steps of a parameter shrink with all its gradients so
    /// far.
    AdaGrad,
    /// RMSProp: as AdaGrad, and older gradients are forgotten.
    RmsProp {
        /// What share of the memory one step keeps.
        rho: f64,
    },
    /// Adam: momentum and RMSProp, both corrected for starting from 0.
    Adam {
        /// What share of the mean gradient one step keeps.
        beta1: f64,
        /// What share of the mean squared gradient one step keeps.
        beta2: f64,
    },
}

/// Keeps a division by 0 out of where there is no gradient yet.
pub const EPSILON: f64 = 1e-7;

/// What an optimizer remembers of one array of parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Memory {
    /// The velocity of each parameter; for Adam, its mean gradient.
    pub velocity: Array2<f64>,
    /// The sum or mean of each parameter's squared gradients.
    pub cache: Array2<f64>,
    /// β₁ᵗ and β₂ᵗ after t steps.
    pub powers: [f64; 2],
}

impl Memory {
    /// The memory before the first step of `w`.
    #[must_use]
    pub fn of(w: &Array2<f64>) -> Self {
        Self {
            velocity: Array2::zeros(w.dim()),
            cache: Array2::zeros(w.dim()),
            powers: [1.0; 2],
        }
    }
}
// ANCHOR_END: optimizer

// ANCHOR: steps
impl Optimizer {
    /// A step of the weights w against their gradient dw; biases take the
    /// same one.
    ///
    /// # Panics
    ///
    /// When w, dw and the memory differ in shape.
    pub fn step(
        self,
        np: Numpy,
        w: &mut Array2<f64>, // (inputs, neurons)
        dw: &Array2<f64>,    // (inputs, neurons)
        memory: &mut Memory,
        learning_rate: f64,
    ) {
        let Memory { velocity, cache, powers } = memory;
        // ndarray would repeat a gradient of one row or column.
        for other in [dw.dim(), velocity.dim(), cache.dim()] {
            assert_eq!(other, w.dim(), "of other weights");
        }
        match self {
            Self::Descent => {
                *w -= &(learning_rate * dw); // (5.6)
            }
            Self::Momentum { momentum } => {
                *velocity *= momentum;
                *velocity -= &(learning_rate * dw); // (5.8)
                *w += &*velocity; // (5.9)
            }
            Self::AdaGrad => {
                *cache += &(dw * dw); // (5.10)
                *w -= &(learning_rate * dw / spread(np, cache)); // (5.11)
            }
            Self::RmsProp { rho } => {
                *cache *= rho;
                *cache += &((1.0 - rho) * dw * dw); // (5.12)
                *w -= &(learning_rate * dw / spread(np, cache)); // (5.11)
            }
            Self::Adam { beta1, beta2 } => {
                *velocity *= beta1;
                *velocity += &((1.0 - beta1) * dw); // (5.13)
                *cache *= beta2;
                *cache += &((1.0 - beta2) * dw * dw); // (5.14)
                powers[0] *= beta1;
                powers[1] *= beta2;
                let mean = &*velocity / (1.0 - powers[0]); // (5.15)
                let square = &*cache / (1.0 - powers[1]); // (5.16)
                *w -= &(learning_rate * mean / spread(np, &square)); // (5.17)
            }
        }
    }
}

/// How far a parameter's gradients are spread: √cache + ε.
fn spread(np: Numpy, cache: &Array2<f64>) -> Array2<f64> {
    np.sqrt(cache) + EPSILON
}

/// The learning rate of an epoch, counted from 0.
#[must_use]
pub fn decayed(learning_rate: f64, decay: f64, epoch: f64) -> f64 {
    learning_rate / (1.0 + decay * epoch) // (5.7)
}
// ANCHOR_END: steps

// ANCHOR: recipes
/// An optimizer with the name by which it is chosen, and its rates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// What `--optimizer` calls it.
    pub name: &'static str,
    /// The way down.
    pub optimizer: Optimizer,
    /// The learning rate of the first epoch.
    pub learning_rate: f64,
    /// How fast the learning rate decays.
    pub decay: f64,
}

/// Every optimizer of the chapter.
pub const RECIPES: [Recipe; 6] = [
    Recipe {
        name: "descent",
        optimizer: Optimizer::Descent,
        learning_rate: 1.0,
        decay: 0.0,
    },
    Recipe {
        name: "decay",
        optimizer: Optimizer::Descent,
        learning_rate: 1.0,
        decay: 1e-3,
    },
    Recipe {
        name: "momentum",
        optimizer: Optimizer::Momentum { momentum: 0.9 },
        learning_rate: 1.0,
        decay: 1e-3,
    },
    Recipe {
        name: "adagrad",
        optimizer: Optimizer::AdaGrad,
        learning_rate: 1.0,
        decay: 1e-4,
    },
    Recipe {
        name: "rmsprop",
        optimizer: Optimizer::RmsProp { rho: 0.999 },
        learning_rate: 0.02,
        decay: 1e-5,
    },
    Recipe {
        name: "adam",
        optimizer: Optimizer::Adam { beta1: 0.9, beta2: 0.999 },
        learning_rate: 0.05,
        decay: 5e-7,
    },
];
// ANCHOR_END: recipes

impl Recipe {
    /// The recipe of that name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        RECIPES.into_iter().find(|recipe| recipe.name == name)
    }
}
