//! A step of the two-layer network, checked against difference quotients.

use chapter_03::two_layer::TwoLayer;

use crate::prelude::*;

/// Find the bug. The function in the file of answers is one step of gradient
/// descent of the chapter's network, from the forward pass to the new
/// parameters. All shapes fit, and the network learns. Yet one line makes one
/// of the gradients wrong: it is not the gradient at the parameters that were
/// given. Return what a right step
/// returns. x is (samples, inputs), t (samples, 1); the parameters are w₁
/// (inputs, hidden), b₁ (1, hidden), w₂ (hidden, 1) and b₂ (1, 1).
pub fn mend_step(
    np: Numpy, x: &Array2<f64>, t: &Array2<f64>, parameters: &[Array2<f64>; 4],
    learning_rate: f64,
) -> [Array2<f64>; 4] {
    let [w1, b1, w2, b2] = parameters;
    let a1 = 1.0 / (1.0 + np.exp(-(np.dot(x, w1) + b1))); // (samples, hidden)
    let a2 = 1.0 / (1.0 + np.exp(-(np.dot(&a1, w2) + b2))); // (samples, 1)
    let dz2 = a2 - t; // (samples, 1)
    let w2 = w2 - learning_rate * np.dot(&a1.t(), &dz2);
    let b2 = b2 - learning_rate * np.sum_rows(&dz2);
    let dz1 = np.dot(&dz2, &w2.t()) * &a1 * (1.0 - &a1); // (samples, hidden)
    let w1 = w1 - learning_rate * np.dot(&x.t(), &dz1);
    let b1 = b1 - learning_rate * np.sum_rows(&dz1);
    [w1, b1, w2, b2]
}

/// All gradients are taken before any parameter is moved.
fn solution(
    np: Numpy, x: &Array2<f64>, t: &Array2<f64>, parameters: &[Array2<f64>; 4],
    learning_rate: f64,
) -> [Array2<f64>; 4] {
    let [w1, b1, w2, b2] = parameters;
    let a1 = 1.0 / (1.0 + np.exp(-(np.dot(x, w1) + b1))); // (samples, hidden)
    let a2 = 1.0 / (1.0 + np.exp(-(np.dot(&a1, w2) + b2))); // (samples, 1)
    let dz2 = a2 - t; // (samples, 1)
    let dz1 = np.dot(&dz2, &w2.t()) * &a1 * (1.0 - &a1); // with the old w2
    let w2 = w2 - learning_rate * np.dot(&a1.t(), &dz2);
    let b2 = b2 - learning_rate * np.sum_rows(&dz2);
    let w1 = w1 - learning_rate * np.dot(&x.t(), &dz1);
    let b1 = b1 - learning_rate * np.sum_rows(&dz1);
    [w1, b1, w2, b2]
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::mend_step, mend_step, solution],
    cases: |_| {
        let four = array![[0.0], [1.0], [1.0], [0.0]];
        vec![(2, 3, four, 0.5), (3, 2, array![[1.0], [0.0]], 1.0)]
    },
    trial: |answer, random, (inputs, hidden, t, learning_rate)| {
        let shapes = [(inputs, hidden), (1, hidden), (hidden, 1), (1, 1)];
        let parameters = shapes.map(|shape| random.randn(shape));
        let x: Matrix = random.randn((t.nrows(), inputs));
        let expected = [0, 1, 2, 3].map(|i| {
            let gradient = quotients(&parameters[i], |moved| {
                let mut parameters = parameters.clone();
                parameters[i].assign(moved);
                // The printed loss is a mean; the gradients are of the sum.
                network(parameters).forward(NP, &x, &t).loss * t.len() as f64
            });
            &parameters[i] - learning_rate * gradient
        });
        let given = named![x, t, parameters, learning_rate];
        let answer = || answer(NP, &x, &t, &parameters, learning_rate);
        Trial::new(given, "w1, b1, w2, b2", &expected, answer)
    },
    mistakes: mistakes! {
        /// The new w2 and b2 are right. You changed dz1: the slope of the
        /// sigmoid, a1·(1 − a1), belongs there.
        |np, x, t, parameters, lr| {
            let [a1, dz2] = forward(np, x, t, parameters);
            let dz1 = np.dot(&dz2, &parameters[2].t());
            moved(np, x, parameters, [&a1, &dz2, &dz1], lr)
        };
        /// The line is not dz2, which is a2 − t for the binary cross-entropy.
        /// Put it back, and ask of every other line which w2 it uses.
        |np, x, t, parameters, lr| {
            let [a1, dz2] = forward(np, x, t, parameters);
            let a2 = &dz2 + t;
            let dz2 = dz2 * &a2 * (1.0 - &a2);
            let dz1 = through(np, &dz2, &a1, parameters);
            moved(np, x, parameters, [&a1, &dz2, &dz1], lr)
        };
        /// These are steps along the gradients of the mean. The chapter's
        /// gradients are those of the sum of the samples' losses: that is not
        /// the bug.
        |np, x, t, parameters, lr| {
            solution(np, x, t, parameters, lr / t.nrows() as f64)
        };
        /// This step goes uphill. The signs of the steps were right.
        |np, x, t, parameters, lr| solution(np, x, t, parameters, -lr);
    },
};

