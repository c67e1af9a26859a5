//! Up to which learning rate the loss falls, checked by bisection.

use crate::prelude::*;

/// Derive. Leave out the ReLU of the chapter's neuron: its output is z = w·x +
/// b, and its loss z². A small step of gradient descent lowers the loss, a long
/// one lands on the other side of the valley, higher up. Below which learning
/// rate does a step lower the loss? `x` is (inputs,).
///
/// In Rust, `np.dot` can help.
pub fn largest_rate(np: Numpy, x: &Array1<f64>) -> f64 {
    0.0
}

/// A step multiplies z by 1 − 2·lr·(x·x + 1), which is −1 at this rate.
fn solution(np: Numpy, x: &Array1<f64>) -> f64 {
    1.0 / (np.dot(x, x) + 1.0) // the 1 comes from the bias
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::largest_rate, largest_rate, solution],
    cases: |random| vec![array![1.0, -2.0, 3.0], random.randn(4), array![0.5]],
    trial: |answer, _, x| {
        let loss = |w: &Vector, b: f64| {
            let z = NP.dot(w, &x) + b;
            z * z
        };
        let (w, b) = (&x, 1.0); // z is well above 0
        let dw = quotients(w, |w| loss(w, b));
        let db = quotient(b, |b| loss(w, b));
        let grows = |lr: f64| loss(w, b) < loss(&(w - lr * &dw), b - lr * db);
        let (mut falls, mut rises) = (0.0, 2.0);
        for _ in 0..60 {
            let middle = f64::midpoint(falls, rises);
            *(if grows(middle) { &mut rises } else { &mut falls }) = middle;
        }
        let answer = || answer(NP, &x);
        Trial::new(named![x], "the rate", &falls, answer)
    },
    mistakes: mistakes! {
        /// At this rate one step leads to the bottom of the valley. The loss
        /// still falls if the step is longer, up to the point as high as where
        /// it began.
        |np, x| 0.5 / (np.dot(x, x) + 1.0);
        /// The bias takes a step as well, and z moves with it: add 1 to x·x.
        |np, x| 1.0 / np.dot(x, x);
        /// The factor of z must lie between −1 and 1: the derivative of the
        /// loss has a factor 2, which you left out.
        |np, x| 2.0 / (np.dot(x, x) + 1.0);
        /// Each input enters twice, in the gradient and again in z: x·x is the
        /// square of the length, not the length.
        |np, x| 1.0 / (np.sqrt(np.dot(x, x)) + 1.0);
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(Numpy, &Vector) -> f64;

    const RIGHT: &[(&str, Answer)] = &[
        ("twice the rate to the bottom", |np, x| {
            2.0 * (1.0 / (2.0 * (1.0 + np.dot(x, x))))
        }),
        ("the bias as one more weight", |_, x| {
            x.iter().rev().fold(1.0, |sum, x| sum + x * x).recip()
        }),
        ("a step that turns z round", |np, x| {
            let z_per_rate = 2.0 * np.sum(&(x * x)) + 2.0; // for z = 1
            2.0 / z_per_rate
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the inputs of the chapter", |_, _| 1.0 / 15.0),
        ("one input", |_, _| 0.8),
        ("a sum without squares", |np, x| 1.0 / (np.sum(x) + 1.0)),
        ("a sum of sizes", |np, x| 1.0 / (np.sum(&x.abs()) + 1.0)),
        ("the square of the sum", |np, x| 1.0 / (np.sum(x) * np.sum(x) + 1.0)),
        ("the reciprocal", |np, x| np.dot(x, x) + 1.0),
        ("a mean", |np, x| 1.0 / (np.dot(x, x) / x.len() as f64 + 1.0)),
        ("its square", |np, x| {
            let rate = solution(np, x);
            rate * rate
        }),
        ("three inputs only", |np, x| {
            let x: Vector = x.iter().copied().take(3).collect();
            1.0 / (np.dot(&x, &x) + 1.0)
        }),
        ("the number of the weights", |_, x| 1.0 / (x.len() as f64 + 1.0)),
        ("minus the rate", |np, x| -solution(np, x)),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
