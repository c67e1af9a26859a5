//! Central difference quotients, checked on a polynomial, for which they are
//! known exactly.

use ndarray::{Array1, array};

use crate::{Question, answers};

/// A loss, as a function of x (inputs,).
pub type Loss<'a> = &'a dyn Fn(&Array1<f64>) -> f64;

// ANCHOR: starter
/// Implement. Check a gradient yourself: compute, for each entry xₙ, the
/// central difference quotient (loss(xₙ + h) − loss(xₙ − h)) / 2h, with all
/// other entries left alone. Both x and the result are (inputs,), and
/// `loss(&x)` is the loss at x. Yours is tried on the loss x₁³ + x₁x₂x₃ + 2x₃.
pub fn difference_quotients(
    loss: Loss<'_>,
    x: &Array1<f64>,
    h: f64,
) -> Array1<f64> {
    Array1::zeros(x.len())
}
// ANCHOR_END: starter

// ANCHOR: solution
/// One entry after the other is moved, and put back.
fn solution(loss: Loss<'_>, x: &Array1<f64>, h: f64) -> Array1<f64> {
    let mut moved = x.clone();
    let mut quotients = Array1::zeros(x.len()); // (inputs,)
    for n in 0..x.len() {
        moved[n] = x[n] + h;
        let above = loss(&moved);
        moved[n] = x[n] - h;
        let below = loss(&moved);
        moved[n] = x[n];
        quotients[n] = (above - below) / (2.0 * h);
    }
    quotients
}
// ANCHOR_END: solution

parts! {
    pub(crate) struct Given {
        x: Array1<f64>, // (3,)
        h: f64,
    }
}

type Answer = fn(Loss<'_>, &Array1<f64>, f64) -> Array1<f64>;

pub(crate) static QUESTION: Question<Answer, Given, Array1<f64>> = Question {
    functions: [answers::difference_quotients, difference_quotients, solution],
    output: "the quotients",
    cases: |random| {
        vec![
            Given { x: array![1.0, -2.0, 3.0], h: 0.5 },
            Given { x: random.randn(3), h: 0.25 },
            Given { x: random.randn(3), h: 0.125 },
        ]
    },
    ask: |answer, given| answer(&loss, &given.x, given.h),
    expected: |given| {
        // The central quotient of x³ is 3x² + h², and that of a term in which
        // an entry occurs once is its derivative.
        let [x1, x2, x3] = entries(&given.x);
        let dx1 = 3.0 * x1 * x1 + given.h * given.h + x2 * x3;
        array![dx1, x1 * x3, x1 * x2 + 2.0]
    },
    mistakes: mistakes! {
        /// You look to one side only. On both sides, the largest part of the
        /// error cancels: loss(x + h) − loss(x − h).
        |loss, x, h| each(x, |n| (loss(&moved(x, n, h)) - loss(x)) / h);
        /// Everything is twice as large as it should be: from x − h to x + h
        /// the distance is 2h.
        |loss, x, h| each(x, |n| central(loss, x, n, h) / h);
        /// The sign is wrong: subtract the loss at x − h from the loss at x +
        /// h.
        |loss, x, h| each(x, |n| -central(loss, x, n, h) / (2.0 * h));
        /// You move all entries of x at once. For each quotient, move one entry
        /// and leave the others where they are.
        |loss, x, h| {
            let all = (loss(&(x + h)) - loss(&(x - h))) / (2.0 * h);
            Array1::from_elem(x.len(), all)
        };
        /// The first entry is right. Put each entry back before you move the
        /// next.
        |loss, x, h| {
            let mut x = x.clone();
            let mut quotients = Array1::zeros(x.len());
            for n in 0..x.len() {
                x[n] += h;
                let above = loss(&x);
                x[n] -= 2.0 * h;
                quotients[n] = (above - loss(&x)) / (2.0 * h);
            }
            quotients
        };
    },
};

/// The loss in the task.
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
