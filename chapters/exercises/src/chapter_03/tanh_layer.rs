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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(&Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("two factors", |da1, a1| (1.0 - a1) * da1 * (1.0 + a1)),
        ("multiplied out", |da1, a1| da1 - &(a1 * a1 * da1)),
        ("entry by entry, in a loop", |da1, a1| {
            let mut dz1 = Array2::zeros(a1.dim());
            for (at, a) in a1.indexed_iter() {
                dz1[at] = -da1[at] * (a * a - 1.0);
            }
            dz1
        }),
        ("from the sigmoid", |da1, a1| {
            let a = (a1 + 1.0) / 2.0; // tanh z = 2σ(2z) − 1
            4.0 * da1 * &a * (1.0 - &a)
        }),
        ("stored by columns", |da1, a1| by_columns(&solution(da1, a1))),
        ("stored backwards", |da1, a1| backwards(&solution(da1, a1))),
        ("broadcast, with −0", |da1, a1| {
            let minus_zero = array![[-0.0]];
            solution(da1, a1) + minus_zero.broadcast(a1.dim()).expect("one")
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("plus the square", |da1, a1| da1 * (1.0 + a1 * a1)),
        ("1 − |a|", |da1, a1| da1 * (1.0 - a1.abs())),
        ("the square of 1 − a", |da1, a1| da1 * (1.0 - a1) * (1.0 - a1)),
        ("1 − da₁²", |da1, a1| a1 * (1.0 - da1 * da1)),
        ("the slope twice", |da1, a1| solution(&solution(da1, a1), a1)),
        ("the slope alone", |da1, a1| solution(&Array2::ones(da1.dim()), a1)),
        ("divided by the slope", |da1, a1| da1 / (1.0 - a1 * a1)),
        ("the slope at 0", |da1, a1| da1 * (1.0 - 0.0 * a1)),
        ("a kink at 0", |da1, a1| {
            solution(da1, a1) * a1.mapv(|a| f64::from(u8::from(0.0 < a)))
        }),
        ("no gradient below 0", |da1, a1| solution(&NP.maximum(0.0, da1), a1)),
        ("the size of the gradient", |da1, a1| solution(da1, a1).abs()),
        ("the root of the slope", |da1, a1| da1 * NP.sqrt(1.0 - a1 * a1)),
        ("a quarter, as for the sigmoid", |da1, a1| solution(da1, a1) / 4.0),
        ("a mean over the samples", |da1, a1| {
            solution(da1, a1) / a1.nrows() as f64
        }),
        ("a sum over the samples", |da1, a1| NP.sum_rows(&solution(da1, a1))),
        ("one sample only", |da1, a1| {
            solution(da1, a1).row(0).to_owned().insert_axis(Axis(0))
        }),
        ("one hidden neuron only", |da1, a1| {
            solution(da1, a1).column(0).to_owned().insert_axis(Axis(1))
        }),
        ("the first sample's slopes for all", |da1, a1| {
            da1 * &(1.0 - &a1.row(0) * &a1.row(0))
        }),
        ("a matrix product", |da1, a1| {
            NP.dot(da1, &(1.0 - a1 * a1).reversed_axes())
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
