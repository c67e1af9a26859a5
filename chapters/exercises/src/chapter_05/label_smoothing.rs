//! Label smoothing, checked against the mean loss with labels drawn at random.

use crate::prelude::*;

/// Implement. A label need not be one-hot. Take a fraction away from each
/// one-hot label and spread it evenly over all classes, the sample's own class
/// included. What is the loss, the mean of the samples' categorical
/// cross-entropies? The probabilities p and the one-hot labels t are (samples,
/// classes), and need no clipping.
///
/// In Rust, `np.log`, `np.sum_columns` and `np.mean` can help.
pub fn label_smoothing(
    np: Numpy, p: &Array2<f64>, t: &Array2<f64>, fraction: f64,
) -> f64 {
    0.0
}

/// Every class has a label above 0, so every probability counts.
fn solution(np: Numpy, p: &Array2<f64>, t: &Array2<f64>, fraction: f64) -> f64 {
    let classes = p.ncols() as f64;
    let t = (1.0 - fraction) * t + fraction / classes; // (samples, classes)
    let losses = -np.sum_columns(&(t * np.log(p))); // (samples, 1)
    np.mean(&losses)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::label_smoothing, label_smoothing, solution],
    cases: |_| vec![(&[2, 0][..], 3, 0.1), (&[1, 0, 1], 2, 0.25)],
    trial: |answer, random, (y, classes, fraction)| {
        let p = softmax(NP, &random.randn((y.len(), classes)));
        // A smoothed label is the expected value of one that is kept with
        // probability 1 − fraction, and otherwise drawn from all classes. The
        // loss is linear in the labels, so its value is the expected loss.
        let of_class = |class| cross_entropy(&p, &vec![class; y.len()]);
        let drawn: Vector = (0..classes).map(of_class).collect();
        let kept = (1.0 - fraction) * cross_entropy(&p, y);
        let expected = kept + fraction * NP.mean(&drawn);
        let t = one_hot(y, classes);
        let given = named![p, t, fraction];
        let answer = || answer(NP, &p, &t, fraction);
        Trial::new(given, "the loss", &expected, answer)
    },
    mistakes: mistakes! {
        /// These labels are still one-hot. Spread a fraction over the classes.
        |_, p, t, _| with_labels(p, t, 1.0, 0.0);
        /// You spread the fraction over the other classes. It is spread over
        /// all of them, so the sample's own class gets a part of it back.
        |_, p, t, f| with_labels(p, t, 1.0 - f, f / (p.ncols() as f64 - 1.0));
        /// The rows of your labels add up to more than 1. What is spread over
        /// the classes must first be taken away from the sample's own class.
        |np, p, t, f| solution(np, p, t, f) + with_labels(p, t, f, 0.0);
        /// The sample's own class counts 1 − fraction, and the other classes do
        /// not count at all: the fraction has still to be spread.
        |_, p, t, f| with_labels(p, t, 1.0 - f, 0.0);
        /// You smooth the probabilities. Smooth the labels; p stays as it is.
        |_, p, t, f| {
            let smooth = (1.0 - f) * p + f / p.ncols() as f64;
            with_labels(&smooth, t, 1.0, 0.0)
        };
        /// You divide by the number of all entries. Divide by that of samples.
        |np, p, t, f| solution(np, p, t, f) / p.ncols() as f64;
        /// The minus sign before the logarithm is missing. Without it, the loss
        /// would grow with the probability of the right class.
        |np, p, t, f| -solution(np, p, t, f);
    },
};

