//! What is wrong with a page, and where.

use std::fmt;
use std::path::PathBuf;

/// Something on a page that keeps the book from being rendered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The page, below the book's `src`.
    pub(crate) page: PathBuf,
    /// The line of the page, counted from 1.
    pub(crate) line: usize,
    /// What is wrong, and what to do.
    pub(crate) reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.page.display(), self.line, self.reason)
    }
}
