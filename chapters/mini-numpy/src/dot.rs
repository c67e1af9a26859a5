//! `np.dot` of vectors and matrices.

use ndarray::{
    Array1, Array2, ArrayRef, ArrayRef1, ArrayRef2, Axis, Dimension, Ix1, Ix2,
};

use crate::{Float, Numpy, product::product};

/// The dimension of the left operand of [`Numpy::dot`] with that of the right
/// one: vector (n) · vector (n), matrix (m, n) · vector (n), vector (n) ·
/// matrix (n, m) or matrix (m, n) · matrix (n, k).
pub trait Dot<T, Rhs: Dimension>: Dimension {
    /// The product: a float, a vector or a matrix.
    type Product;

    /// Computes `np.dot(a, b)`, whose shapes match: [`Numpy::dot`] has checked.
    fn dot(
        a: &ArrayRef<T, Self>, b: &ArrayRef<T, Rhs>, np: Numpy,
    ) -> Self::Product;
}

impl<T: Float> Dot<T, Ix1> for Ix1 {
    type Product = T;

    fn dot(x: &ArrayRef1<T>, w: &ArrayRef1<T>, np: Numpy) -> T {
        let pairs = x.iter().zip(w).map(|(&x, &w)| (x.into(), w.into()));
        rounded(np.vector_vector.sum_of_products(pairs), np)
    }
}

/// Computed as the product with a matrix of one column.
impl<T: Float> Dot<T, Ix1> for Ix2 {
    type Product = Array1<T>;

    fn dot(a: &ArrayRef2<T>, b: &ArrayRef1<T>, np: Numpy) -> Array1<T> {
        let column = b.view().insert_axis(Axis(1));
        np.dot(a, &column).index_axis_move(Axis(1), 0)
    }
}

/// Computed as the transposed matrix · vector.
impl<T: Float> Dot<T, Ix2> for Ix1 {
    type Product = Array1<T>;

    fn dot(a: &ArrayRef1<T>, b: &ArrayRef2<T>, np: Numpy) -> Array1<T> {
        np.dot(&b.t(), a)
    }
}

impl<T: Float> Dot<T, Ix2> for Ix2 {
    type Product = Array2<T>;

    fn dot(a: &ArrayRef2<T>, b: &ArrayRef2<T>, np: Numpy) -> Array2<T> {
        let order = match (a.nrows(), b.ncols()) {
            (1, 1) => np.vector_vector,
            (_, 1) if is_transposed(a) => np.transposed_matrix_vector,
            (1, _) if !is_transposed(b) => np.transposed_matrix_vector,
            (_, 1) | (1, _) => np.matrix_vector,
            _ => np.matrix_matrix,
        };
        product(a, b, order, |sum| rounded(sum, np))
    }
}

/// Rounds a sum, which has 64 bits, to the type of the entries.
///
/// NumPy itself adds 32-bit floats in 32 bits. But all 32-bit floats of this
/// book come from programs that call `nnfs.init()`, which makes NumPy convert
/// them to 64 bits first.
fn rounded<T: Float>(sum: f64, np: Numpy) -> T {
    T::nearest(if np.nnfs { to_single(sum) } else { sum })
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
fn is_transposed<T>(matrix: &ArrayRef2<T>) -> bool {
    !matrix.is_standard_layout() && matrix.t().is_standard_layout()
}

/// Panics with NumPy's message unless the last axis of `a` is as long as the
/// first axis of `b`.
#[track_caller]
pub(crate) fn assert_aligned(a: &[usize], b: &[usize]) {
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
    use crate::Order;

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
