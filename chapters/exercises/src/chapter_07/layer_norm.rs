//! Back through a normalised layer, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. *Layer normalisation* moves and stretches each
/// sample's row so that its mean is 0 and its mean square 1: a = (x − mean) /
/// std, where std is the standard deviation of the row, the root of the mean of
/// (x − mean)². Given x and da, both (samples, inputs), what is dx? Every entry
/// of a depends on every x of its row, in three ways: as itself, through the
/// mean and through std.
///
/// In Rust, `np.sum_columns` and `np.sqrt` can help.
pub fn layer_norm(np: Numpy, x: &Array2<f64>, da: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(x.dim())
}

/// What moves or stretches a whole row is taken out of da.
fn solution(np: Numpy, x: &Array2<f64>, da: &Array2<f64>) -> Array2<f64> {
    let n = x.ncols() as f64;
    let x = x - &(np.sum_columns(x) / n); // (samples, inputs)
    let std = np.sqrt(np.sum_columns(&(&x * &x)) / n); // (samples, 1)
    let a = x / &std;
    let moved = np.sum_columns(da) / n; // (samples, 1)
    let stretched = np.sum_columns(&(da * &a)) / n; // (samples, 1)
    (da - &moved - a * stretched) / std
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::layer_norm, layer_norm, solution],
    cases: |_| vec![(1, 3), (2, 4), (4, 3)],
    trial: |answer, random, shape| {
        let (x, da) = loop {
            let x: Matrix = random.randn(shape);
            // A short row is steep: the tolerance rests on gentle slopes.
            if normed(&x).1.iter().all(|d| 0.5 < *d) {
                break (x, random.randn(shape));
            }
        };
        let expected = backward_quotients(&x, &da, |x| normed(x).0);
        Trial::new(named![x, da], "dx", &expected, || answer(NP, &x, &da))
    },
    mistakes: mistakes! {
        /// You treat the mean and the standard deviation as given numbers. Both
        /// depend on every entry of the row.
        |_, x, da| da / &normed(x).1;
        /// You treat the standard deviation as a given number. It depends on
        /// every entry of the row.
        |np, x, da| (da - &mean(np, da)) / normed(x).1;
        /// You treat the mean as a given number: moving a whole row changes
        /// nothing, so each row of dx adds up to 0.
        |np, x, da| {
            let (a, d) = normed(x);
            (da - &a * &mean(np, &(da * &a))) / d
        };
        /// The division by the standard deviation is missing.
        |np, x, da| {
            let (a, _) = normed(x);
            da - &mean(np, da) - &a * &mean(np, &(da * &a))
        };
        /// You sum over the row where a mean is needed.
        |np, x, da| {
            let (a, d) = normed(x);
            let n = x.ncols() as f64;
            (da - n * &mean(np, da) - n * &a * &mean(np, &(da * &a))) / d
        };
        /// You add what is to be subtracted: a larger deviation makes the
        /// outputs smaller.
        |np, x, da| {
            let (a, d) = normed(x);
            (da - &mean(np, da) + &a * &mean(np, &(da * &a))) / d
        };
        /// You take the statistics of columns. Each row has its own.
        |np, x, da| {
            let [x, da] = [x, da].map(|x| x.t().to_owned());
            solution(np, &x, &da).reversed_axes()
        };
    },
};

/// The normalised rows, and their standard deviations (samples, 1).
fn normed(x: &Matrix) -> (Matrix, Matrix) {
    let x = x - &mean(NP, x);
    let d = NP.sqrt(mean(NP, &(&x * &x)));
    (x / &d, d)
}

/// The mean of each row (samples, 1).
fn mean(np: Numpy, x: &Matrix) -> Matrix {
    np.sum_columns(x) / x.ncols() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("step by step back", |np, x, da| {
            let n = x.ncols() as f64;
            let x = x - &mean(np, x);
            let d = np.sqrt(mean(np, &(&x * &x)));
            // a = x/d, d = √v, v = mean of x², and x is less its mean.
            let dd = -np.sum_columns(&(da * &x)) / (&d * &d);
            let dv = dd / (2.0 * &d);
            let dx = da / &d + 2.0 / n * &x * dv;
            &dx - &mean(np, &dx)
        }),
        ("the Jacobian of every sample", |np, x, da| {
            let (a, d) = normed(x);
            let mut dx = Array2::zeros(x.dim());
            for s in 0..x.nrows() {
                let n = x.ncols() as f64;
                let a = a.row(s);
                let ones = Matrix::from_elem((a.len(), a.len()), 1.0);
                let jacobian =
                    Matrix::eye(a.len()) - ones / n - np.outer(&a, &a) / n;
                let row = np.dot(&jacobian, &da.row(s)) / d[[s, 0]];
                dx.row_mut(s).assign(&row);
            }
            dx
        }),
        ("da moved first", |np, x, da| solution(np, x, &(da + 1.0))),
        ("stored otherwise", |np, x, da| {
            by_columns(&backwards(&solution(np, x, da)))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("divided by n − 1", |np, x, da| {
            let n = x.ncols() as f64;
            solution(np, x, da) * np.sqrt((n - 1.0) / n)
        }),
        ("divided by the variance", |np, x, da| {
            solution(np, x, da) / normed(x).1
        }),
        ("x for a", |np, x, da| {
            let d = normed(x).1;
            (da - &mean(np, da) - x * &mean(np, &(da * x))) / d
        }),
        ("the first sample's deviation", |np, x, da| {
            let d = normed(x).1;
            solution(np, x, da) * &d / d[[0, 0]]
        }),
        ("the deviation of the whole batch", |np, x, da| {
            let d = normed(x).1;
            let all = np.sqrt(np.mean(&(&d * &d)));
            solution(np, x, da) * &d / (all + 0.01)
        }),
        ("softmax's rule", |np, x, da| {
            let (a, d) = normed(x);
            &a * &(da - &np.sum_columns(&(da * &a))) / d
        }),
        ("multiplied by the deviation", |np, x, da| {
            let d = normed(x).1;
            solution(np, x, da) * &d * &d
        }),
        ("the normalised da", |_, _, da| normed(da).0),
        ("a mean over the samples", |np, x, da| {
            solution(np, x, da) / (x.nrows() as f64 + 1.0)
        }),
        ("the sign is wrong", |np, x, da| -solution(np, x, da)),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
