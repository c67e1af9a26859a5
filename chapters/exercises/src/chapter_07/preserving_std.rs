//! Which weights keep the size of the activations, checked by a sample.

use crate::prelude::*;

/// Derive. A layer computes z = x·w, and a leaky ReLU makes a of z: a = z where
/// z is above 0, and slope·z elsewhere. Its inputs x are the outputs of another
/// such layer. The weights are drawn with mean 0. Which standard deviation of
/// the weights keeps the mean square of a the same from layer to layer? Take z
/// to be as often positive as negative, and as large on one side as on the
/// other. With a slope of 0 it must be He's value, and with a slope of 1
/// Xavier's.
pub fn preserving_std(np: Numpy, inputs: usize, slope: f64) -> f64 {
    1.0
}

/// The mean square of z is n·std² times that of x, and that of a is half of
/// it for z above 0, and slope² times half of it for z below 0.
fn solution(np: Numpy, inputs: usize, slope: f64) -> f64 {
    let kept = 0.5 + 0.5 * slope * slope;
    1.0 / np.sqrt(inputs as f64 * kept)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::preserving_std, preserving_std, solution],
    cases: |_| vec![(8, 0.0), (8, 1.0), (50, 0.25), (3, 0.75)],
    trial: |answer, random, (inputs, slope)| {
        // A sample of z with as many below 0 as above it, of the same sizes.
        let drawn: Vector = random.randn(100);
        let z = ndarray::concatenate![Axis(0), drawn.view(), (-&drawn).view()];
        let a = z.mapv(|z| if 0.0 < z { z } else { slope * z });
        let kept = NP.mean(&(&a * &a)) / NP.mean(&(&z * &z));
        // Each z is a sum over the inputs, whose squares' means add up.
        let expected = NP.sqrt(1.0 / (inputs as f64 * kept));
        let answer = || answer(NP, inputs, slope);
        Trial::new(named![inputs, slope], "the std", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is the variance. The standard deviation is its root.
        |_, n, slope| 2.0 / (n as f64 * (1.0 + slope * slope));
        /// This is He's value, for a slope of 0. What is below 0 comes through
        /// in part, and counts in the mean square.
        |np, n, _| np.sqrt(2.0 / n as f64);
        /// This is Xavier's value, for a slope of 1, where nothing is lost.
        |np, n, _| np.sqrt(1.0 / n as f64);
        /// The mean square takes the square of the slope, not the slope.
        |np, n, slope| np.sqrt(2.0 / (n as f64 * (1.0 + slope)));
        /// Half of the z are above 0 and half below: take the mean of 1 and
        /// slope², not their sum.
        |np, n, slope| np.sqrt(1.0 / (n as f64 * (1.0 + slope * slope)));
        /// You multiply the weights by what the activation keeps. They have to
        /// make up for it.
        |np, n, slope| np.sqrt((1.0 + slope * slope) / (2.0 * n as f64));
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(Numpy, usize, f64) -> f64;

    const RIGHT: &[(&str, Answer)] = &[
        ("the root of the variance", |np, n, slope| {
            np.sqrt(2.0 / ((1.0 + slope * slope) * n as f64))
        }),
        ("He's value, made smaller", |np, n, slope| {
            np.sqrt(2.0 / n as f64) / np.sqrt(1.0 + slope * slope)
        }),
        ("a quotient of roots", |np, n, slope| {
            let kept = 0.5 * (1.0 + slope * slope);
            1.0 / np.sqrt(n as f64) / np.sqrt(kept)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("He's up to a half, and then Xavier's", |np, n, slope| {
            np.sqrt(if slope < 0.5 { 2.0 } else { 1.0 } / n as f64)
        }),
        ("1 − slope", |np, n, slope| np.sqrt((2.0 - slope) / n as f64)),
        ("1 − slope²", |np, n, slope| {
            np.sqrt((2.0 - slope * slope) / n as f64)
        }),
        ("without the inputs", |np, _, slope| solution(np, 1, slope)),
        ("the inputs without their root", |np, n, slope| {
            solution(np, n * n, slope)
        }),
        ("8 inputs, typed", |np, _, slope| solution(np, 8, slope)),
        ("the reciprocal", |np, n, slope| 1.0 / solution(np, n, slope)),
        ("one input less", |np, n, slope| solution(np, n - 1, slope)),
        ("twice as much", |np, n, slope| 2.0 * solution(np, n, slope)),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
