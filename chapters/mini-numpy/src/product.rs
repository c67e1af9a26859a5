//! The product of two matrices, fast, with the same bits as a simple loop.
//!
//! [`Order::sum_of_products`] defines every entry in a few lines. If it were
//! called for one entry after another, the processor would have to finish each
//! addition before it could start the next. Here the sixteen entries of a tile
//! of the result are summed side by side. Each is still the sum of its own
//! products in their order and therefore rounded the same, but the sums do not
//! depend on each other, and the compiler computes two with one instruction.

use ndarray::{Array2, ArrayRef2, CowArray, Ix2};

use crate::Order;

/// The number of rows and of columns of a tile.
///
/// The sums of a tile fill eight of the sixteen 128-bit registers that every
/// x86-64 processor has: enough of them to start an addition in every cycle
/// while earlier ones are still being computed.
const SIDE: usize = 4;

/// The sums of a tile, finished or not.
type Tile = [[f64; SIDE]; SIDE];

/// `SIDE` rows of the left matrix or `SIDE` columns of the right one,
/// interleaved. Where the matrix has fewer, the remaining numbers are
/// arbitrary: the sums computed from them are discarded.
type Strip = [[f64; SIDE]];

/// The product a·b (m, k) of a (m, n) and b (n, k), each entry rounded in
/// `order`.
pub(crate) fn product(
    a: &ArrayRef2<f64>, b: &ArrayRef2<f64>, order: Order,
) -> Array2<f64> {
    let (m, n, k) = (a.nrows(), a.ncols(), b.ncols());
    let mut product = Array2::zeros((m, k));
    if product.is_empty() || n == 0 {
        return product;
    }
    let (a, b) = (contiguous(a), contiguous(b));
    let mut columns = vec![[0.0; SIDE]; k.div_ceil(SIDE) * n];
    for (j, strip) in columns.chunks_exact_mut(n).enumerate() {
        copy_rows(&b.t(), j * SIDE, strip);
    }
    let mut rows = vec![[0.0; SIDE]; n];
    let entries = product.as_slice_mut().expect("a new array is contiguous");
    for (i, entries) in entries.chunks_mut(SIDE * k).enumerate() {
        copy_rows(&a, i * SIDE, &mut rows);
        for (j, columns) in columns.chunks_exact(n).enumerate() {
            let tile = sums_of_products(&rows, columns, order);
            for (entries, sums) in entries.chunks_exact_mut(k).zip(&tile) {
                let entries = &mut entries[j * SIDE..];
                match entries.first_chunk_mut() {
                    Some(entries) => *entries = *sums,
                    None => entries.copy_from_slice(&sums[..entries.len()]),
                }
            }
        }
    }
    product
}

/// The matrix, stored row by row or column by column: copied if it is neither.
fn contiguous(matrix: &ArrayRef2<f64>) -> CowArray<'_, f64, Ix2> {
    if matrix.t().is_standard_layout() {
        matrix.view().into()
    } else {
        matrix.as_standard_layout()
    }
}

/// Copies the rows from `first` on, at most `SIDE`, into `strip`. The matrix
/// must be contiguous.
fn copy_rows(matrix: &ArrayRef2<f64>, first: usize, strip: &mut Strip) {
    let (rows, columns) = matrix.dim();
    let entries = matrix.as_slice_memory_order().expect("it is contiguous");
    if matrix.is_standard_layout() {
        let lines = entries.chunks_exact(columns).skip(first).take(SIDE);
        for (i, line) in lines.enumerate() {
            for (slots, &entry) in strip.iter_mut().zip(line) {
                slots[i] = entry;
            }
        }
    } else {
        let last = rows.min(first + SIDE);
        for (slots, line) in strip.iter_mut().zip(entries.chunks_exact(rows)) {
            let line = &line[first..last];
            match line.as_array() {
                Some(line) => *slots = *line,
                None => slots[..line.len()].copy_from_slice(line),
            }
        }
    }
}

