//! Chapter 4: the gradient by a layer's inputs.
//!
//! What a layer passes back to the one before it, as a sum over its neurons
//! and as a matrix product; a dense layer that stores its weights transposed;
//! and two such layers in a chain, trained. Document 001, sections 4 and 4.1,
//! prints no output: [`runs`] shows every gradient beside its difference
//! quotient instead.

pub mod chain;
pub mod difference;
pub mod input_gradient;
pub mod runs;

pub use runs::CHAPTER;
