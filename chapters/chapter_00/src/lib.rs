//! Chapter 0: the forward pass.
//!
//! What documents 001 and 004 bring along from earlier lessons: data sets, a
//! dense layer, ReLU and softmax, the categorical cross-entropy and the
//! accuracy. The documents print no output of it. [`runs`] sends the spiral
//! through two layers that have not learned anything.

// On the pages these attributes and headings would outweigh the mathematics.
#![allow(clippy::must_use_candidate, clippy::missing_panics_doc)]

pub mod accuracy;
pub mod activations;
pub mod data;
pub mod dense_layer;
pub mod exp_of_numpy;
pub mod labels;
pub mod loss;
pub mod pictures;
pub mod runs;
pub mod settings;

pub use runs::CHAPTER;
