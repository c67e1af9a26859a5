//! The gradients of a layer that sees a batch, checked against difference
//! quotients.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2, Axis};

use crate::{NP, Question, answers, quotients};

parts! {
    /// The gradients with respect to the parameters of a layer.
    #[derive(Clone, Debug, PartialEq)]
    pub struct BatchGradients {
        /// ∂loss/∂w, a row for each neuron.
        pub dloss_dw: Array2<f64>, // (neurons, inputs)
        /// ∂loss/∂b.
        pub dloss_db: Array1<f64>, // (neurons,)
    }
}

// ANCHOR: starter
/// Derive and implement. Let the layer see several inputs at a time, one in
/// each row of x, and let the loss be the sum of the samples' losses. What are
/// the gradients with respect to w and b? Given are x (samples, inputs) and
/// ∂loss/∂z (samples, neurons). As in the chapter, w has a row for each neuron,
/// and so has ∂loss/∂w, which is (neurons, inputs); ∂loss/∂b is (neurons,).
/// `np.dot` and `np.sum_rows` can help.
pub fn batch(
    np: Numpy,
    x: &Array2<f64>,
    dloss_dz: &Array2<f64>,
) -> BatchGradients {
    BatchGradients {
        dloss_dw: Array2::zeros((dloss_dz.ncols(), x.ncols())),
        dloss_db: Array1::zeros(dloss_dz.ncols()),
    }
}
// ANCHOR_END: starter

// ANCHOR: solution
/// The product sums over the samples.
fn solution(
    np: Numpy,
    x: &Array2<f64>,
    dloss_dz: &Array2<f64>,
) -> BatchGradients {
    BatchGradients {
        // (neurons, samples)·(samples, inputs)
        dloss_dw: np.dot(&dloss_dz.t(), x),
        dloss_db: np.sum_rows(dloss_dz).remove_axis(Axis(0)), // (neurons,)
    }
}
// ANCHOR_END: solution

parts! {
    pub(crate) struct Given {
        x: Array2<f64>, // (samples, inputs)
        dloss_dz: Array2<f64>, // (samples, neurons)
    }
}

type Answer = fn(Numpy, &Array2<f64>, &Array2<f64>) -> BatchGradients;

pub(crate) static QUESTION: Question<Answer, Given, BatchGradients> =
    Question {
        functions: [answers::batch, batch, solution],
        output: "",
        cases: |random| {
            let mut case = |samples, inputs, neurons| Given {
                x: random.randn((samples, inputs)),
                dloss_dz: random.randn((samples, neurons)),
            };
            vec![case(2, 4, 3), case(3, 2, 2), case(1, 2, 3)]
        },
        ask: |answer, given| answer(NP, &given.x, &given.dloss_dz),
        expected,
        mistakes: mistakes! {
            /// dloss_dw is transposed. This layer has a row of weights for each
            /// neuron, and so has its gradient.
            |np, x, dz| BatchGradients {
                dloss_dw: np.dot(&x.t(), dz),
                dloss_db: sum_samples(np, dz),
            };
            /// These are means over the samples. The loss of the batch is the
            /// sum of its samples' losses, so its gradient is a sum as well.
            |np, x, dz| BatchGradients {
                dloss_dw: np.dot(&dz.t(), x) / x.nrows() as f64,
                dloss_db: sum_samples(np, dz) / x.nrows() as f64,
            };
            /// You use only the first sample. Every sample contributes to the
            /// gradient.
            |np, x, dz| BatchGradients {
                dloss_dw: np.outer(&dz.row(0), &x.row(0)),
                dloss_db: dz.row(0).to_owned(),
            };
            /// dloss_dw is right. The bias moves z for every sample, so its
            /// gradient is a sum over the samples as well.
            |np, x, dz| BatchGradients {
                dloss_dw: np.dot(&dz.t(), x),
                dloss_db: dz.row(0).to_owned(),
            };
            /// A sum of products is not the product of the sums: multiply each
            /// sample's dloss_dz by the inputs of the same sample.
            |np, x, dz| BatchGradients {
                dloss_dw: np
                    .outer(&sum_samples(np, dz), &sum_samples(np, x)),
                dloss_db: sum_samples(np, dz),
            };
        },
    };

fn expected(Given { x, dloss_dz }: &Given) -> BatchGradients {
    let w = Array2::zeros((dloss_dz.ncols(), x.ncols()));
    let b = Array1::zeros(dloss_dz.ncols());
    // The derivative of this loss with respect to each z is the given one.
    let loss = |w: &Array2<f64>, b: &Array1<f64>| {
        let samples = x.outer_iter().zip(dloss_dz.outer_iter());
        samples
            .fold(0.0, |sum, (x, dz)| sum + NP.dot(&dz, &(NP.dot(w, &x) + b)))
    };
    BatchGradients {
        dloss_dw: quotients(&w, |w| loss(w, &b)),
        dloss_db: quotients(&b, |b| loss(&w, b)),
    }
}

fn sum_samples(np: Numpy, x: &Array2<f64>) -> Array1<f64> {
    np.sum_rows(x).remove_axis(Axis(0))
}
