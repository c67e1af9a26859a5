//! Checks `log_softmax` against the logarithm of chapter 0's softmax, and,
//! where that underflows, against what is known of it.

use chapter_00::activations::softmax;
use mini_numpy::{Numpy, RandomState};
use ndarray::{Array2, array};

use crate::reference::NP;
use crate::{Answers, Mistake, Numbers, Question};

/// The logarithms of the probabilities, from z, both (samples, classes).
pub type Answer = fn(Numpy, &Array2<f64>) -> Array2<f64>;

/// Whether the logarithm of softmax is computed without a quotient.
#[derive(Debug)]
pub struct LogSoftmax;

/// What softmax is applied to, and the logarithm of the outcome.
#[derive(Debug)]
pub struct Given {
    z: Array2<f64>,     // (samples, classes)
    log_p: Array2<f64>, // (samples, classes)
}

impl Question for LogSoftmax {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "log_softmax";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, z| np.log(&softmax(np, z)),
            hint: "Moderate rows are right. Where an entry is far below the \
                   largest, its probability is rounded to 0, and the \
                   logarithm of that is −∞. Take the logarithm of the \
                   quotient on paper first.",
        },
        Mistake {
            answer: |np, z| np.log(&np.clip(&softmax(np, z), 1e-7, 1.0 - 1e-7)),
            hint: "You clip the probabilities. That hides the underflow, and \
                   every logarithm stops at that of the least one; without \
                   the quotient nothing has to be clipped.",
        },
        Mistake {
            answer: |np, z| z - &np.log(&np.sum_columns(&np.exp(z))),
            hint: "Moderate rows are right. The exponential of a large entry \
                   overflows, and those of a row far below 0 are all 0: \
                   subtract the row's largest entry before you take them.",
        },
        Mistake {
            answer: |np, z| {
                let moved = z - &np.max_columns(z);
                z - &np.log(&np.sum_columns(&np.exp(&moved)))
            },
            hint: "The largest entry is subtracted in the exponentials only. \
                   The logarithm of their sum is smaller by it, so it must be \
                   added back, or subtracted from z, too.",
        },
        Mistake {
            answer: |np, z| {
                let most =
                    z.fold(
                        f64::NEG_INFINITY,
                        |most, &z| {
                            if most < z { z } else { most }
                        },
                    );
                let moved = z - most;
                &moved - &np.log(&np.sum_columns(&np.exp(&moved)))
            },
            hint: "You subtract the largest entry of all rows. In a row that \
                   lies far below it every exponential is still 0: each row \
                   has a largest entry of its own.",
        },
        Mistake {
            answer: |np, z| {
                let moved = z - &np.max_columns(z);
                &moved - np.log(np.sum(&np.exp(&moved)))
            },
            hint: "You add up the exponentials of all samples. Each row makes \
                   probabilities that add up to 1 by themselves.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.log_softmax
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(11);
        let z: Array2<f64> = random.randn((3, 4));
        let log_p = NP.log(&softmax(NP, &z));
        // A row that is moved as a whole has the probabilities that it had.
        let far = array![[1000.0], [-1000.0], [0.0]];
        let moved = Given { z: &z + &far, log_p: log_p.clone() };
        // A probability of e⁻⁵⁰⁰ or less beside one of 1, or two of 1/2: the
        // logarithm of the sum, 1 + e⁻⁵⁰⁰ or 2 + e⁻⁵⁰⁰, is 0 or ln 2 to any
        // precision that could be seen here.
        let half = NP.log(0.5);
        let apart = Given {
            z: array![[1000.0, 0.0, 500.0], [-700.0, 300.0, 300.0]],
            log_p: array![[0.0, -1000.0, -500.0], [half - 1000.0, half, half]],
        };
        vec![Given { z, log_p }, moved, apart]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("z", &given.z)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        Numbers::new().array("the logarithms", &answer(NP, &given.z))
    }

    fn expected(given: &Given) -> Numbers {
        Numbers::new().array("the logarithms", &given.log_p)
    }
}
