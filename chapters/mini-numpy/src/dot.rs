//! `np.dot` of vectors and matrices.

use ndarray::{Array1, Array2, ArrayBase, Data, Ix1, Ix2};

use crate::product::{self, Matrix};
use crate::{Float, Numpy, Order};

/// The left operand of [`Numpy::dot`]: a vector or a matrix, owned or a view.
pub trait Dot<Rhs> {
    /// The product: a float, a vector or a matrix.
    type Output;

    /// Computes `np.dot(self, rhs)`, rounded as `np` rounds it.
    ///
    /// # Panics
    ///
    /// If the shapes do not match. The message is NumPy's and names both.
    fn dot_in(&self, rhs: &Rhs, np: Numpy) -> Self::Output;
}

/// vector (n) · vector (n)
impl<F, S, T> Dot<ArrayBase<T, Ix1>> for ArrayBase<S, Ix1>
where
    F: Float,
    S: Data<Elem = F>,
    T: Data<Elem = F>,
{
    type Output = F;

    fn dot_in(&self, rhs: &ArrayBase<T, Ix1>, np: Numpy) -> F {
        assert_aligned(self.shape(), rhs.shape());
        sum_of_products(self, rhs, np.vector_vector, np)
    }
}

/// matrix (m, n) · vector (n)
impl<F, S, T> Dot<ArrayBase<T, Ix1>> for ArrayBase<S, Ix2>
where
    F: Float,
    S: Data<Elem = F>,
    T: Data<Elem = F>,
{
    type Output = Array1<F>;

    fn dot_in(&self, rhs: &ArrayBase<T, Ix1>, np: Numpy) -> Array1<F> {
        assert_aligned(self.shape(), rhs.shape());
        let order = if self.nrows() == 1 {
            np.vector_vector
        } else if is_transposed(self) {
            np.transposed_matrix_vector
        } else {
            np.matrix_vector
        };
        Array1::from_shape_fn(self.nrows(), |i| {
            sum_of_products(&self.row(i), rhs, order, np)
        })
    }
}

/// vector (n) · matrix (n, m), computed as the transposed matrix · vector
impl<F, S, T> Dot<ArrayBase<T, Ix2>> for ArrayBase<S, Ix1>
where
    F: Float,
    S: Data<Elem = F>,
    T: Data<Elem = F>,
{
    type Output = Array1<F>;

    fn dot_in(&self, rhs: &ArrayBase<T, Ix2>, np: Numpy) -> Array1<F> {
        assert_aligned(self.shape(), rhs.shape());
        rhs.t().dot_in(self, np)
    }
}

/// matrix (m, n) · matrix (n, k)
impl<F, S, T> Dot<ArrayBase<T, Ix2>> for ArrayBase<S, Ix2>
where
    F: Float,
    S: Data<Elem = F>,
    T: Data<Elem = F>,
{
    type Output = Array2<F>;

    fn dot_in(&self, rhs: &ArrayBase<T, Ix2>, np: Numpy) -> Array2<F> {
        assert_aligned(self.shape(), rhs.shape());
        let (m, k) = (self.nrows(), rhs.ncols());
        let order = match (m, k) {
            (1, 1) => np.vector_vector,
            (_, 1) if is_transposed(self) => np.transposed_matrix_vector,
            (1, _) if !is_transposed(rhs) => np.transposed_matrix_vector,
            (_, 1) | (1, _) => np.matrix_vector,
            _ => np.matrix_matrix,
        };
        let mut entries = with_entries(self, |a| {
            with_entries(rhs, |b| product::product(a, b, order))
        });
        if np.nnfs {
            for entry in &mut entries {
                *entry = to_single(*entry);
            }
        }
        Array2::from_shape_vec((m, k), F::nearest_all(entries))
            .expect("as many entries as the shape has")
    }
}

/// Computes Σ xᵢwᵢ in 64 bits and rounds it to the type of the entries.
///
/// NumPy itself adds 32-bit floats in 32 bits. But all 32-bit floats of this
/// book come from programs that call `nnfs.init()`, which makes NumPy convert
/// them to 64 bits first.
fn sum_of_products<F, S, T>(
    x: &ArrayBase<S, Ix1>,
    w: &ArrayBase<T, Ix1>,
    order: Order,
    np: Numpy,
) -> F
where
    F: Float,
    S: Data<Elem = F>,
    T: Data<Elem = F>,
{
    let pairs = x.iter().zip(w).map(|(&x, &w)| (x.into(), w.into()));
    let sum = order.sum_of_products(pairs);
    F::nearest(if np.nnfs { to_single(sum) } else { sum })
}

