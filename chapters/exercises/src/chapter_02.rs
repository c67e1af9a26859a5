//! Exercises on a layer of neurons.

pub mod batch;
pub mod dead_neurons;
pub mod mean_squared_error;
