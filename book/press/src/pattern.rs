//! Regular expressions.

use std::sync::LazyLock;

use regex::Regex;

/// A regular expression that is compiled when it is first used.
pub(crate) type Pattern = LazyLock<Regex>;

/// Makes a [`Pattern`]. It panics when it is used if it is malformed.
macro_rules! pattern {
    ($($part:literal),+ $(,)?) => {
        std::sync::LazyLock::new(|| {
            regex::Regex::new(concat!($($part),+)).expect("a valid pattern")
        })
    };
}

pub(crate) use pattern;
