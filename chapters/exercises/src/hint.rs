//! What is said about a wrong answer.

use std::fmt;

use crate::Numbers;

/// Why an answer is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// What may help.
    pub hint: Hint,
    /// The first case in which the answer is wrong.
    pub given: Numbers,
}

/// What is said about a wrong answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Hint {
    /// It computes what the starter computes.
    NotBegun,
    /// It computes what a typical mistake computes, which this text explains.
    Mistake(&'static str),
    /// An array has the wrong shape.
    Shape {
        /// The array's name.
        part: String,
        /// The shape in the answer.
        found: Vec<usize>,
        /// The shape in the reference.
        expected: Vec<usize>,
    },
    /// A number is wrong, and no typical mistake explains it.
    Value {
        /// The name of the number, or of its array.
        part: String,
        /// Its index in the array; empty for a single number.
        at: Vec<usize>,
        /// The number in the answer.
        found: f64,
        /// The number in the reference.
        expected: f64,
    },
    /// It panicked, with this message.
    Panicked(String),
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBegun => f.write_str("this is still the starter"),
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
                // Most references are difference quotients, and no more of
                // their digits are certain.
                write!(f, " is {found:.5}, and should be {expected:.5}")
            }
            Self::Panicked(message) => write!(f, "it panics: {message}"),
        }
    }
}
