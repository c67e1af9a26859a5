//! Chapter 2: a layer of neurons.
//!
//! Three neurons share four inputs. Their outputs are summed, and the square of
//! the sum is the loss. Documents 000 and 001 contain this program.

pub mod layer;
mod pictures;
pub mod runs;
mod two_samples;

pub use runs::CHAPTER;
