//! The gradient of the mean loss, checked against difference quotients.

use chapter_03::two_layer::{Forward, TwoLayer};

use crate::prelude::*;

/// Derive and implement. The gradients of this chapter are those of the sum of
/// the samples' losses. What are dw₂ (hidden, 1) and db₂ (1, 1) of the loss
/// that is printed, their mean? Given are the outputs of both layers, a₁
/// (samples, hidden) and a₂ (samples, 1), and the target (samples, 1).
pub fn mean_gradient(
    np: Numpy, a1: &Array2<f64>, a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros((a1.ncols(), 1)), Array2::zeros((1, 1)))
}

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

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::mean_gradient, mean_gradient, solution],
    cases: |_| {
        vec![(2, array![[1.0], [0.0], [1.0]]), (3, array![[0.0], [1.0]])]
    },
    trial: |answer, random, (hidden, target)| {
        let shapes = [(2, hidden), (1, hidden), (hidden, 1), (1, 1)];
        let [w1, b1, w2, b2] = shapes.map(|shape| random.randn(shape));
        let network = TwoLayer { w1, b1, w2, b2 };
        let x = random.randn((target.nrows(), 2));
        let Forward { a1, a2, .. } = network.forward(NP, &x, &target);
        let loss = |w2: &Matrix, b2: &Matrix| {
            let (w2, b2) = (w2.clone(), b2.clone());
            let moved = TwoLayer { w2, b2, ..network.clone() };
            moved.forward(NP, &x, &target).loss
        };
        let dw2 = quotients(&network.w2, |w2| loss(w2, &network.b2));
        let db2 = quotients(&network.b2, |b2| loss(&network.w2, b2));
        let answer = || answer(NP, &a1, &a2, &target);
        Trial::new(named![a1, a2, target], "dw2, db2", &(dw2, db2), answer)
    },
    mistakes: mistakes! {
        /// These are the chapter's own gradients, of the sum of the samples'
        /// losses. The mean divides by the number of samples.
        |np, a1, a2, t| (np.dot(&a1.t(), &(a2 - t)), np.sum_rows(&(a2 - t)));
        /// dw2 is right. db2 is still that of the sum, and has to be divided.
        |np, a1, a2, t| (solution(np, a1, a2, t).0, np.sum_rows(&(a2 - t)));
        /// The sign is wrong: where a2 is too large, the loss grows with it.
        |np, a1, a2, t| solution(np, a1, t, a2);
        /// You divide by the number of hidden neurons, not by that of samples.
        |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            let ratio = a1.nrows() as f64 / a1.ncols() as f64;
            (ratio * dw2, ratio * db2)
        };
        /// You divide by the number of samples twice. Once, in dz2, is enough.
        |np, a1, a2, t| {
            let n = t.nrows() as f64;
            solution(np, a1, &(a2 / n), &(t / n))
        };
    },
};
