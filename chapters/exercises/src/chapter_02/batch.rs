//! The gradients of a batch, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let the layer see several inputs at a time, one in
/// each row of x, and let the loss be the sum of the samples' losses. What are
/// the gradients with respect to w and b? Given are x (samples, inputs) and
/// ∂loss/∂z (samples, neurons). As in the chapter, w has a row for each neuron,
/// and so has ∂loss/∂w, which is (neurons, inputs); ∂loss/∂b is (neurons,).
/// `np.dot` and `np.sum_rows` can help.
pub fn batch(
    np: Numpy, x: &Array2<f64>, dloss_dz: &Array2<f64>,
) -> (Array2<f64>, Array1<f64>) {
    let (neurons, inputs) = (dloss_dz.ncols(), x.ncols());
    (Array2::zeros((neurons, inputs)), Array1::zeros(neurons))
}

/// The product sums over the samples.
fn solution(
    np: Numpy, x: &Array2<f64>, dloss_dz: &Array2<f64>,
) -> (Array2<f64>, Array1<f64>) {
    // (neurons, samples)·(samples, inputs)
    let dloss_dw = np.dot(&dloss_dz.t(), x);
    let dloss_db = np.sum_rows(dloss_dz).remove_axis(Axis(0)); // (neurons,)
    (dloss_dw, dloss_db)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::batch, batch, solution],
    cases: |_| vec![(2, 4, 3), (3, 2, 2), (1, 2, 3)],
    trial: |answer, random, (samples, inputs, neurons)| {
        let x: Matrix = random.randn((samples, inputs));
        let dloss_dz = random.randn((samples, neurons));
        let (w, b) = (Matrix::zeros((neurons, inputs)), Vector::zeros(neurons));
        let z = |w: &Matrix, b: &Vector| NP.dot(&x, &w.t()) + b;
        let expected = (
            backward_quotients(&w, &dloss_dz, |w| z(w, &b)),
            backward_quotients(&b, &dloss_dz, |b| z(&w, b)),
        );
        let (given, names) = (named![x, dloss_dz], "dloss_dw, dloss_db");
        Trial::new(given, names, &expected, || answer(NP, &x, &dloss_dz))
    },
    mistakes: mistakes! {
        /// dloss_dw is transposed. Like the weights, it has a row per neuron.
        |np, x, dz| (np.dot(&x.t(), dz), sum_rows(dz));
        /// These are means over the samples. The loss of the batch is the sum
        /// of its samples' losses, so its gradient is a sum as well.
        |np, x, dz| solution(np, x, &(dz / x.nrows() as f64));
        /// You use only the first sample. The gradient is a sum over all.
        |np, x, dz| (np.outer(&dz.row(0), &x.row(0)), dz.row(0).to_owned());
        /// dloss_dw is right. For the bias, sum over the samples as well.
        |np, x, dz| (np.dot(&dz.t(), x), dz.row(0).to_owned());
        /// A sum of products is not the product of the sums: multiply each
        /// sample's dloss_dz by the inputs of the same sample.
        |np, x, dz| {
            let (dz, x) = (sum_rows(dz), sum_rows(x));
            (np.outer(&dz, &x), dz)
        };
    },
};
