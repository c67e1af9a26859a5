//! The loss of an untrained network, checked against the loss of chapter 5.

use crate::prelude::*;

/// Predict. An untrained network gives each class the same probability. What is
/// its loss, given the number of classes?
///
/// In Rust, `np.log` is the natural logarithm.
pub fn untrained_loss(np: Numpy, classes: usize) -> f64 {
    0.0
}

/// −ln(1/K) = ln K, whatever the labels are.
fn solution(np: Numpy, classes: usize) -> f64 {
    np.log(classes as f64)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::untrained_loss, untrained_loss, solution],
    cases: |_| vec![2, 3, 10],
    trial: |answer, _, k| {
        // Every class looks the same to the network.
        let p = softmax(NP, &Array2::zeros((1, k)));
        let (classes, loss) = (k, cross_entropy(&p, &[0]));
        Trial::new(named![classes], "the loss", &loss, || answer(NP, k))
    },
    mistakes: mistakes! {
        /// This is each class's probability. The loss is minus its logarithm.
        |_, classes| 1.0 / classes as f64;
        /// The minus sign is missing: the logarithm is negative, a loss is not.
        |np, classes| np.log(1.0 / classes as f64);
        /// This is the fraction of samples that a random guess gets wrong. The
        /// cross-entropy does not count mistakes; it takes a logarithm.
        |_, classes| 1.0 - 1.0 / classes as f64;
        /// This is the loss in bits. The chapter uses the natural logarithm.
        |np, classes| np.log(classes as f64) / np.log(2.0);
        /// You add up all classes. Only the sample's own has a label of 1.
        |np, classes| classes as f64 * np.log(classes as f64);
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(Numpy, usize) -> f64;

    const RIGHT: &[(&str, Answer)] = &[
        ("−ln(1/K)", |np, k| -np.log(1.0 / k as f64)),
        ("twice the logarithm of √K", |np, k| {
            2.0 * np.log(np.sqrt(k as f64))
        }),
        ("the mean over a sample of each class", |np, k| {
            let losses = (0..k).map(|_| 0.0 - np.log((k as f64).recip()));
            losses.sum::<f64>() / k as f64
        }),
        ("the loss of chapter 5", |np, k| {
            let p = softmax(np, &Array2::from_elem((k, k), -0.0));
            cross_entropy(&p, &(0..k).collect::<Vec<_>>())
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("ln 3", |np, _| np.log(3.0)),
        ("ln 10", |np, _| np.log(10.0)),
        ("2 and 3 classes only", |np, k| {
            np.log(if k == 2 { 2.0 } else { 3.0 })
        }),
        ("1 / K of whole numbers", |np, k| -np.log((1 / k) as f64)),
        ("the mean over all classes", |np, k| np.log(k as f64) / k as f64),
        ("the decimal logarithm", |np, k| np.log(k as f64) / np.log(10.0)),
        ("one class too many", |np, k| np.log((k + 1) as f64)),
        ("one class too few", |np, k| np.log((k - 1) as f64)),
        ("the classes that are not the sample's, too", |np, k| {
            let k = k as f64;
            np.log(k) - (k - 1.0) * np.log(1.0 - 1.0 / k)
        }),
        ("the loss where p is not a probability but 0", |np, _| -np.log(1e-7)),
        ("the squared error", |_, k| (1.0 - 1.0 / k as f64) / k as f64),
        ("p times its logarithm", |np, k| -np.log(1.0 / k as f64) / k as f64),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
