//! Weight decay, checked against difference quotients.

use chapter_06::softmax_gradient::combined;

use crate::prelude::*;

/// Derive and implement. A penalty on large weights holds back a network that
/// fits its samples too closely. Add λ times the sum of a layer's squared
/// weights to the loss; biases cost nothing. What becomes of the layer's
/// gradients? Given are the layer, its gradients without the penalty, and λ.
pub fn weight_decay(
    layer: &DenseLayer, gradients: &DenseGradients, lambda: f64,
) -> DenseGradients {
    gradients.clone()
}

/// The penalty depends on the weights only.
fn solution(
    layer: &DenseLayer, gradients: &DenseGradients, lambda: f64,
) -> DenseGradients {
    let dw = &gradients.dw + 2.0 * lambda * &layer.w; // (inputs, neurons)
    DenseGradients { dw, ..gradients.clone() }
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::weight_decay, weight_decay, solution],
    cases: |_| vec![(&[0, 2][..], 2, 3, 0.125), (&[1, 1, 0], 3, 2, 0.03)],
    // A layer followed by softmax.
    trial: |answer, random, (y, inputs, classes, lambda)| {
        let w = random.randn((inputs, classes));
        let layer = DenseLayer { w, b: random.randn((1, classes)) };
        let x = random.randn((y.len(), inputs));
        let p = softmax(NP, &layer.forward(NP, &x));
        let dz = combined(&p, &labels(y, classes));
        let gradients = layer.backward(NP, &x, &dz);
        let expected = layer_quotients(&layer, &x, |layer, x| {
            let p = softmax(NP, &layer.forward(NP, x));
            let penalty = lambda * NP.sum(&(&layer.w * &layer.w));
            cross_entropy(&p, y) + penalty
        });
        let answer = || answer(&layer, &gradients, lambda);
        Trial::new(named![layer, gradients, lambda], "", &expected, answer)
    },
    mistakes: mistakes! {
        /// The factor 2 from the derivative of the square is missing. (It
        /// cancels where the penalty is written with λ/2; here it is λ.)
        |layer, g, lambda| plus(g, lambda * &layer.w);
        /// The sign is wrong. The penalty is added to the loss, so its
        /// derivative is added to the gradient. The step subtracts both.
        |layer, g, lambda| solution(layer, g, -lambda);
        /// dw is right. Biases cost nothing, so their gradient stays.
        |layer, g, lambda| DenseGradients {
            db: &g.db + 2.0 * lambda * &layer.b,
            ..solution(layer, g, lambda)
        };
        /// You add the penalty itself. Add its derivative for each weight.
        |layer, g, lambda| {
            let penalty = lambda * NP.sum(&(&layer.w * &layer.w));
            plus(g, layer.w.mapv(|_| penalty))
        };
        /// This is the gradient of the sum of the absolute values. The penalty
        /// is a sum of squares, which pulls larger weights harder.
        |layer, g, lambda| plus(g, lambda * layer.w.mapv(f64::signum));
        /// This is the penalty's gradient alone. Add it to that of the loss.
        |layer, g, lambda| plus(g, 2.0 * lambda * &layer.w - &g.dw);
        /// You divide by the number of samples. The loss is a mean over the
        /// samples, but the penalty, which is added to it, is not.
        |layer, g, lambda| solution(layer, g, lambda / g.dx.nrows() as f64);
    },
};

