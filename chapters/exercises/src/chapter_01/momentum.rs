//! Steps with momentum, checked against the sum that the velocity is.

use ndarray::Array1;

use crate::{Question, answers};

parts! {
    /// The weights and the velocity after a step with momentum.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Step {
        /// The weights.
        pub w: Array1<f64>, // (inputs,)
        /// The velocity.
        pub velocity: Array1<f64>, // (inputs,)
    }
}

// ANCHOR: starter
/// Implement. A step with *momentum* continues in the direction of the steps
/// before it: the gradient changes a velocity, and the new velocity moves the
/// weights.
///
/// ```text
/// velocity ← momentum·velocity + ∂loss/∂w
/// w        ← w − learning_rate·velocity
/// ```
///
/// All arrays are (inputs,).
pub fn momentum(
    w: &Array1<f64>,
    velocity: &Array1<f64>,
    dloss_dw: &Array1<f64>,
    learning_rate: f64,
    momentum: f64,
) -> Step {
    Step { w: w.clone(), velocity: velocity.clone() }
}
// ANCHOR_END: starter

// ANCHOR: solution
/// The gradient changes the velocity, and the new velocity moves the weights.
fn solution(
    w: &Array1<f64>,
    velocity: &Array1<f64>,
    dloss_dw: &Array1<f64>,
    learning_rate: f64,
    momentum: f64,
) -> Step {
    let velocity = momentum * velocity + dloss_dw;
    Step { w: w - learning_rate * &velocity, velocity }
}
// ANCHOR_END: solution

parts! {
    /// Weights at rest, and the gradients of the steps that follow.
    pub(crate) struct Given {
        w: Array1<f64>, // (inputs,)
        dloss_dw: Vec<Array1<f64>>, // each (inputs,)
        learning_rate: f64,
        momentum: f64,
    }
}

type Answer = fn(&Array1<f64>, &Array1<f64>, &Array1<f64>, f64, f64) -> Step;

pub(crate) static QUESTION: Question<Answer, Given, Step> = Question {
    functions: [answers::momentum, momentum, solution],
    output: "",
    cases: |random| {
        let mut case = |steps, learning_rate, momentum| Given {
            w: random.randn(3),
            dloss_dw: (0..steps).map(|_| random.randn(3)).collect(),
            learning_rate,
            momentum,
        };
        vec![case(1, 0.1, 0.9), case(2, 0.1, 0.9), case(5, 0.25, 0.5)]
    },
    ask: |answer, Given { w, dloss_dw, learning_rate, momentum }| {
        let at_rest = Step { w: w.clone(), velocity: Array1::zeros(w.len()) };
        dloss_dw.iter().fold(at_rest, |Step { w, velocity }, dloss_dw| {
            answer(&w, &velocity, dloss_dw, *learning_rate, *momentum)
        })
    },
    expected,
    mistakes: mistakes! {
        /// You move the weights with the old velocity. The gradient changes the
        /// velocity first, and the new velocity moves the weights.
        |w, v, g, lr, momentum| Step {
            w: w - lr * v,
            velocity: momentum * v + g,
        };
        /// Your weights go uphill. The velocity is a sum of gradients, so
        /// descent subtracts it.
        |w, v, g, lr, momentum| {
            let velocity = momentum * v + g;
            Step { w: w + lr * &velocity, velocity }
        };
        /// This is plain gradient descent. The new velocity contains the old
        /// one, times the momentum.
        |w, _, g, lr, _| Step { w: w - lr * g, velocity: g.clone() };
        /// Your velocity is a running mean of the gradients. Here each gradient
        /// is added in full.
        |w, v, g, lr, momentum| {
            let velocity = momentum * v + (1.0 - momentum) * g;
            Step { w: w - lr * &velocity, velocity }
        };
        /// Your weights are right, but your velocity contains the learning rate
        /// and the sign. Here it is a sum of gradients; both are applied when
        /// the weights move.
        |w, v, g, lr, momentum| {
            let velocity = momentum * v - lr * g;
            Step { w: w + &velocity, velocity }
        };
    },
};

/// After k steps from rest the velocity is Σᵢ momentumᵏ⁻ⁱ · gradientᵢ, and the
/// weights have moved by −learning rate times the sum of all velocities.
fn expected(given: &Given) -> Step {
    let mut w = given.w.clone();
    let mut velocity = Array1::zeros(w.len());
    for k in 1..=given.dloss_dw.len() {
        velocity.fill(0.0);
        let mut power = 1.0;
        for gradient in given.dloss_dw[..k].iter().rev() {
            velocity.scaled_add(power, gradient);
            power *= given.momentum;
        }
        w.scaled_add(-given.learning_rate, &velocity);
    }
    Step { w, velocity }
}
