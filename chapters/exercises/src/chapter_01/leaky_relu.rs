//! Checks `leaky_relu` against difference quotients.

use mini_numpy::RandomState;
use ndarray::Array1;

use crate::reference::quotient;
use crate::{Answers, Mistake, Numbers, Question};

/// ∂loss/∂z, from ∂loss/∂a, z and the slope below 0.
pub type Answer = fn(f64, f64, f64) -> f64;

/// Whether the way back through a leaky ReLU is found.
#[derive(Debug)]
pub struct LeakyRelu;

/// What the way back through a leaky ReLU starts from.
#[derive(Debug)]
pub struct Given {
    dloss_da: f64,
    z: f64,
    slope: f64,
}

impl Question for LeakyRelu {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "leaky_relu";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |dloss_da, z, _| if 0.0 < z { dloss_da } else { 0.0 },
            hint: "This is the ReLU of the chapter, which is flat below 0. \
                   The leaky one is not: it falls by its slope there.",
        },
        Mistake {
            answer: |dloss_da, z, slope| dloss_da * leaky(z, slope),
            hint: "You multiply with what the neuron puts out. The link of \
                   the chain is ∂a/∂z, the slope at z.",
        },
        Mistake {
            answer: |dloss_da, _, _| dloss_da,
            hint: "The link ∂a/∂z is missing: this is still ∂loss/∂a.",
        },
        Mistake {
            answer: |dloss_da, z, slope| {
                dloss_da * if 0.0 < z { slope } else { 1.0 }
            },
            hint: "The two sides are exchanged. Above 0 the output is z \
                   itself.",
        },
        Mistake {
            answer: |_, z, slope| if 0.0 < z { 1.0 } else { slope },
            hint: "This is ∂a/∂z alone. The chain goes on to the loss.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.leaky_relu
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(2);
        let drawn: Array1<f64> = random.randn(4);
        let mut cases = Vec::new();
        // At 0 itself there is no derivative, and nothing is asked.
        for (dloss_da, z) in drawn.iter().zip([2.0, -1.5, 0.25, -0.25]) {
            for slope in [0.01, 0.2] {
                cases.push(Given { dloss_da: *dloss_da, z, slope });
            }
        }
        cases
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new()
            .scalar("dloss_da", given.dloss_da)
            .scalar("z", given.z)
            .scalar("slope", given.slope)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let dloss_dz = answer(given.dloss_da, given.z, given.slope);
        Numbers::new().scalar("dloss_dz", dloss_dz)
    }

    fn expected(given: &Given) -> Numbers {
        // A loss whose derivative by a is the given one.
        let loss = |z| given.dloss_da * leaky(z, given.slope);
        Numbers::new().scalar("dloss_dz", quotient(given.z, loss))
    }
}

/// z above 0, and slope·z elsewhere.
fn leaky(z: f64, slope: f64) -> f64 {
    if 0.0 < z { z } else { slope * z }
}
