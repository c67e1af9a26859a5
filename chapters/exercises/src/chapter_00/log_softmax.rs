//! The logarithm of softmax, checked against the logarithm of chapter 0's
//! softmax or, where that underflows, against its known limit.

use crate::prelude::*;

/// Derive and implement. Where an entry is far below the largest, softmax
/// rounds its probability to 0, whose logarithm is −∞. Compute the logarithm of
/// softmax without the probabilities, so that every entry is finite: a row may
/// hold both 1000 and 0, or nothing but −1000. Both `z` and the result are
/// (samples, classes). `np.max_columns` and `np.sum_columns` can help.
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
        let moved = &z + &array![[1000.0], [-1000.0], [0.0]];
        // One probability of 1, or two of 1/2, and others of e⁻⁵⁰⁰ or less: to
        // the last digit, the logarithm of the sum is 0 or ln 2.
        let far = array![[1000.0, 0.0, 500.0], [-700.0, 300.0, 300.0]];
        let half = NP.log(0.5);
        let log_far =
            array![[0.0, -1000.0, -500.0], [half - 1000.0, half, half]];
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
