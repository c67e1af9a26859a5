//! Back through a tanh, checked against difference quotients.

use ndarray::Array2;

use crate::{Hidden, NP, Question, answers, quotients};

// ANCHOR: starter
/// Derive and implement. Let the hidden neurons have a hyperbolic tangent in
/// place of the sigmoid: a₁ = tanh z₁. Given da₁ and a₁, what is dz₁? All three
/// are (samples, hidden).
pub fn tanh_layer(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a1.dim())
}
// ANCHOR_END: starter

// ANCHOR: solution
/// tanh′(z) = 1 − tanh²(z), from the output a = tanh z.
fn solution(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    da1 * (1.0 - a1 * a1) // (samples, hidden)
}
// ANCHOR_END: solution

parts! {
    pub(crate) struct Given {
        z1: Hidden<Array2<f64>>, // (samples, hidden)
        da1: Array2<f64>, // (samples, hidden)
        a1: Array2<f64>, // (samples, hidden)
    }
}

type Answer = fn(&Array2<f64>, &Array2<f64>) -> Array2<f64>;

pub(crate) static QUESTION: Question<Answer, Given, Array2<f64>> = Question {
    functions: [answers::tanh_layer, tanh_layer, solution],
    output: "dz1",
    cases: |random| {
        let mut case = |samples, hidden| {
            let z1 = random.randn((samples, hidden));
            let da1 = random.randn((samples, hidden));
            Given { a1: tanh(&z1), z1: Hidden(z1), da1 }
        };
        vec![case(1, 1), case(2, 3)]
    },
    ask: |answer, given| answer(&given.da1, &given.a1),
    expected: |Given { z1, da1, .. }| {
        // The derivative of this loss with respect to each a is the given one.
        quotients(&z1.0, |z1| NP.sum(&(da1 * tanh(z1))))
    },
    mistakes: mistakes! {
        /// a·(1 − a) is the slope of the sigmoid. Differentiate tanh as a
        /// quotient, and express its slope by its square.
        |da1, a1| da1 * a1 * (1.0 - a1);
        /// The square is missing: the slope is the same at z and at −z, but 1 −
        /// a is not.
        |da1, a1| da1 * (1.0 - a1);
        /// You take the tanh of a1, which is already the tanh of z1.
        |da1, a1| {
            let twice = tanh(a1);
            da1 * (1.0 - &twice * &twice)
        };
        /// The slope of the tanh is missing: this is still da1.
        |da1, _| da1.clone();
        /// The sign is wrong. The tanh rises everywhere, so its slope is
        /// positive.
        |da1, a1| da1 * (a1 * a1 - 1.0);
    },
};

/// tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), of every entry.
fn tanh(z: &Array2<f64>) -> Array2<f64> {
    let (up, down) = (NP.exp(z), NP.exp(-z));
    (&up - &down) / (&up + &down)
}
