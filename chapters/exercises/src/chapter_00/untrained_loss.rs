//! Checks `untrained_loss` against the classes of chapter 0.

use chapter_00::activations::softmax;
use chapter_00::labels::Labels;
use chapter_00::loss::{CategoricalCrossEntropy, Loss};
use mini_numpy::Numpy;
use ndarray::Array2;

use crate::reference::NP;
use crate::{Answers, Mistake, Numbers, Question};

/// The loss, from the number of classes.
pub type Answer = fn(Numpy, usize) -> f64;

/// Whether the loss is predicted of a network that has learned nothing.
#[derive(Debug)]
pub struct UntrainedLoss;

/// How many classes there are.
#[derive(Debug)]
pub struct Given {
    classes: usize,
}

impl Question for UntrainedLoss {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "untrained_loss";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |_, classes| 1.0 / classes as f64,
            hint: "This is the probability that each class is given. The loss \
                   is minus the logarithm of it.",
        },
        Mistake {
            answer: |np, classes| np.log(1.0 / classes as f64),
            hint: "The minus is missing: the logarithm of a probability is \
                   negative, and a loss is not.",
        },
        Mistake {
            answer: |_, classes| 1.0 - 1.0 / classes as f64,
            hint: "This is the share of the samples that a guess gets wrong. \
                   The cross-entropy does not count, it takes a logarithm.",
        },
        Mistake {
            answer: |np, classes| np.log(classes as f64) / np.log(2.0),
            hint: "This is the loss in bits, a logarithm to the base 2. The \
                   chapter takes the natural one.",
        },
        Mistake {
            answer: |np, classes| classes as f64 * np.log(classes as f64),
            hint: "You add up the logarithms of all the classes. Only the \
                   sample's own class has a label that is not 0.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.untrained_loss
    }

    fn cases() -> Vec<Given> {
        [2, 3, 10].map(|classes| Given { classes }).into()
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().scalar("classes", given.classes as f64)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        Numbers::new().scalar("the loss", answer(NP, given.classes))
    }

    /// A sample of each class, which all look the same to the network.
    fn expected(given: &Given) -> Numbers {
        let z = Array2::zeros((given.classes, given.classes));
        let p = softmax(NP, &z); // (samples, classes)
        let labels = Labels::sparse(&(0..given.classes).collect(), p.dim())
            .expect("labels below the number of classes");
        let loss = CategoricalCrossEntropy.calculate(NP, &p, &labels);
        Numbers::new().scalar("the loss", loss)
    }
}
