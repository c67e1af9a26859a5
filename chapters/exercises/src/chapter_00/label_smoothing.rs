//! Checks `label_smoothing` against the loss to be expected of labels that
//! are sometimes drawn at random.

use chapter_00::activations::softmax;
use chapter_00::labels::Labels;
use chapter_00::loss::{CategoricalCrossEntropy, Loss};
use mini_numpy::{Numpy, RandomState};
use ndarray::{Array1, Array2};

use crate::reference::NP;
use crate::{Answers, Mistake, Numbers, Question};

/// The loss, from the probabilities (samples, classes), the labels and what
/// share of each is spread over the classes.
pub type Answer = fn(Numpy, &Array2<f64>, &Labels, f64) -> f64;

/// Whether the cross-entropy is taken with labels that are not one-hot.
#[derive(Debug)]
pub struct LabelSmoothing;

/// What softmax is applied to, the class of each sample, and what share of its
/// label is spread over all classes.
#[derive(Debug)]
pub struct Given {
    z: Array2<f64>,   // (samples, classes)
    y: Array1<usize>, // (samples,)
    share: f64,
}

impl Given {
    fn p(&self) -> Array2<f64> {
        softmax(NP, &self.z)
    }

    fn labels(&self) -> Labels {
        Labels::sparse(&self.y, self.z.dim()).expect("a class a sample")
    }
}

impl Question for LabelSmoothing {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "label_smoothing";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, p, labels, _| {
                mean_loss(np, p, &labels.to_one_hot::<f64>())
            },
            hint: "These labels are still one-hot. A share of each is to \
                   be taken away, and spread evenly over the classes.",
        },
        Mistake {
            answer: |np, p, labels, share| {
                let own = labels.to_one_hot::<f64>();
                let others = (1.0 - &own) / (p.ncols() as f64 - 1.0);
                mean_loss(np, p, &((1.0 - share) * own + share * others))
            },
            hint: "You spread the share over the other classes. It is spread \
                   over all of them, and the sample's own one gets its part \
                   back.",
        },
        Mistake {
            answer: |np, p, labels, share| {
                let part = share / p.ncols() as f64;
                mean_loss(np, p, &(labels.to_one_hot::<f64>() + part))
            },
            hint: "A row of your labels adds up to more than 1. What is \
                   spread over the classes is taken away from the sample's \
                   own one first.",
        },
        Mistake {
            answer: |np, p, labels, share| {
                let own = labels.to_one_hot::<f64>();
                mean_loss(np, p, &((1.0 - share) * own))
            },
            hint: "The sample's own class counts 1 − share, and nothing \
                   else counts at all: the share is still to be spread.",
        },
        Mistake {
            answer: |np, p, labels, share| {
                let p = (1.0 - share) * p + share / p.ncols() as f64;
                mean_loss(np, &p, &labels.to_one_hot::<f64>())
            },
            hint: "You smooth the probabilities. Those are what the network \
                   says; smooth what it is compared with, and take the \
                   logarithms of p as it is.",
        },
        Mistake {
            answer: |np, p, labels, share| {
                let losses = -np.log(p) * smoothed(p, labels, share);
                np.mean(&losses)
            },
            hint: "You divide by the number of all entries. A sample's \
                   classes are added up; the mean is over the samples.",
        },
        Mistake {
            answer: |np, p, labels, share| {
                -mean_loss(np, p, &smoothed(p, labels, share))
            },
            hint: "The minus before the logarithm is missing, as if a network \
                   were the better the less it gave the right class.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.label_smoothing
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(12);
        let mut case = |y: &[usize], classes, share| Given {
            z: random.randn((y.len(), classes)),
            y: y.iter().copied().collect(),
            share,
        };
        vec![case(&[2, 0], 3, 0.1), case(&[1, 0, 1], 2, 0.25)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new()
            .array("p", &given.p())
            .array("the labels, one-hot", &given.labels().to_one_hot::<f64>())
            .scalar("share", given.share)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let loss = answer(NP, &given.p(), &given.labels(), given.share);
        Numbers::new().scalar("the loss", loss)
    }

    /// A label that is left alone with probability 1 − share, and drawn from
    /// all classes else, has a smoothed one as its mean. The loss is linear in
    /// the labels, and so its mean is that of all the draws.
    fn expected(given: &Given) -> Numbers {
        let (p, share) = (given.p(), given.share);
        let (samples, classes) = p.dim();
        let loss =
            |labels: &Labels| CategoricalCrossEntropy.calculate(NP, &p, labels);
        let drawn: Array1<f64> = (0..classes)
            .map(|class| {
                let y = Array1::from_elem(samples, class);
                loss(&Labels::sparse(&y, p.dim()).expect("a class a sample"))
            })
            .collect();
        let left_alone = loss(&given.labels());
        let mean = (1.0 - share) * left_alone + share * NP.mean(&drawn);
        Numbers::new().scalar("the loss", mean)
    }
}

/// Labels (samples, classes) of which a share is spread over all classes.
fn smoothed(p: &Array2<f64>, labels: &Labels, share: f64) -> Array2<f64> {
    (1.0 - share) * labels.to_one_hot::<f64>() + share / p.ncols() as f64
}

/// The mean cross-entropy of labels of any kind (samples, classes).
fn mean_loss(np: Numpy, p: &Array2<f64>, y: &Array2<f64>) -> f64 {
    np.mean(&np.sum_columns(&(-np.log(p) * y)))
}
