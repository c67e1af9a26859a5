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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::question::tests::assert_told_apart;

    thread_local! {
        static GUESS: Cell<[i32; 3]> = const { Cell::new([0; 3]) };
    }

    #[test]
    fn no_other_signs_are_right() {
        type Answer = fn() -> [i32; 3];
        let guess: &[(&str, Answer)] = &[("the guess", || GUESS.get())];
        for n in 0..27 {
            GUESS.set([n / 9 - 1, n / 3 % 3 - 1, n % 3 - 1]);
            if GUESS.get() == solution() {
                assert_told_apart(QUESTION, guess, &[]);
            } else {
                assert_told_apart(QUESTION, &[], guess);
            }
        }
        let not_signs: &[(&str, Answer)] = &[
            ("a size", || [-1, 2, -3]),
            ("the derivatives", || [-18, 36, -54]),
        ];
        assert_told_apart(QUESTION, &[], not_signs);
    }
}
