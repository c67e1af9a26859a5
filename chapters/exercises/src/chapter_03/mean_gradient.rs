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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix, &Matrix) -> (Matrix, Matrix);

    const RIGHT: &[(&str, Answer)] = &[
        ("divided at the end", |np, a1, a2, t| {
            let (dz2, samples) = (a2 - t, t.nrows() as f64);
            let dw2 = np.dot(&a1.t(), &dz2) / samples;
            (dw2, array![[np.mean(&dz2)]])
        }),
        ("a mean of every column", |np, a1, a2, t| {
            let products = a1 * &(a2 - t); // (samples, hidden)
            let samples = a1.nrows() as f64;
            let dw2 = np.sum_rows(&products).reversed_axes() / samples;
            (dw2, np.dot(&Array2::ones((1, t.nrows())), &(a2 - t)) / samples)
        }),
        ("sample by sample, in a loop", |_, a1, a2, t| {
            let mut dw2 = Array2::zeros((a1.ncols(), 1));
            let mut db2 = Array2::from_elem((1, 1), -0.0);
            for sample in (0..t.nrows()).rev() {
                let dz2 = a2[[sample, 0]] - t[[sample, 0]];
                for hidden in 0..a1.ncols() {
                    dw2[[hidden, 0]] += a1[[sample, hidden]] * dz2;
                }
                db2[[0, 0]] += dz2;
            }
            (dw2 / t.len() as f64, db2 / t.len() as f64)
        }),
        ("back through both factors", |np, a1, a2, t| {
            let da2 = (a2 - t) / (a2 * (1.0 - a2)) / t.nrows() as f64;
            let dz2 = da2 * a2 * (1.0 - a2);
            (np.dot(&a1.t(), &dz2), np.sum_rows(&dz2))
        }),
        ("stored by columns and backwards", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (backwards(&dw2), by_columns(&db2))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("dw2 is still that of the sum", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (t.nrows() as f64 * dw2, db2)
        }),
        ("the mean over the four samples of the chapter", |np, a1, a2, t| {
            let quarter = t.nrows() as f64 / 4.0;
            let (dw2, db2) = solution(np, a1, a2, t);
            (quarter * dw2, quarter * db2)
        }),
        ("the mean over three samples", |np, a1, a2, t| {
            let third = t.nrows() as f64 / 3.0;
            let (dw2, db2) = solution(np, a1, a2, t);
            (third * dw2, third * db2)
        }),
        ("two hidden neurons only", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (Array2::from_shape_fn((2, 1), |at| dw2[at]), db2)
        }),
        ("divided by the entries of a1", |np, a1, a2, t| {
            let dz2 = (a2 - t) / a1.len() as f64;
            (np.dot(&a1.t(), &dz2), np.sum_rows(&dz2))
        }),
        ("a product of means", |np, a1, a2, t| {
            let db2 = np.sum_rows(&(a2 - t)) / t.nrows() as f64;
            let mean = np.sum_rows(a1) / t.nrows() as f64;
            (mean.reversed_axes() * &db2, db2)
        }),
        ("a mean over the hidden neurons as well", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (Array2::from_elem(dw2.dim(), np.mean(&dw2)), db2)
        }),
        ("the slope of the sigmoid once more", |np, a1, a2, t| {
            let dz2 = (a2 - t) * a2 * (1.0 - a2) / t.nrows() as f64;
            (np.dot(&a1.t(), &dz2), np.sum_rows(&dz2))
        }),
        ("the slope of a1 instead of a1", |np, a1, a2, t| {
            let slope = a1 * (1.0 - a1);
            (solution(np, &slope, a2, t).0, solution(np, a1, a2, t).1)
        }),
        ("the target left out", |np, a1, a2, t| {
            solution(np, a1, a2, &(0.0 * t))
        }),
        ("a target of 1 for all", |np, a1, a2, t| {
            solution(np, a1, a2, &Array2::ones(t.dim()))
        }),
        ("the first sample alone", |np, a1, a2, t| {
            let first = |x: &Matrix| x.row(0).to_owned().insert_axis(Axis(0));
            solution(np, &first(a1), &first(a2), &first(t))
        }),
        ("minus db2", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (dw2, -db2)
        }),
        ("twice", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (2.0 * dw2, 2.0 * db2)
        }),
        ("dw2 as a row", |np, a1, a2, t| {
            let (dw2, db2) = solution(np, a1, a2, t);
            (dw2.reversed_axes(), db2)
        }),
        ("a db2 for each sample", |np, a1, a2, t| {
            let dz2 = (a2 - t) / t.nrows() as f64;
            (solution(np, a1, a2, t).0, dz2)
        }),
        ("the same db2 as dw2", |np, a1, a2, t| {
            let (dw2, _) = solution(np, a1, a2, t);
            let db2 = array![[dw2[[0, 0]]]];
            (dw2, db2)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
