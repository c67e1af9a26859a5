//! Which neurons die, checked against the run `layer` with longer steps.

use chapter_02::runs::{LAYER, inputs, start, train};
use harness::Descent;

use crate::prelude::*;

/// Predict. The run `layer` has the learning rate 0.001. Which of its three
/// neurons are dead at the end if it is 0.01 instead? A neuron is dead when its
/// z is not above 0, so that its gradient is 0. One step by hand is enough: x =
/// (1, 2, 3, 4), at the start z is 3.1, 7.2 and 11.3, the loss is the square of
/// y, the sum of the outputs, and all three weights that belong to an input
/// take the same step.
pub fn dead_neurons() -> [bool; 3] {
    [false; 3]
}

/// All of them, at the first step, which is longer than the largest z.
fn solution() -> [bool; 3] {
    [true; 3]
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::dead_neurons, dead_neurons, solution],
    cases: |_| vec![0.01],
    trial: |answer, _, learning_rate| {
        let settings = Descent { learning_rate, ..(LAYER.settings)() };
        let (x, mut layer) = (inputs(), start());
        let first_z = layer.forward(NP, &x).z;
        assert!(
            (first_z - array![3.1, 7.2, 11.3]).abs().iter().all(|d| *d < 1e-9)
        );
        train(&settings, &mut layer, &x, |_, _, _, _| {});
        let z = layer.forward(NP, &x).z; // (3,)
        let expected = [0, 1, 2].map(|neuron| f64::from(z[neuron] <= 0.0));
        Trial::new(&[], "dead", &expected, || answer().map(f64::from))
    },
    mistakes: mistakes! {
        /// That is how the chapter's own run ends. Here a step is ten times as
        /// long: how far does each z fall in the first step?
        || [true, true, false];
        /// The first neuron dies, but is it the only one? In the first step
        /// every z falls by lr·2y·(x·x + 1); compare that with each z.
        || [true, false, false];
        /// While all three live, they take the same step, −lr·2y·x. Which z
        /// reaches 0 first, the largest or the smallest?
        || [false, false, true];
    },
};

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::question::tests::assert_told_apart;

    thread_local! {
        static GUESS: Cell<[bool; 3]> = const { Cell::new([false; 3]) };
    }

    #[test]
    fn no_other_neurons_are_dead() {
        type Answer = fn() -> [bool; 3];
        let guess: &[(&str, Answer)] = &[("the guess", || GUESS.get())];
        for n in 0..8 {
            GUESS.set([0, 1, 2].map(|neuron| n >> neuron & 1 == 1));
            if GUESS.get() == solution() {
                assert_told_apart(QUESTION, guess, &[]);
            } else {
                assert_told_apart(QUESTION, &[], guess);
            }
        }
    }
}
