//! The floats that NumPy computes with: of 64 bits and of 32.

use std::borrow::Cow;
use std::fmt;
use std::ops::{AddAssign, Neg, SubAssign};
use std::str::FromStr;

use ndarray::{LinalgScalar, ScalarOperand};

use crate::{Element, exp, log};

/// A 64-bit float, NumPy's default, or a 32-bit one, the default after
/// `nnfs.init()`.
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
    /// The magnitude from which on NumPy prints a single float in scientific
    /// notation.
    const SCIENTIFIC_FROM: f64;

    /// Rounds `x` to the nearest float of this type.
    #[must_use]
    fn nearest(x: f64) -> Self;

    /// Rounds every number to the nearest float of this type.
    #[must_use]
    fn nearest_all(x: Vec<f64>) -> Vec<Self>;

    /// The same numbers as 64-bit floats, borrowed if they already are.
    #[must_use]
    fn widened(x: &[Self]) -> Cow<'_, [f64]>;

    /// eˣ, correctly rounded.
    #[must_use]
    fn exp(self) -> Self;

    /// The natural logarithm, correctly rounded.
    #[must_use]
    fn log(self) -> Self;

    /// The square root, correctly rounded, as IEEE 754 requires.
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
        reason = "rounding is what this is for"
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
        // Rounding twice is correct for all arguments: the first rounding never
        // yields the midpoint of two 32-bit floats, as
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
