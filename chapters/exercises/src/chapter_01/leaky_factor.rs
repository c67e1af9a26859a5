//! Checks `leaky_factor` against a step along difference quotients.

use mini_numpy::{Numpy, RandomState};
use ndarray::{Array1, array};

use crate::reference::{NP, quotient, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// What an iteration multiplies the loss by, from the inputs x (inputs,), the
/// slope below 0 and the learning rate.
pub type Answer = fn(Numpy, &Array1<f64>, f64, f64) -> f64;

/// Whether the factor is found by which an iteration multiplies the loss of a
/// leaky neuron.
#[derive(Debug)]
pub struct LeakyFactor;

/// A neuron's inputs, its slope below 0 and its learning rate.
#[derive(Debug)]
pub struct Given {
    x: Array1<f64>, // (inputs,)
    slope: f64,
    learning_rate: f64,
}

impl Question for LeakyFactor {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "leaky_factor";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, x, slope, lr| {
                1.0 - 2.0 * lr * slope * slope * (np.dot(x, x) + 1.0)
            },
            hint: "By this an iteration multiplies z. The loss is the square \
                   of the output, and so of z, but for a constant.",
        },
        Mistake {
            answer: |np, x, _, lr| {
                square(1.0 - 2.0 * lr * (np.dot(x, x) + 1.0))
            },
            hint: "This is the factor above 0, where the slope is 1. Put the \
                   output slope·z into the loss, and go back from there.",
        },
        Mistake {
            answer: |np, x, slope, lr| {
                square(1.0 - 2.0 * lr * slope * (np.dot(x, x) + 1.0))
            },
            hint: "The slope comes in twice: on the way forward, in the \
                   output, and on the way back, as ∂a/∂z.",
        },
        Mistake {
            answer: |np, x, slope, lr| {
                square(1.0 - 2.0 * lr * slope * slope * np.dot(x, x))
            },
            hint: "The bias learns, too. It moves z as a weight whose input \
                   is 1 would.",
        },
        Mistake {
            answer: |np, x, slope, lr| {
                square(1.0 - lr * slope * slope * (np.dot(x, x) + 1.0))
            },
            hint: "The derivative of a square has a factor 2, and every step \
                   carries it.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.leaky_factor
    }

    fn cases() -> Vec<Given> {
        // The notebook's own inputs, and three that are drawn.
        let mut random = RandomState::seed(1);
        let x = array![1.0, -2.0, 3.0];
        let mut cases = vec![Given { x, slope: 0.5, learning_rate: 0.01 }];
        for slope in [0.25, 0.5, 0.75] {
            let x = random.randn(4);
            cases.push(Given { x, slope, learning_rate: 0.05 });
        }
        cases
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new()
            .array("x", &given.x)
            .scalar("slope", given.slope)
            .scalar("learning_rate", given.learning_rate)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let factor = answer(NP, &given.x, given.slope, given.learning_rate);
        Numbers::new().scalar("the factor", factor)
    }

    fn expected(given: &Given) -> Numbers {
        let loss = |w: &Array1<f64>, b| {
            let z = NP.dot(w, &given.x) + b;
            square(if 0.0 < z { z } else { given.slope * z })
        };
        // With the weights −x, z lies well below 0: z = −|x|² − 1.
        let (w, b) = (-&given.x, -1.0);
        let dloss_dw = quotients(&w, |w| loss(w, b));
        let dloss_db = quotient(b, |b| loss(&w, b));
        let after = loss(
            &(&w - given.learning_rate * dloss_dw),
            b - given.learning_rate * dloss_db,
        );
        Numbers::new().scalar("the factor", after / loss(&w, b))
    }
}

fn square(x: f64) -> f64 {
    x * x
}
