//! Chapter 7: depth.
//!
//! A network of 2 to 20 layers: how large the gradient of each layer is, what
//! makes it vanish or explode, and what the first weights have to do with it.
//! A pass looks at a network before training; a training shows what it learns.

pub mod activation;
pub mod clipping;
pub mod initialisation;
pub mod network;
mod pictures;
pub mod runs;
pub mod settings;
pub mod sizes;
pub mod training;

pub use runs::CHAPTER;
