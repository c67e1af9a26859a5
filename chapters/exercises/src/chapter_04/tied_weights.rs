//! Weights that two layers share, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Two layers without biases share one matrix of weights,
/// which the second uses transposed: z₁ = x·w and z₂ = z₁·wᵀ. Given x (samples,
/// inputs), w (inputs, hidden) and dz₂ (samples, inputs), what is dw?
///
/// In Rust, `np.dot` can help.
pub fn tied_weights(
    np: Numpy, x: &Array2<f64>, w: &Array2<f64>, dz2: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(w.dim())
}

/// One gradient for each use of w, in the shape of w, added up.
fn solution(
    np: Numpy, x: &Array2<f64>, w: &Array2<f64>, dz2: &Array2<f64>,
) -> Array2<f64> {
    let z1 = np.dot(x, w); // (samples, hidden)
    let dz1 = np.dot(dz2, w); // the transpose of wᵀ is w
    let of_first = np.dot(&x.t(), &dz1); // (inputs, hidden)
    let of_second = np.dot(&dz2.t(), &z1); // transposed, (inputs, hidden)
    of_first + of_second
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::tied_weights, tied_weights, solution],
    cases: |_| vec![(2, 3, 2), (1, 2, 3), (3, 2, 2)],
    trial: |answer, random, (samples, inputs, hidden)| {
        let x: Matrix = random.randn((samples, inputs));
        let w: Matrix = random.randn((inputs, hidden));
        let dz2: Matrix = random.randn((samples, inputs));
        let z2 = |w: &Matrix| NP.dot(&NP.dot(&x, w), &w.t());
        let expected = backward_quotients(&w, &dz2, z2);
        let answer = || answer(NP, &x, &w, &dz2);
        Trial::new(named![x, w, dz2], "dw", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is the gradient of the first use of w alone. The second layer
        /// depends on w as well.
        |np, x, w, dz2| np.dot(&x.t(), &np.dot(dz2, w));
        /// This is the gradient of the second use of w alone. The first layer
        /// depends on w as well.
        |np, x, w, dz2| np.dot(&dz2.t(), &np.dot(x, w));
        /// Both uses are there, but the gradients at a fork are added up. You
        /// take their mean.
        |np, x, w, dz2| solution(np, x, w, dz2) / 2.0;
        /// The gradient of the second use has the shape of wᵀ. Transpose it
        /// before you add it, even where the shapes fit.
        |np, x, w, dz2| {
            np.dot(&x.t(), &np.dot(dz2, w)) + np.dot(&np.dot(x, w).t(), dz2)
        };
        /// The gradient of the first use lacks a step: it takes dz1, and dz2
        /// has first to go back through the second layer's weights.
        |np, x, w, dz2| {
            let (z1, dz1) = (np.dot(x, w), np.dot(x, w));
            np.dot(&dz2.t(), &z1) + np.dot(&x.t(), &dz1)
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("one product of all samples", |np, x, w, dz2| {
            let both = np.dot(&x.t(), dz2); // (inputs, inputs)
            np.dot(&(&both + &both.t()), w)
        }),
        ("sample by sample", |np, x, w, dz2| {
            let mut dw = Array2::zeros(w.dim());
            for (x, dz2) in x.outer_iter().zip(dz2.outer_iter()).rev() {
                dw += &np.outer(&x, &np.dot(&w.t(), &dz2));
                dw += &np.outer(&dz2, &np.dot(&w.t(), &x));
            }
            dw
        }),
        ("transposed, and back", |np, x, w, dz2| {
            let of_second = np.dot(&np.dot(x, w).t(), dz2);
            (of_second + np.dot(&np.dot(dz2, w).t(), x)).reversed_axes()
        }),
        ("stored otherwise", |np, x, w, dz2| {
            by_columns(&backwards(&solution(np, x, w, dz2)))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the first use twice", |np, x, w, dz2| {
            2.0 * np.dot(&x.t(), &np.dot(dz2, w))
        }),
        ("the second use twice", |np, x, w, dz2| {
            2.0 * np.dot(&dz2.t(), &np.dot(x, w))
        }),
        ("the difference", |np, x, w, dz2| {
            np.dot(&x.t(), &np.dot(dz2, w)) - np.dot(&dz2.t(), &np.dot(x, w))
        }),
        ("the product", |np, x, w, dz2| {
            np.dot(&x.t(), &np.dot(dz2, w)) * np.dot(&dz2.t(), &np.dot(x, w))
        }),
        ("transposed", |np, x, w, dz2| solution(np, x, w, dz2).reversed_axes()),
        ("x for dz2", |np, x, w, _| solution(np, x, w, x)),
        ("a mean over the samples", |np, x, w, dz2| {
            solution(np, x, w, dz2) / x.nrows() as f64
        }),
        ("the first sample alone", |np, x, w, dz2| {
            let first = |x: &Matrix| x.row(0).to_owned().insert_axis(Axis(0));
            solution(np, &first(x), w, &first(dz2))
        }),
        ("the sign is wrong", |np, x, w, dz2| -solution(np, x, w, dz2)),
        ("the size of w", |np, x, w, dz2| solution(np, x, &w.abs(), dz2)),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
