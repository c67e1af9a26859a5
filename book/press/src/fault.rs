//! What is wrong with a page, and where.

use std::fmt;
use std::path::PathBuf;

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The page, below the book's `src`.
    pub(crate) page: PathBuf,
    /// The line, counted from 1.
    pub(crate) line: usize,
}

/// Something on a page that keeps the book from being rendered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    /// What is wrong, and what to do.
    pub(crate) reason: String,
}

impl Place {
    pub(crate) fn fault(&self, reason: impl Into<String>) -> Fault {
        Fault { place: self.clone(), reason: reason.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { page, line } = &self.place;
        write!(f, "{}:{line}: {}", page.display(), self.reason)
    }
}
