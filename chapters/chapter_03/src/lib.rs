//! Chapter 3: a two-layer sigmoid network.
//!
//! Two inputs, two hidden neurons, one output, sigmoids throughout, and binary
//! cross-entropy as the loss. Document 003 takes one step by hand and then
//! trains for 1000 epochs; [`runs`] runs it again.

pub mod relu_sigmoid;
pub mod runs;
pub mod two_layer;

pub use runs::CHAPTER;
