//! The NumPy that ran a notebook.

use std::fmt;

use ndarray::{
    Array1, Array2, ArrayRef, ArrayRef1, ArrayRef2, Axis, Dimension,
};

use crate::{Dot, Elementwise, Float, Order, dot, exp, sum, tanh};

/// The NumPy that ran a notebook, with the rounding of its machine.
///
/// The chapters call it `np`, so that a line of Rust reads like the notebook's:
/// `np.dot(&w, &x) + b`, `np.exp(-z)`, `np.maximum(0.0, &z)`.
///
/// NumPy leaves its products to a BLAS, a library that has separate code for
/// each kind of product; hence one [`Order`] for each kind. Everything else is
/// rounded the same on every machine: `exp` and `log` correctly, sums in
/// NumPy's own pairwise order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numpy {
    /// The order of vector · vector: `np.dot(w, x)`.
    pub vector_vector: Order,
    /// The order of matrix · vector: `np.dot(W, x)`.
    pub matrix_vector: Order,
    /// The order of transposed matrix · vector: `np.dot(W.T, x)`, and
    /// `np.dot(x, W)`, which is computed by the same code.
    pub transposed_matrix_vector: Order,
    /// The order of matrix · matrix: `np.dot(X, W)`.
    pub matrix_matrix: Order,
    /// Whether `nnfs.init()` was called. Every product is then summed in
    /// 64 bits, in the orders above, and the result is rounded to 32 bits.
    pub nnfs: bool,
}

impl Numpy {
    /// A NumPy that rounds all kinds of products in the same order.
    pub const fn with_order(order: Order) -> Self {
        Self {
            vector_vector: order,
            matrix_vector: order,
            transposed_matrix_vector: order,
            matrix_matrix: order,
            nnfs: false,
        }
    }

    /// The same NumPy after `nnfs.init()`.
    pub const fn under_nnfs(self) -> Self {
        Self { nnfs: true, ..self }
    }

    /// `np.dot(a, b)` of vectors and matrices, whose shapes [`Dot`] lists.
    ///
    /// As in NumPy, a matrix with one row or one column is multiplied as a
    /// vector, and a matrix counts as transposed if it is stored column by
    /// column, as `w.t()` is. Panics if the shapes do not match; the message is
    /// NumPy's and names both.
    pub fn dot<T: Float, A: Dot<T, B>, B: Dimension>(
        self, a: &ArrayRef<T, A>, b: &ArrayRef<T, B>,
    ) -> A::Product {
        dot::assert_aligned(a.shape(), b.shape());
        A::dot(a, b, self)
    }

    /// `np.exp(x)`, correctly rounded, of a float or an array of any shape, as
    /// are all functions down to `clip`.
    pub fn exp<X: Elementwise>(self, x: X) -> X::Output {
        // To round once more, to 32 bits, is correct for all arguments: no
        // result is a midpoint, as tests/double_rounding.rs shows.
        x.each(|x| Float::nearest(exp::exp(x.into())))
    }

    /// `np.log(x)`, the natural logarithm, correctly rounded.
    pub fn log<X: Elementwise>(self, x: X) -> X::Output {
        x.each(Float::log)
    }

    /// `np.sqrt(x)`, correctly rounded.
    pub fn sqrt<X: Elementwise>(self, x: X) -> X::Output {
        // A root of 53 bits rounds to the correct one of 24: 2·24 + 2 ≤ 53.
        x.each(|x| Float::nearest(x.into().sqrt()))
    }

    /// `np.sin(x)`, correctly rounded.
    pub fn sin<X: Elementwise<Element = f64>>(self, x: X) -> X::Output {
        x.each(pxfm::f_sin)
    }

    /// `np.cos(x)`, correctly rounded.
    pub fn cos<X: Elementwise<Element = f64>>(self, x: X) -> X::Output {
        x.each(pxfm::f_cos)
    }

    /// `np.maximum(min, x)`. NaN stays NaN; `f64::max` would drop it.
    pub fn maximum<X: Elementwise>(self, min: X::Element, x: X) -> X::Output {
        x.each(|x| larger(min, x))
    }

