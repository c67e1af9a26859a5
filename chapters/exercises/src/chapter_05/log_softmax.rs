//! The logarithm of softmax, checked against the logarithm of chapter 5's
//! softmax or, where that underflows, against its known limit.

use crate::prelude::*;

/// Derive and implement. Where an entry is far below the largest, softmax
/// rounds its probability to 0, whose logarithm is −∞. Compute the logarithm of
/// softmax without the probabilities, so that every entry is finite: a row may
/// hold both 5000 and −5000, or nothing but −5000. Both z and the result are
/// (samples, classes).
///
/// In Rust, `np.max_columns` and `np.sum_columns` can help.
pub fn log_softmax(np: Numpy, z: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(z.dim())
}

/// ln p = z − max − ln Σ exp(z − max), in every row.
fn solution(np: Numpy, z: &Array2<f64>) -> Array2<f64> {
    let z = z - &np.max_columns(z); // (samples, classes), at most 0
    let sums = np.sum_columns(&np.exp(&z)); // (samples, 1), at least 1
    &z - &np.log(&sums)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::log_softmax, log_softmax, solution],
    cases: |random| {
        let z: Matrix = random.randn((3, 4));
        let log_p = NP.log(&softmax(NP, &z));
        // Adding a number to a whole row leaves its probabilities as they are.
        let moved = &z + &array![[5000.0], [-5000.0], [0.0]];
        // One probability of 1, or two of 1/2, and others of e⁻¹⁰⁰⁰ or less: to
        // the last digit, the logarithm of the sum is 0 or ln 2.
        let far = array![[5000.0, -5000.0, -2000.0], [-700.0, 300.0, 300.0]];
        let half = NP.log(0.5);
        let log_far =
            array![[0.0, -10000.0, -7000.0], [half - 1000.0, half, half]];
        vec![(z, log_p.clone()), (moved, log_p), (far, log_far)]
    },
    trial: |answer, _, (z, log_p)| {
        Trial::new(named![z], "the logarithms", &log_p, || answer(NP, &z))
    },
    mistakes: mistakes! {
        /// Rows with moderate entries are right. Where an entry is far below
        /// the largest, its probability is rounded to 0, and the logarithm of 0
        /// is −∞. Take the logarithm of the quotient on paper first.
        |np, z| np.log(&softmax(np, z));
        /// You clip the probabilities. That hides the underflow: no logarithm
        /// can fall below that of the smallest probability that you allow.
        /// Without the quotient, nothing needs to be clipped.
        |np, z| np.log(&np.clip(&softmax(np, z), 1e-7, 1.0 - 1e-7));
        /// Moderate rows are right. A large entry's exponential overflows, and
        /// far below 0 all are 0: subtract the row's largest entry first.
        |np, z| z - &np.log(&np.sum_columns(&np.exp(z)));
        /// You subtract the largest entry inside the exponentials only, which
        /// lowers the logarithm: add it back, or subtract it from z as well.
        |np, z| z - &np.log(&np.sum_columns(&np.exp(z - &np.max_columns(z))));
        /// You subtract the largest entry of the whole array. In a row far
        /// below it, every exponential is still 0: subtract each row's largest.
        |np, z| {
            let moved = z - &np.max_columns(&np.max_columns(z).t());
            &moved - &np.log(&np.sum_columns(&np.exp(&moved)))
        };
        /// You add up the exponentials of all rows. Each row has its own sum.
        |np, z| {
            let moved = z - &np.max_columns(z);
            &moved - np.log(np.sum(&np.exp(&moved)))
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("the largest entry added to the logarithm", |np, z| {
            let max = np.max_columns(z);
            z - &(np.log(&np.sum_columns(&np.exp(z - &max))) + &max)
        }),
        ("minus the sum's logarithm, minus the rest", |np, z| {
            let below = np.max_columns(z) - z;
            -(np.log(&np.sum_columns(&np.exp(-&below))) + below)
        }),
        ("stored by columns", |np, z| by_columns(&solution(np, z))),
        ("stored backwards", |np, z| backwards(&solution(np, z))),
        ("row by row, in a loop", |np, z| {
            let mut log_p = z.clone();
            for mut row in log_p.rows_mut() {
                let max =
                    row.fold(f64::MIN, |a, b| if a < *b { *b } else { a });
                let exps = row.iter().rev().map(|z| np.exp(z - max));
                let log_sum = np.log(exps.sum::<f64>());
                row.mapv_inplace(|z| (z - max) - log_sum);
            }
            log_p
        }),
        ("two exponentials added at a time", |np, z| {
            let add = |a: f64, b: &f64| {
                let max = if a < *b { *b } else { a };
                max + np.log(np.exp(a - max) + np.exp(b - max))
            };
            let sums = z.map_axis(Axis(1), |row| row.fold(f64::MIN, add));
            z - &sums.insert_axis(Axis(1))
        }),
    ];

    /// ln softmax, with something else in place of each row's largest entry.
    fn below(np: Numpy, z: &Matrix, reference: &Matrix) -> Matrix {
        let z = z - reference;
        &z - &np.log(&np.sum_columns(&np.exp(&z)))
    }

    const WRONG: &[(&str, Answer)] = &[
        ("less each row's first entry", |np, z| {
            below(np, z, &z.column(0).to_owned().insert_axis(Axis(1)))
        }),
        ("less each row's second entry", |np, z| {
            below(np, z, &z.column(1).to_owned().insert_axis(Axis(1)))
        }),
        ("less each row's last entry", |np, z| {
            let last = z.column(z.ncols() - 1).to_owned();
            below(np, z, &last.insert_axis(Axis(1)))
        }),
        ("less each row's mean", |np, z| {
            below(np, z, &(np.sum_columns(z) / z.ncols() as f64))
        }),
        ("less each row's smallest entry", |np, z| {
            below(np, z, &-np.max_columns(&-z))
        }),
        ("less the middle of each row's range", |np, z| {
            below(np, z, &((np.max_columns(z) - np.max_columns(&-z)) / 2.0))
        }),
        ("less each column's largest entry", |np, z| {
            below(np, z, &np.max_columns(&z.t().to_owned()).reversed_axes())
        }),
        ("less 5000", |np, z| below(np, z, &array![[5000.0]])),
        ("less 700, and no more", |np, z| {
            below(np, z, &np.clip(np.max_columns(z), -700.0, 700.0))
        }),
        ("every pair of entries by itself", |np, z| {
            Array2::from_shape_fn(z.dim(), |(row, class)| {
                let z = z.row(row);
                -np.log(z.iter().map(|x| np.exp(x - z[class])).sum::<f64>())
            })
        }),
        ("0 below the smallest number", |np, z| {
            np.log(&np.maximum(f64::MIN_POSITIVE, softmax(np, z)))
        }),
        ("−10000 for −∞", |np, z| {
            np.maximum(-10000.0, np.log(&softmax(np, z)))
        }),
        ("a small number added to p", |np, z| {
            np.log(&(softmax(np, z) + 1e-12))
        }),
        ("the largest entry alone", |np, z| z - &np.max_columns(z)),
        ("the sum without its logarithm", |np, z| {
            let z = z - &np.max_columns(z);
            &z - &np.sum_columns(&np.exp(&z))
        }),
        ("the first row's sum", |np, z| {
            let z = z - &np.max_columns(z);
            let sum = np.sum(&np.exp(z.row(0).to_owned()));
            z - np.log(sum)
        }),
        ("the sums of the columns", |np, z| {
            let z = z - &np.max_columns(z);
            &z - &np.log(&np.sum_rows(&np.exp(&z)))
        }),
        ("the mean of the exponentials", |np, z| {
            solution(np, z) + np.log(z.ncols() as f64)
        }),
        ("in bits", |np, z| solution(np, z) / np.log(2.0)),
        ("minus the logarithms", |np, z| -solution(np, z)),
        ("the probabilities", softmax),
        ("transposed", |np, z| solution(np, z).reversed_axes()),
        ("the first row alone", |np, z| {
            solution(np, &z.row(0).to_owned().insert_axis(Axis(0)))
        }),
        ("four classes only", |np, z| {
            let p = solution(np, z);
            Array2::from_shape_fn((z.nrows(), 4), |at| p[at])
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
