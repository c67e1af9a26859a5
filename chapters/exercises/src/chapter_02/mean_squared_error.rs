//! Back from the mean squared error, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let each output aᵢ have a target tᵢ, and the loss be
/// the mean of (aᵢ − tᵢ)². What is ∂loss/∂a? All arrays are (neurons,).
pub fn mean_squared_error(a: &Array1<f64>, t: &Array1<f64>) -> Array1<f64> {
    Array1::zeros(a.len())
}

/// Each output occurs in one of the squares, whose mean is over m outputs.
fn solution(a: &Array1<f64>, t: &Array1<f64>) -> Array1<f64> {
    let m = a.len() as f64;
    2.0 / m * (a - t) // (neurons,)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::mean_squared_error, mean_squared_error, solution],
    cases: |_| vec![1, 3, 5],
    trial: |answer, random, neurons| {
        let (a, t) = (random.randn(neurons), random.randn(neurons));
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
