//! What `np.exp` and its like are applied to.

use ndarray::{Array, ArrayBase, Data, DataMut, DataOwned, Dimension};

use crate::Float;

/// A float, or an array of floats, that a function of one float is applied to
/// entry by entry, as NumPy's universal functions are.
pub trait Elementwise {
    /// The float.
    type Element: Float;
    /// What comes out: a float of a float, an array of an array's shape.
    type Output;

    /// `f` of every entry.
    fn each(self, f: impl Fn(Self::Element) -> Self::Element) -> Self::Output;
}

impl Elementwise for f64 {
    type Element = f64;
    type Output = f64;

    fn each(self, f: impl Fn(f64) -> f64) -> f64 {
        f(self)
    }
}

impl Elementwise for f32 {
    type Element = f32;
    type Output = f32;

    fn each(self, f: impl Fn(f32) -> f32) -> f32 {
        f(self)
    }
}

impl<T, S, D> Elementwise for &ArrayBase<S, D>
where
    T: Float,
    S: Data<Elem = T>,
    D: Dimension,
{
    type Element = T;
    type Output = Array<T, D>;

    fn each(self, f: impl Fn(T) -> T) -> Array<T, D> {
        self.mapv(f)
    }
}

/// An array that is no longer needed is overwritten.
impl<T, S, D> Elementwise for ArrayBase<S, D>
where
    T: Float,
    S: DataOwned<Elem = T> + DataMut,
    D: Dimension,
{
    type Element = T;
    type Output = Self;

    fn each(self, f: impl Fn(T) -> T) -> Self {
        self.mapv_into(f)
    }
}
