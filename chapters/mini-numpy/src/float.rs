//! The floats that NumPy computes with, of 64 bits and of 32, alone and in
//! arrays.

use std::fmt;
use std::ops::{AddAssign, Neg, SubAssign};
use std::str::FromStr;

use ndarray::{
    Array, Array2, ArrayBase, ArrayRef2, Data, Dimension, LinalgScalar,
    ScalarOperand,
};

use crate::{Order, log, product};

/// A 64-bit float, NumPy's default, or a 32-bit one, the default after
/// `nnfs.init()`.
pub trait Float:
    LinalgScalar
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
    /// NumPy's name of the type.
    const DTYPE: &'static str;

    /// The magnitude from which on NumPy prints a single float in scientific
    /// notation.
    const SCIENTIFIC_FROM: f64;

    /// Rounds `x` to the nearest float of this type.
    fn nearest(x: f64) -> Self;

    /// The natural logarithm, correctly rounded.
    fn log(self) -> Self;

    /// The product a·b of two matrices, each entry summed in 64 bits in this
    /// order and then rounded to the nearest float of this type.
    fn product(
        a: &ArrayRef2<Self>, b: &ArrayRef2<Self>, order: Order,
    ) -> Array2<Self>;
}

impl Float for f64 {
    const DTYPE: &'static str = "float64";
    const SCIENTIFIC_FROM: f64 = 1e16;

    fn nearest(x: f64) -> Self {
        x
    }

    fn log(self) -> Self {
        pxfm::f_log(self)
    }

    fn product(
        a: &ArrayRef2<f64>, b: &ArrayRef2<f64>, order: Order,
    ) -> Array2<f64> {
        product::product(a, b, order)
    }
}

impl Float for f32 {
    const DTYPE: &'static str = "float32";
    const SCIENTIFIC_FROM: f64 = 1e6;

    #[expect(clippy::cast_possible_truncation, reason = "it rounds")]
    fn nearest(x: f64) -> Self {
        x as f32
    }

    fn log(self) -> Self {
        log::log_32(self)
    }

    fn product(
        a: &ArrayRef2<f32>, b: &ArrayRef2<f32>, order: Order,
    ) -> Array2<f32> {
        let (a, b) = (a.mapv(f64::from), b.mapv(f64::from));
        product::product(&a, &b, order).mapv(Self::nearest)
    }
}

/// A float or an array of floats. A function of one float is applied to it
/// entrywise, as NumPy's universal functions are.
pub trait Elementwise {
    /// The type of the entries.
    type Element: Float;
    /// A float, or an array of the same shape.
    type Output;

    /// Applies `f` to every entry.
    fn each(self, f: impl Fn(Self::Element) -> Self::Element) -> Self::Output;
}

impl<T: Float> Elementwise for T {
    type Element = T;
    type Output = T;

    fn each(self, f: impl Fn(T) -> T) -> T {
        f(self)
    }
}

impl<S: Data<Elem: Float>, D: Dimension> Elementwise for &ArrayBase<S, D> {
    type Element = S::Elem;
    type Output = Array<S::Elem, D>;

    fn each(self, f: impl Fn(S::Elem) -> S::Elem) -> Self::Output {
        self.mapv(f)
    }
}

/// An array passed by value is overwritten with the result.
impl<T: Float, D: Dimension> Elementwise for Array<T, D> {
    type Element = T;
    type Output = Self;

    fn each(self, f: impl Fn(T) -> T) -> Self {
        self.mapv_into(f)
    }
}
