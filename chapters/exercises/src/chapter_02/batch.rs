//! The gradients of a batch, checked against difference quotients.

use crate::prelude::*;

/// Implement. (2.12) and (2.13) add up the gradients of several samples, and
/// the chapter does so in a loop. Do without the loop: which product of
/// matrices is ∂loss/∂w, and which sum ∂loss/∂b? Given are x (samples, inputs)
/// and ∂loss/∂z (samples, neurons), both with a row for each sample. As in the
/// chapter, w has a row for each neuron, and so has ∂loss/∂w, which is
/// (neurons, inputs); ∂loss/∂b is (neurons,).
///
/// A product of matrices multiplies each row of its left factor by each column
/// of its right one, entry by entry, and adds up. A transposed matrix has its
/// rows as columns.
///
/// In Rust, `np.dot`, `.t()` and `np.sum_rows` can help.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix) -> (Matrix, Vector);

    const RIGHT: &[(&str, Answer)] = &[
        ("the transposed product, transposed", |np, x, dz| {
            let dloss_db = np.sum_columns(&dz.t()).remove_axis(Axis(1));
            (np.dot(&x.t(), dz).reversed_axes(), dloss_db)
        }),
        ("one outer product after the other", |np, x, dz| {
            let mut dloss_dw = Array2::zeros((dz.ncols(), x.ncols()));
            let mut dloss_db = Array1::from_elem(dz.ncols(), -0.0);
            for (x, dz) in x.outer_iter().zip(dz.outer_iter()).rev() {
                dloss_dw += &np.outer(&dz, &x);
                dloss_db += &dz;
            }
            (dloss_dw, dloss_db)
        }),
        ("a bias as the weight of an input of 1", |np, x, dz| {
            let ones = Array2::ones((x.nrows(), 1));
            let all = ndarray::concatenate![Axis(1), x.view(), ones];
            let dloss_dw = np.dot(&dz.t(), &all); // (neurons, inputs + 1)
            let (inputs, bias) = dloss_dw.view().split_at(Axis(1), x.ncols());
            (inputs.to_owned(), bias.column(0).to_owned())
        }),
        ("stored by columns and backwards", |np, x, dz| {
            let (dloss_dw, dloss_db) = solution(np, x, dz);
            (by_columns(&dloss_dw), backwards(&dloss_db))
        }),
        ("three nested loops", |_, x, dz| {
            let dloss_dw = Array2::from_shape_fn(
                (dz.ncols(), x.ncols()),
                |(neuron, input)| {
                    let samples = (0..x.nrows()).rev();
                    samples.map(|s| dz[[s, neuron]] * x[[s, input]]).sum()
                },
            );
            (
                dloss_dw,
                dz.columns().into_iter().map(|c| c.iter().sum()).collect(),
            )
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("two samples only", |np, x, dz| {
            let dloss_dw = np.outer(&dz.row(0), &x.row(0))
                + np.outer(&dz.row(1), &x.row(1));
            (dloss_dw, &dz.row(0) + &dz.row(1))
        }),
        ("the last sample", |np, x, dz| {
            let last = x.nrows() - 1;
            let dloss_dw = np.outer(&dz.row(last), &x.row(last));
            (dloss_dw, dz.row(last).to_owned())
        }),
        ("three neurons only", |np, x, dz| {
            let (w, b) = solution(np, x, dz);
            let w = Array2::from_shape_fn((3, w.ncols()), |at| w[at]);
            (w, array![b[0], b[1], b[2]])
        }),
        ("four inputs only", |np, x, dz| {
            let (w, b) = solution(np, x, dz);
            (Array2::from_shape_fn((w.nrows(), 4), |at| w[at]), b)
        }),
        ("db summed over the neurons", |np, x, dz| {
            let dloss_db = np.sum_columns(dz).remove_axis(Axis(1));
            (solution(np, x, dz).0, dloss_db)
        }),
        ("db is a mean", |np, x, dz| {
            let (dloss_dw, dloss_db) = solution(np, x, dz);
            (dloss_dw, dloss_db / x.nrows() as f64)
        }),
        ("dw is a mean", |np, x, dz| {
            let (dloss_dw, dloss_db) = solution(np, x, dz);
            (dloss_dw / x.nrows() as f64, dloss_db)
        }),
        ("divided by the neurons", |np, x, dz| {
            solution(np, x, &(dz / dz.ncols() as f64))
        }),
        ("db with the inputs", |np, x, dz| {
            let dloss_dw = solution(np, x, dz).0;
            let dloss_db = np.sum_columns(&dloss_dw).remove_axis(Axis(1));
            (dloss_dw, dloss_db)
        }),
        ("db of 1 for each sample", |np, x, dz| {
            let samples = Array1::from_elem(dz.ncols(), x.nrows() as f64);
            (solution(np, x, dz).0, samples)
        }),
        ("dw without the derivative", |np, x, dz| {
            let (_, dloss_db) = solution(np, x, dz);
            (solution(np, x, &Array2::ones(dz.dim())).0, dloss_db)
        }),
        ("dw with its rows in the other order", |np, x, dz| {
            let (mut dloss_dw, dloss_db) = solution(np, x, dz);
            dloss_dw.invert_axis(Axis(0));
            (dloss_dw, dloss_db)
        }),
        ("minus the gradient", |np, x, dz| solution(np, x, &-dz)),
        ("minus db", |np, x, dz| {
            let (dloss_dw, dloss_db) = solution(np, x, dz);
            (dloss_dw, -dloss_db)
        }),
        ("only what is above 0", |np, x, dz| {
            solution(np, x, &np.maximum(0.0, dz))
        }),
        ("twice", |np, x, dz| solution(np, x, &(2.0 * dz))),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
