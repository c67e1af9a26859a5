//! The signs of a gradient, checked against the neuron of chapter 1.

use crate::prelude::*;

/// Predict. What would be the signs of ∂loss/∂w₁, ∂loss/∂w₂ and ∂loss/∂w₃ in
/// the first iteration of the run `chain-rule` if its target were 10? There
/// x = (1, −2, 3), w = (−3, −1, 2) and b = 1; it is enough to look at the
/// inputs and at ∂loss/∂z. A sign is −1, 0 or 1.
pub fn gradient_signs() -> [i32; 3] {
    [0; 3]
}

/// ∂loss/∂w = ∂loss/∂z · x, and ∂loss/∂z is negative.
fn solution() -> [i32; 3] {
    [-1, 1, -1] // the signs of −x
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::gradient_signs, gradient_signs, solution],
    cases: |_| vec![10.0],
    trial: |answer, _, target| {
        let (x, _, neuron) = chapter_01::runs::start();
        let forward = neuron.forward(NP, &x, target);
        let dloss_dw = neuron.backward(&x, target, &forward).dloss_dw;
        assert!(dloss_dw.iter().all(|d| *d != 0.0), "no sign is 0");
        let expected = [0, 1, 2].map(|n| dloss_dw[n].signum());
        Trial::new(&[], "the sign", &expected, || answer().map(f64::from))
    },
    mistakes: mistakes! {
        /// These are the signs of the step that gradient descent takes. The
        /// gradient points uphill, and the step goes the other way.
        || [1, -1, 1];
        /// All three derivatives share the factor ∂loss/∂z, but the last factor
        /// is different for each weight. What is its sign?
        || [1; 3];
        /// These are the signs of w. With respect to w, the slope of w·x is x.
        || [-1, -1, 1];
    },
};
