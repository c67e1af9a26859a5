//! The multiplications of both modes, checked by loops that count.

use crate::prelude::*;

/// Count. For one sample, three operations lead from `sizes[0]` numbers to
/// `sizes[1]`, on to `sizes[2]` and to `sizes[3]`. Each has a Jacobian, with a
/// row for each of its outputs and a column for each of its inputs. By the
/// chain rule, the Jacobian of all three is the product of the three matrices,
/// that of the last operation on the left. A product of three matrices can be
/// computed in two ways: backward, beginning with the two on the left, or
/// forward, beginning with the two on the right. How many multiplications of
/// numbers does each take, backward first? Then answer for yourself: which is
/// less if the last operation has one output, the loss?
pub fn count_both_ways(sizes: [usize; 4]) -> (usize, usize) {
    (0, 0)
}

/// A product of matrices takes rows times columns times what they share.
fn solution([n0, n1, n2, n3]: [usize; 4]) -> (usize, usize) {
    let backward = n3 * n2 * n1 + n3 * n1 * n0; // (J₃·J₂)·J₁
    let forward = n2 * n1 * n0 + n3 * n2 * n0; // J₃·(J₂·J₁)
    (backward, forward)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::count_both_ways, count_both_ways, solution],
    cases: |_| vec![[5, 4, 3, 1], [2, 6, 3, 4], [1, 3, 2, 7], [3, 2, 5, 2]],
    trial: |answer, _, sizes| {
        // A matrix is its shape; its product counts in three loops.
        let product = |count: &mut usize, a: [usize; 2], b: [usize; 2]| {
            assert_eq!(a[1], b[0], "shapes that fit");
            for _row in 0..a[0] {
                for _column in 0..b[1] {
                    (0..a[1]).for_each(|_| *count += 1);
                }
            }
            [a[0], b[1]]
        };
        let [j1, j2, j3] = [0, 1, 2].map(|i| [sizes[i + 1], sizes[i]]);
        let (mut backward, mut forward) = (0, 0);
        let last_two = product(&mut backward, j3, j2);
        let whole = product(&mut backward, last_two, j1);
        let first_two = product(&mut forward, j2, j1);
        assert_eq!(whole, product(&mut forward, j3, first_two));
        let expected = (backward, forward);
        let given = named![sizes];
        let names = "backward, forward";
        Trial::new(given, names, &expected, || answer(sizes))
    },
    mistakes: mistakes! {
        /// You have the two the other way round. Backward begins at the output,
        /// with the two matrices on the left.
        |sizes| {
            let (backward, forward) = solution(sizes);
            (forward, backward)
        };
        /// These are the entries of the three matrices. Every entry is used
        /// more than once.
        |[n0, n1, n2, n3]| {
            let entries = n3 * n2 + n2 * n1 + n1 * n0;
            (entries, entries)
        };
        /// You count the first product of each way. A second one follows.
        |[n0, n1, n2, n3]| (n3 * n2 * n1, n2 * n1 * n0);
        /// You count what a gradient takes, as if there were one output. Here
        /// there may be several.
        |[n0, n1, n2, _]| solution([n0, n1, n2, 1]);
        /// You count the entries of the products. Each of them is a sum, with a
        /// multiplication for each of its terms.
        |[n0, n1, n2, n3]| (n3 * n1 + n3 * n0, n2 * n0 + n3 * n0);
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn([usize; 4]) -> (usize, usize);

    const RIGHT: &[(&str, Answer)] = &[
        ("what is shared, taken out", |[a, b, c, d]| {
            (d * b * (c + a), a * c * (b + d))
        }),
        ("row by row, and column by column", |[a, b, c, d]| {
            let row = c * b + b * a;
            let column = b * c + c * d;
            (d * row, a * column)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("backward twice", |sizes| {
            let (backward, _) = solution(sizes);
            (backward, backward)
        }),
        ("forward twice", |sizes| {
            let (_, forward) = solution(sizes);
            (forward, forward)
        }),
        ("the smaller first", |sizes| {
            let (backward, forward) = solution(sizes);
            (backward.min(forward), backward.max(forward))
        }),
        ("all sizes at once", |[a, b, c, d]| (a * b * c * d, a * b * c * d)),
        ("one input", |[_, b, c, d]| solution([1, b, c, d])),
        ("sums as well", |sizes| {
            let (backward, forward) = solution(sizes);
            (2 * backward, 2 * forward)
        }),
        ("the sizes turned round", |[a, b, c, d]| solution([d, c, b, a])),
        ("the second product with the wrong inner size", |[a, b, c, d]| {
            (d * c * b + d * c * a, c * b * a + d * b * a)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
