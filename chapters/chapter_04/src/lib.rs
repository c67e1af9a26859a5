//! Chapter 4: the gradient with respect to a layer's inputs.
//!
//! What a layer passes back to the one before it: as a sum over its neurons, as
//! a matrix product, and in a chain of two layers that is trained. Document 001
//! prints no output of it, so every gradient is compared with the numeric one.

pub mod chain;
pub mod dense_layer;
pub mod difference;
pub mod input_gradient;
pub mod runs;

pub use runs::CHAPTER;
