//! The two factors of the output's error, checked against difference quotients.

use chapter_03::two_layer::sigmoid;
use ndarray::{Array2, array};

use crate::{NP, Question, Trial, answers, quotients};

/// The two factors of dz₂.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors {
    /// ∂loss/∂a₂, of each sample's own loss.
    pub da2: Array2<f64>, // (samples, 1)
    /// ∂a₂/∂z₂, the slope of the sigmoid.
    pub da2_dz2: Array2<f64>, // (samples, 1)
}

parts!(Factors { da2, da2_dz2 });

// ANCHOR: starter
/// Derive and implement. The error of the output is as simple as a₂ − target
/// because two factors cancel. Compute each by itself: da₂, the derivative of a
/// sample's binary cross-entropy with respect to its output, and ∂a₂/∂z₂, the
/// slope of the sigmoid. All arrays are (samples, 1).
pub fn cross_entropy(a2: &Array2<f64>, target: &Array2<f64>) -> Factors {
    Factors { da2: Array2::zeros(a2.dim()), da2_dz2: Array2::zeros(a2.dim()) }
}
// ANCHOR_END: starter

// ANCHOR: solution
/// The derivative of −(t·ln a + (1 − t)·ln(1 − a)) with respect to a, and that
/// of a with respect to z.
fn solution(a2: &Array2<f64>, target: &Array2<f64>) -> Factors {
    Factors {
        da2: (1.0 - target) / (1.0 - a2) - target / a2, // (samples, 1)
        da2_dz2: a2 * (1.0 - a2),                       // (samples, 1)
    }
}
// ANCHOR_END: solution

type Answer = fn(&Array2<f64>, &Array2<f64>) -> Factors;

pub(crate) static QUESTION: Question<Answer> = Question {
    functions: [answers::cross_entropy, cross_entropy, solution],
    trials: |answer, random| {
        let mut trial = |target: Array2<f64>| {
            // z₂ lies between −1 and 1: near a = 0 the third derivative of the
            // logarithm, 2/a³, would exceed what the tolerance allows for.
            let z2 = 2.0 * random.rand(target.dim()) - 1.0;
            let a2 = sigmoid(NP, &z2);
            // The sum of the samples' losses, so that the derivative with
            // respect to each entry is that of its own loss.
            let loss = |a2: &Array2<f64>| {
                let hit = &target * NP.log(a2);
                let miss = (1.0 - &target) * NP.log(1.0 - a2);
                -NP.sum(&(hit + miss))
            };
            let expected = Factors {
                da2: quotients(&a2, loss),
                da2_dz2: quotients(&z2, |z2| NP.sum(&sigmoid(NP, z2))),
            };
            let answer = || answer(&a2, &target);
            Trial::new(named![a2, target], "", &expected, answer)
        };
        vec![trial(array![[1.0], [0.0], [0.0]]), trial(array![[0.0], [1.0]])]
    },
    mistakes: mistakes! {
        /// The sign of da2 is wrong: the loss has a minus sign before its
        /// logarithms.
        |a2, target| with_da2(-solution(a2, target).da2, a2);
        /// Your da2 ignores the samples whose target is 0. The second
        /// logarithm, ln(1 − a), depends on a as well.
        |a2, target| with_da2(-target / a2, a2);
        /// The second term of da2 has the wrong sign: by the chain rule it has
        /// the factor −1, the derivative of 1 − a.
        |a2, target| {
            with_da2(-target / a2 - (1.0 - target) / (1.0 - a2), a2)
        };
        /// a2 − target is dz2, the product of both factors. Here da2 is asked
        /// for by itself, before anything cancels.
        |a2, target| with_da2(a2 - target, a2);
        /// da2 is right. For the slope you take the sigmoid of a2, which is
        /// already the sigmoid of z2.
        |a2, target| {
            let a = sigmoid(NP, a2);
            Factors { da2_dz2: &a * (1.0 - &a), ..solution(a2, target) }
        };
    },
};

/// Any da2, and the right slope.
fn with_da2(da2: Array2<f64>, a2: &Array2<f64>) -> Factors {
    Factors { da2, da2_dz2: a2 * (1.0 - a2) }
}
