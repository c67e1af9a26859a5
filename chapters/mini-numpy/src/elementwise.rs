//! What `np.exp` and its like are applied to.

use ndarray::{Array, ArrayBase, Data, DataOwned, Dimension};

/// A float, or an array of floats, that a function of one float is applied to
/// entry by entry, as NumPy's universal functions are.
pub trait Elementwise {
    /// What comes out: a float of a float, an array of an array's shape.
    type Output;

    /// `f` of every entry.
    fn each(self, f: impl Fn(f64) -> f64) -> Self::Output;
}

impl Elementwise for f64 {
    type Output = f64;

    fn each(self, f: impl Fn(f64) -> f64) -> f64 {
        f(self)
    }
}

impl<S: Data<Elem = f64>, D: Dimension> Elementwise for &ArrayBase<S, D> {
    type Output = Array<f64, D>;

    fn each(self, f: impl Fn(f64) -> f64) -> Array<f64, D> {
        self.mapv(f)
    }
}

/// An array that is no longer needed is overwritten.
impl<S, D> Elementwise for ArrayBase<S, D>
where
    S: DataOwned<Elem = f64> + ndarray::DataMut,
    D: Dimension,
{
    type Output = Self;

    fn each(self, f: impl Fn(f64) -> f64) -> Self {
        self.mapv_into(f)
    }
}
