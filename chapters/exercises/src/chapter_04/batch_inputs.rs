//! What a layer passes back for a batch, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Let the layer of chapter 2, whose weights w (neurons,
/// inputs) have a row for each neuron, see a batch. Given dz (samples,
/// neurons), a row for each sample, what is dx (samples, inputs)?
pub fn batch_inputs(
    np: Numpy, dz: &Array2<f64>, w: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros((dz.nrows(), w.ncols()))
}

/// The product sums over the neurons, and leaves each sample its row.
fn solution(np: Numpy, dz: &Array2<f64>, w: &Array2<f64>) -> Array2<f64> {
    np.dot(dz, w) // (samples, neurons)·(neurons, inputs)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::batch_inputs, batch_inputs, solution],
    cases: |_| vec![(2, 3, 3), (2, 3, 4), (3, 2, 5)],
    trial: |answer, random, (samples, neurons, inputs)| {
        let dz = random.randn((samples, neurons));
        let w: Matrix = random.randn((neurons, inputs));
        let x = Matrix::zeros((samples, inputs));
        let z = |x: &Matrix| NP.dot(x, &w.t()); // (samples, neurons)
        let expected = backward_quotients(&x, &dz, z);
        Trial::new(named![dz, w], "dx", &expected, || answer(NP, &dz, &w))
    },
    mistakes: mistakes! {
        /// You sum over the samples. Each row of x has its own row of dx.
        |np, dz, w| np.sum_rows(&np.dot(dz, w));
        /// Do not transpose the weights: they have a row for each neuron.
        |np, dz, w| np.dot(dz, &w.t());
        /// The result is transposed: like x, dx has a row for each sample.
        |np, dz, w| np.dot(&w.t(), &dz.t());
        /// You divide by the number of samples. If the loss is a mean, dz has
        /// been divided already.
        |np, dz, w| np.dot(dz, w) / dz.nrows() as f64;
    },
};
