//! A sigmoid under the squared error, checked against difference quotients.

use chapter_03::two_layer::sigmoid;

use crate::prelude::*;

/// Derive and implement. Keep the sigmoid at the output, but let the loss be
/// the sum of (a₂ − t)² over the samples. What is dz₂? All arrays are (samples,
/// 1). Then answer for yourself: the target is 0, and the output is wrong. At
/// which a₂ is dz₂ largest, and what becomes of it while a₂ approaches 1?
pub fn squared_error(a2: &Array2<f64>, t: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a2.dim())
}

/// Nothing cancels the slope of the sigmoid.
fn solution(a2: &Array2<f64>, t: &Array2<f64>) -> Array2<f64> {
    2.0 * (a2 - t) * a2 * (1.0 - a2) // (samples, 1)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::squared_error, squared_error, solution],
    cases: |_| {
        let saturated = array![[6.0], [-6.0], [0.0]];
        vec![
            (array![[0.5], [-1.0], [2.0]], array![[1.0], [0.0], [0.25]]),
            (saturated, array![[0.0], [1.0], [0.0]]),
            (array![[1.5], [-0.25]], array![[0.0], [1.0]]),
        ]
    },
    trial: |answer, _, (z2, t)| {
        let a2 = sigmoid(NP, &z2);
        let loss = |z2: &Matrix| {
            let miss = sigmoid(NP, z2) - &t;
            NP.sum(&(&miss * &miss))
        };
        let expected = quotients(&z2, loss);
        Trial::new(named![a2, t], "dz2", &expected, || answer(&a2, &t))
    },
    mistakes: mistakes! {
        /// a2 − t is dz2 of the cross-entropy, which cancels the slope of the
        /// sigmoid. The squared error does not.
        |a2, t| a2 - t;
        /// This is da2. The slope of the sigmoid leads on to dz2.
        |a2, t| 2.0 * (a2 - t);
        /// The derivative of a square has a factor 2, which is missing.
        |a2, t| (a2 - t) * a2 * (1.0 - a2);
        /// The sign is wrong: where a2 is above the target, the loss grows with
        /// z2.
        |a2, t| solution(a2, t) * -1.0;
        /// This is the gradient of the mean. The loss is the sum.
        |a2, t| solution(a2, t) / t.nrows() as f64;
        /// For the slope, a2 is already the sigmoid of z2.
        |a2, t| {
            let a = sigmoid(NP, a2);
            2.0 * (a2 - t) * &a * (1.0 - &a)
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(&Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("multiplied out", |a2, t| {
            let slope = a2 - &(a2 * a2);
            &slope * a2 * 2.0 - &slope * t - slope * t
        }),
        ("entry by entry", |a2, t| {
            let mut dz2 = a2.clone();
            for (dz2, t) in dz2.iter_mut().zip(t) {
                *dz2 = -2.0 * (t - *dz2) * (1.0 - *dz2) * *dz2;
            }
            dz2
        }),
        ("stored otherwise", |a2, t| backwards(&by_columns(&solution(a2, t)))),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the size of the error", |a2, t| {
            2.0 * (a2 - t).abs() * a2 * (1.0 - a2)
        }),
        ("the slope of the tanh", |a2, t| 2.0 * (a2 - t) * (1.0 - a2 * a2)),
        ("the slope twice", |a2, t| solution(a2, t) * a2 * (1.0 - a2)),
        ("the slope of the target", |a2, t| 2.0 * (a2 - t) * t * (1.0 - t)),
        ("the slope at 0", |a2, t| 0.5 * (a2 - t)),
        ("targets of 0", |a2, _| 2.0 * a2 * a2 * (1.0 - a2)),
        ("rounded targets", |a2, t| solution(a2, &t.round())),
        ("without 1 − a", |a2, t| 2.0 * (a2 - t) * a2),
        ("the square", |a2, t| (a2 - t) * (a2 - t) * a2 * (1.0 - a2)),
        ("the sum over the samples", |a2, t| NP.sum_rows(&solution(a2, t))),
        ("as a row", |a2, t| solution(a2, t).reversed_axes()),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
