//! The first steps of the optimizers, checked against those of chapter 6.

use chapter_06::optimizers::{Optimizer, OptimizerState};

use crate::prelude::*;

/// Predict. By how many learning rates does the first step of plain gradient
/// descent, AdaGrad, RMSProp and Adam move a parameter? A positive answer means
/// that the parameter grows, a negative one that it falls. Given are the
/// parameter's gradient and the ρ of RMSProp; the other constants are those of
/// the chapter. The gradient, positive or negative, is so far from 0 that ε
/// does not matter.
pub fn first_steps(np: Numpy, gradient: f64, rho: f64) -> [f64; 4] {
    [0.0; 4]
}

/// Only plain descent depends on the size of the gradient.
fn solution(np: Numpy, gradient: f64, rho: f64) -> [f64; 4] {
    let sign = gradient / gradient.abs(); // the gradient is not 0
    // After one gradient g the caches of AdaGrad, RMSProp and Adam hold g²,
    // (1 − ρ)·g² and, corrected for starting from 0, g² again.
    [-gradient, -sign, -sign / np.sqrt(1.0 - rho), -sign]
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::first_steps, first_steps, solution],
    // The gradients are so large that ε changes no step by more than an eighth
    // of the tolerance, which leaves the rest for rounding: it changes that of
    // RMSProp the most, by 10⁻⁷/((1 − ρ)·|g|), which is below 1.1·10⁻⁷.
    cases: |_| vec![(0.9375, 0.0), (-100.0, 0.9), (200.0, 0.96)],
    trial: |answer, _, (gradient, rho)| {
        let first_step = |optimizer: Optimizer| {
            let (mut w, dw) = (array![[0.0]], array![[gradient]]); // (1, 1)
            let mut state = OptimizerState::new(&w);
            optimizer.step(NP, &mut w, &dw, &mut state, 1.0);
            w[[0, 0]]
        };
        let optimizers = [
            Optimizer::Descent,
            Optimizer::AdaGrad,
            Optimizer::RmsProp { rho },
            Optimizer::Adam { beta1: 0.9, beta2: 0.999 },
        ];
        let names = "descent, adagrad, rmsprop, adam";
        let (given, steps) =
            (named![gradient, rho], optimizers.map(first_step));
        Trial::new(given, names, &steps, || answer(NP, gradient, rho))
    },
    mistakes: mistakes! {
        /// The lengths are right, but each step goes uphill, with the gradient.
        |np, g, rho| solution(np, -g, rho);
        /// All but plain descent divide the gradient by the square root of a
        /// cache. What does the cache hold after one gradient?
        |_, g, _| [-g, -g, -g, -g];
        /// Three are right. RMSProp's cache starts from 0 and takes up only 1 −
        /// ρ of the squared gradient; unlike Adam's, it is not corrected.
        |_, g, _| [-g, -g.signum(), -g.signum(), -g.signum()];
        /// Three are right. In Adam's first step, the corrections for starting
        /// from 0 divide out the 1 − β of both running means.
        |np, g, rho| {
            let adam = -g.signum() * (1.0 - 0.9) / np.sqrt(1.0 - 0.999);
            let [descent, adagrad, rmsprop, _] = solution(np, g, rho);
            [descent, adagrad, rmsprop, adam]
        };
        /// You divide by the squared gradient. Take the root of the cache.
        |_, g, rho| [-g, -1.0 / g, -1.0 / g / (1.0 - rho), -1.0 / g];
        /// The lengths are right. The gradient that is divided has a sign.
        |np, g, rho| [-g, -1.0, -1.0 / np.sqrt(1.0 - rho), -1.0];
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(Numpy, f64, f64) -> [f64; 4];

    const RIGHT: &[(&str, Answer)] = &[
        ("by cases", |np, g, rho| {
            let down = if g < 0.0 { 1.0 } else { -1.0 };
            [0.0 - g, down, down * np.sqrt(1.0 / (1.0 - rho)), down]
        }),
        ("the size with the other sign", |np, g, rho| {
            let root = np.sqrt(1.0 - rho);
            let down = |step: f64| step.copysign(-g);
            [down(g), down(1.0), down(root / (1.0 - rho)), down(1.0)]
        }),
        ("divided by the roots of the caches", |np, g, rho| {
            let (square, first) = (g * g, g * (1.0 - rho));
            [
                -g,
                -g / np.sqrt(square),
                -g / np.sqrt(first * g),
                -(0.1 * g / 0.1) / np.sqrt(0.001 * square / 0.001),
            ]
        }),
        ("with ε", |np, g, rho| {
            let step = |cache: f64| -g / (np.sqrt(cache) + 1e-7);
            let square = g * g;
            [-g, step(square), step((1.0 - rho) * square), step(square)]
        }),
    ];

    /// The right steps, but one.
    fn with(np: Numpy, g: f64, rho: f64, at: usize, step: f64) -> [f64; 4] {
        let mut steps = solution(np, g, rho);
        steps[at] = step;
        steps
    }

    const WRONG: &[(&str, Answer)] = &[
        ("the gradient of descent for all", |_, g, _| [-g; 4]),
        ("one step down for all", |_, g, _| [-g.signum(); 4]),
        ("descent by its sign", |np, g, rho| with(np, g, rho, 0, -g.signum())),
        ("descent uphill", |np, g, rho| with(np, g, rho, 0, g)),
        ("descent by the size", |np, g, rho| with(np, g, rho, 0, -g.abs())),
        ("half of descent's step", |np, g, rho| with(np, g, rho, 0, -g / 2.0)),
        ("AdaGrad uphill", |np, g, rho| with(np, g, rho, 1, g.signum())),
        ("AdaGrad for positive gradients", |np, g, rho| {
            with(np, g, rho, 1, -1.0)
        }),
        ("AdaGrad without the root", |np, g, rho| {
            with(np, g, rho, 1, -1.0 / g)
        }),
        ("AdaGrad with two gradients", |np, g, rho| {
            with(np, g, rho, 1, -g.signum() / np.sqrt(2.0))
        }),
        ("RMSProp with the ρ of the chapter", |np, g, rho| {
            with(np, g, rho, 2, -g.signum() / np.sqrt(1.0 - 0.999))
        }),
        ("RMSProp with a ρ of 0.96", |np, g, rho| {
            with(np, g, rho, 2, -5.0 * g.signum())
        }),
        ("RMSProp with a ρ of 0.9", |np, g, rho| {
            with(np, g, rho, 2, -g.signum() / np.sqrt(0.1))
        }),
        ("RMSProp with ρ for 1 − ρ", |np, g, rho| {
            with(np, g, rho, 2, -g.signum() / np.sqrt(rho))
        }),
        ("RMSProp without the root", |np, g, rho| {
            with(np, g, rho, 2, -g.signum() / (1.0 - rho))
        }),
        ("RMSProp times the root", |np, g, rho| {
            with(np, g, rho, 2, -g.signum() * np.sqrt(1.0 - rho))
        }),
        ("RMSProp for positive gradients", |np, g, rho| {
            with(np, g, rho, 2, -1.0 / np.sqrt(1.0 - rho))
        }),
        ("RMSProp uphill", |np, g, rho| {
            with(np, g, rho, 2, g.signum() / np.sqrt(1.0 - rho))
        }),
        ("Adam uphill", |np, g, rho| with(np, g, rho, 3, g.signum())),
        ("Adam for positive gradients", |np, g, rho| with(np, g, rho, 3, -1.0)),
        ("Adam with its velocity alone corrected", |np, g, rho| {
            with(np, g, rho, 3, -g.signum() / np.sqrt(1.0 - 0.999))
        }),
        ("Adam with its cache alone corrected", |np, g, rho| {
            with(np, g, rho, 3, -g.signum() * (1.0 - 0.9))
        }),
        ("Adam with the ρ of RMSProp", |np, g, rho| {
            with(np, g, rho, 3, -0.1 * g.signum() / np.sqrt(1.0 - rho))
        }),
        ("AdaGrad as a gradient that is clipped", |np, g, rho| {
            with(np, g, rho, 1, np.clip(-g, -1.0, 1.0))
        }),
        ("Adam as a gradient that is clipped", |np, g, rho| {
            with(np, g, rho, 3, np.clip(-g, -1.0, 1.0))
        }),
        ("in another order", |np, g, rho| {
            let [descent, adagrad, rmsprop, adam] = solution(np, g, rho);
            [descent, rmsprop, adagrad, adam]
        }),
        ("with the chapter's learning rates", |np, g, rho| {
            let [descent, adagrad, rmsprop, adam] = solution(np, g, rho);
            [descent, adagrad, 0.02 * rmsprop, 0.05 * adam]
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
