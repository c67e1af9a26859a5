//! Chapter 5: the spiral, everything together.
//!
//! The classes of chapter 0, their backward passes, and a network of two
//! layers that learns to tell three arms of a spiral apart, by plain gradient
//! descent and five refinements of it. [`runs`] trains it with every rounding
//! fixed, because this training is chaotic: one other rounding, and a thousand
//! epochs later it is another network.

pub mod network;
pub mod optimizers;
pub mod pictures;
pub mod runs;
pub mod softmax_gradient;
pub mod training;
pub mod two_orders;

pub use runs::CHAPTER;
