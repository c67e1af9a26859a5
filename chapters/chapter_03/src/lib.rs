//! Chapter 3: a two-layer sigmoid network.
//!
//! Two inputs, two hidden neurons and one output, with sigmoids throughout and
//! binary cross-entropy as the loss. Document 003 takes one step by hand and
//! then trains for 1000 epochs, and [`runs`] declares both.

mod pictures;
pub mod relu_sigmoid;
pub mod runs;
pub mod two_layer;

pub use runs::CHAPTER;
