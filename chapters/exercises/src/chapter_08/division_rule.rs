//! The backward rule of a division, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. The tape is to have a division as well: a / b,
/// entrywise, where a is (samples, N) and b is a single row (1, N), by which
/// every row of a is divided. Given a, b and the gradient dy (samples, N) of
/// the quotient, what are da and db? Each has the shape of what it belongs to.
///
/// In Rust, `np.sum_rows` can help.
pub fn division_rule(
    np: Numpy, a: &Array2<f64>, b: &Array2<f64>, dy: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros(a.dim()), Array2::zeros(b.dim()))
}

/// Every row uses b: the gradients of all rows are added up.
fn solution(
    np: Numpy, a: &Array2<f64>, b: &Array2<f64>, dy: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    let da = dy / b; // (samples, N)
    let db = -np.sum_rows(&(dy * a / (b * b))); // (1, N)
    (da, db)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::division_rule, division_rule, solution],
    cases: |_| {
        vec![
            (2, array![[0.5, -2.0, 1.5]]),
            (1, array![[-0.75, 3.0]]),
            (3, array![[1.25, -1.5]]),
        ]
    },
    trial: |answer, random, (samples, b)| {
        let a: Matrix = random.randn((samples, b.ncols()));
        let dy: Matrix = random.randn(a.dim());
        let expected = (
            backward_quotients(&a, &dy, |a| a / &b),
            backward_quotients(&b, &dy, |b| &a / b),
        );
        let answer = || answer(NP, &a, &b, &dy);
        Trial::new(named![a, b, dy], "da, db", &expected, answer)
    },
    mistakes: mistakes! {
        /// da is right. Every row of a is divided by the same b: add up what
        /// each of them sends back.
        |_, a, b, dy| (dy / b, -(dy * a / (b * b)));
        /// da is right. The sign of db is wrong: a larger b makes the quotient
        /// of positive numbers smaller.
        |np, a, b, dy| {
            let (da, db) = solution(np, a, b, dy);
            (da, -db)
        };
        /// da is right. The derivative of 1/b is −1/b².
        |np, a, b, dy| (dy / b, -np.sum_rows(&(dy * a / b)));
        /// da is right. The derivative of a/b with respect to b has the factor
        /// a.
        |np, _, b, dy| (dy / b, -np.sum_rows(&(dy / (b * b))));
        /// This is the rule for a product.
        |np, a, b, dy| (dy * b, np.sum_rows(&(dy * a)));
        /// da is right. db is a sum over the rows, not their mean.
        |np, a, b, dy| {
            let (da, db) = solution(np, a, b, dy);
            (da, db / a.nrows() as f64)
        };
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix, &Matrix) -> (Matrix, Matrix);

    const RIGHT: &[(&str, Answer)] = &[
        ("from the quotient", |np, a, b, dy| {
            let da = dy * &(1.0 / b);
            let y = a / b;
            let db = np.sum_rows(&(y * &da));
            (da, -db)
        }),
        ("row by row", |_, a, b, dy| {
            let mut da = dy.clone();
            let mut db = Array2::zeros(b.dim());
            for ((s, n), dy) in dy.indexed_iter() {
                let b = b[[0, n]];
                da[[s, n]] = dy / b;
                db[[0, n]] -= a[[s, n]] / b * dy / b;
            }
            (da, db)
        }),
        ("as a product with a power", |np, a, b, dy| {
            let power = 1.0 / b;
            let dpower = np.sum_rows(&(dy * a));
            (dy * &power, dpower * -(&power * &power))
        }),
        ("stored otherwise", |np, a, b, dy| {
            let (da, db) = solution(np, a, b, dy);
            (by_columns(&da), backwards(&db))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("b for da", |np, a, b, dy| (dy * b, solution(np, a, b, dy).1)),
        ("da without b", |np, a, b, dy| (dy.clone(), solution(np, a, b, dy).1)),
        ("a for da", |np, a, b, dy| (dy * a / b, solution(np, a, b, dy).1)),
        ("−da", |np, a, b, dy| {
            let (da, db) = solution(np, a, b, dy);
            (-da, db)
        }),
        ("the first row's db", |np, a, b, dy| {
            let first = |x: &Matrix| x.row(0).to_owned().insert_axis(Axis(0));
            (dy / b, solution(np, &first(a), b, &first(dy)).1)
        }),
        ("the sums multiplied", |np, a, b, dy| {
            (dy / b, -np.sum_rows(dy) * np.sum_rows(a) / (b * b))
        }),
        ("db in every row", |np, a, b, dy| {
            let (da, db) = solution(np, a, b, dy);
            let all = Array2::zeros((a.nrows() + 1, a.ncols())) + db;
            (da, all)
        }),
        ("summed over the columns", |np, a, b, dy| {
            (dy / b, -np.sum_columns(&(dy * a / (b * b))))
        }),
        ("the size of b", |np, a, b, dy| solution(np, a, &b.abs(), dy)),
        ("a cube", |np, a, b, dy| {
            let (da, db) = solution(np, a, b, dy);
            (da, db / b)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
