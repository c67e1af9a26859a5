//! Exercises on the gradient by a layer's inputs.

pub mod batch_inputs;
pub mod difference_quotients;
pub mod third_layer;