/// Calls `f` with the matrix as contiguous 64-bit floats. The entries are
/// copied only if they are not contiguous or have another type.
fn with_entries<F, S, R>(
    matrix: &ArrayBase<S, Ix2>,
    f: impl FnOnce(Matrix<'_>) -> R,
) -> R
where
    F: Float,
    S: Data<Elem = F>,
{
    let transposed = is_transposed(matrix);
    let copy;
    let entries = match matrix.as_slice_memory_order() {
        Some(entries) if transposed || matrix.is_standard_layout() => entries,
        _ => {
            copy = matrix.iter().copied().collect::<Vec<_>>();
            &copy
        }
    };
    let (rows, columns) = matrix.dim();
    f(Matrix { entries: &F::widened(entries), rows, columns, transposed })
}

// ANCHOR: to_single
/// Rounds to the nearest 32-bit float, as nnfs does with every dot product.
fn to_single(x: f64) -> f64 {
    f32::nearest(x).into()
}
// ANCHOR_END: to_single

/// Whether a matrix is stored column by column, as `w.t()` is. NumPy then asks
/// the BLAS for the product with the transposed matrix, which has an order of
/// its own.
fn is_transposed<S>(matrix: &ArrayBase<S, Ix2>) -> bool
where
    S: Data,
{
    !matrix.is_standard_layout() && matrix.t().is_standard_layout()
}

/// Panics with NumPy's message unless the last axis of `a` is as long as the
/// first axis of `b`.
#[track_caller]
fn assert_aligned(a: &[usize], b: &[usize]) {
    let (n, rows) = (a[a.len() - 1], b[0]);
    assert!(
        n == rows,
        "shapes {} and {} not aligned: {n} (dim {}) != {rows} (dim 0)",
        tuple(a),
        tuple(b),
        a.len() - 1,
    );
}

/// A shape as Python prints it: `(3,)` or `(2, 3)`.
pub(crate) fn tuple(shape: &[usize]) -> String {
    let sizes: Vec<_> = shape.iter().map(usize::to_string).collect();
    let comma = if shape.len() == 1 { "," } else { "" };
    format!("({}{comma})", sizes.join(", "))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array, Array1, Array2, array};

    use super::*;

    /// The kinds of products that involve a vector differ in their order, so
    /// that 2⁵³ + 1 + 3 − 2⁵³ shows which one was used (see `order.rs`).
    const NP: Numpy = Numpy {
        vector_vector: Order::Sequential,
        matrix_vector: Order::FourLanes,
        transposed_matrix_vector: Order::TwoLanes,
        matrix_matrix: Order::Sequential,
        nnfs: false,
    };

    fn addends() -> Array1<f64> {
        let big = 9_007_199_254_740_992.0;
        array![big, 1.0, 3.0, -big]
    }

    fn ones(m: usize, n: usize) -> Array2<f64> {
        Array::ones((m, n))
    }

    #[test]
    fn each_kind_of_product_has_its_own_order() {
        let v = addends(); // (4,)
        let (vector, matrix, transposed) = (4.0, 3.0, 5.0);

        assert_eq!(NP.dot(&v, &Array::ones(4)), vector);
        assert_eq!(NP.dot(&ones(2, 4), &v), array![matrix, matrix]);
        assert_eq!(NP.dot(&ones(4, 2).t(), &v), array![transposed, transposed]);
        assert_eq!(NP.dot(&v, &ones(4, 2)), array![transposed, transposed]);
        assert_eq!(NP.dot(&v, &ones(2, 4).t()), array![matrix, matrix]);
    }

    #[test]
    fn a_matrix_with_one_row_or_column_multiplies_as_a_vector() {
        let column = addends().into_shape_with_order((4, 1)).unwrap(); // (4, 1)
        let row = column.t(); // (1, 4)
        let (vector, matrix, transposed) = (4.0, 3.0, 5.0);

        assert_eq!(NP.dot(&ones(1, 4), &column), array![[vector]]);
        assert_eq!(NP.dot(&ones(2, 4), &column), array![[matrix], [matrix]]);
        assert_eq!(
            NP.dot(&ones(4, 2).t(), &column),
            array![[transposed], [transposed]]
        );
        assert_eq!(NP.dot(&row, &ones(4, 2)), array![[transposed, transposed]]);
        assert_eq!(NP.dot(&row, &ones(2, 4).t()), array![[matrix, matrix]]);
        assert_eq!(NP.dot(&row, &ones(4, 1).column(0)), array![vector]);
        assert_eq!(NP.dot(&addends(), &ones(4, 1)), array![vector]);
        let two_lanes = Numpy { matrix_matrix: Order::TwoLanes, ..NP };
        let twice = ndarray::concatenate![ndarray::Axis(1), column, column];
        assert_eq!(
            two_lanes.dot(&ones(2, 4), &twice),
            array![[5.0, 5.0], [5.0, 5.0]]
        );
    }

    #[test]
    fn under_nnfs_every_product_is_a_32_bit_float() {
        let x = array![0.1, 0.2];
        let nnfs = Numpy::with_order(Order::Sequential).under_nnfs();
        assert_eq!(nnfs.dot(&x, &x), f64::from(0.05_f32));
    }

    #[test]
    #[should_panic(
        expected = "shapes (2, 3) and (4,) not aligned: 3 (dim 1) != 4 (dim 0)"
    )]
    fn shapes_that_do_not_match_are_both_named() {
        let _ = NP.dot(&ones(2, 3), &addends());
    }

    #[test]
    #[should_panic(
        expected = "shapes (4,) and (3,) not aligned: 4 (dim 0) != 3 (dim 0)"
    )]
    fn vectors_of_different_lengths_are_refused() {
        let _ = NP.dot(&addends(), &array![1.0, 2.0, 3.0]);
    }

    #[test]
    #[should_panic(
        expected = "shapes (4,) and (2, 3) not aligned: 4 (dim 0) != 2 (dim 0)"
    )]
    fn vector_times_matrix_names_the_shapes_in_the_order_written() {
        let _ = NP.dot(&addends(), &ones(2, 3));
    }
}
