//! Checks `first_steps` against the optimizers of chapter 5.

use chapter_05::optimizers::{Memory, Optimizer};
use mini_numpy::Numpy;
use ndarray::arr2;

use crate::reference::NP;
use crate::{Answers, Mistake, Numbers, Question};

/// By how many learning rates the first step of each optimizer moves a
/// parameter: above 0 where it grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstSteps {
    /// Plain gradient descent.
    pub descent: f64,
    /// `AdaGrad`.
    pub adagrad: f64,
    /// `RMSProp`.
    pub rmsprop: f64,
    /// Adam.
    pub adam: f64,
}

/// The steps, from the parameter's gradient and the ρ of `RMSProp`.
pub type Answer = fn(Numpy, f64, f64) -> FirstSteps;

/// Whether the first steps of the optimizers are predicted.
#[derive(Debug)]
pub struct PredictFirstSteps;

/// A parameter's gradient, and what `RMSProp` keeps of its memory.
#[derive(Debug)]
pub struct Given {
    gradient: f64,
    rho: f64,
}

impl Question for PredictFirstSteps {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "first_steps";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, g, rho| FirstSteps {
                descent: g,
                adagrad: g.signum(),
                rmsprop: g.signum() / np.sqrt(1.0 - rho),
                adam: g.signum(),
            },
            hint: "The lengths are right, and each step goes uphill: where \
                   the gradient is positive, the parameter must fall.",
        },
        Mistake {
            answer: |_, g, _| FirstSteps {
                descent: -g,
                adagrad: -g,
                rmsprop: -g,
                adam: -g,
            },
            hint: "All but plain descent divide the gradient by the root of \
                   what their cache holds. After one gradient, that is its \
                   own size.",
        },
        Mistake {
            answer: |_, g, _| FirstSteps {
                descent: -g,
                adagrad: -g.signum(),
                rmsprop: -g.signum(),
                adam: -g.signum(),
            },
            hint: "Three are right. The cache of RMSProp starts from 0 and \
                   takes up only 1 − ρ of the squared gradient; nothing \
                   corrects it for that, as it is in Adam.",
        },
        Mistake {
            answer: |np, g, rho| FirstSteps {
                descent: -g,
                adagrad: -g.signum(),
                rmsprop: -g.signum() / np.sqrt(1.0 - rho),
                adam: -g.signum() * (1.0 - 0.9) / np.sqrt(1.0 - 0.999),
            },
            hint: "Three are right. In Adam's first step the corrections for \
                   starting from 0 divide by just the 1 − β that its two \
                   means have taken the gradient times.",
        },
        Mistake {
            answer: |_, g, rho| FirstSteps {
                descent: -g,
                adagrad: -1.0 / g,
                rmsprop: -1.0 / g / (1.0 - rho),
                adam: -1.0 / g,
            },
            hint: "You divide by the squared gradient. The root of the cache \
                   is what the gradient is divided by.",
        },
        Mistake {
            answer: |np, g, rho| FirstSteps {
                descent: -g,
                adagrad: -1.0,
                rmsprop: -1.0 / np.sqrt(1.0 - rho),
                adam: -1.0,
            },
            hint: "The lengths are right. The root of a square forgets the \
                   sign, but the gradient that is divided by it has one.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.first_steps
    }

    /// The gradients are so large that ε moves no step by more than the
    /// eighth of the tolerance that is left for rounding: `RMSProp` by the
    /// most, 10⁻⁷/((1 − ρ)·|g|), which is below 2·10⁻⁸.
    fn cases() -> Vec<Given> {
        let case = |gradient, rho| Given { gradient, rho };
        vec![case(64.0, 0.75), case(-100.0, 0.9), case(200.0, 0.96)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new()
            .scalar("the gradient", given.gradient)
            .scalar("rho", given.rho)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        numbers(answer(NP, given.gradient, given.rho))
    }

    fn expected(given: &Given) -> Numbers {
        let first_step = |optimizer: Optimizer| {
            let mut p = arr2(&[[0.0]]); // (1, 1)
            let mut memory = Memory::of(&p);
            let dp = arr2(&[[given.gradient]]); // (1, 1)
            optimizer.step(NP, &mut p, &dp, &mut memory, 1.0);
            p[[0, 0]]
        };
        numbers(FirstSteps {
            descent: first_step(Optimizer::Descent),
            adagrad: first_step(Optimizer::AdaGrad),
            rmsprop: first_step(Optimizer::RmsProp { rho: given.rho }),
            adam: first_step(Optimizer::Adam { beta1: 0.9, beta2: 0.999 }),
        })
    }
}

fn numbers(steps: FirstSteps) -> Numbers {
    Numbers::new()
        .scalar("descent", steps.descent)
        .scalar("adagrad", steps.adagrad)
        .scalar("rmsprop", steps.rmsprop)
        .scalar("adam", steps.adam)
}
