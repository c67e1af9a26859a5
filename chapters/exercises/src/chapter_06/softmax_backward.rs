//! Back through softmax, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let any loss follow softmax. Given the probabilities p
/// and dp, what is dz? All three are (samples, classes). For each sample of K
/// classes the Jacobian has K² entries; do without it.
pub fn softmax_backward(
    np: Numpy, p: &Array2<f64>, dp: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(p.dim())
}

/// The Jacobian is diag(p) − p·pᵀ. In its product with dp, the first term acts
/// on each entry by itself, and the second is one number for each sample.
fn solution(np: Numpy, p: &Array2<f64>, dp: &Array2<f64>) -> Array2<f64> {
    let mean_dp = np.sum_columns(&(p * dp)); // (samples, 1)
    p * &(dp - &mean_dp) // (samples, classes)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::softmax_backward, softmax_backward, solution],
    cases: |_| vec![(1, 3), (2, 4), (3, 2)],
    trial: |answer, random, shape| {
        let (z, dp) = (random.randn(shape), random.randn(shape));
        let p = softmax(NP, &z);
        let expected = backward_quotients(&z, &dp, |z| softmax(NP, z));
        Trial::new(named![p, dp], "dz", &expected, || answer(NP, &p, &dp))
    },
    mistakes: mistakes! {
        /// This is only the diagonal of the Jacobian. Each z changes all
        /// probabilities of its row, because they share a denominator.
        |_, p, dp| p * (1.0 - p) * dp;
        /// You differentiate the numerator only. The denominator varies, too.
        |_, p, dp| p * dp;
        /// You subtract the plain sum of dp. Subtract its mean, weighted by p.
        |np, p, dp| p * &(dp - &np.sum_columns(dp));
        /// You sum over the samples. Sum over the classes of each sample.
        |np, p, dp| p * &(dp - &np.sum_rows(&(p * dp)));
        /// You sum over the whole batch. Sum over each sample's own classes.
        |np, p, dp| p * &(dp - np.sum(&(p * dp)));
        /// The sign is wrong: a probability grows with its own z.
        |np, p, dp| p * &(np.sum_columns(&(p * dp)) - dp);
        /// The factor p is missing: a probability near 0 hardly changes.
        |np, p, dp| dp - &np.sum_columns(&(p * dp));
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("multiplied out", |np, p, dp| p * dp - p * &np.sum_columns(&(dp * p))),
        ("minus the deviation", |np, p, dp| {
            -(np.sum_columns(&by_columns(&(p * dp))) - dp) * p
        }),
        ("the Jacobian of every sample", |np, p, dp| {
            let mut dz = Array2::zeros(p.dim());
            for (sample, p) in p.outer_iter().enumerate() {
                let jacobian = Array2::from_diag(&p) - np.outer(&p, &p);
                dz.row_mut(sample).assign(&np.dot(&jacobian, &dp.row(sample)));
            }
            dz
        }),
        ("a sum over every other class, in a loop", |_, p, dp| {
            Array2::from_shape_fn(p.dim(), |(s, j)| {
                let classes = (0..p.ncols()).rev();
                let others =
                    classes.map(|i| p[[s, i]] * (dp[[s, j]] - dp[[s, i]]));
                p[[s, j]] * others.sum::<f64>()
            })
        }),
        ("dp moved by a number first", |np, p, dp| {
            solution(np, p, &(dp - &dp.column(0).insert_axis(Axis(1))))
        }),
        ("stored by columns", |np, p, dp| by_columns(&solution(np, p, dp))),
        ("stored backwards", |np, p, dp| backwards(&solution(np, p, dp))),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("less the mean of dp", |np, p, dp| {
            let mean = np.sum_columns(dp) / p.ncols() as f64;
            p * &(dp - &mean)
        }),
        ("less the mean of p·dp", |np, p, dp| {
            let mean = np.sum_columns(&(p * dp)) / p.ncols() as f64;
            p * &(dp - &mean)
        }),
        ("less p² · dp", |np, p, dp| {
            p * &(dp - &np.sum_columns(&(p * p * dp)))
        }),
        ("plus the mean", |np, p, dp| p * &(dp + &np.sum_columns(&(p * dp)))),
        ("the mean alone", |np, p, dp| -np.sum_columns(&(p * dp)) * p),
        ("the slope of the sigmoid", |_, p, dp| p * (1.0 - p)),
        ("the square of the diagonal", |_, p, dp| p * dp - p * p * dp * p),
        ("the first class for the mean", |_, p, dp| {
            let first = (p * dp).column(0).to_owned().insert_axis(Axis(1));
            p * &(dp - &first)
        }),
        ("the first three classes for the mean", |np, p, dp| {
            let three: Vec<_> = (0..p.ncols().min(3)).collect();
            let mean = np.sum_columns(&(p * dp).select(Axis(1), &three));
            p * &(dp - &mean)
        }),
        ("the first sample's mean for all", |np, p, dp| {
            p * &(dp - np.dot(&p.row(0), &dp.row(0)))
        }),
        ("one sample only", |np, p, dp| {
            let first = |x: &Matrix| x.row(0).to_owned().insert_axis(Axis(0));
            solution(np, &first(p), &first(dp))
        }),
        ("divided by the samples", |np, p, dp| {
            solution(np, p, dp) / p.nrows() as f64
        }),
        ("dp of the cross-entropy", |_, p, dp| {
            p - &dp.mapv(|dp| f64::from(u8::from(dp < 0.0)))
        }),
        ("the Jacobian of the first sample for all", |np, p, dp| {
            let p = p.row(0);
            np.dot(dp, &(Array2::from_diag(&p) - np.outer(&p, &p)))
        }),
        ("p and dp swapped", |np, p, dp| solution(np, dp, p)),
        ("softmax of the probabilities", |np, p, dp| {
            solution(np, &softmax(np, p), dp)
        }),
        ("divided by p", |np, p, dp| solution(np, p, dp) / p),
        ("no gradient below 0", |np, p, dp| {
            solution(np, p, &np.maximum(0.0, dp))
        }),
        ("two classes only", |_, p, dp| {
            let slope = &p.column(0) * &p.column(1);
            let dz = slope * (&dp.column(0) - &dp.column(1));
            ndarray::stack![Axis(1), dz, -&dz]
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
