//! Exercises on the forward pass.

pub mod label_smoothing;
pub mod log_softmax;
pub mod untrained_loss;
