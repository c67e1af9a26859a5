//! Chapter 4: the gradient with respect to a layer's inputs.
//!
//! What a layer passes back to the one before it, as a sum over its neurons and
//! as a matrix product; a dense layer that stores its weights transposed; and
//! two such layers in a chain, trained. Sections 4 and 4.1 of document 001 print
//! no output, and so [`runs`] compares every gradient with the numeric one.

// On the pages these attributes and headings would outweigh the mathematics.
#![allow(clippy::must_use_candidate, clippy::missing_panics_doc)]

pub mod chain;
pub mod difference;
pub mod input_gradient;
mod pictures;
pub mod runs;

pub use runs::CHAPTER;
