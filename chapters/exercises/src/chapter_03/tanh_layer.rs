//! Back through a tanh, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let the hidden layer use the hyperbolic tangent: a₁ =
/// tanh z₁. Given da₁ and a₁, what is dz₁? All three are (samples, hidden).
pub fn tanh_layer(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a1.dim())
}

/// tanh′(z) = 1 − tanh²(z), from the output a = tanh z.
fn solution(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    da1 * (1.0 - a1 * a1) // (samples, hidden)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::tanh_layer, tanh_layer, solution],
    cases: |_| vec![(1, 1), (2, 3)],
    trial: |answer, random, shape| {
        let (z1, da1) = (random.randn(shape), random.randn(shape));
        let a1 = tanh(&z1);
        let expected = backward_quotients(&z1, &da1, tanh);
        Trial::new(named![da1, a1], "dz1", &expected, || answer(&da1, &a1))
    },
    mistakes: mistakes! {
        /// a·(1 − a) is the slope of the sigmoid. Differentiate tanh as a
        /// quotient, and express its slope by its square.
        |da1, a1| da1 * a1 * (1.0 - a1);
        /// The square is missing: the slope at −z is the same, 1 − a is not.
        |da1, a1| da1 * (1.0 - a1);
        /// You take the tanh of a1, which is already the tanh of z1.
        |da1, a1| solution(da1, &tanh(a1));
        /// The slope of the tanh is missing: this is still da1.
        |da1, _| da1.clone();
        /// The sign is wrong. The slope of the tanh is positive everywhere.
        |da1, a1| da1 * (a1 * a1 - 1.0);
    },
};

/// tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), of every entry.
fn tanh(z: &Array2<f64>) -> Array2<f64> {
    let (up, down) = (NP.exp(z), NP.exp(-z));
    (&up - &down) / (&up + &down)
}
