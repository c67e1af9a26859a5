//! Back from the mean squared error, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let each output aᵢ have a target of its own, and the
/// loss be the mean of (aᵢ − targetᵢ)². What is ∂loss/∂a? All are (neurons,).
pub fn mean_squared_error(
    a: &Array1<f64>, target: &Array1<f64>,
) -> Array1<f64> {
    Array1::zeros(a.len())
}

// ANCHOR: solution
/// Each output occurs in one of the squares, whose mean is over m outputs.
fn solution(a: &Array1<f64>, target: &Array1<f64>) -> Array1<f64> {
    let m = a.len() as f64;
    2.0 / m * (a - target) // (neurons,)
}
// ANCHOR_END: solution

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::mean_squared_error, mean_squared_error, solution],
    cases: |_| vec![1, 3, 5],
    trial: |answer, random, neurons| {
        let (a, target) = (random.randn(neurons), random.randn(neurons));
        let loss = |a: &_| NP.mean(&((a - &target) * (a - &target)));
        let (given, expected) = (named![a, target], quotients(&a, loss));
        Trial::new(given, "dloss_da", &expected, || answer(&a, &target))
    },
    mistakes: mistakes! {
        /// This is the gradient of the sum of the squares. The loss is their
        /// mean, so its gradient is divided as well.
        |a, target| 2.0 * (a - target);
        /// The factor 2 from the derivative of the square is missing.
        |a, target| (a - target) / a.len() as f64;
        /// The sign is wrong: above the target, the loss grows with the output.
        |a, target| 2.0 * (target - a) / a.len() as f64;
        /// You left the targets out, as if all of them were 0.
        |a, _| 2.0 * a / a.len() as f64;
        /// You give every output the mean error. Each square depends on one
        /// output only, so each entry has its own error.
        |a, target| {
            let mean = 2.0 * NP.mean(&(a - target));
            Array1::from_elem(a.len(), mean / a.len() as f64)
        };
    },
};
