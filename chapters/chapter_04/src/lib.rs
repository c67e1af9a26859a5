//! Chapter 4: the gradient with respect to a layer's inputs.
//!
//! What a layer passes back to the one before it, as a sum over its neurons, as
//! a matrix product, and in a chain of two layers that is trained. Sections 4
//! and 4.1 of document 001 print no output, and so [`runs`] compares every
//! gradient with the numeric one.

pub mod chain;
pub mod difference;
pub mod input_gradient;
mod pictures;
pub mod runs;

pub use runs::CHAPTER;
