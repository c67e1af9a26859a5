//! Chapter 8: the tape, automatic differentiation.
//!
//! Whoever calculates with nodes of a [`tape`] writes the forward pass alone;
//! the backward pass follows from it. Its gradients are those of the chapters
//! before, bit for bit, and so is the spiral that it trains.

pub mod models;
mod pictures;
pub mod runs;
pub mod tape;
pub mod training;

pub use runs::CHAPTER;
