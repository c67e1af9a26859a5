//! Chapter 0: the forward pass.
//!
//! What documents 001 and 004 open with: the classes of the lessons before,
//! a dense layer, the ReLU, softmax, and categorical cross-entropy, and two
//! data sets to run them on. Under `nnfs.init()` all of it computes in 32
//! bits, as [`runs`] does.

pub mod accuracy;
pub mod activations;
pub mod data;
pub mod dense_layer;
pub mod exp_of_numpy;
pub mod labels;
pub mod loss;
pub mod runs;

pub use runs::CHAPTER;
