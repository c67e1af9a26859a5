//! Weight decay, checked against difference quotients.

use chapter_04::dense_layer::DenseLayer;
use chapter_06::softmax_gradient::combined;

use crate::prelude::*;

/// Derive and implement. A penalty on large weights holds back a network that
/// fits its samples too closely. Add λ times the sum of a layer's squared
/// weights to the loss; biases cost nothing. What becomes of dw and db? Given
/// are the layer's weights w (inputs, neurons) and biases b (1, neurons), both
/// gradients without the penalty, and λ.
pub fn weight_decay(
    w: &Array2<f64>, b: &Array2<f64>, dw: &Array2<f64>, db: &Array2<f64>,
    lambda: f64,
) -> (Array2<f64>, Array2<f64>) {
    (dw.clone(), db.clone())
}

/// The penalty depends on the weights only.
fn solution(
    w: &Array2<f64>, b: &Array2<f64>, dw: &Array2<f64>, db: &Array2<f64>,
    lambda: f64,
) -> (Array2<f64>, Array2<f64>) {
    (dw + 2.0 * lambda * w, db.clone())
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::weight_decay, weight_decay, solution],
    cases: |_| vec![(&[0, 2][..], 2, 3, 0.125), (&[1, 1, 0], 3, 2, 0.03)],
    // A layer followed by softmax.
    trial: |answer, random, (classes, inputs, neurons, lambda)| {
        let w: Matrix = random.randn((inputs, neurons));
        let b: Matrix = random.randn((1, neurons));
        let x: Matrix = random.randn((classes.len(), inputs));
        let layer = DenseLayer { w: w.clone(), b: b.clone() };
        let p = softmax(NP, &layer.forward(NP, &x));
        let dz = combined(&p, &labels(classes, neurons));
        let (dw, db) = (NP.dot(&x.t(), &dz), NP.sum_rows(&dz));
        let loss = |w: &Matrix, b: &Matrix| {
            let p = softmax(NP, &(NP.dot(&x, w) + b));
            cross_entropy(&p, classes) + lambda * NP.sum(&(w * w))
        };
        let expected =
            (quotients(&w, |w| loss(w, &b)), quotients(&b, |b| loss(&w, b)));
        let given = named![w, b, dw, db, lambda];
        let answer = || answer(&w, &b, &dw, &db, lambda);
        Trial::new(given, "dw, db", &expected, answer)
    },
    mistakes: mistakes! {
        /// The factor 2 from the derivative of the square is missing. (It
        /// cancels where the penalty is written with λ/2; here it is λ.)
        |w, _, dw, db, lambda| (dw + lambda * w, db.clone());
        /// The sign is wrong. The penalty is added to the loss, so its
        /// derivative is added to the gradient. The step subtracts both.
        |w, b, dw, db, lambda| solution(w, b, dw, db, -lambda);
        /// dw is right. Biases cost nothing, so their gradient stays.
        |w, b, dw, db, lambda| {
            (dw + 2.0 * lambda * w, db + 2.0 * lambda * b)
        };
        /// You add the penalty itself. Add its derivative for each weight.
        |w, _, dw, db, lambda| {
            (dw + lambda * NP.sum(&(w * w)), db.clone())
        };
        /// This is the gradient of the sum of the absolute values. The penalty
        /// is a sum of squares, which pulls larger weights harder.
        |w, _, dw, db, lambda| {
            (dw + lambda * w.mapv(f64::signum), db.clone())
        };
        /// This is the penalty's gradient alone. Add it to that of the loss.
        |w, _, _, db, lambda| (2.0 * lambda * w, db.clone());
        /// You take a mean over the weights. The penalty is λ times their sum.
        |w, b, dw, db, lambda| {
            solution(w, b, dw, db, lambda / w.len() as f64)
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer =
        fn(&Matrix, &Matrix, &Matrix, &Matrix, f64) -> (Matrix, Matrix);

    const RIGHT: &[(&str, Answer)] = &[
        ("w added twice", |w, _, dw, db, lambda| {
            let once = lambda * w;
            (&once + dw + &once, db + -0.0)
        }),
        ("minus the decay of w", |w, _, dw, db, lambda| {
            (-(-2.0 * lambda * w - dw), 1.0 * db)
        }),
        ("entry by entry, in a loop", |w, _, dw, db, lambda| {
            let mut dw = dw.clone();
            for (at, w) in w.indexed_iter() {
                dw[at] += 2.0 * (w * lambda);
            }
            (dw, db.clone())
        }),
        ("a quotient of the penalty", |w, _, dw, db, lambda| {
            let penalty = quotients(w, |w| lambda * NP.sum(&(w * w)));
            (dw + penalty, db.clone())
        }),
        ("stored by columns and backwards", |w, b, dw, db, lambda| {
            let (dw, db) = solution(w, b, dw, db, lambda);
            (by_columns(&dw), backwards(&db))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("a λ of 0.125, typed", |w, b, dw, db, _| {
            solution(w, b, dw, db, 0.125)
        }),
        ("a λ of 0.03, typed", |w, b, dw, db, _| solution(w, b, dw, db, 0.03)),
        ("λ squared", |w, b, dw, db, lambda| {
            solution(w, b, dw, db, lambda * lambda)
        }),
        ("λ as the learning rate", |_, _, dw, db, lambda| {
            ((1.0 - 2.0 * lambda) * dw, db.clone())
        }),
        ("no λ", |w, b, dw, db, _| solution(w, b, dw, db, 1.0)),
        ("a mean over the neurons", |w, b, dw, db, lambda| {
            solution(w, b, dw, db, lambda / b.len() as f64)
        }),
        ("the squares of the weights", |w, _, dw, db, lambda| {
            (dw + lambda * w * w, db.clone())
        }),
        ("the sizes of the weights", |w, b, dw, db, lambda| {
            solution(&w.abs(), b, dw, db, lambda)
        }),
        ("the sum of the weights for all", |w, _, dw, db, lambda| {
            (dw + 2.0 * lambda * NP.sum(w), db.clone())
        }),
        ("the sum of each neuron's weights", |w, _, dw, db, lambda| {
            (dw + &(2.0 * lambda * NP.sum_rows(w)), db.clone())
        }),
        ("the length of the weights", |w, _, dw, db, lambda| {
            let length = NP.sqrt(NP.sum(&(w * w)));
            (dw + lambda * w / length, db.clone())
        }),
        ("the gradient for the weights", |_, b, dw, db, lambda| {
            solution(dw, b, dw, db, lambda)
        }),
        ("the first weight alone", |w, _, dw, db, lambda| {
            let mut dw = dw.clone();
            dw[[0, 0]] += 2.0 * lambda * w[[0, 0]];
            (dw, db.clone())
        }),
        ("positive weights alone", |w, b, dw, db, lambda| {
            solution(&NP.maximum(0.0, w), b, dw, db, lambda)
        }),
        ("no db", |w, b, dw, db, lambda| {
            (solution(w, b, dw, db, lambda).0, 0.0 * db)
        }),
        ("db is b", |w, b, dw, db, lambda| {
            (solution(w, b, dw, db, lambda).0, b.clone())
        }),
        ("dw is the new weights", |w, b, dw, db, lambda| {
            (w - &solution(w, b, dw, db, lambda).0, db.clone())
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
