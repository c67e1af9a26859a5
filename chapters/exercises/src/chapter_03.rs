//! Exercises on the two-layer sigmoid network.

pub mod cross_entropy;
pub mod mean_gradient;
pub mod tanh_layer;
