//! Checks `mean_squared_error` against difference quotients.

use mini_numpy::RandomState;
use ndarray::Array1;

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// ∂loss/∂a, from the outputs a and the targets, all of them (neurons,).
pub type Answer = fn(&Array1<f64>, &Array1<f64>) -> Array1<f64>;

/// Whether the gradient of the mean squared error is found.
#[derive(Debug)]
pub struct MeanSquaredError;

/// Outputs, and what they should be.
#[derive(Debug)]
pub struct Given {
    a: Array1<f64>,      // (neurons,)
    target: Array1<f64>, // (neurons,)
}

impl Question for MeanSquaredError {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "mean_squared_error";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |a, target| 2.0 * (a - target),
            hint: "This is the gradient of the squares' sum. The loss is \
                   their mean, and the derivative of a mean is a mean.",
        },
        Mistake {
            answer: |a, target| (a - target) / a.len() as f64,
            hint: "The factor 2 is missing that every square leaves behind.",
        },
        Mistake {
            answer: |a, target| 2.0 * (target - a) / a.len() as f64,
            hint: "The sign is wrong: where an output is above its target, \
                   the loss grows with it.",
        },
        Mistake {
            answer: |a, _| 2.0 * a / a.len() as f64,
            hint: "The targets are left out, as if all were 0.",
        },
        Mistake {
            answer: |a, target| {
                let mean = 2.0 * NP.mean(&(a - target));
                Array1::from_elem(a.len(), mean / a.len() as f64)
            },
            hint: "Every output gets the mean error. Each square depends on \
                   one output alone, so each entry has an error of its own.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.mean_squared_error
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(4);
        let mut case = |neurons| Given {
            a: random.randn(neurons),
            target: random.randn(neurons),
        };
        vec![case(1), case(3), case(5)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("a", &given.a).array("target", &given.target)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        Numbers::new().array("dloss_da", &answer(&given.a, &given.target))
    }

    fn expected(given: &Given) -> Numbers {
        let loss = |a: &Array1<f64>| {
            let error = a - &given.target;
            NP.mean(&(&error * &error))
        };
        Numbers::new().array("dloss_da", &quotients(&given.a, loss))
    }
}
