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
