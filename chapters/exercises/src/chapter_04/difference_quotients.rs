//! Checks `difference_quotients` against polynomials, whose central quotients
//! are known exactly.

use mini_numpy::RandomState;
use ndarray::{Array1, array};

use crate::{Answers, Mistake, Numbers, Question};

/// A loss, as a function of x (inputs,).
pub type Loss<'a> = &'a dyn Fn(&Array1<f64>) -> f64;

/// The difference quotients (inputs,) of a loss at x (inputs,), by the step h.
pub type Answer = fn(Loss<'_>, &Array1<f64>, f64) -> Array1<f64>;

/// Whether central differences are taken.
#[derive(Debug)]
pub struct DifferenceQuotients;

/// A place and a step.
#[derive(Debug)]
pub struct Given {
    x: Array1<f64>, // (3,)
    h: f64,
}

impl Question for DifferenceQuotients {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "difference_quotients";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |loss, x, h| {
                each(x, |n| (loss(&moved(x, n, h)) - loss(x)) / h)
            },
            hint: "This looks up only. With a look to either side the errors \
                   of the two cancel: loss(x + h) − loss(x − h).",
        },
        Mistake {
            answer: |loss, x, h| each(x, |n| central(loss, x, n, h) / h),
            hint: "Everything is twice as large as it should be: from x − h \
                   to x + h it is two steps.",
        },
        Mistake {
            answer: |loss, x, h| {
                each(x, |n| -central(loss, x, n, h) / (2.0 * h))
            },
            hint: "The sign is wrong: the loss above comes first, and that \
                   below is subtracted.",
        },
        Mistake {
            answer: |loss, x, h| {
                let all = (loss(&(x + h)) - loss(&(x - h))) / (2.0 * h);
                Array1::from_elem(x.len(), all)
            },
            hint: "You move all entries of x at once. An entry's quotient \
                   moves that entry, and leaves the others where they are.",
        },
        Mistake {
            answer: |loss, x, h| {
                let mut x = x.clone();
                let mut quotients = Array1::zeros(x.len());
                for n in 0..x.len() {
                    x[n] += h;
                    let above = loss(&x);
                    x[n] -= 2.0 * h;
                    quotients[n] = (above - loss(&x)) / (2.0 * h);
                }
                quotients
            },
            hint: "The first entry is right. Put each entry back where it was \
                   before you move the next.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.difference_quotients
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(10);
        vec![
            Given { x: array![1.0, -2.0, 3.0], h: 0.5 },
            Given { x: random.randn(3), h: 0.25 },
            Given { x: random.randn(3), h: 0.125 },
        ]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("x", &given.x).scalar("h", given.h)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        Numbers::new().array("quotients", &answer(&loss, &given.x, given.h))
    }

    /// The central quotient of x³ is 3x² + h², and that of a term in which x
    /// stands once is the derivative.
    fn expected(given: &Given) -> Numbers {
        let [x1, x2, x3] = entries(&given.x);
        let quotients = array![
            3.0 * x1 * x1 + given.h * given.h + x2 * x3,
            x1 * x3,
            x1 * x2 + 2.0,
        ];
        Numbers::new().array("quotients", &quotients)
    }
}

/// x₁³ + x₁x₂x₃ + 2x₃, as the task says.
fn loss(x: &Array1<f64>) -> f64 {
    let [x1, x2, x3] = entries(x);
    x1 * x1 * x1 + x1 * x2 * x3 + 2.0 * x3
}

fn entries(x: &Array1<f64>) -> [f64; 3] {
    [x[0], x[1], x[2]]
}

fn each(x: &Array1<f64>, quotient: impl Fn(usize) -> f64) -> Array1<f64> {
    (0..x.len()).map(quotient).collect()
}

fn moved(x: &Array1<f64>, n: usize, h: f64) -> Array1<f64> {
    let mut moved = x.clone();
    moved[n] += h;
    moved
}

fn central(loss: Loss<'_>, x: &Array1<f64>, n: usize, h: f64) -> f64 {
    loss(&moved(x, n, h)) - loss(&moved(x, n, -h))
}