/// The loss where a sample's own class has the label `own`, others `other`.
fn with_labels(p: &Matrix, t: &Matrix, own: f64, other: f64) -> f64 {
    let t = (own - other) * t + other;
    NP.mean(&NP.sum_columns(&(-NP.log(p) * t)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix, f64) -> f64;

    const RIGHT: &[(&str, Answer)] = &[
        ("the loss and the mean of all logarithms", |np, p, t, f| {
            let mean = np.mean(&np.log(&by_columns(p)));
            -(1.0 - f) * np.mean(&np.log(&np.sum_columns(&(t * p)))) - f * mean
        }),
        ("only what differs from the one-hot labels", |np, p, t, f| {
            let change = 1.0 / p.ncols() as f64 - t;
            let sum = np.sum(&(f * change * np.log(p)));
            np.mean(&-np.log(&np.sum_columns(&(t * p))))
                - sum / p.nrows() as f64
        }),
        ("entry by entry, in a loop", |np, p, t, f| {
            let mut loss = -0.0;
            for ((row, class), p) in p.indexed_iter() {
                let own = t[[row, class]];
                let k = t.ncols() as f64;
                loss -= (own - f * own + f / k) * np.log(*p);
            }
            loss / p.nrows() as f64
        }),
        ("the logarithm of a product of powers", |np, p, t, f| {
            let weights = (1.0 - f) * t;
            let weights = weights + f / p.ncols() as f64;
            let powers = np.exp(weights * np.log(p));
            np.mean(
                &powers.map_axis(Axis(1), |row| {
                    -np.log(row.iter().product::<f64>())
                }),
            )
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the sum of the samples' losses", |np, p, t, f| {
            solution(np, p, t, f) * p.nrows() as f64
        }),
        ("the mean over two samples", |np, p, t, f| {
            solution(np, p, t, f) * p.nrows() as f64 / 2.0
        }),
        ("three classes only", |_, p, t, f| {
            with_labels(p, t, 1.0 - f + f / 3.0, f / 3.0)
        }),
        ("two classes only", |_, p, t, f| {
            with_labels(p, t, 1.0 - f + f / 2.0, f / 2.0)
        }),
        ("spread over the samples", |_, p, t, f| {
            let part = f / p.nrows() as f64;
            with_labels(p, t, 1.0 - f + part, part)
        }),
        ("the whole fraction to each class", |_, p, t, f| {
            with_labels(p, t, 1.0, f)
        }),
        ("0.1, typed", |np, p, t, _| solution(np, p, t, 0.1)),
        ("0.25, typed", |np, p, t, _| solution(np, p, t, 0.25)),
        ("the fraction that is kept", |np, p, t, f| {
            solution(np, p, t, 1.0 - f)
        }),
        ("the fraction, and not 1 − fraction, twice", |np, p, t, f| {
            solution(np, p, t, f * (1.0 - f))
        }),
        ("the first sample alone", |np, p, t, f| {
            let first = |x: &Matrix| x.row(0).to_owned().insert_axis(Axis(0));
            solution(np, &first(p), &first(t), f)
        }),
        ("class 0 as everyone's own", |np, p, _, f| {
            solution(np, p, &one_hot(&vec![0; p.nrows()], p.ncols()), f)
        }),
        ("the most probable class as a sample's own", |np, p, _, f| {
            let y = np.argmax_columns(p).to_vec();
            solution(np, p, &one_hot(&y, p.ncols()), f)
        }),
        ("the labels of other samples", |np, p, t, f| {
            let mut y = np.argmax_columns(t).to_vec();
            y.rotate_left(1);
            solution(np, p, &one_hot(&y, p.ncols()), f)
        }),
        ("the labels' logarithm", |np, p, t, f| {
            let t = (1.0 - f) * t + f / p.ncols() as f64;
            np.mean(&-np.sum_columns(&(np.log(t) * p)))
        }),
        ("the distance of the distributions", |np, p, t, f| {
            let t = (1.0 - f) * t + f / p.ncols() as f64;
            np.mean(&np.sum_columns(&(&t * np.log(&t / p))))
        }),
        ("the logarithm of the mean probability", |np, p, t, f| {
            let t = (1.0 - f) * t + f / p.ncols() as f64;
            np.mean(&-np.log(&np.sum_columns(&(t * p))))
        }),
        ("in bits", |np, p, t, f| solution(np, p, t, f) / np.log(2.0)),
        ("probabilities clipped at 0.25", |np, p, t, f| {
            solution(np, &np.maximum(0.25, p), t, f)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
