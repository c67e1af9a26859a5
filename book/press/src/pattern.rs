//! Regular expressions.

use std::sync::LazyLock;

use regex::Regex;

/// A regular expression that is compiled when it is first used.
pub(crate) type Pattern = LazyLock<Regex>;

/// Makes a [`Pattern`].
macro_rules! pattern {
    ($pattern:literal) => {
        std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).expect("a valid pattern")
        })
    };
}

pub(crate) use pattern;
