//! The activation functions, and their slopes.

use chapter_03::two_layer::{sigmoid, sigmoid_derivative};
use chapter_05::activations::relu;
use mini_numpy::Numpy;
use ndarray::Array2;

/// What stands after each layer but the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has the name of its function")]
pub enum Activation {
    Sigmoid,
    Tanh,
    Relu,
}

impl Activation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sigmoid, Self::Tanh, Self::Relu];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Relu => "relu",
        }
    }

    // ANCHOR: activation
    /// a = f(z), entrywise.
    pub fn forward(self, np: Numpy, z: &Array2<f64>) -> Array2<f64> {
        match self {
            Self::Sigmoid => sigmoid(np, z), // 1 / (1 + e⁻ᶻ)
            Self::Tanh => np.tanh(z),        // (7.4)
            Self::Relu => relu(np, z),       // max(0, z)
        }
    }

    /// The slope f′(z), computed from a = f(z).
    pub fn slope(self, a: &Array2<f64>) -> Array2<f64> {
        match self {
            Self::Sigmoid => sigmoid_derivative(a), // a·(1 − a)
            Self::Tanh => 1.0 - a * a,              // (7.5)
            Self::Relu => a.mapv(|a| if 0.0 < a { 1.0 } else { 0.0 }),
        }
    }
    // ANCHOR_END: activation
}
