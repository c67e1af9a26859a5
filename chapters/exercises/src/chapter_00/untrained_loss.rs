//! The loss of an untrained network, checked against the loss of chapter 0.

use crate::prelude::*;

/// Predict. An untrained network gives each class the same probability. What is
/// its loss, given the number of classes? `np.log` is the natural logarithm.
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
        let (classes, loss) = (k as f64, cross_entropy(&p, &[0]));
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
