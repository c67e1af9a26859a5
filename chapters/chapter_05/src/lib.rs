//! Chapter 5: the spiral, everything together.
//!
//! A network of two of chapter 0's layers learns to tell the arms of a spiral
//! apart, by plain gradient descent and five refinements of it. [`runs`] trains
//! it with every rounding fixed, because this training is chaotic: one other
//! rounding, and a thousand epochs later it is another network.

pub mod network;
pub mod optimizers;
mod pictures;
mod report;
pub mod runs;
pub mod samples;
mod saving;
pub mod settings;
pub mod softmax_gradient;
pub mod training;
mod two_orders;

pub use runs::CHAPTER;
