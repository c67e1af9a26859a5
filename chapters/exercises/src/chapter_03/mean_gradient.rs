//! The gradient of the mean loss, checked against difference quotients.

use chapter_03::two_layer::{Forward, TwoLayer};

use crate::prelude::*;

// ANCHOR: starter
/// Derive and implement. The gradients of this chapter are those of the sum of
/// the samples' losses. What are dw₂ (hidden, 1) and db₂ (1, 1) of the loss
/// that is printed, their mean? Given are the outputs of both layers, a₁
/// (samples, hidden) and a₂ (samples, 1), and the target (samples, 1).
pub fn mean_gradient(
    np: Numpy, a1: &Array2<f64>, a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros((a1.ncols(), 1)), Array2::zeros((1, 1)))
}
// ANCHOR_END: starter

// ANCHOR: solution
/// Dividing dz₂ by the number of samples divides everything computed from it.
fn solution(
    np: Numpy, a1: &Array2<f64>, a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    let samples = target.nrows() as f64;
    let dz2 = (a2 - target) / samples; // (samples, 1)
    let dw2 = np.dot(&a1.t(), &dz2); // (hidden, samples)·(samples, 1)
    let db2 = np.sum_rows(&dz2); // (1, 1)
    (dw2, db2)
}
// ANCHOR_END: solution

type Answer = fn(Numpy, &Matrix, &Matrix, &Matrix) -> (Matrix, Matrix);
pub(crate) static QUESTION: Question<Answer> = Question {
    functions: [answers::mean_gradient, mean_gradient, solution],
    trials: |answer, random| {
        let mut trial = |hidden, target: Array2<f64>| {
            let network = TwoLayer {
                w1: random.randn((2, hidden)),
                b1: random.randn((1, hidden)),
                w2: random.randn((hidden, 1)),
                b2: random.randn((1, 1)),
            };
            let x = random.randn((target.nrows(), 2));
            let Forward { a1, a2, .. } = network.forward(NP, &x, &target);
            let loss = |w2: &Array2<f64>, b2: &Array2<f64>| {
                let (w2, b2) = (w2.clone(), b2.clone());
                let moved = TwoLayer { w2, b2, ..network.clone() };
                moved.forward(NP, &x, &target).loss
            };
            let dw2 = quotients(&network.w2, |w2| loss(w2, &network.b2));
            let db2 = quotients(&network.b2, |b2| loss(&network.w2, b2));
            let given = named![a1, a2, target];
            let answer = || answer(NP, &a1, &a2, &target);
            Trial::new(given, "dw2, db2", &(dw2, db2), answer)
        };
        vec![
            trial(2, array![[1.0], [0.0], [1.0]]),
            trial(3, array![[0.0], [1.0]]),
        ]
    },
    mistakes: mistakes! {
        /// These are the chapter's own gradients, of the sum of the samples'
        /// losses. The mean divides by the number of samples.
        |_, a1, a2, t| scaled(a1, a2, t, |n, _| [n; 2]);
        /// dw2 is right. db2 is still that of the sum: dividing the loss
        /// divides every gradient.
        |_, a1, a2, t| scaled(a1, a2, t, |n, _| [1.0, n]);
        /// The sign is wrong. The error is a2 − target: where the output is too
        /// large, the loss grows with it.
        |_, a1, a2, t| scaled(a1, a2, t, |_, _| [-1.0; 2]);
        /// You divide by the number of hidden neurons. The mean is over the
        /// samples, which are the rows.
        |_, a1, a2, t| scaled(a1, a2, t, |n, hidden| [n / hidden; 2]);
        /// You divide by the number of samples twice: once in dz2, and once
        /// more in the products with it.
        |_, a1, a2, t| scaled(a1, a2, t, |n, _| [1.0 / n; 2]);
    },
};

/// The right gradients, each times a factor: a function of the shape of a1.
fn scaled(
    a1: &Array2<f64>, a2: &Array2<f64>, target: &Array2<f64>,
    factors: impl Fn(f64, f64) -> [f64; 2],
) -> (Array2<f64>, Array2<f64>) {
    let (samples, hidden) = a1.dim();
    let [w_factor, b_factor] = factors(samples as f64, hidden as f64);
    let (dw2, db2) = solution(NP, a1, a2, target);
    (w_factor * dw2, b_factor * db2)
}
