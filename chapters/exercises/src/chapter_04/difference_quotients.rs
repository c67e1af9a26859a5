//! Difference quotients, checked on a polynomial, where they are known exactly.

use crate::prelude::*;

/// Implement. Check a gradient yourself: compute, for each entry xₙ, the
/// central difference quotient (loss(xₙ + h) − loss(xₙ − h)) / 2h, with all
/// other entries left alone. Both x and the result are (inputs,), and
/// `loss(&x)` is the loss at x. Yours is tried on the loss x₁³ + x₁x₂x₃ + 2x₃.
pub fn difference_quotients(
    loss: &dyn Fn(&Array1<f64>) -> f64, x: &Array1<f64>, h: f64,
) -> Array1<f64> {
    Array1::zeros(x.len())
}

/// One entry after the other is moved, and put back.
fn solution(
    loss: &dyn Fn(&Array1<f64>) -> f64, x: &Array1<f64>, h: f64,
) -> Array1<f64> {
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

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::difference_quotients, difference_quotients, solution],
    cases: |random| {
        let mut drawn = |h| (random.randn(3), h);
        vec![(array![1.0, -2.0, 3.0], 0.5), drawn(0.25), drawn(0.125)]
    },
    trial: |answer, _, (x, h)| {
        // The central quotient of x³ is 3x² + h², and that of a term in which
        // an entry occurs once is its derivative.
        let (x1, x2, x3) = (x[0], x[1], x[2]);
        let dx1 = 3.0 * x1 * x1 + h * h + x2 * x3;
        let expected = array![dx1, x1 * x3, x1 * x2 + 2.0];
        let answer = || answer(&loss, &x, h);
        Trial::new(named![x, h], "the quotients", &expected, answer)
    },
    mistakes: mistakes! {
        /// You look to one side only. On both sides, the largest part of the
        /// error cancels: loss(x + h) − loss(x − h).
        |loss, x, h| {
            let above = |n| {
                let mut moved = x.clone();
                moved[n] += h;
                loss(&moved)
            };
            (0..x.len()).map(|n| (above(n) - loss(x)) / h).collect()
        };
        /// Everything is doubled: from x − h to x + h the distance is 2h.
        |loss, x, h| 2.0 * solution(loss, x, h);
        /// The sign is wrong: subtract the loss at x − h from that at x + h.
        |loss, x, h| -solution(loss, x, h);
        /// You move all entries of x at once. Move one for each quotient.
        |loss, x, h| {
            let all = (loss(&(x + h)) - loss(&(x - h))) / (2.0 * h);
            Array1::from_elem(x.len(), all)
        };
        /// The first entry is right. Put each one back before moving the next.
        |loss, x, h| {
            let mut moved = x.clone();
            let mut at = |n, to| {
                moved[n] = to;
                loss(&moved)
            };
            let quotient = |n| (at(n, x[n] + h) - at(n, x[n] - h)) / (2.0 * h);
            (0..x.len()).map(quotient).collect()
        };
    },
};

/// The loss in the task.
fn loss(x: &Vector) -> f64 {
    let (x1, x2, x3) = (x[0], x[1], x[2]);
    x1 * x1 * x1 + x1 * x2 * x3 + 2.0 * x3
}
