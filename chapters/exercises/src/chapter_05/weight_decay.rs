//! Checks `weight_decay` against difference quotients.

use chapter_00::activations::softmax;
use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use chapter_00::labels::Labels;
use chapter_00::loss::{CategoricalCrossEntropy, Loss};
use chapter_05::softmax_gradient::combined;
use mini_numpy::RandomState;
use ndarray::{Array1, Array2};

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// The gradients with the penalty, from the layer, its gradients without, and
/// λ.
pub type Answer = fn(&DenseLayer, &DenseGradients, f64) -> DenseGradients;

/// Whether a penalty for large weights is taken into a layer's gradients.
#[derive(Debug)]
pub struct WeightDecay;

/// A layer with softmax behind it, samples with their classes, and how much
/// the squared weights count.
#[derive(Debug)]
pub struct Given {
    layer: DenseLayer,
    x: Array2<f64>,   // (samples, inputs)
    y: Array1<usize>, // (samples,)
    lambda: f64,
}

impl Given {
    /// The gradients without the penalty, as chapter 5 computes them.
    fn gradients(&self) -> DenseGradients {
        let p = softmax(NP, &self.layer.forward(NP, &self.x));
        self.layer.backward(NP, &self.x, &combined(&p, &self.labels()))
    }

    fn labels(&self) -> Labels {
        let shape = (self.x.nrows(), self.layer.w.ncols());
        Labels::sparse(&self.y, shape).expect("a class a sample")
    }
}

impl Question for WeightDecay {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "weight_decay";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |layer, gradients, lambda| {
                with_dw(gradients, &gradients.dw + lambda * &layer.w)
            },
            hint: "The derivative of a square leaves a factor 2. (Where the \
                   penalty is written with λ/2, it cancels; here it is λ.)",
        },
        Mistake {
            answer: |layer, gradients, lambda| {
                with_dw(gradients, &gradients.dw - 2.0 * lambda * &layer.w)
            },
            hint: "The sign is wrong. The penalty is added to the loss, and \
                   so is its derivative to the gradient; the step subtracts \
                   both, and that is what shrinks the weights.",
        },
        Mistake {
            answer: |layer, gradients, lambda| DenseGradients {
                dw: &gradients.dw + 2.0 * lambda * &layer.w,
                db: &gradients.db + 2.0 * lambda * &layer.b,
                dx: gradients.dx.clone(),
            },
            hint: "dw is right. The penalty knows the weights alone; the \
                   biases, which it does not contain, keep their gradient.",
        },
        Mistake {
            answer: |layer, gradients, lambda| {
                let penalty = lambda * NP.sum(&(&layer.w * &layer.w));
                with_dw(gradients, &gradients.dw + penalty)
            },
            hint: "You add the penalty itself. It belongs to the loss; to \
                   each entry of dw belongs its derivative by that weight.",
        },
        Mistake {
            answer: |layer, gradients, lambda| {
                with_dw(gradients, &gradients.dw + lambda * sign(&layer.w))
            },
            hint: "This is the gradient of the weights' absolute values added \
                   up. These are squares, and a larger weight is pulled \
                   harder.",
        },
        Mistake {
            answer: |layer, gradients, lambda| {
                with_dw(gradients, 2.0 * lambda * &layer.w)
            },
            hint: "This is the gradient of the penalty alone. The loss is \
                   still there, and the derivative of a sum is a sum.",
        },
        Mistake {
            answer: |layer, gradients, lambda| {
                let samples = gradients.dx.nrows() as f64;
                let decay = 2.0 * lambda / samples * &layer.w;
                with_dw(gradients, &gradients.dw + decay)
            },
            hint: "You divide by the number of samples. The loss is a mean \
                   over them, and the penalty is not: it stands beside it.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.weight_decay
    }

    fn cases() -> Vec<Given> {
        let mut random = RandomState::seed(14);
        let mut case = |y: &[usize], inputs, classes, lambda| Given {
            layer: DenseLayer {
                w: random.randn((inputs, classes)),
                b: random.randn((1, classes)),
            },
            x: random.randn((y.len(), inputs)),
            y: y.iter().copied().collect(),
            lambda,
        };
        vec![case(&[0, 2], 2, 3, 0.125), case(&[1, 1, 0], 3, 2, 0.03)]
    }

    fn show(given: &Given) -> Numbers {
        let gradients = given.gradients();
        numbers(&gradients)
            .array("w", &given.layer.w)
            .array("b", &given.layer.b)
            .scalar("lambda", given.lambda)
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let Given { layer, lambda, .. } = given;
        numbers(&answer(layer, &given.gradients(), *lambda))
    }

    fn expected(given: &Given) -> Numbers {
        let Given { layer, x, lambda, .. } = given;
        let labels = given.labels();
        let loss = |layer: &DenseLayer, x: &Array2<f64>| {
            let p = softmax(NP, &layer.forward(NP, x));
            let penalty = lambda * NP.sum(&(&layer.w * &layer.w));
            CategoricalCrossEntropy.calculate(NP, &p, &labels) + penalty
        };
        let dw = quotients(&layer.w, |w| {
            loss(&DenseLayer { w: w.clone(), b: layer.b.clone() }, x)
        });
        let db = quotients(&layer.b, |b| {
            loss(&DenseLayer { w: layer.w.clone(), b: b.clone() }, x)
        });
        let dx = quotients(x, |x| loss(layer, x));
        numbers(&DenseGradients { dw, db, dx })
    }
}

fn numbers(gradients: &DenseGradients) -> Numbers {
    Numbers::new()
        .array("dw", &gradients.dw)
        .array("db", &gradients.db)
        .array("dx", &gradients.dx)
}

/// The gradients, but for dw.
fn with_dw(gradients: &DenseGradients, dw: Array2<f64>) -> DenseGradients {
    DenseGradients { dw, ..gradients.clone() }
}

fn sign(w: &Array2<f64>) -> Array2<f64> {
    w.mapv(f64::signum)
}
