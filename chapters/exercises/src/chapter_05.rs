//! Exercises on the spiral.

pub mod first_steps;
pub mod softmax_backward;
pub mod weight_decay;
