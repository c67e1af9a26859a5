//! Checks `batch` against difference quotients.

use mini_numpy::{Numpy, RandomState};
use ndarray::{Array1, Array2, Axis};

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// The gradients by the parameters of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// ∂loss/∂w, a row for each neuron.
    pub dloss_dw: Array2<f64>, // (neurons, inputs)
    /// ∂loss/∂b.
    pub dloss_db: Array1<f64>, // (neurons,)
}

/// The gradients, from the inputs x (samples, inputs) and ∂loss/∂z (samples,
/// neurons).
pub type Answer = fn(Numpy, &Array2<f64>, &Array2<f64>) -> Gradients;

/// Whether a layer learns from a batch.
#[derive(Debug)]
pub struct Batch;

/// A batch of inputs, and what came back for each.
#[derive(Debug)]
pub struct Given {
    x: Array2<f64>,        // (samples, inputs)
    dloss_dz: Array2<f64>, // (samples, neurons)
}

impl Question for Batch {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "batch";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, x, dz| Gradients {
                dloss_dw: np.dot(&x.t(), dz),
                dloss_db: column_sums(np, dz),
            },
            hint: "dloss_dw is transposed. This layer has a row of weights \
                   for each neuron, so its gradient has one, too.",
        },
        Mistake {
            answer: |np, x, dz| Gradients {
                dloss_dw: np.dot(&dz.t(), x) / x.nrows() as f64,
                dloss_db: column_sums(np, dz) / x.nrows() as f64,
            },
            hint: "These are means over the samples. The loss of the batch \
                   is the sum of its samples' losses, and so is its gradient.",
        },
        Mistake {
            answer: |np, x, dz| Gradients {
                dloss_dw: np.outer(&dz.row(0), &x.row(0)),
                dloss_db: dz.row(0).to_owned(),
            },
            hint: "Only the first sample counts here. Every sample adds to \
                   the gradient.",
        },
        Mistake {
            answer: |np, x, dz| Gradients {
                dloss_dw: np.dot(&dz.t(), x),
                dloss_db: dz.row(0).to_owned(),
            },
            hint: "The weights are right. The bias moves z for every sample, \
                   so its gradient is a sum over them as well.",
        },
        Mistake {
            answer: |np, x, dz| Gradients {
                dloss_dw: np.outer(&column_sums(np, dz), &column_sums(np, x)),
                dloss_db: column_sums(np, dz),
            },
            hint: "A sum of products is no product of sums: each sample's \
                   dloss_dz meets the inputs of the same sample.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.batch
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(5);
        let mut case = |samples, inputs, neurons| Given {
            x: random.randn((samples, inputs)),
            dloss_dz: random.randn((samples, neurons)),
        };
        vec![case(2, 4, 3), case(3, 2, 2), case(1, 2, 3)]
    }

    fn show(given: &Given) -> Numbers {
        Numbers::new().array("x", &given.x).array("dloss_dz", &given.dloss_dz)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let gradients = answer(NP, &given.x, &given.dloss_dz);
        Numbers::new()
            .array("dloss_dw", &gradients.dloss_dw)
            .array("dloss_db", &gradients.dloss_db)
    }

    fn expected(given: &Given) -> Numbers {
        let Given { x, dloss_dz } = given;
        let w = Array2::zeros((dloss_dz.ncols(), x.ncols()));
        let b = Array1::zeros(dloss_dz.ncols());
        // A loss whose derivative by each z is the given one, sample by
        // sample.
        let loss = |w: &Array2<f64>, b: &Array1<f64>| {
            let sample = |(x, dz): (_, _)| {
                let z = NP.dot(w, &x) + b;
                NP.dot(&dz, &z)
            };
            let samples = x.axis_iter(Axis(0)).zip(dloss_dz.axis_iter(Axis(0)));
            samples.map(sample).fold(0.0, |total, loss| total + loss)
        };
        Numbers::new()
            .array("dloss_dw", &quotients(&w, |w| loss(w, &b)))
            .array("dloss_db", &quotients(&b, |b| loss(&w, b)))
    }
}

fn column_sums(np: Numpy, x: &Array2<f64>) -> Array1<f64> {
    np.sum_rows(x).remove_axis(Axis(0))
}
