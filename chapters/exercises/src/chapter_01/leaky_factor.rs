//! How a leaky neuron's loss shrinks, checked against difference quotients.

use crate::prelude::*;

/// Derive. By which factor does one iteration of gradient descent multiply the
/// loss of a leaky neuron whose target is 0, if z stays below 0? (Above 0 it is
/// the factor of the chapter.) `x` is (inputs,), and `lr` the learning rate.
pub fn leaky_factor(np: Numpy, x: &Array1<f64>, slope: f64, lr: f64) -> f64 {
    1.0
}

/// (1 − 2·lr·slope²·(|x|² + 1))², where the 1 comes from the bias.
fn solution(np: Numpy, x: &Array1<f64>, slope: f64, lr: f64) -> f64 {
    let curvature = 2.0 * slope * slope * (np.dot(x, x) + 1.0);
    let z_factor = 1.0 - lr * curvature;
    z_factor * z_factor // the loss is (slope·z)²
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::leaky_factor, leaky_factor, solution],
    cases: |random| {
        let of_chapter = (array![1.0, -2.0, 3.0], 0.5, 0.01);
        let mut drawn = |slope| (random.randn(4), slope, 0.05);
        vec![of_chapter, drawn(0.25), drawn(0.5), drawn(0.75)]
    },
    trial: |answer, _, (x, slope, lr)| {
        let loss = |w: &Vector, b: f64| {
            let a = super::leaky_relu::leaky(NP.dot(w, &x) + b, slope);
            a * a
        };
        // With the weights −x, z lies well below 0: z = −|x|² − 1.
        let (w, b) = (-&x, -1.0);
        let w_after = &w - lr * quotients(&w, |w| loss(w, b));
        let b_after = b - lr * quotient(b, |b| loss(&w, b));
        let expected = loss(&w_after, b_after) / loss(&w, b);
        let answer = || answer(NP, &x, slope, lr);
        Trial::new(named![x, slope, lr], "the factor", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is the factor of z. The loss is proportional to its square.
        |np, x, s, lr| 1.0 - 2.0 * lr * s * s * (np.dot(x, x) + 1.0);
        /// This is the factor above 0, where the slope is 1. Put the output
        /// slope·z into the loss, and go back from there.
        |np, x, _, lr| solution(np, x, 1.0, lr);
        /// The slope enters twice: forward in the output, and back as ∂a/∂z.
        |np, x, slope, lr| solution(np, x, slope, lr / slope);
        /// The bias learns, too. It moves z like a weight whose input is 1.
        |np, x, slope, lr| {
            let z_factor = 1.0 - 2.0 * lr * slope * slope * np.dot(x, x);
            z_factor * z_factor
        };
        /// The derivative of a square has a factor 2, which you left out.
        |np, x, slope, lr| solution(np, x, slope, lr / 2.0);
    },
};
