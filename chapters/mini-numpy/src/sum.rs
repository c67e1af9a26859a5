//! The order in which NumPy sums the entries of an array.

use crate::Float;

/// Σ xᵢ in the order of `np.sum`, which is pairwise summation
/// (`loops_utils.h.src` in NumPy's sources).
///
/// Fewer than 8 entries are added from first to last. Up to 128 are added in
/// eight running sums, which are then added in pairs, and any entries left over
/// are added from first to last. More are split into two halves, the length of
/// the first being a multiple of 8.
pub(crate) fn pairwise<T: Float>(x: &[T]) -> T {
    // NumPy starts from 0.0, so that a sum of -0.0 only is 0.0.
    T::zero() + halves(x)
}

fn halves<T: Float>(x: &[T]) -> T {
    if x.len() < 8 {
        return first_to_last(-T::zero(), x);
    }
    if 128 < x.len() {
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
    let sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
    first_to_last(sum, rest)
}

fn first_to_last<T: Float>(start: T, x: &[T]) -> T {
    x.iter().fold(start, |total, &x| total + x)
}
