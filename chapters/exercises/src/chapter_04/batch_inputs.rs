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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("the transposed product, transposed", |np, dz, w| {
            np.dot(&w.t(), &dz.t()).reversed_axes()
        }),
        ("sample by sample", |np, dz, w| {
            let mut dx = Array2::zeros((dz.nrows(), w.ncols()));
            for (mut dx, dz) in dx.outer_iter_mut().zip(dz.outer_iter()) {
                dx.assign(&np.dot(&w.t(), &dz));
            }
            dx
        }),
        ("neuron by neuron, from the last", |np, dz, w| {
            let zeros = Array2::from_elem((dz.nrows(), w.ncols()), -0.0);
            (0..w.nrows()).rev().fold(zeros, |dx, neuron| {
                dx + np.outer(&dz.column(neuron), &w.row(neuron))
            })
        }),
        ("three nested loops", |_, dz, w| {
            let entry = |(sample, input)| {
                let neurons = 0..w.nrows();
                neurons.map(|i| w[[i, input]] * dz[[sample, i]]).sum()
            };
            Array2::from_shape_fn((dz.nrows(), w.ncols()), entry)
        }),
        ("stored by columns", |np, dz, w| by_columns(&solution(np, dz, w))),
        ("stored backwards", |np, dz, w| backwards(&solution(np, dz, w))),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("transposed where that fits", |np, dz, w| {
            if w.is_square() { np.dot(dz, &w.t()) } else { np.dot(dz, w) }
        }),
        ("the first sample alone", |np, dz, w| {
            np.dot(&dz.row(0).to_owned().insert_axis(Axis(0)), w)
        }),
        ("two samples only", |np, dz, w| {
            let dx = np.dot(dz, w);
            Array2::from_shape_fn((2, dx.ncols()), |at| dx[at])
        }),
        ("the first sample for all", |np, dz, w| {
            let dx = np.dot(&w.t(), &dz.row(0));
            dx.broadcast((dz.nrows(), w.ncols())).expect("one").to_owned()
        }),
        ("the sum for all", |np, dz, w| {
            let sum = np.sum_rows(&np.dot(dz, w));
            sum.broadcast((dz.nrows(), w.ncols())).expect("one").to_owned()
        }),
        ("the first neuron alone", |np, dz, w| {
            np.outer(&dz.column(0), &w.row(0))
        }),
        ("three neurons only", |_, dz, w| {
            Array2::from_shape_fn((dz.nrows(), w.ncols()), |(s, n)| {
                (0..3).map(|i| dz[[s, i]] * w[[i, n]]).sum()
            })
        }),
        ("a mean over the neurons", |np, dz, w| {
            np.dot(dz, w) / w.nrows() as f64
        }),
        ("a mean over the inputs", |np, dz, w| {
            np.dot(dz, w) / w.ncols() as f64
        }),
        ("a product of the sums", |np, dz, w| {
            np.dot(&np.sum_columns(dz), &np.sum_rows(w))
        }),
        ("only what is above 0", |np, dz, w| np.dot(&np.maximum(0.0, dz), w)),
        ("the size of the weights", |np, dz, w| np.dot(dz, &w.abs())),
        ("the sign is wrong", |np, dz, w| -np.dot(dz, w)),
        ("the weights without dz", |np, dz, w| {
            np.dot(&Array2::ones(dz.dim()), w)
        }),
        ("dz without the weights", |np, dz, w| {
            np.dot(dz, &Array2::ones(w.dim()))
        }),
        ("the samples in the other order", |np, dz, w| {
            let mut dx = np.dot(dz, w);
            dx.invert_axis(Axis(0));
            dx
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
