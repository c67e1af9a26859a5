//! Chapter 3: a two-layer sigmoid network.
//!
//! Two inputs, two hidden neurons and one output, all with sigmoids, and binary
//! cross-entropy as the loss: a step by hand, and 1000 epochs. Document 003.
//! Besides: two outputs, a start that does not saturate, and a symmetric one.

mod graphs;
mod pictures;
pub mod relu_sigmoid;
pub mod runs;
pub mod saturation;
pub mod symmetry;
pub mod two_layer;
pub mod two_outputs;

pub use runs::CHAPTER;
