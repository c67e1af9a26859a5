//! Difference quotients, checked on polynomials, where they are known exactly.

use crate::prelude::*;

/// Implement. Check a gradient yourself: compute, for each entry xₙ, the
/// central difference quotient (loss(xₙ + h) − loss(xₙ − h)) / 2h, with all
/// other entries left alone. Both x and the result are (inputs,), and
/// `loss(&x)` is the loss at x. Yours is tried on c₁x₁³ + … + cₖxₖ³ + x₁·…·xₖ,
/// with one input or more, and with factors c that only the loss knows.
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
        let mut drawn = |k, h| (random.randn(k), random.randn(k), h);
        vec![drawn(3, 0.5), drawn(1, 0.25), drawn(4, 0.125)]
    },
    trial: |answer, _, (x, c, h): (Vector, Vector, f64)| {
        // The central quotient of x³ is 3x² + h², and that of a term in which
        // an entry occurs once is its derivative.
        let quotient = |n| {
            let others = (0..x.len()).filter(|other| *other != n);
            let product: f64 = others.map(|other| x[other]).product();
            c[n] * (3.0 * x[n] * x[n] + h * h) + product
        };
        let expected: Vector = (0..x.len()).map(quotient).collect();
        let loss =
            |x: &Vector| NP.dot(&c, &(x * x * x)) + x.iter().product::<f64>();
        let answer = || answer(&loss, &x, h);
        Trial::new(named![x, c, h], "the quotients", &expected, answer)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards};

    type Answer = fn(&dyn Fn(&Vector) -> f64, &Vector, f64) -> Vector;

    /// (loss(x + up) − loss(x + down)) / (up − down), for every entry.
    fn between(
        loss: &dyn Fn(&Vector) -> f64, x: &Vector, up: f64, down: f64,
    ) -> Vector {
        let at = |n, step| {
            let mut moved = x.clone();
            moved[n] += step;
            loss(&moved)
        };
        (0..x.len()).map(|n| (at(n, up) - at(n, down)) / (up - down)).collect()
    }

    const RIGHT: &[(&str, Answer)] = &[
        ("a new array for every loss", |loss, x, h| between(loss, x, h, -h)),
        ("below first", |loss, x, h| between(loss, x, -h, h)),
        ("from the last entry to the first", |loss, x, h| {
            let (mut moved, mut quotients) = (x.clone(), x.clone());
            for n in (0..x.len()).rev() {
                moved[n] -= h;
                let below = loss(&moved);
                moved[n] += 2.0 * h;
                quotients[n] = loss(&moved) / (2.0 * h) - below / (2.0 * h);
                moved[n] = x[n];
            }
            quotients
        }),
        ("the mean of both sides", |loss, x, h| {
            (between(loss, x, h, 0.0) + between(loss, x, 0.0, -h)) / 2.0
        }),
        ("a unit vector for each entry", |loss, x, h| {
            let units = h * Matrix::eye(x.len());
            let quotient = |unit| {
                let (above, below) = (x + &unit, x - &unit);
                (loss(&above) - loss(&below)) / h * 0.5
            };
            units.outer_iter().map(|unit| quotient(unit.to_owned())).collect()
        }),
        ("x and the result stored backwards", |loss, x, h| {
            backwards(&solution(loss, &backwards(x), h))
        }),
        ("the numeric gradient of the book", |loss, x, h| {
            harness::numeric_gradient(x, h, loss)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the derivative of a loss with every c 1", |_, x, h| {
            let product = x.iter().product::<f64>();
            x.mapv(|x| 3.0 * x * x + h * h + product / x)
        }),
        ("the derivative without h", |loss, x, _| {
            between(loss, x, 1e-4, -1e-4)
        }),
        ("a step of 0.5, typed", |loss, x, _| between(loss, x, 0.5, -0.5)),
        ("divided by 1, which is 2h once", |loss, x, h| {
            solution(loss, x, h) * 2.0 * h
        }),
        ("three inputs only", |loss, x, h| {
            let all = solution(loss, x, h);
            array![all[0], all[1], all[2]]
        }),
        ("below only", |loss, x, h| between(loss, x, 0.0, -h)),
        ("half of each step", |loss, x, h| between(loss, x, h / 2.0, -h / 2.0)),
        ("twice each step", |loss, x, h| between(loss, x, 2.0 * h, -2.0 * h)),
        ("twice as far above as below", |loss, x, h| {
            between(loss, x, 2.0 * h, -h)
        }),
        ("a step that is a part of x", |loss, x, h| {
            let at = |n, step: f64| {
                let mut moved: Vector = x.clone();
                moved[n] *= 1.0 + step;
                loss(&moved)
            };
            let entries = 0..x.len();
            let all =
                entries.map(|n| (at(n, h) - at(n, -h)) / (2.0 * h * x[n]));
            all.collect()
        }),
        ("the error of order h² removed", |loss, x, h| {
            let (once, twice) =
                (solution(loss, x, h), solution(loss, x, 2.0 * h));
            (4.0 * once - twice) / 3.0
        }),
        ("the differences alone", |loss, x, h| 2.0 * h * solution(loss, x, h)),
        ("the size of each quotient", |loss, x, h| solution(loss, x, h).abs()),
        ("the first entry alone", |loss, x, h| {
            let mut quotients = Array1::zeros(x.len());
            quotients[0] = solution(loss, x, h)[0];
            quotients
        }),
        ("the last entry left out", |loss, x, h| {
            let mut quotients = solution(loss, x, h);
            quotients[x.len() - 1] = 0.0;
            quotients
        }),
        ("all other entries 0", |loss, x, h| {
            let at = |n, to| {
                let mut moved = Array1::zeros(x.len());
                moved[n] = to;
                loss(&moved)
            };
            let entries = 0..x.len();
            let all = entries
                .map(|n| (at(n, x[n] + h) - at(n, x[n] - h)) / (2.0 * h));
            all.collect()
        }),
        ("around 0", |loss, x, h| solution(loss, &Array1::zeros(x.len()), h)),
        ("put back by a step of h", |loss, x, h| {
            let mut moved = x.clone();
            let mut quotients = Array1::zeros(x.len());
            for n in 0..x.len() {
                moved[n] += h;
                let above = loss(&moved);
                moved[n] -= 2.0 * h; // and left there
                quotients[n] = (above - loss(&moved)) / (2.0 * h);
            }
            quotients
        }),
        ("in the order of the other end", |loss, x, h| {
            let mut quotients = solution(loss, x, h);
            quotients.invert_axis(Axis(0));
            quotients
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