fn network([w1, b1, w2, b2]: [Matrix; 4]) -> TwoLayer {
    TwoLayer { w1, b1, w2, b2 }
}

/// a₁ and dz₂.
fn forward(
    np: Numpy, x: &Matrix, t: &Matrix, parameters: &[Matrix; 4],
) -> [Matrix; 2] {
    let forward = network(parameters.clone()).forward(np, x, t);
    [forward.a1, forward.a2 - t]
}

/// dz₁.
fn through(
    np: Numpy, dz2: &Matrix, a1: &Matrix, parameters: &[Matrix; 4],
) -> Matrix {
    np.dot(dz2, &parameters[2].t()) * a1 * (1.0 - a1)
}

/// The parameters after a step.
fn moved(
    np: Numpy, x: &Matrix, [w1, b1, w2, b2]: &[Matrix; 4],
    [a1, dz2, dz1]: [&Matrix; 3], lr: f64,
) -> [Matrix; 4] {
    [
        w1 - lr * np.dot(&x.t(), dz1),
        b1 - lr * np.sum_rows(dz1),
        w2 - lr * np.dot(&a1.t(), dz2),
        b2 - lr * np.sum_rows(dz2),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix, &[Matrix; 4], f64) -> [Matrix; 4];

    const RIGHT: &[(&str, Answer)] = &[
        ("all gradients first", |np, x, t, parameters, lr| {
            let [a1, dz2] = forward(np, x, t, parameters);
            let dz1 = through(np, &dz2, &a1, parameters);
            moved(np, x, parameters, [&a1, &dz2, &dz1], lr)
        }),
        ("the first layer first", |np, x, t, parameters, lr| {
            let [a1, dz2] = forward(np, x, t, parameters);
            let dz1 = through(np, &dz2, &a1, parameters);
            let mut after = parameters.clone();
            after[0] -= &(lr * np.dot(&x.t(), &dz1));
            after[1] -= &(lr * np.sum_rows(&dz1));
            after[2] -= &(lr * np.dot(&a1.t(), &dz2));
            after[3] -= lr * np.sum(&dz2);
            after
        }),
        ("stored otherwise", |np, x, t, parameters, lr| {
            let [w1, b1, w2, b2] = solution(np, x, t, parameters, lr);
            [by_columns(&w1), b1, backwards(&w2), b2]
        }),
        ("sample by sample", |np, x, t, parameters, lr| {
            let mut after = parameters.clone();
            for sample in 0..x.nrows() {
                let one = |x: &Matrix| x.select(Axis(0), &[sample]);
                let step = solution(np, &one(x), &one(t), parameters, lr);
                for (i, step) in step.iter().enumerate() {
                    after[i] += &(step - &parameters[i]);
                }
            }
            after
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("nothing moves", |_, _, _, parameters, _| parameters.clone()),
        ("the first layer rests", |np, x, t, parameters, lr| {
            let [_, _, w2, b2] = solution(np, x, t, parameters, lr);
            let [w1, b1, ..] = parameters.clone();
            [w1, b1, w2, b2]
        }),
        ("the second layer rests", |np, x, t, parameters, lr| {
            let [w1, b1, ..] = solution(np, x, t, parameters, lr);
            let [_, _, w2, b2] = parameters.clone();
            [w1, b1, w2, b2]
        }),
        ("w1 right, b1 with the new w2", |np, x, t, parameters, lr| {
            let [w1, _, w2, b2] = solution(np, x, t, parameters, lr);
            let [_, b1, ..] = mend_step(np, x, t, parameters, lr);
            [w1, b1, w2, b2]
        }),
        ("b1 right, w1 with the new w2", |np, x, t, parameters, lr| {
            let [_, b1, w2, b2] = solution(np, x, t, parameters, lr);
            let [w1, ..] = mend_step(np, x, t, parameters, lr);
            [w1, b1, w2, b2]
        }),
        ("a second forward pass in between", |np, x, t, parameters, lr| {
            let [_, _, w2, b2] = solution(np, x, t, parameters, lr);
            let [w1, b1, ..] = parameters.clone();
            let between = [w1, b1, w2.clone(), b2.clone()];
            let [w1, b1, ..] = solution(np, x, t, &between, lr);
            [w1, b1, w2, b2]
        }),
        ("two steps", |np, x, t, parameters, lr| {
            let once = solution(np, x, t, parameters, lr);
            solution(np, x, t, &once, lr)
        }),
        ("a learning rate of 0.5, typed", |np, x, t, parameters, _| {
            solution(np, x, t, parameters, 0.5)
        }),
        ("the slope of the tanh", |np, x, t, parameters, lr| {
            let [a1, dz2] = forward(np, x, t, parameters);
            let dz1 = np.dot(&dz2, &parameters[2].t()) * (1.0 - &a1 * &a1);
            moved(np, x, parameters, [&a1, &dz2, &dz1], lr)
        }),
        ("db1 of the mean", |np, x, t, parameters, lr| {
            let mean = lr / t.nrows() as f64;
            let [w1, _, w2, b2] = solution(np, x, t, parameters, lr);
            let [_, b1, ..] = solution(np, x, t, parameters, mean);
            [w1, b1, w2, b2]
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
