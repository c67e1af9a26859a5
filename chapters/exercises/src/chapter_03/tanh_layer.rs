//! Checks `tanh_layer` against difference quotients.

use mini_numpy::RandomState;
use ndarray::Array2;

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// dz₁, from da₁ and the outputs a₁ of the tanh, all of them (samples,
/// hidden).
pub type Answer = fn(&Array2<f64>, &Array2<f64>) -> Array2<f64>;

/// Whether the way back through a tanh is found.
#[derive(Debug)]
pub struct TanhLayer;

/// What the way back through a layer of tanh neurons starts from.
#[derive(Debug)]
pub struct Given {
    z1: Array2<f64>,  // (samples, hidden)
    da1: Array2<f64>, // (samples, hidden)
}

impl Question for TanhLayer {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "tanh_layer";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |da1, a1| da1 * a1 * (1.0 - a1),
            hint: "a·(1 − a) is the slope of the sigmoid. Derive the tanh as \
                   a quotient, or look for its slope in terms of its square.",
        },
        Mistake {
            answer: |da1, a1| da1 * (1.0 - a1),
            hint: "The square is missing: the slope is the same at z and at \
                   −z, and 1 − a is not.",
        },
        Mistake {
            answer: |da1, a1| {
                let twice = tanh(a1);
                da1 * (1.0 - &twice * &twice)
            },
            hint: "You take the tanh of a1, which is the tanh of z1 already.",
        },
        Mistake {
            answer: |da1, _| da1.clone(),
            hint: "The slope of the tanh is missing: this is still da1.",
        },
        Mistake {
            answer: |da1, a1| da1 * (a1 * a1 - 1.0),
            hint: "The sign is wrong. The tanh rises everywhere, so its slope \
                   is positive.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.tanh_layer
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(7);
        let mut case = |samples, hidden| Given {
            z1: random.randn((samples, hidden)),
            da1: random.randn((samples, hidden)),
        };
        vec![case(1, 1), case(2, 3)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("da1", &given.da1).array("a1", &tanh(&given.z1))
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        Numbers::new().array("dz1", &answer(&given.da1, &tanh(&given.z1)))
    }

    fn expected(given: &Given) -> Numbers {
        // A loss whose derivative by each output is the given one.
        let loss = |z1: &Array2<f64>| NP.sum(&(&given.da1 * tanh(z1)));
        Numbers::new().array("dz1", &quotients(&given.z1, loss))
    }
}

/// tanh z = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), of every entry.
fn tanh(z: &Array2<f64>) -> Array2<f64> {
    let (up, down) = (NP.exp(z), NP.exp(-z));
    (&up - &down) / (&up + &down)
}
