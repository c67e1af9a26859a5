//! Checks `batch_inputs` against difference quotients.

use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// dx (samples, inputs), from dz (samples, neurons) and w (neurons, inputs).
pub type Answer = fn(Numpy, &Array2<f64>, &Array2<f64>) -> Array2<f64>;

/// Whether a layer passes back what a batch asks for.
#[derive(Debug)]
pub struct BatchInputs;

/// What comes back to a layer for each sample, and its weights.
#[derive(Debug)]
pub struct Given {
    dz: Array2<f64>, // (samples, neurons)
    w: Array2<f64>,  // (neurons, inputs)
}

impl Question for BatchInputs {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "batch_inputs";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, dz, w| np.sum_rows(&np.dot(dz, w)),
            hint: "You add up the samples. They share the weights, not the \
                   inputs: each row of x has a row of dx to itself.",
        },
        Mistake {
            answer: |np, dz, w| np.dot(dz, &w.t()),
            hint: "The weights are transposed once too often. These have a \
                   row for each neuron, as in chapter 2.",
        },
        Mistake {
            answer: |np, dz, w| np.dot(&w.t(), &dz.t()),
            hint: "The result is transposed: dx has a row for each sample, \
                   as x has.",
        },
        Mistake {
            answer: |np, dz, w| np.dot(dz, w) / dz.nrows() as f64,
            hint: "You divide by the number of samples. dz is the derivative \
                   of the loss already, whatever the loss averages.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.batch_inputs
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(9);
        let mut case = |samples, neurons, inputs| Given {
            dz: random.randn((samples, neurons)),
            w: random.randn((neurons, inputs)),
        };
        vec![case(2, 3, 3), case(2, 3, 4), case(3, 2, 5)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("dz", &given.dz).array("w", &given.w)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        Numbers::new().array("dx", &answer(NP, &given.dz, &given.w))
    }

    fn expected(given: &Given) -> Numbers {
        let Given { dz, w } = given;
        let x = Array2::zeros((dz.nrows(), w.ncols()));
        // A loss whose derivative by each z is the given one, neuron by
        // neuron.
        let loss = |x: &Array2<f64>| {
            let mut total = 0.0;
            for ((sample, neuron), dz) in dz.indexed_iter() {
                total += dz * NP.dot(&w.row(neuron), &x.row(sample));
            }
            total
        };
        Numbers::new().array("dx", &quotients(&x, loss))
    }
}
