//! Checks `momentum` against the sum that its velocity is.

use mini_numpy::RandomState;
use ndarray::Array1;

use crate::{Answers, Mistake, Numbers, Question};

/// Where a step with momentum leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The weights after the step.
    pub w: Array1<f64>, // (inputs,)
    /// The velocity after the step.
    pub velocity: Array1<f64>, // (inputs,)
}

/// The step from the weights, the velocity, the gradient by the weights, the
/// learning rate and the momentum.
pub type Answer =
    fn(&Array1<f64>, &Array1<f64>, &Array1<f64>, f64, f64) -> Step;

/// Whether a step with momentum is taken.
#[derive(Debug)]
pub struct Momentum;

/// Weights at rest, and the gradients that they are given in turn.
#[derive(Debug)]
pub struct Given {
    w: Array1<f64>,              // (inputs,)
    gradients: Vec<Array1<f64>>, // each (inputs,)
    learning_rate: f64,
    momentum: f64,
}

impl Question for Momentum {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "momentum";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |w, v, g, lr, momentum| Step {
                w: w - lr * v,
                velocity: momentum * v + g,
            },
            hint: "The weights move with the old velocity. The gradient \
                   changes the velocity first, and the new one moves them.",
        },
        Mistake {
            answer: |w, v, g, lr, momentum| {
                let velocity = momentum * v + g;
                Step { w: w + lr * &velocity, velocity }
            },
            hint: "The weights climb. The velocity is a sum of gradients, so \
                   descent subtracts it.",
        },
        Mistake {
            answer: |w, _, g, lr, _| Step {
                w: w - lr * g,
                velocity: g.clone(),
            },
            hint: "This is plain gradient descent. The velocity keeps a part \
                   of what it was, and momentum says how much.",
        },
        Mistake {
            answer: |w, v, g, lr, momentum| {
                let velocity = momentum * v + (1.0 - momentum) * g;
                Step { w: w - lr * &velocity, velocity }
            },
            hint: "This velocity is a running mean of the gradients. Here \
                   each gradient enters whole.",
        },
        Mistake {
            answer: |w, v, g, lr, momentum| {
                let velocity = momentum * v - lr * g;
                Step { w: w + &velocity, velocity }
            },
            hint: "Your weights go the right way, but the velocity has the \
                   learning rate and the sign in it. Here it is a sum of \
                   gradients, and both come in when the weights move.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.momentum
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(3);
        let mut case = |steps, learning_rate, momentum| Given {
            w: random.randn(3),
            gradients: (0..steps).map(|_| random.randn(3)).collect(),
            learning_rate,
            momentum,
        };
        vec![case(1, 0.1, 0.9), case(2, 0.1, 0.9), case(5, 0.25, 0.5)]
    }

    fn show(given: &Given) -> Numbers {
        let mut numbers = Numbers::new().array("w at rest", &given.w);
        for gradient in &given.gradients {
            numbers = numbers.array("then dloss_dw", gradient);
        }
        numbers
            .scalar("learning_rate", given.learning_rate)
            .scalar("momentum", given.momentum)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let Given { w, gradients, learning_rate, momentum } = given;
        let at_rest = Step { w: w.clone(), velocity: Array1::zeros(w.len()) };
        let end = gradients.iter().fold(at_rest, |step, gradient| {
            let Step { w, velocity } = step;
            answer(&w, &velocity, gradient, *learning_rate, *momentum)
        });
        Numbers::new().array("velocity", &end.velocity).array("w", &end.w)
    }

    /// After k steps from rest the velocity is Σᵢ momentumᵏ⁻ⁱ · gradientᵢ, and
    /// the weights have moved by the learning rate times all velocities.
    fn expected(given: &Given) -> Numbers {
        let mut w = given.w.clone();
        let mut velocity = Array1::zeros(w.len());
        for k in 1..=given.gradients.len() {
            velocity.fill(0.0);
            let mut weight = 1.0;
            for gradient in given.gradients[..k].iter().rev() {
                velocity.scaled_add(weight, gradient);
                weight *= given.momentum;
            }
            w.scaled_add(-given.learning_rate, &velocity);
        }
        Numbers::new().array("velocity", &velocity).array("w", &w)
    }
}