/// Computes [`Order::sum_of_products`] of every row with every column.
fn sums_of_products(rows: &Strip, columns: &Strip, order: Order) -> Tile {
    let pairs = rows.iter().zip(columns);
    let lane = |i, n| sums(0.0, pairs.clone().skip(i).step_by(n), plain);
    match order {
        // Adding a product to -0.0 yields that product, so it is as if the sum
        // started with the first product.
        Order::Sequential => sums(-0.0, pairs, plain),
        Order::Fused => sums(-0.0, pairs, fused),
        Order::FusedBackward => sums(-0.0, pairs.rev(), fused),
        Order::TwoLanes => add(lane(0, 2), lane(1, 2)),
        Order::FourLanes => {
            add(add(lane(0, 4), lane(1, 4)), add(lane(2, 4), lane(3, 4)))
        }
    }
}

fn plain(total: f64, x: f64, w: f64) -> f64 {
    total + x * w
}

fn fused(total: f64, x: f64, w: f64) -> f64 {
    x.mul_add(w, total)
}

/// Folds the pairs of every row and every column with `add(total, x, w)`, from
/// `start` on.
///
/// This is a function of its own so that all registers are free for the sums.
#[inline(never)]
fn sums<'a>(
    start: f64,
    pairs: impl Iterator<Item = (&'a [f64; SIDE], &'a [f64; SIDE])>,
    add: impl Fn(f64, f64, f64) -> f64,
) -> Tile {
    let mut totals = [[start; SIDE]; SIDE];
    for (x, w) in pairs {
        for i in 0..SIDE {
            for j in 0..SIDE {
                totals[i][j] = add(totals[i][j], x[i], w[j]);
            }
        }
    }
    totals
}

