//! Chapter 1: a single neuron.
//!
//! One neuron with three inputs, a ReLU and a squared loss learns to put out
//! 0. Three documents hold this program, and print three different second
//! losses: [`runs`] runs all three again.

pub mod neuron;
pub mod runs;

pub use runs::CHAPTER;
