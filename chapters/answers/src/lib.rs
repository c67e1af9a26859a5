//! The reader's answers to the exercises, in a crate of their own: where one
//! does not compile, the program that judges them still does.

#![allow(missing_docs, unused_variables, reason = "the reader's own code")]
#![allow(clippy::pedantic, reason = "the reader's own code")]

#[cfg(not(feature = "copy"))]
#[path = "../../exercises/src/answers.rs"]
mod answers;

#[cfg(feature = "copy")]
mod answers {
    include!(env!("EXERCISES_ANSWERS"));
}

pub use answers::*;
