//! NumPy's order of summing the entries of an array.

use crate::Float;

/// NumPy sums up to this many entries without splitting them in halves.
const BLOCK: usize = 128;

/// Σ xᵢ in the order of `np.sum` (NumPy's `loops_utils.h.src`):
/// fewer than 8 entries one after the other; up to 128 in eight running sums,
/// added as a tree, the rest one after the other; more, in two halves of which
/// the first is a multiple of 8.
pub(crate) fn pairwise<T: Float>(x: &[T]) -> T {
    // NumPy starts from 0.0, so that a sum of nothing but -0.0 is 0.0.
    T::zero() + halves(x)
}

fn halves<T: Float>(x: &[T]) -> T {
    if x.len() < 8 {
        return one_after_the_other(-T::zero(), x);
    }
    if x.len() > BLOCK {
        let half = x.len() / 2;
        let (first, second) = x.split_at(half - half % 8);
        return halves(first) + halves(second);
    }
    let (blocks, rest) = x.as_chunks::<8>();
    let mut r = blocks[0];
    for block in &blocks[1..] {
        for (total, &x) in r.iter_mut().zip(block) {
            *total += x;
        }
    }
    let tree =
        ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    one_after_the_other(tree, rest)
}

fn one_after_the_other<T: Float>(start: T, x: &[T]) -> T {
    x.iter().fold(start, |total, &x| total + x)
}
