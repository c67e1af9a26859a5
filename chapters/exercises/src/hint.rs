//! What an answer that is not right is told.

use std::fmt;

/// What an answer that is not right is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Hint {
    /// It computes what the starter computes.
    NotBegun,
    /// It computes what a typical mistake computes; the text says which.
    Mistake(&'static str),
    /// An array has not the shape that was asked for.
    Shape {
        /// The array's name.
        part: &'static str,
        /// The shape of the answer.
        found: Vec<usize>,
        /// The shape that was asked for.
        expected: Vec<usize>,
    },
    /// A number is wrong, and no typical mistake explains it.
    Value {
        /// The name of the number, or of the array that it stands in.
        part: &'static str,
        /// Its place in the array; empty where it stands alone.
        at: Vec<usize>,
        /// The number of the answer.
        found: f64,
        /// What the reference says.
        expected: f64,
    },
    /// It panicked, with this message.
    Panicked(String),
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBegun => write!(f, "this is still what the starter does"),
            Self::Mistake(text) => f.write_str(text),
            Self::Shape { part, found, expected } => write!(
                f,
                "{part} has the shape {found:?}, and should have {expected:?}"
            ),
            Self::Value { part, at, found, expected } => {
                f.write_str(part)?;
                if !at.is_empty() {
                    write!(f, "{at:?}")?;
                }
                // The reference is a difference quotient: no more of its
                // digits are sure.
                write!(f, " is {found:.5}, and should be {expected:.5}")
            }
            Self::Panicked(message) => write!(f, "it panics: {message}"),
        }
    }
}

impl std::error::Error for Hint {}