    /// `np.clip(x, min, max)`. NaN in `x` stays NaN.
    pub fn clip<X: Elementwise>(
        self, x: X, min: X::Element, max: X::Element,
    ) -> X::Output {
        x.each(|x| {
            let x = larger(min, x);
            if max < x { max } else { x }
        })
    }

    /// `np.tanh(x)`, to within four ulps of the exact result, of a float or an
    /// array of any shape. It has the same bits on every machine.
    pub fn tanh<X: Elementwise<Element = f64>>(self, x: X) -> X::Output {
        x.each(tanh::tanh)
    }

    /// `np.linspace(start, stop, n)`: `n` evenly spaced numbers, of which the
    /// first is `start` and the last is `stop`.
    pub fn linspace(self, start: f64, stop: f64, n: usize) -> Array1<f64> {
        let last = n.saturating_sub(1);
        // As in NumPy, the step is rounded before it is multiplied.
        let step = (stop - start) / count::<f64>(last);
        Array1::from_shape_fn(n, |i| match i {
            0 => start,
            i if i == last => stop,
            i => count::<f64>(i) * step + start,
        })
    }

    /// `np.sum(x)`: the sum of all entries by NumPy's pairwise summation, which
    /// splits long arrays in halves.
    ///
    /// The entries are taken in the order in which they are stored, or in
    /// row-major order if they are not contiguous.
    pub fn sum<T: Float, D: Dimension>(self, x: &ArrayRef<T, D>) -> T {
        match x.as_slice_memory_order() {
            Some(entries) => sum::pairwise(entries),
            None => sum::pairwise(&x.iter().copied().collect::<Vec<_>>()),
        }
    }

    /// `np.mean(x)`: the sum divided by the number of entries.
    pub fn mean<T: Float, D: Dimension>(self, x: &ArrayRef<T, D>) -> T {
        self.sum(x) / count(x.len())
    }

    /// `np.sum(x, axis=0, keepdims=True)`: the sum of the rows of `x` (m, n),
    /// added from first to last, as a row (1, n).
    ///
    /// If each column is contiguous in memory, as in a matrix with one column
    /// or a transposed matrix, the columns are summed in the pairwise order of
    /// [`sum`](Self::sum) instead, as in NumPy.
    pub fn sum_rows<T: Float>(self, x: &ArrayRef2<T>) -> Array2<T> {
        if x.t().is_standard_layout() {
            let sums = x.map_axis(Axis(0), |column| self.sum(&column));
            return sums.insert_axis(Axis(0));
        }
        let zeros = Array2::zeros((1, x.ncols()));
        x.outer_iter().fold(zeros, |total, row| total + row)
    }

    /// `np.sum(x, axis=1, keepdims=True)`: the sum of the columns of `x`
    /// (m, n), as a column (m, 1), in the order in which
    /// [`sum_rows`](Self::sum_rows) adds the rows of the transposed matrix.
    pub fn sum_columns<T: Float>(self, x: &ArrayRef2<T>) -> Array2<T> {
        self.sum_rows(&x.t()).reversed_axes()
    }

    /// `np.max(x, axis=1, keepdims=True)`: the largest entry of each row of
    /// `x` (m, n), as a column (m, 1); NaN for a row that contains NaN. Panics
    /// if the rows are empty.
    pub fn max_columns<T: Float>(self, x: &ArrayRef2<T>) -> Array2<T> {
        x.map_axis(Axis(1), |row| largest(&row)).insert_axis(Axis(1))
    }

    /// `np.argmax(x, axis=1)`: the index of the largest entry of each row of
    /// `x` (m, n), of the first one if there are several, as a vector (m). NaN
    /// counts as the largest. Panics if the rows are empty.
    pub fn argmax_columns<T: Float>(self, x: &ArrayRef2<T>) -> Array1<usize> {
        x.map_axis(Axis(1), |row| {
            let largest = largest(&row);
            let is_it = |x: &T| *x == largest || (*x).into().is_nan();
            row.iter().position(is_it).expect("it is one of them")
        })
    }

