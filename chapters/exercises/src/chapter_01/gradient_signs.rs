//! The signs of a gradient, checked against the neuron of the run
//! `chain-rule`.

use crate::{NP, Question, Trial, answers};

/// The sign of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Below 0.
    Negative = -1,
    /// Equal to 0.
    Zero = 0,
    /// Above 0.
    Positive = 1,
}

// ANCHOR: starter
/// Predict. What would be the signs of ∂loss/∂w₁, ∂loss/∂w₂ and ∂loss/∂w₃ in
/// the first iteration of the run `chain-rule` if its target were 10? There
/// x = (1, −2, 3), w = (−3, −1, 2) and b = 1; it is enough to look at the
/// inputs and at ∂loss/∂z. A sign is `Sign::Negative`, `Sign::Zero` or
/// `Sign::Positive`.
pub fn gradient_signs() -> [Sign; 3] {
    [Sign::Zero; 3]
}
// ANCHOR_END: starter

// ANCHOR: solution
/// ∂loss/∂w = ∂loss/∂z · x, and ∂loss/∂z is negative.
fn solution() -> [Sign; 3] {
    [Sign::Negative, Sign::Positive, Sign::Negative] // those of −x
}
// ANCHOR_END: solution

type Answer = fn() -> [Sign; 3];

pub(crate) static QUESTION: Question<Answer> = Question {
    functions: [answers::gradient_signs, gradient_signs, solution],
    trials: |answer, _| {
        let (x, _, neuron) = chapter_01::runs::start();
        let target = 10.0;
        let forward = neuron.forward(NP, &x, target);
        let dloss_dw = neuron.backward(&x, target, &forward).dloss_dw;
        let expected = [0, 1, 2].map(|i| match dloss_dw[i] {
            d if d < 0.0 => -1.0,
            d if 0.0 < d => 1.0,
            _ => 0.0,
        });
        let answer = || answer().map(|sign| f64::from(sign as i8));
        vec![Trial::new(&[], "the sign", &expected, answer)]
    },
    mistakes: mistakes! {
        /// These are the signs of the step that gradient descent takes. The
        /// gradient points uphill, and the step goes the other way.
        || [Sign::Positive, Sign::Negative, Sign::Positive];
        /// All three derivatives share the factor ∂loss/∂z, but the last factor
        /// is different for each weight. What is its sign?
        || [Sign::Positive; 3];
        /// These are the signs of the weights. The derivative of w·x with
        /// respect to w is x.
        || [Sign::Negative, Sign::Negative, Sign::Positive];
    },
};
