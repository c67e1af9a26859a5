//! Exercises on a single neuron.

pub mod gradient_signs;
pub mod leaky_factor;
pub mod leaky_relu;
pub mod momentum;
