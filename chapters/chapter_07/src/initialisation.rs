//! How large the weights are before training.

use mini_numpy::Numpy;

/// How large the weights are before training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Initialisation {
    /// A standard deviation of a hundredth, as in the chapters before.
    Small,
    /// Xavier Glorot's.
    Xavier,
    /// Kaiming He's.
    He,
    /// The normal numbers as they are drawn.
    Large,
}

impl Initialisation {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Small, Self::Xavier, Self::He, Self::Large];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Xavier => "xavier",
            Self::He => "he",
            Self::Large => "large",
        }
    }

    // ANCHOR: deviation
    /// The standard deviation of the weights of a layer with so many inputs.
    pub fn deviation(self, np: Numpy, inputs: f64) -> f64 {
        match self {
            Self::Small => 0.01,
            Self::Xavier => np.sqrt(1.0 / inputs), // (7.6)
            Self::He => np.sqrt(2.0 / inputs),     // (7.7)
            Self::Large => 1.0,
        }
    }
    // ANCHOR_END: deviation
}
