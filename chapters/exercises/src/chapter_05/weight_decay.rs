//! Weight decay, checked against difference quotients.

use chapter_05::softmax_gradient::combined;

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
