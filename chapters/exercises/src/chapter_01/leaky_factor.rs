//! The factor by which an iteration multiplies a leaky neuron's loss, checked
//! against a step along difference quotients.

use mini_numpy::Numpy;
use ndarray::{Array1, array};

use crate::{NP, Question, answers, quotient, quotients};

// ANCHOR: starter
/// Derive. By which factor does one iteration of gradient descent multiply the
/// loss of a leaky neuron whose target is 0, where z is below 0 before and
/// after the step? (Above 0 it is the factor of the chapter.) The inputs `x`
/// are (inputs,).
pub fn leaky_factor(
    np: Numpy,
    x: &Array1<f64>,
    slope: f64,
    learning_rate: f64,
) -> f64 {
    1.0
}
// ANCHOR_END: starter

// ANCHOR: solution
/// (1 − 2·lr·slope²·(|x|² + 1))², where the 1 comes from the bias.
fn solution(np: Numpy, x: &Array1<f64>, slope: f64, learning_rate: f64) -> f64 {
    let curvature = 2.0 * slope * slope * (np.dot(x, x) + 1.0);
    let z_factor = 1.0 - learning_rate * curvature;
    z_factor * z_factor // the loss is (slope·z)²
}
// ANCHOR_END: solution

parts! {
    pub(crate) struct Given {
        x: Array1<f64>, // (inputs,)
        slope: f64,
        learning_rate: f64,
    }
}

type Answer = fn(Numpy, &Array1<f64>, f64, f64) -> f64;

pub(crate) static QUESTION: Question<Answer, Given, f64> = Question {
    functions: [answers::leaky_factor, leaky_factor, solution],
    output: "the factor",
    cases: |random| {
        let x = array![1.0, -2.0, 3.0]; // the chapter's own
        let mut cases = vec![Given { x, slope: 0.5, learning_rate: 0.01 }];
        for slope in [0.25, 0.5, 0.75] {
            cases.push(Given {
                x: random.randn(4),
                slope,
                learning_rate: 0.05,
            });
        }
        cases
    },
    ask: |answer, Given { x, slope, learning_rate }| {
        answer(NP, x, *slope, *learning_rate)
    },
    expected,
    mistakes: mistakes! {
        /// This is the factor by which an iteration multiplies z. The loss is
        /// proportional to the square of z.
        |np, x, slope, lr| {
            1.0 - 2.0 * lr * slope * slope * (np.dot(x, x) + 1.0)
        };
        /// This is the factor above 0, where the slope is 1. Put the output
        /// slope·z into the loss, and go back from there.
        |np, x, _, lr| square(1.0 - 2.0 * lr * (np.dot(x, x) + 1.0));
        /// The slope enters twice: on the way forward, in the output, and on
        /// the way back, as ∂a/∂z.
        |np, x, slope, lr| {
            square(1.0 - 2.0 * lr * slope * (np.dot(x, x) + 1.0))
        };
        /// The bias learns, too. It moves z like a weight whose input is 1.
        |np, x, slope, lr| {
            square(1.0 - 2.0 * lr * slope * slope * np.dot(x, x))
        };
        /// The derivative of a square has a factor 2, which you left out.
        |np, x, slope, lr| {
            square(1.0 - lr * slope * slope * (np.dot(x, x) + 1.0))
        };
    },
};

fn expected(Given { x, slope, learning_rate }: &Given) -> f64 {
    let loss = |w: &Array1<f64>, b| {
        let z = NP.dot(w, x) + b;
        square(if 0.0 < z { z } else { slope * z })
    };
    // With the weights −x, z lies well below 0: z = −|x|² − 1.
    let (w, b) = (-x, -1.0);
    let dloss_dw = quotients(&w, |w| loss(w, b));
    let dloss_db = quotient(b, |b| loss(&w, b));
    let w_after = &w - *learning_rate * dloss_dw;
    let b_after = b - learning_rate * dloss_db;
    loss(&w_after, b_after) / loss(&w, b)
}

fn square(x: f64) -> f64 {
    x * x
}
