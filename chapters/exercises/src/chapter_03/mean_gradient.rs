//! The gradient of the mean loss, checked against difference quotients.

use chapter_03::two_layer::{Forward, TwoLayer};
use mini_numpy::Numpy;
use ndarray::{Array2, array};

use crate::{NP, Question, Trial, answers, quotients};

/// The gradients with respect to the parameters of the output layer.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputGradients {
    /// ∂loss/∂w₂.
    pub dw2: Array2<f64>, // (hidden, 1)
    /// ∂loss/∂b₂.
    pub db2: Array2<f64>, // (1, 1)
}

parts!(OutputGradients { dw2, db2 });
parts!(Forward { z1, a1, z2, a2, loss });

// ANCHOR: starter
/// Derive and implement. The gradients of this chapter are those of the sum of
/// the samples' losses. What are dw₂ (hidden, 1) and db₂ (1, 1) of the loss
/// that is printed, their mean? Given are the target (samples, 1) and the
/// forward pass, which holds a₁ (samples, hidden) and a₂ (samples, 1).
pub fn mean_gradient(
    np: Numpy,
    forward: &Forward,
    target: &Array2<f64>,
) -> OutputGradients {
    OutputGradients {
        dw2: Array2::zeros((forward.a1.ncols(), 1)),
        db2: Array2::zeros((1, 1)),
    }
}
// ANCHOR_END: starter

// ANCHOR: solution
/// Dividing dz₂ by the number of samples divides everything computed from it.
fn solution(
    np: Numpy,
    forward: &Forward,
    target: &Array2<f64>,
) -> OutputGradients {
    let samples = target.nrows() as f64;
    let dz2 = (&forward.a2 - target) / samples; // (samples, 1)
    OutputGradients {
        dw2: np.dot(&forward.a1.t(), &dz2), // (hidden, samples)·(samples, 1)
        db2: np.sum_rows(&dz2),             // (1, 1)
    }
}
// ANCHOR_END: solution

type Answer = fn(Numpy, &Forward, &Array2<f64>) -> OutputGradients;

pub(crate) static QUESTION: Question<Answer> = Question {
    functions: [answers::mean_gradient, mean_gradient, solution],
    trials: |answer, random| {
        let mut trial = |hidden, target: Array2<f64>| {
            let network = TwoLayer {
                w1: random.randn((2, hidden)),
                b1: random.randn((1, hidden)),
                w2: random.randn((hidden, 1)),
                b2: random.randn((1, 1)),
            };
            let x = random.randn((target.nrows(), 2));
            let forward = network.forward(NP, &x, &target);
            let loss = |w2: &Array2<f64>, b2: &Array2<f64>| {
                let (w2, b2) = (w2.clone(), b2.clone());
                let moved = TwoLayer { w2, b2, ..network.clone() };
                moved.forward(NP, &x, &target).loss
            };
            let expected = OutputGradients {
                dw2: quotients(&network.w2, |w2| loss(w2, &network.b2)),
                db2: quotients(&network.b2, |b2| loss(&network.w2, b2)),
            };
            let answer = || answer(NP, &forward, &target);
            Trial::new(named![forward, target], "", &expected, answer)
        };
        vec![
            trial(2, array![[1.0], [0.0], [1.0]]),
            trial(3, array![[0.0], [1.0]]),
        ]
    },
    mistakes: mistakes! {
        /// These are the chapter's own gradients, of the sum of the samples'
        /// losses. The mean divides by the number of samples.
        |_, forward, target| {
            scaled(forward, target, [target.nrows() as f64; 2])
        };
        /// dw2 is right. db2 is still that of the sum: dividing the loss
        /// divides every gradient.
        |_, forward, target| {
            scaled(forward, target, [1.0, target.nrows() as f64])
        };
        /// The sign is wrong. The error is a2 − target: where the output is too
        /// large, the loss grows with it.
        |_, forward, target| scaled(forward, target, [-1.0; 2]);
        /// You divide by the number of hidden neurons. The mean is over the
        /// samples, which are the rows.
        |_, forward, target| {
            let (samples, hidden) = forward.a1.dim();
            scaled(forward, target, [samples as f64 / hidden as f64; 2])
        };
        /// You divide by the number of samples twice: once in dz2, and once
        /// more in the products with it.
        |_, forward, target| {
            scaled(forward, target, [1.0 / target.nrows() as f64; 2])
        };
    },
};

/// The right gradients of w2 and b2, each times a factor.
fn scaled(
    forward: &Forward,
    target: &Array2<f64>,
    [w_factor, b_factor]: [f64; 2],
) -> OutputGradients {
    let OutputGradients { dw2, db2 } = solution(NP, forward, target);
    OutputGradients { dw2: w_factor * dw2, db2: b_factor * db2 }
}
