//! Checks `mean_gradient` against difference quotients of the mean loss.

use chapter_03::two_layer::{Forward, TwoLayer};
use mini_numpy::{Numpy, RandomState};
use ndarray::{Array2, array};

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// The gradients by the parameters of the output layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// ∂loss/∂w₂.
    pub dw2: Array2<f64>, // (hidden, outputs)
    /// ∂loss/∂b₂.
    pub db2: Array2<f64>, // (1, outputs)
}

/// The gradients of the mean loss, from the forward pass and the targets
/// (samples, 1).
pub type Answer = fn(Numpy, &Forward, &Array2<f64>) -> Gradients;

/// Whether the gradient of the mean loss is found.
#[derive(Debug)]
pub struct MeanGradient;

/// A network, and samples with their targets.
#[derive(Debug)]
pub struct Given {
    network: TwoLayer,
    x: Array2<f64>,      // (samples, inputs)
    target: Array2<f64>, // (samples, 1)
}

impl Question for MeanGradient {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "mean_gradient";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, forward, target| scaled(np, forward, target, 1.0, 1.0),
            hint: "These are the notebook's own gradients, of the samples' \
                   losses added up. The mean divides by how many there are.",
        },
        Mistake {
            answer: |np, forward, target| {
                let n = target.nrows() as f64;
                scaled(np, forward, target, 1.0 / n, 1.0)
            },
            hint: "dw2 is right. db2 is still summed: the mean is taken of \
                   the loss, and so of every gradient.",
        },
        Mistake {
            answer: |np, forward, target| {
                let n = target.nrows() as f64;
                scaled(np, forward, target, -1.0 / n, -1.0 / n)
            },
            hint: "The sign is wrong. The error is a2 − target, the output \
                   first: where it is too large, the loss grows with it.",
        },
        Mistake {
            answer: |np, forward, target| {
                let n = forward.a1.ncols() as f64;
                scaled(np, forward, target, 1.0 / n, 1.0 / n)
            },
            hint: "You divide by the number of hidden neurons. The mean is \
                   over the samples, the rows.",
        },
        Mistake {
            answer: |np, forward, target| {
                let n = target.nrows() as f64;
                scaled(np, forward, target, 1.0 / (n * n), 1.0 / (n * n))
            },
            hint: "You divide twice by the number of samples: once in dz2, \
                   and once more in the products with it.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.mean_gradient
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(6);
        let mut case = |hidden, target: Array2<f64>| Given {
            network: TwoLayer {
                w1: random.randn((2, hidden)),
                b1: random.randn((1, hidden)),
                w2: random.randn((hidden, 1)),
                b2: random.randn((1, 1)),
            },
            x: random.randn((target.nrows(), 2)),
            target,
        };
        vec![
            case(2, array![[1.0], [0.0], [1.0]]),
            case(3, array![[0.0], [1.0]]),
        ]
    }

    fn show(given: &Given) -> Numbers {
        let Given { network, x, target } = given;
        let forward = network.forward(NP, x, target);
        Numbers::new()
            .array("a1", &forward.a1)
            .array("a2", &forward.a2)
            .array("target", target)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let Given { network, x, target } = given;
        let gradients = answer(NP, &network.forward(NP, x, target), target);
        Numbers::new().array("dw2", &gradients.dw2).array("db2", &gradients.db2)
    }

    fn expected(given: &Given) -> Numbers {
        let Given { network, x, target } = given;
        let loss_with = |change: &dyn Fn(&mut TwoLayer)| {
            let mut network = network.clone();
            change(&mut network);
            network.forward(NP, x, target).loss
        };
        let w2 = |w2: &Array2<f64>| loss_with(&|net| net.w2.assign(w2));
        let b2 = |b2: &Array2<f64>| loss_with(&|net| net.b2.assign(b2));
        Numbers::new()
            .array("dw2", &quotients(&network.w2, w2))
            .array("db2", &quotients(&network.b2, b2))
    }
}

/// The gradients of the sum, each times a factor.
fn scaled(
    np: Numpy,
    forward: &Forward,
    target: &Array2<f64>,
    w: f64,
    b: f64,
) -> Gradients {
    let dz2 = &forward.a2 - target; // (samples, 1)
    Gradients {
        dw2: w * np.dot(&forward.a1.t(), &dz2),
        db2: b * np.sum_rows(&dz2),
    }
}
