//! Label smoothing, checked against the mean loss with labels drawn at random.

use crate::prelude::*;

/// Implement. A label need not be one-hot. Take a fraction away from each
/// one-hot label and spread it evenly over all classes, the sample's own class
/// included. What is the loss, the mean of the samples' categorical
/// cross-entropies? The probabilities `p` are (samples, classes) and need no
/// clipping; `labels.to_one_hot::<f64>()` has the same shape.
pub fn label_smoothing(
    np: Numpy, p: &Array2<f64>, labels: &Labels, fraction: f64,
) -> f64 {
    0.0
}

/// Every class has a label above 0, so every probability counts.
fn solution(np: Numpy, p: &Array2<f64>, labels: &Labels, fraction: f64) -> f64 {
    let classes = p.ncols() as f64;
    let one_hot = labels.to_one_hot::<f64>(); // (samples, classes)
    let y = (1.0 - fraction) * one_hot + fraction / classes;
    let losses = -np.sum_columns(&(y * np.log(p))); // (samples, 1)
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
        let one_hot = labels(y, classes);
        let labels = one_hot.to_one_hot::<f64>();
        let given = named![p, labels, fraction];
        let answer = || answer(NP, &p, &one_hot, fraction);
        Trial::new(given, "the loss", &expected, answer)
    },
    mistakes: mistakes! {
        /// These labels are still one-hot. Spread a fraction over the classes.
        |_, p, y, _| with_labels(p, y, 1.0, 0.0);
        /// You spread the fraction over the other classes. It is spread over
        /// all of them, so the sample's own class gets a part of it back.
        |_, p, y, f| with_labels(p, y, 1.0 - f, f / (p.ncols() as f64 - 1.0));
        /// The rows of your labels add up to more than 1. What is spread over
        /// the classes must first be taken away from the sample's own class.
        |np, p, y, f| solution(np, p, y, f) + with_labels(p, y, f, 0.0);
        /// The sample's own class counts 1 − fraction, and the other classes do
        /// not count at all: the fraction has still to be spread.
        |_, p, y, f| with_labels(p, y, 1.0 - f, 0.0);
        /// You smooth the probabilities. Smooth the labels; p stays as it is.
        |_, p, y, f| {
            let smooth = (1.0 - f) * p + f / p.ncols() as f64;
            with_labels(&smooth, y, 1.0, 0.0)
        };
        /// You divide by the number of all entries. Divide by that of samples.
        |np, p, y, f| solution(np, p, y, f) / p.ncols() as f64;
        /// The minus sign before the logarithm is missing. Without it, the loss
        /// would grow with the probability of the right class.
        |np, p, y, f| -solution(np, p, y, f);
    },
};

/// The loss where a sample's own class has the label `own`, others `other`.
fn with_labels(p: &Matrix, labels: &Labels, own: f64, other: f64) -> f64 {
    let y = (own - other) * labels.to_one_hot::<f64>() + other;
    NP.mean(&NP.sum_columns(&(-NP.log(p) * y)))
}
