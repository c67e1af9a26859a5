//! The two factors of the output's error, checked against difference quotients.

use chapter_03::two_layer::{sigmoid, sigmoid_derivative as slope};

use crate::prelude::*;

/// Derive and implement. The error of the output is as simple as a₂ − target
/// because two factors cancel. Compute each by itself: da₂, the derivative of a
/// sample's binary cross-entropy with respect to its output, and ∂a₂/∂z₂, the
/// slope of the sigmoid. All arrays are (samples, 1).
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
    cases: |_| vec![array![[1.0], [0.0], [0.0]], array![[0.0], [1.0]]],
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
