//! Chapter 5: what a classifier computes.
//!
//! What documents 001 and 004 bring along from earlier lessons, and print no
//! output of: data sets, activation functions, a loss and the
//! accuracy. [`runs`] sends the spiral through two untrained layers.

pub mod accuracy;
pub mod activations;
pub mod data;
pub mod exp_of_numpy;
pub mod labels;
pub mod loss;
pub mod pictures;
pub mod runs;
pub mod settings;

pub use runs::CHAPTER;
