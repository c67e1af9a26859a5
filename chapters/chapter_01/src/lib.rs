//! Chapter 1: a single neuron.
//!
//! A neuron with three inputs, a ReLU and a squared loss learns to output 0.
//! Three documents contain this program, and print three different losses.

pub mod neuron;
mod nudges;
mod pictures;
pub mod runs;

pub use runs::CHAPTER;
