//! The first steps of the optimizers, checked against those of chapter 5.

use chapter_05::optimizers::{Optimizer, OptimizerState};

use crate::prelude::*;

/// Predict. By how many learning rates does the first step of plain gradient
/// descent, AdaGrad, RMSProp and Adam move a parameter? Above 0 it grows, below
/// 0 it falls. Given are the parameter's gradient and the ρ of RMSProp; the
/// other constants are those of the chapter. The gradient, positive or
/// negative, is so far from 0 that ε does not matter.
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
    // RMSProp the most, by 10⁻⁷/((1 − ρ)·|g|), which is below 2·10⁻⁸.
    cases: |_| vec![(64.0, 0.75), (-100.0, 0.9), (200.0, 0.96)],
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
