//! Checks `softmax_backward` against difference quotients.

use chapter_00::activations::softmax;
use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// dz, from the probabilities p and dp, all of them (samples, classes).
pub type Answer = fn(Numpy, &Array2<f64>, &Array2<f64>) -> Array2<f64>;

/// Whether the way back through softmax is found without its Jacobian.
#[derive(Debug)]
pub struct SoftmaxBackward;

/// What the way back through softmax starts from.
#[derive(Debug)]
pub struct Given {
    z: Array2<f64>,  // (samples, classes)
    dp: Array2<f64>, // (samples, classes)
}

impl Question for SoftmaxBackward {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "softmax_backward";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |_, p, dp| p * (1.0 - p) * dp,
            hint: "This is the diagonal of the Jacobian alone. Every z moves \
                   all the probabilities of its row, through their sum.",
        },
        Mistake {
            answer: |_, p, dp| p * dp,
            hint: "You move the exponential in the numerator, and hold the \
                   sum in the denominator. It contains that exponential, too.",
        },
        Mistake {
            answer: |np, p, dp| p * &(dp - &np.sum_columns(dp)),
            hint: "In the sum each dp counts as much as its probability: what \
                   is subtracted is their mean, weighted with p.",
        },
        Mistake {
            answer: |np, p, dp| p * &(dp - &np.sum_rows(&(p * dp))),
            hint: "You sum over the samples. They do not know of each other; \
                   the classes of a sample do.",
        },
        Mistake {
            answer: |np, p, dp| p * &(dp - np.sum(&(p * dp))),
            hint: "This sum takes in the whole batch. Each sample has a sum \
                   of its own, over its classes.",
        },
        Mistake {
            answer: |np, p, dp| p * &(np.sum_columns(&(p * dp)) - dp),
            hint: "The sign is wrong: a probability grows with its own z, and \
                   shrinks with the others.",
        },
        Mistake {
            answer: |np, p, dp| dp - &np.sum_columns(&(p * dp)),
            hint: "The factor p before the bracket is missing, which all of \
                   ∂p/∂z has: a probability near 0 hardly moves.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.softmax_backward
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(13);
        let mut case = |samples, classes| Given {
            z: random.randn((samples, classes)),
            dp: random.randn((samples, classes)),
        };
        vec![case(1, 3), case(2, 4), case(3, 2)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("p", &softmax(NP, &given.z)).array("dp", &given.dp)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let dz = answer(NP, &softmax(NP, &given.z), &given.dp);
        Numbers::new().array("dz", &dz)
    }

    fn expected(given: &Given) -> Numbers {
        // A loss whose derivative by each probability is the given one.
        let loss = |z: &Array2<f64>| NP.sum(&(&given.dp * softmax(NP, z)));
        Numbers::new().array("dz", &quotients(&given.z, loss))
    }
}