    /// `np.outer(a, b)`: the matrix (m, n) of the products aᵢbⱼ of the entries
    /// of `a` (m) and `b` (n).
    pub fn outer<T: Float>(
        self, a: &ArrayRef1<T>, b: &ArrayRef1<T>,
    ) -> Array2<T> {
        Array2::from_shape_fn((a.len(), b.len()), |(i, j)| a[i] * b[j])
    }
}

/// The largest of several numbers, or NaN if one of them is NaN.
fn largest<T: Float>(x: &ArrayRef1<T>) -> T {
    x.iter().copied().reduce(larger).expect("rows are not empty")
}

/// The larger of two numbers, or NaN if one of them is NaN.
fn larger<T: Float>(a: T, b: T) -> T {
    // If b is NaN, both conditions are false unless a is NaN, too.
    if b < a || a.into().is_nan() { a } else { b }
}

#[expect(clippy::cast_precision_loss, reason = "no array here has 2⁵³ entries")]
fn count<T: Float>(n: usize) -> T {
    T::nearest(n as f64)
}

/// The order, or the order of each kind of product, or `nnfs`, as `--list`
/// shows it.
impl fmt::Display for Numpy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nnfs {
            return f.write_str("nnfs");
        }
        let order = self.vector_vector;
        if *self == Self::with_order(order) {
            return write!(f, "{order}");
        }
        let (row, column) = (self.matrix_vector, self.transposed_matrix_vector);
        write!(f, "vector·vector {order}, matrix·vector {row}, ")?;
        write!(f, "transposed matrix·vector {column}, ")?;
        write!(f, "matrix·matrix {}", self.matrix_matrix)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const NP: Numpy = Numpy::with_order(Order::Sequential);

    #[test]
    fn maximum_propagates_nan() {
        let z = array![f64::NAN, -1.0, 2.0];
        let a = NP.maximum(0.0, &z);
        assert!(a[0].is_nan());
        assert_eq!(a.as_slice().unwrap()[1..], [0.0, 2.0]);
        assert!(f64::is_nan(NP.maximum(f64::NAN, 1.0)));
    }

    #[test]
    fn exp_and_log_take_floats_and_arrays() {
        assert_eq!(NP.exp(0.0), 1.0);
        assert_eq!(NP.log(1.0), 0.0);
        let z = array![[0.0, 1.0], [-1.0, 0.5]];
        assert_eq!(NP.exp(&z)[[0, 1]], std::f64::consts::E);
        assert_eq!(NP.exp(z.clone()), NP.exp(&z));
        assert_eq!(NP.log(NP.exp(&z))[[1, 0]], -1.0);
    }

    #[test]
    #[should_panic(expected = "rows are not empty")]
    fn argmax_columns_refuses_empty_rows() {
        let _ = NP.argmax_columns(&Array2::<f64>::zeros((2, 0)));
    }

    #[test]
    fn sum_rows_returns_one_row() {
        let x = array![[1.0, 2.0], [10.0, 20.0]];
        assert_eq!(NP.sum_rows(&x), array![[11.0, 22.0]]);
        assert_eq!(NP.sum_rows(&x.t()), array![[3.0, 30.0]]);
        assert_eq!(NP.sum_rows(&array![[1.0], [2.0]]), array![[3.0]]);
    }

    #[test]
    fn outer_has_a_row_for_each_entry_of_the_first_vector() {
        let product = NP.outer(&array![2.0, 3.0], &array![1.0, 10.0, 100.0]);
        assert_eq!(product, array![[2.0, 20.0, 200.0], [3.0, 30.0, 300.0]]);
    }

    #[test]
    fn a_numpy_is_described_by_its_orders() {
        assert_eq!(NP.to_string(), "sequential");
        assert_eq!(NP.under_nnfs().to_string(), "nnfs");
        assert_eq!(
            Numpy::DOCUMENT_003.to_string(),
            "vector·vector fused, matrix·vector fused-backward, \
             transposed matrix·vector sequential, matrix·matrix fused"
        );
    }
}
