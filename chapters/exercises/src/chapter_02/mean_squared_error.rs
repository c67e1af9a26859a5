//! Back from the mean squared error, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let each output aᵢ have a target tᵢ, and the loss be
/// the mean of (aᵢ − tᵢ)². What is ∂loss/∂a? All arrays are (neurons,).
pub fn mean_squared_error(a: &Array1<f64>, t: &Array1<f64>) -> Array1<f64> {
    Array1::zeros(a.len())
}

/// Each output occurs in one of the squares, whose mean is over M outputs.
fn solution(a: &Array1<f64>, t: &Array1<f64>) -> Array1<f64> {
    let neurons = a.len() as f64;
    2.0 / neurons * (a - t) // (neurons,)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::mean_squared_error, mean_squared_error, solution],
    cases: |_| vec![2, 3, 5],
    trial: |answer, random, neurons| {
        let [a, mut t] = [(); 2].map(|()| random.randn(neurons));
        t[1] = a[1]; // an output without an error
        let dloss_da = quotients(&a, |a| NP.mean(&((a - &t) * (a - &t))));
        Trial::new(named![a, t], "dloss_da", &dloss_da, || answer(&a, &t))
    },
    mistakes: mistakes! {
        /// This is the gradient of the sum. The loss is the mean of squares.
        |a, t| 2.0 * (a - t);
        /// The factor 2 from the derivative of the square is missing.
        |a, t| (a - t) / a.len() as f64;
        /// The sign is wrong: above the target, the loss grows with the output.
        |a, t| 2.0 * (t - a) / a.len() as f64;
        /// You left the targets out, as if all of them were 0.
        |a, _| 2.0 * a / a.len() as f64;
        /// You give every output the mean error. Each square depends on one
        /// output only, so each entry has its own error.
        |a, t| {
            let mean = 2.0 * NP.mean(&(a - t));
            Array1::from_elem(a.len(), mean / a.len() as f64)
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards};

    type Answer = fn(&Vector, &Vector) -> Vector;

    const RIGHT: &[(&str, Answer)] = &[
        ("multiplied out", |a, t| {
            let m = a.len() as f64;
            a * 2.0 / m - t / m - t / m
        }),
        ("minus the error to the target", |a, t| {
            let m = t.len() as f64;
            -((t - a) / (0.5 * m)) // −0 at the target
        }),
        ("entry by entry, in a loop", |a, t| {
            let mut dloss_da = Array1::zeros(a.len());
            for n in (0..a.len()).rev() {
                dloss_da[n] = (a[n] - t[n]) / a.len() as f64;
                dloss_da[n] += dloss_da[n];
            }
            dloss_da
        }),
        ("stored backwards", |a, t| backwards(&solution(a, t))),
        ("a step of the difference quotient", |a, t| {
            let loss = |a: &Vector| NP.mean(&((a - t) * (a - t)));
            quotients(a, loss)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the mean over three", |a, t| 2.0 / 3.0 * (a - t)),
        ("the mean over five", |a, t| 2.0 / 5.0 * (a - t)),
        ("the error itself", |a, t| a - t),
        ("the size of the error", |a, t| (a - t).abs() * 2.0 / a.len() as f64),
        ("the sign of the error", |a, t| (a - t).signum() / a.len() as f64),
        ("the square of the error", |a, t| (a - t) * (a - t) / a.len() as f64),
        ("the squares divided by the errors", |a, t| {
            2.0 * (a - t) * (a - t) / (a - t) / a.len() as f64
        }),
        ("no gradient below the target", |a, t| {
            NP.maximum(0.0, solution(a, t))
        }),
        ("the derivative for the target", |a, t| solution(t, a)),
        ("the sum of both", |a, t| solution(a, &-t)),
        ("divided by M − 1", |a, t| 2.0 * (a - t) / (a.len() as f64 - 1.0)),
        ("divided by the square of M", |a, t| solution(a, t) / a.len() as f64),
        ("the root of the loss", |a, t| {
            let root = NP.sqrt(NP.mean(&((a - t) * (a - t))));
            solution(a, t) / (2.0 * root)
        }),
        ("the first error for all", |a, t| {
            let first = solution(a, t)[0];
            Array1::from_elem(a.len(), first)
        }),
        ("the first output alone", |a, t| {
            let mut dloss_da = Array1::zeros(a.len());
            dloss_da[0] = solution(a, t)[0];
            dloss_da
        }),
        ("the sum as one entry", |a, t| array![NP.sum(&solution(a, t))]),
        ("the outputs backwards", |a, t| {
            solution(a, t).iter().rev().copied().collect()
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