fn add(a: Tile, b: Tile) -> Tile {
    std::array::from_fn(|i| std::array::from_fn(|j| a[i][j] + b[i][j]))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, ArrayView2, Axis, Slice};

    use super::*;
    use crate::{Float, Numpy, RandomState};

    /// Numbers of rows, of products in an entry, and of columns: none, one,
    /// partial and whole tiles, and the five products of chapter 6.
    const SHAPES: [(usize, usize, usize); 22] = [
        (0, 0, 0),
        (0, 3, 2),
        (2, 0, 3),
        (2, 3, 0),
        (1, 1, 1),
        (1, 5, 3),
        (3, 5, 1),
        (1, 9, 6),
        (2, 1, 2),
        (2, 2, 2),
        (3, 3, 3),
        (4, 4, 4),
        (5, 6, 7),
        (8, 7, 8),
        (9, 8, 5),
        (13, 17, 11),
        (4, 31, 12),
        (300, 2, 64),
        (300, 64, 3),
        (64, 300, 3),
        (300, 3, 64),
        (2, 300, 64),
    ];

    /// Numbers of very different magnitudes, a quarter of them zeros of either
    /// sign.
    fn with_zeros(random: &mut RandomState) -> f64 {
        let [kind, size, x] = random.rand(3).to_vec()[..] else { panic!() };
        match kind {
            ..0.125 => 0.0,
            ..0.25 => -0.0,
            _ => (x - 0.5) * if size < 0.2 { 1e16 } else { 1.0 },
        }
    }

    /// The same, with an occasional NaN, infinity, or extremely large or small
    /// number.
    fn with_extremes(random: &mut RandomState) -> f64 {
        match random.rand(1)[0] {
            ..0.01 => f64::NAN,
            ..0.02 => f64::INFINITY,
            ..0.03 => f64::NEG_INFINITY,
            ..0.05 => 1e300,
            ..0.07 => 1e-300,
            ..0.08 => 5e-324,
            _ => with_zeros(random),
        }
    }

    /// The bits of `x`, the same for every NaN: which NaN a sum yields depends
    /// on the processor and is never printed.
    fn bits(x: f64) -> u64 {
        if x.is_nan() { f64::NAN.to_bits() } else { x.to_bits() }
    }

    /// Compares each entry of `np.dot(a, b)` with its definition.
    #[track_caller]
    fn assert_equals_definition<F: Float>(
        a: &ArrayView2<'_, F>, b: &ArrayView2<'_, F>, np: Numpy,
    ) {
        let product = np.dot(a, b);
        assert_eq!(product.dim(), (a.nrows(), b.ncols()));
        for ((i, j), &entry) in product.indexed_iter() {
            let row = a.row(i).into_iter();
            let column = b.column(j).into_iter();
            let pairs = row.zip(column).map(|(&x, &w)| (x.into(), w.into()));
            let sum = np.matrix_matrix.sum_of_products(pairs);
            let nearest: f64 = f32::nearest(sum).into();
            let expected = F::nearest(if np.nnfs { nearest } else { sum });
            assert_eq!(
                bits(entry.into()),
                bits(expected.into()),
                "[{i}, {j}] of {:?} · {:?}, {np}: {entry:?}, not {expected:?}",
                a.shape(),
                b.shape(),
            );
        }
    }

    /// Multiplies matrices of this shape, transposed matrices, and views into
    /// larger matrices.
    fn assert_all_layouts<F: Float>(
        (m, n, k): (usize, usize, usize), np: Numpy,
        mut draw: impl FnMut() -> f64,
    ) {
        let mut matrix =
            |m, n| Array2::from_shape_simple_fn((m, n), || F::nearest(draw()));
        let (a, b) = (matrix(m, n), matrix(n, k));
        let (at, bt) = (matrix(n, m), matrix(k, n));
        assert_equals_definition(&a.view(), &b.view(), np);
        assert_equals_definition(&at.t(), &b.view(), np);
        assert_equals_definition(&a.view(), &bt.t(), np);
        assert_equals_definition(&at.t(), &bt.t(), np);
        let (a, b) = (matrix(2 * m + 1, n + 3), matrix(n + 1, 3 * k + 1));
        let a = cut(&a, Slice::new(1, None, 2), Slice::from(2..n + 2));
        let b = cut(&b, Slice::from(..n).step_by(-1), Slice::new(1, None, 3));
        assert_equals_definition(&a, &b, np);
    }

    /// `a[rows, columns]`
    fn cut<F>(a: &Array2<F>, rows: Slice, columns: Slice) -> ArrayView2<'_, F> {
        a.slice_axis(Axis(0), rows).slice_axis_move(Axis(1), columns)
    }

    fn assert_all_orders<F: Float>(
        np: fn(Order) -> Numpy, draw: fn(&mut RandomState) -> f64,
    ) {
        let mut random = RandomState::seed(5);
        for order in Order::ALL {
            for shape in SHAPES {
                let draw = || draw(&mut random);
                assert_all_layouts::<F>(shape, np(order), draw);
            }
        }
    }

    #[test]
    fn every_entry_has_the_bits_of_its_definition() {
        assert_all_orders::<f64>(Numpy::with_order, with_zeros);
    }

    #[test]
    fn infinities_nans_and_subnormal_products_have_the_bits_of_the_definition()
    {
        assert_all_orders::<f64>(Numpy::with_order, with_extremes);
    }

    #[test]
    fn products_of_32_bit_floats_are_summed_in_64_bits() {
        assert_all_orders::<f32>(Numpy::with_order, with_extremes);
    }

    #[test]
    fn under_nnfs_every_entry_of_a_product_is_rounded_to_32_bits() {
        let under_nnfs = |order| Numpy::with_order(order).under_nnfs();
        assert_all_orders::<f64>(under_nnfs, with_zeros);
        assert_all_orders::<f32>(under_nnfs, with_zeros);
    }

    #[test]
    fn matrices_of_random_shapes_have_the_bits_of_the_definition() {
        let mut random = RandomState::seed(6);
        for _ in 0..200 {
            let [m, n, k, order] = random.rand(4).to_vec()[..] else {
                panic!()
            };
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the result is an integer from 0 to 23"
            )]
            let below = |x: f64, n: f64| (x * n) as usize;
            let shape = (below(m, 24.0), below(n, 24.0), below(k, 24.0));
            let np = Numpy::with_order(Order::ALL[below(order, 5.0)]);
            assert_all_layouts::<f64>(shape, np, || with_zeros(&mut random));
        }
    }
}
