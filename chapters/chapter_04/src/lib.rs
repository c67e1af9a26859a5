//! Chapter 4: the gradient with respect to a layer's inputs.
//!
//! What a layer passes back to the one before it: as a sum over its neurons, as
//! a matrix product, in a chain of two layers and in a list of any length. And
//! what that costs. Document 001 prints no output of its own here, so every
//! gradient is compared with the numeric one.

pub mod chain;
pub mod cost;
mod cost_run;
pub mod dense_layer;
pub mod difference;
pub mod five_layers;
pub mod forward_mode;
pub mod input_gradient;
pub mod layers;
mod pictures;
pub mod runs;

pub use runs::CHAPTER;
