//! After how many layers a gradient has vanished, checked against difference
//! quotients through so many sigmoid neurons.

use crate::prelude::*;

/// Derive. In a chain of sigmoid neurons, one a layer, every weight is w, and
/// the biases are such that every z is 0, where the sigmoid is steepest. Go
/// back from the last layer; the layer before it counts as 1. Which is the
/// first layer whose dz, in absolute value, is below `fraction` times that of
/// the last one? w is not 0, and lies between −4 and 4.
pub fn vanishing_depth(w: f64, fraction: f64) -> usize {
    0
}

/// Each layer multiplies dz by its weight and by the slope, which is 1/4.
fn solution(w: f64, fraction: f64) -> usize {
    let mut layers = 0;
    let mut remaining = 1.0;
    while fraction <= remaining {
        remaining *= w.abs() / 4.0;
        layers += 1;
    }
    layers
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::vanishing_depth, vanishing_depth, solution],
    cases: |_| vec![(1.0, 0.01), (-2.0, 0.01), (3.0, 0.2), (0.5, 0.5)],
    trial: |answer, _, (w, fraction)| {
        // z of the last layer, from z of the layer so many before it.
        let last = |z: f64, layers: usize| {
            let b = -w / 2.0; // the output at z = 0 is 1/2
            (0..layers).fold(z, |z, _| w / (1.0 + NP.exp(-z)) + b)
        };
        let vanished = |layers: &usize| {
            let dz = quotient(0.0, |z| last(z, *layers));
            dz.abs() < fraction
        };
        let expected = (0..100).find(vanished).unwrap_or(0);
        let given = named![w, fraction];
        Trial::new(given, "the layers", &expected, || answer(w, fraction))
    },
    mistakes: mistakes! {
        /// You count the layers through which the gradient is still large
        /// enough. Asked for is the first in which it is not.
        |w, fraction| solution(w, fraction) - 1;
        /// You leave the weights out. A step back multiplies by the slope and
        /// by the weight.
        |_, fraction| solution(1.0, fraction);
        /// The slope of the sigmoid at 0 is 1/4; its value there is 1/2.
        |w, fraction| {
            let mut layers = 0;
            let mut remaining = 1.0;
            while fraction <= remaining && layers < 1000 {
                remaining *= w.abs() / 2.0;
                layers += 1;
            }
            layers
        };
        /// Compare sizes: a weight below 0 turns the sign of the gradient, and
        /// a gradient below 0 is not a small one.
        |w, fraction| {
            let mut layers = 0;
            let mut remaining = 1.0;
            while fraction <= remaining {
                remaining *= w / 4.0;
                layers += 1;
            }
            layers
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(f64, f64) -> usize;

    const RIGHT: &[(&str, Answer)] = &[
        ("powers", |w, fraction| {
            let step = w * w / 16.0;
            let mut square = 1.0;
            (0..100)
                .find(|_| {
                    let vanished = square < fraction * fraction;
                    square *= step;
                    vanished
                })
                .unwrap_or(0)
        }),
        ("logarithms", |w, fraction| {
            let layers = NP.log(fraction) / NP.log(w.abs() / 4.0);
            (1..100).find(|n| layers < *n as f64).unwrap_or(0)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("one too many", |w, fraction| solution(w, fraction) + 1),
        ("4, typed", |_, _| 4),
        ("the slope alone, twice", |w, f| 2 * solution(w, f)),
        ("the weight alone", |w, fraction| {
            let mut layers = 0;
            let mut remaining = 1.0;
            while fraction <= remaining && layers < 1000 {
                remaining *= w.abs();
                layers += 1;
            }
            layers
        }),
        ("a sum of the slopes", |w, fraction| {
            let mut layers = 0;
            let mut remaining = 1.0;
            while fraction <= remaining {
                remaining -= w.abs() / 4.0;
                layers += 1;
            }
            layers
        }),
        ("the fraction of the layer before", |_, f| usize::from(f < 0.25)),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
