//! Checks `cross_entropy` against difference quotients.

use chapter_03::two_layer::sigmoid;
use mini_numpy::RandomState;
use ndarray::{Array2, array};

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// The two factors of dz₂.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors {
    /// ∂loss/∂a₂, of each sample's own loss.
    pub da2: Array2<f64>, // (samples, 1)
    /// ∂a₂/∂z₂, the slope of the sigmoid.
    pub da2_dz2: Array2<f64>, // (samples, 1)
}

/// The factors, from the outputs a₂ and the targets, all of them (samples, 1).
pub type Answer = fn(&Array2<f64>, &Array2<f64>) -> Factors;

/// Whether the two factors of the error are found.
#[derive(Debug)]
pub struct CrossEntropy;

/// The sums of the output neuron, and its targets.
#[derive(Debug)]
pub struct Given {
    z2: Array2<f64>,     // (samples, 1)
    target: Array2<f64>, // (samples, 1)
}

impl Question for CrossEntropy {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "cross_entropy";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |a2, target| {
                let da2_dz2 = a2 * (1.0 - a2);
                Factors { da2: (target - a2) / &da2_dz2, da2_dz2 }
            },
            hint: "The sign of da2 is wrong: the loss has a minus before its \
                   logarithms.",
        },
        Mistake {
            answer: |a2, target| Factors {
                da2: -target / a2,
                da2_dz2: a2 * (1.0 - a2),
            },
            hint: "da2 knows only the samples whose target is 1. The second \
                   logarithm, ln(1 − a), depends on a as well.",
        },
        Mistake {
            answer: |a2, target| Factors {
                da2: -target / a2 - (1.0 - target) / (1.0 - a2),
                da2_dz2: a2 * (1.0 - a2),
            },
            hint: "The second term of da2 has the wrong sign: the chain goes \
                   through 1 − a, whose derivative by a is −1.",
        },
        Mistake {
            answer: |a2, target| Factors {
                da2: a2 - target,
                da2_dz2: a2 * (1.0 - a2),
            },
            hint: "a2 − target is the product of both factors, dz2. Here da2 \
                   is asked for by itself, before anything cancels.",
        },
        Mistake {
            answer: |a2, target| {
                let a = sigmoid(NP, a2);
                Factors {
                    da2: (a2 - target) / (a2 * (1.0 - a2)),
                    da2_dz2: &a * (1.0 - &a),
                }
            },
            hint: "da2 is right. For the slope you take the sigmoid of a2, \
                   which is the sigmoid of z2 already.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.cross_entropy
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(8);
        // z₂ lies between −1 and 1: near 0 the logarithm is so steep that its
        // third derivative, 2/a³, would exceed what the tolerance allows for.
        let mut case = |target: Array2<f64>| Given {
            z2: 2.0 * random.rand(target.dim()) - 1.0,
            target,
        };
        vec![case(array![[1.0], [0.0], [0.0]]), case(array![[0.0], [1.0]])]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new()
            .array("a2", &sigmoid(NP, &given.z2))
            .array("target", &given.target)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let factors = answer(&sigmoid(NP, &given.z2), &given.target);
        Numbers::new()
            .array("da2", &factors.da2)
            .array("da2_dz2", &factors.da2_dz2)
    }

    fn expected(given: &Given) -> Numbers {
        let Given { z2, target } = given;
        // The samples' losses added up, so that each entry's derivative is
        // that of its own loss.
        let loss = |a2: &Array2<f64>| {
            let hit = target * NP.log(a2);
            let miss = (1.0 - target) * NP.log(1.0 - a2);
            -NP.sum(&(hit + miss))
        };
        let outputs = |z2: &Array2<f64>| NP.sum(&sigmoid(NP, z2));
        Numbers::new()
            .array("da2", &quotients(&sigmoid(NP, z2), loss))
            .array("da2_dz2", &quotients(z2, outputs))
    }
}
