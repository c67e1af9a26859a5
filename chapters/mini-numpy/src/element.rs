//! The types of the entries of an array, and how NumPy prints them.

use crate::{Float, format, repr};

/// An entry of an array: an `f64`, an `f32` or an `i64`.
pub trait Element: Copy {
    /// NumPy's name of the type: `float64`, `float32` or `int64`.
    const DTYPE: &'static str;

    /// The number on its own: see [`repr`](crate::repr()).
    fn repr(self) -> String;

    /// The entries of one array as NumPy prints them: with the same number of
    /// decimal places, and padded on the left to the same width.
    fn aligned(entries: &[Self]) -> Vec<String>;
}

impl<T: Float> Element for T {
    const DTYPE: &'static str = T::DTYPE;

    fn repr(self) -> String {
        repr::float(self)
    }

    fn aligned(entries: &[Self]) -> Vec<String> {
        format::floats(entries)
    }
}

impl Element for i64 {
    const DTYPE: &'static str = "int64";

    fn repr(self) -> String {
        self.to_string()
    }

    fn aligned(entries: &[Self]) -> Vec<String> {
        format::padded(entries.iter().map(i64::to_string))
    }
}