/// The gradients, with something added to dw.
fn plus(gradients: &DenseGradients, added: Array2<f64>) -> DenseGradients {
    DenseGradients { dw: &gradients.dw + added, ..gradients.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(&DenseLayer, &DenseGradients, f64) -> DenseGradients;

    const RIGHT: &[(&str, Answer)] = &[
        ("w added twice", |layer, g, lambda| {
            let once = lambda * &layer.w;
            DenseGradients { dw: &once + &g.dw + &once, ..g.clone() }
        }),
        ("minus the decay of w", |layer, g, lambda| {
            let dw = -(-2.0 * lambda * &layer.w - &g.dw);
            let (db, dx) = (&g.db + -0.0, 1.0 * &g.dx);
            DenseGradients { dw, db, dx }
        }),
        ("entry by entry, in a loop", |layer, g, lambda| {
            let mut g = g.clone();
            for (at, w) in layer.w.indexed_iter() {
                g.dw[at] += 2.0 * (w * lambda);
            }
            g
        }),
        ("a quotient of the penalty", |layer, g, lambda| {
            let penalty = |w: &Matrix| lambda * NP.sum(&(w * w));
            plus(g, quotients(&layer.w, penalty))
        }),
        ("stored by columns and backwards", |layer, g, lambda| {
            let DenseGradients { dw, db, dx } = solution(layer, g, lambda);
            let (dw, db) = (by_columns(&dw), by_columns(&db));
            DenseGradients { dw, db, dx: backwards(&dx) }
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("a λ of 0.125, typed", |layer, g, _| solution(layer, g, 0.125)),
        ("a λ of 0.03, typed", |layer, g, _| solution(layer, g, 0.03)),
        ("λ squared", |layer, g, lambda| solution(layer, g, lambda * lambda)),
        ("λ as the learning rate", |layer, g, lambda| {
            let dw = (1.0 - 2.0 * lambda) * &g.dw;
            DenseGradients { dw, ..g.clone() }
        }),
        ("no λ", |layer, g, _| solution(layer, g, 1.0)),
        ("a mean over the weights", |layer, g, lambda| {
            solution(layer, g, lambda / layer.w.len() as f64)
        }),
        ("a mean over the neurons", |layer, g, lambda| {
            solution(layer, g, lambda / layer.b.len() as f64)
        }),
        ("the squares of the weights", |layer, g, lambda| {
            plus(g, lambda * &layer.w * &layer.w)
        }),
        ("the sizes of the weights", |layer, g, lambda| {
            plus(g, 2.0 * lambda * layer.w.abs())
        }),
        ("the sum of the weights for all", |layer, g, lambda| {
            let sum = 2.0 * lambda * NP.sum(&layer.w);
            plus(g, Array2::from_elem(layer.w.dim(), sum))
        }),
        ("the sum of each neuron's weights", |layer, g, lambda| {
            let sums = 2.0 * lambda * NP.sum_rows(&layer.w);
            plus(g, sums.broadcast(layer.w.dim()).expect("rows").to_owned())
        }),
        ("the length of the weights", |layer, g, lambda| {
            let length = NP.sqrt(NP.sum(&(&layer.w * &layer.w)));
            plus(g, lambda * &layer.w / length)
        }),
        ("the gradient for the weights", |_, g, lambda| {
            plus(g, 2.0 * lambda * &g.dw)
        }),
        ("the first weight alone", |layer, g, lambda| {
            let mut g = g.clone();
            g.dw[[0, 0]] += 2.0 * lambda * layer.w[[0, 0]];
            g
        }),
        ("positive weights alone", |layer, g, lambda| {
            plus(g, 2.0 * lambda * NP.maximum(0.0, &layer.w))
        }),
        ("dx with the weights' sums", |layer, g, lambda| {
            let sums = NP.sum_columns(&layer.w).reversed_axes();
            let dx = &g.dx + 2.0 * lambda * sums;
            DenseGradients { dx, ..solution(layer, g, lambda) }
        }),
        ("dx decays, too", |layer, g, lambda| {
            let dx = (1.0 + 2.0 * lambda) * &g.dx;
            DenseGradients { dx, ..solution(layer, g, lambda) }
        }),
        ("no dx", |layer, g, lambda| {
            let dx = Array2::zeros(g.dx.dim());
            DenseGradients { dx, ..solution(layer, g, lambda) }
        }),
        ("no db", |layer, g, lambda| {
            let db = Array2::zeros(g.db.dim());
            DenseGradients { db, ..solution(layer, g, lambda) }
        }),
        ("db is b", |layer, g, lambda| {
            let db = layer.b.clone();
            DenseGradients { db, ..solution(layer, g, lambda) }
        }),
        ("dw is the new weights", |layer, g, lambda| {
            let dw = &layer.w - &solution(layer, g, lambda).dw;
            DenseGradients { dw, ..g.clone() }
        }),
        (
            "a decay of the weights, and no gradient of the loss",
            |l, g, lambda| DenseGradients {
                dw: 2.0 * lambda * &l.w,
                ..g.clone()
            },
        ),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
