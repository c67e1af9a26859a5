//! The arguments of functions such as `np.exp`.

use ndarray::{Array, ArrayBase, Data, Dimension};

use crate::Float;

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

impl<T: Float, S: Data<Elem = T>, D: Dimension> Elementwise
    for &ArrayBase<S, D>
{
    type Element = T;
    type Output = Array<T, D>;

    fn each(self, f: impl Fn(T) -> T) -> Array<T, D> {
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
