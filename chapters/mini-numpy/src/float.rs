//! The two kinds of floats that NumPy computes with here.

use std::borrow::Cow;
use std::fmt;
use std::ops::{AddAssign, Neg, SubAssign};
use std::str::FromStr;

use ndarray::{LinalgScalar, ScalarOperand};

use crate::{Element, exp, log};

/// A 64-bit float, as NumPy takes them, or a 32-bit one, as `nnfs.init()`
/// makes it take them.
pub trait Float:
    Element
    + LinalgScalar
    + ScalarOperand
    + AddAssign
    + SubAssign
    + Neg<Output = Self>
    + PartialOrd
    + Into<f64>
    + fmt::Debug
    + fmt::Display
    + fmt::LowerExp
    + FromStr
{
    /// From here on, NumPy prints a float that stands alone in scientific
    /// notation.
    const SCIENTIFIC_FROM: f64;

    /// The float of this type that is nearest to `x`.
    #[must_use]
    fn nearest(x: f64) -> Self;

    /// The nearest float of this type to each.
    #[must_use]
    fn nearest_all(x: Vec<f64>) -> Vec<Self>;

    /// The same numbers with 64 bits each.
    #[must_use]
    fn widened(x: &[Self]) -> Cow<'_, [f64]>;

    /// eˣ, correctly rounded.
    #[must_use]
    fn exp(self) -> Self;

    /// The natural logarithm, correctly rounded.
    #[must_use]
    fn log(self) -> Self;

    /// The square root, correctly rounded, as IEEE 754 demands everywhere.
    #[must_use]
    fn sqrt(self) -> Self;
}

impl Float for f64 {
    const SCIENTIFIC_FROM: f64 = 1e16;

    fn nearest(x: f64) -> Self {
        x
    }

    fn nearest_all(x: Vec<f64>) -> Vec<Self> {
        x
    }

    fn widened(x: &[Self]) -> Cow<'_, [f64]> {
        Cow::Borrowed(x)
    }

    fn exp(self) -> Self {
        exp::exp(self)
    }

    fn log(self) -> Self {
        pxfm::f_log(self)
    }

    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
}

impl Float for f32 {
    const SCIENTIFIC_FROM: f64 = 1e6;

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the digits that this drops are the point"
    )]
    fn nearest(x: f64) -> Self {
        x as f32
    }

    fn nearest_all(x: Vec<f64>) -> Vec<Self> {
        x.into_iter().map(Self::nearest).collect()
    }

    fn widened(x: &[Self]) -> Cow<'_, [f64]> {
        x.iter().copied().map(f64::from).collect()
    }

    fn exp(self) -> Self {
        // Rounding twice rounds none of them wrongly: no double that comes out
        // lies in the middle between two 32-bit floats, as
        // tests/double_rounding.rs shows.
        Self::nearest(exp::exp(self.into()))
    }

    fn log(self) -> Self {
        log::log_32(self)
    }

    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }
}
