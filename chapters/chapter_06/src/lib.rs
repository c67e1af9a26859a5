//! Chapter 6: the spiral, everything together.
//!
//! Two of chapter 5's layers learn to tell a spiral's arms apart, by gradient
//! descent and five refinements. Every rounding is fixed, because this training
//! is chaotic: one other, and a thousand epochs later it is another network.

pub mod batches;
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
mod valley;

pub use runs::CHAPTER;
