//! The two factors of the output's error, checked against difference quotients.

use chapter_03::two_layer::{sigmoid, sigmoid_derivative as slope};

use crate::prelude::*;

/// Derive and implement. The error of the output is as simple as a₂ − target
/// because two factors cancel. Compute each by itself: da₂, the derivative of a
/// sample's binary cross-entropy with respect to its output, and ∂a₂/∂z₂, the
/// slope of the sigmoid. All arrays are (samples, 1); a target is any number
/// from 0 to 1.
pub fn cross_entropy(
    a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros(a2.dim()), Array2::zeros(a2.dim()))
}

/// ∂/∂a of −(t·ln a + (1 − t)·ln(1 − a)), and ∂a/∂z.
fn solution(
    a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    let da2 = (1.0 - target) / (1.0 - a2) - target / a2; // (samples, 1)
    let da2_dz2 = a2 * (1.0 - a2); // (samples, 1)
    (da2, da2_dz2)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::cross_entropy, cross_entropy, solution],
    cases: |_| vec![array![[1.0], [0.0], [0.25]], array![[0.0], [1.0]]],
    trial: |answer, random, target| {
        // z₂ lies between −1 and 1: near a = 0 the third derivative of the
        // logarithm, 2/a³, would exceed what the tolerance allows for.
        let z2 = 2.0 * random.rand(target.dim()) - 1.0;
        let a2 = sigmoid(NP, &z2);
        // The sum of the samples' losses, so that the derivative with respect
        // to each entry is that of its own loss.
        let loss = |a2: &Matrix| {
            let miss = (1.0 - &target) * NP.log(1.0 - a2);
            -NP.sum(&(&target * NP.log(a2) + miss))
        };
        let da2_dz2 = quotients(&z2, |z2| NP.sum(&sigmoid(NP, z2)));
        let expected = (quotients(&a2, loss), da2_dz2);
        let given = named![a2, target];
        Trial::new(given, "da2, da2_dz2", &expected, || answer(&a2, &target))
    },
    mistakes: mistakes! {
        /// The sign of da2 is wrong: a minus sign precedes the logarithms.
        |a2, target| (-solution(a2, target).0, slope(a2));
        /// Your da2 ignores the samples whose target is 0. The second
        /// logarithm, ln(1 − a), depends on a as well.
        |a2, target| (-target / a2, slope(a2));
        /// The second term of da2 has the wrong sign: by the chain rule it has
        /// the factor −1, the derivative of 1 − a.
        |a2, target| (-target / a2 - (1.0 - target) / (1.0 - a2), slope(a2));
        /// a2 − target is dz2, the product of both factors. Here da2 is asked
        /// for by itself, before anything cancels.
        |a2, target| (a2 - target, slope(a2));
        /// da2 is right. For the slope, a2 is already the sigmoid of z2.
        |a2, target| (solution(a2, target).0, slope(&sigmoid(NP, a2)));
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(&Matrix, &Matrix) -> (Matrix, Matrix);

    const RIGHT: &[(&str, Answer)] = &[
        ("over a common denominator", |a2, t| {
            let da2_dz2 = a2 - &(a2 * a2);
            ((a2 - t) / &da2_dz2, da2_dz2)
        }),
        ("minus both terms", |a2, t| {
            let da2 = -(t / a2 - (1.0 - t) / (1.0 - a2));
            (da2, 0.25 - (a2 - 0.5) * (a2 - 0.5))
        }),
        ("entry by entry, in a loop", |a2, t| {
            let mut both = (a2.clone(), t.clone());
            for (at, a) in a2.indexed_iter() {
                both.0[at] = t[at] * -a.recip() + (1.0 - t[at]) / (1.0 - a);
                both.1[at] = a * (1.0 - a);
            }
            both
        }),
        ("from the odds", |a2, t| {
            let odds = a2 / (1.0 - a2); // eᶻ
            let da2 = (1.0 - t) * (1.0 + &odds) - t * (1.0 + 1.0 / &odds);
            (da2, &odds / (1.0 + &odds) / (1.0 + &odds))
        }),
        ("stored by columns and backwards", |a2, t| {
            let (da2, da2_dz2) = solution(a2, t);
            (by_columns(&da2), backwards(&da2_dz2))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("targets of 0 and 1 only", |a2, t| {
            let da2 = |a, t| if t == 1.0 { -1.0 / a } else { 1.0 / (1.0 - a) };
            (Array2::from_shape_fn(t.dim(), |at| da2(a2[at], t[at])), slope(a2))
        }),
        ("the reciprocal of what is missing", |a2, t| {
            (1.0 / (1.0 - t - a2), slope(a2))
        }),
        ("targets of 0 only", |a2, _| (1.0 / (1.0 - a2), slope(a2))),
        ("targets of 1 only", |a2, _| (-1.0 / a2, slope(a2))),
        ("rounded targets", |a2, t| solution(a2, &t.round())),
        ("target and output swapped", |a2, t| {
            ((a2 - t) / (t * (1.0 - t)), slope(a2))
        }),
        ("1 − target for both", |a2, t| solution(a2, &(1.0 - t))),
        ("a mean over the samples", |a2, t| {
            (solution(a2, t).0 / t.nrows() as f64, slope(a2))
        }),
        ("a mean slope", |a2, t| {
            (solution(a2, t).0, slope(a2) / t.nrows() as f64)
        }),
        ("a sum over the samples", |a2, t| {
            let (da2, da2_dz2) = solution(a2, t);
            (NP.sum_rows(&da2), NP.sum_rows(&da2_dz2))
        }),
        ("the squared error", |a2, t| (2.0 * (a2 - t), slope(a2))),
        ("the loss itself", |a2, t| {
            let miss = (1.0 - t) * NP.log(1.0 - a2);
            (-(t * NP.log(a2)) - miss, slope(a2))
        }),
        ("the slope at 0", |a2, t| {
            (solution(a2, t).0, Array2::from_elem(a2.dim(), 0.25))
        }),
        ("the slope of the tanh", |a2, t| (solution(a2, t).0, 1.0 - a2 * a2)),
        ("minus the slope", |a2, t| (solution(a2, t).0, -slope(a2))),
        ("the slope without 1 − a", |a2, t| (solution(a2, t).0, a2.clone())),
        ("the slope of the target", |a2, t| (solution(a2, t).0, slope(t))),
        ("da2 is dz2, and the slope 1", |a2, t| {
            (a2 - t, Array2::ones(a2.dim()))
        }),
        ("dz2 as the second factor", |a2, t| (solution(a2, t).0, a2 - t)),
        ("both swapped", |a2, t| {
            let (da2, da2_dz2) = solution(a2, t);
            (da2_dz2, da2)
        }),
        ("three samples only", |a2, t| {
            let (da2, da2_dz2) = solution(a2, t);
            (Array2::from_shape_fn((3, 1), |at| da2[at]), da2_dz2)
        }),
        ("as rows", |a2, t| {
            let (da2, da2_dz2) = solution(a2, t);
            (da2.reversed_axes(), da2_dz2.reversed_axes())
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
