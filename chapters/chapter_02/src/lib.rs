//! Chapter 2: a layer of neurons.
//!
//! Three neurons share four inputs; their outputs are summed, and the square
//! of the sum is the loss. Documents 000 and 001 hold this program; [`runs`]
//! runs it again as each of them did.

pub mod layer;
pub mod runs;

pub use runs::CHAPTER;
