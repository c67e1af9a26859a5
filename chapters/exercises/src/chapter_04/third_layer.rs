//! Checks `third_layer` against difference quotients.

use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;

use crate::reference::{NP, quotients};
use crate::{Answers, Mistake, Numbers, Question};

/// Three dense layers in a chain, each with a ReLU.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreeLayers {
    /// The layers, the one that takes the inputs first.
    pub layers: [DenseLayer; 3],
}

/// What the forward pass computes on its way to the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Forward {
    /// Each layer's weighted sums, plus its biases.
    pub z: [Array2<f64>; 3], // each (samples, neurons)
    /// Each layer's outputs, the ReLU of its z.
    pub a: [Array2<f64>; 3], // each (samples, neurons)
    /// The sum of the last layer's outputs.
    pub y: f64,
    /// The square of the sum.
    pub loss: f64,
}

impl ThreeLayers {
    /// Forward: from the inputs x (samples, inputs) to the loss.
    #[must_use]
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> Forward {
        let [first, second, third] = &self.layers;
        let z1 = first.forward(np, x);
        let a1 = np.maximum(0.0, &z1);
        let z2 = second.forward(np, &a1);
        let a2 = np.maximum(0.0, &z2);
        let z3 = third.forward(np, &a2);
        let a3 = np.maximum(0.0, &z3);
        let y = np.sum(&a3);
        Forward { z: [z1, z2, z3], a: [a1, a2, a3], y, loss: y * y }
    }
}

/// The gradients of each layer, from the network, the inputs x (samples,
/// inputs) and the forward pass.
pub type Answer =
    fn(Numpy, &ThreeLayers, &Array2<f64>, &Forward) -> [DenseGradients; 3];

/// Whether three layers are chained.
#[derive(Debug)]
pub struct ThirdLayer;

/// Three layers and a batch of inputs.
#[derive(Debug)]
pub struct Given {
    network: ThreeLayers,
    x: Array2<f64>, // (samples, inputs)
}

impl Question for ThirdLayer {
    type Answer = Answer;
    type Given = Given;

    const NAME: &'static str = "third_layer";
    const MISTAKES: &'static [Mistake<Answer>] = &[
        Mistake {
            answer: |np, network, x, forward| {
                let da3 = all(forward, 2.0 * forward.y);
                back(np, network, x, forward, da3, [false, false, true])
            },
            hint: "The third layer is right. What it passes back as its dx \
                   is the da of the second, and the slope of the second's \
                   ReLU is still to come; likewise for the first.",
        },
        Mistake {
            answer: |np, network, x, forward| {
                let da3 = all(forward, 2.0 * forward.y);
                back(np, network, x, forward, da3, [false, true, true])
            },
            hint: "Two layers are right. The first has a ReLU as well, whose \
                   slope is missing.",
        },
        Mistake {
            answer: |np, network, x, forward| {
                let da3 = 2.0 * &forward.a[2];
                back(np, network, x, forward, da3, [true; 3])
            },
            hint: "You begin as if each output had a squared loss of its own. \
                   The loss is the square of their sum, so every output's \
                   derivative is 2y.",
        },
        Mistake {
            answer: |np, network, x, forward| {
                let da3 = all(forward, forward.y);
                back(np, network, x, forward, da3, [true; 3])
            },
            hint: "Everything is half of what it should be: the derivative of \
                   y² is 2y.",
        },
        Mistake {
            answer: |np, network, x, forward| {
                let da3 = all(forward, -2.0 * forward.y);
                back(np, network, x, forward, da3, [true; 3])
            },
            hint: "The sign is wrong from the start: the loss grows with y, \
                   and its derivative is 2y.",
        },
    ];

    fn of(answers: &Answers) -> Answer {
        answers.third_layer
    }

    fn cases() -> Vec<Given> {
        (0..).map(drawn).filter(is_fit).take(2).collect()
    }

    fn show(given: &Given) -> Numbers {
        let mut numbers = Numbers::new().array("x", &given.x);
        for DenseLayer { w, b } in &given.network.layers {
            numbers = numbers.array("then w", w).array("and b", b);
        }
        numbers
    }

    fn ask(answer: Answer, given: &Given) -> Numbers {
        let Given { network, x } = given;
        let gradients = answer(NP, network, x, &network.forward(NP, x));
        numbers(&gradients)
    }

    fn expected(given: &Given) -> Numbers {
        let Given { network, x } = given;
        let loss_with = |change: &dyn Fn(&mut ThreeLayers)| {
            let mut network = network.clone();
            change(&mut network);
            network.forward(NP, x).loss
        };
        let dx = quotients(x, |x| network.forward(NP, x).loss);
        let quotients = [0, 1, 2].map(|i| {
            let DenseLayer { w, b } = &network.layers[i];
            DenseGradients {
                dw: quotients(w, |w| {
                    loss_with(&|net| net.layers[i].w.assign(w))
                }),
                db: quotients(b, |b| {
                    loss_with(&|net| net.layers[i].b.assign(b))
                }),
                dx: dx.clone(),
            }
        });
        numbers(&quotients)
    }
}

/// The gradients by every parameter, and by the inputs of the network. What
/// the other layers pass back shows in the gradients of those before them.
fn numbers(gradients: &[DenseGradients; 3]) -> Numbers {
    let [first, second, third] = gradients;
    Numbers::new()
        .array("the third layer's dw", &third.dw)
        .array("the third layer's db", &third.db)
        .array("the second layer's dw", &second.dw)
        .array("the second layer's db", &second.db)
        .array("the first layer's dw", &first.dw)
        .array("the first layer's db", &first.db)
        .array("the first layer's dx", &first.dx)
}

fn drawn(seed: u32) -> Given {
    let mut random = RandomState::seed(seed);
    let mut layer = |inputs, neurons| DenseLayer {
        w: random.randn((inputs, neurons)),
        b: random.randn((1, neurons)),
    };
    let layers = [layer(3, 4), layer(4, 4), layer(4, 3)];
    let x = random.randn((2, 3)); // (2, 3)
    Given { network: ThreeLayers { layers }, x }
}

/// Whether no ReLU changes sides within the step of a quotient, and every
/// layer has some ReLUs on either side, so that a forgotten slope shows.
fn is_fit(given: &Given) -> bool {
    let forward = given.network.forward(NP, &given.x);
    forward.z.iter().all(|z| {
        z.iter().all(|z| 0.05 < z.abs())
            && z.iter().any(|z| *z < 0.0)
            && z.iter().any(|z| 0.0 < *z)
    }) && forward.loss < 100.0
}

/// da of the last layer, the same for every output.
fn all(forward: &Forward, da: f64) -> Array2<f64> {
    Array2::from_elem(forward.z[2].dim(), da)
}

/// The backward pass from any da of the last layer on, with the slopes of
/// only those layers that are `sloped`.
fn back(
    np: Numpy,
    network: &ThreeLayers,
    x: &Array2<f64>,
    forward: &Forward,
    da3: Array2<f64>,
    sloped: [bool; 3],
) -> [DenseGradients; 3] {
    let slope = |i: usize| {
        let flat = if sloped[i] { 0.0 } else { 1.0 };
        forward.z[i].mapv(|z| if 0.0 < z { 1.0 } else { flat })
    };
    let [first, second, third] = &network.layers;
    let third = third.backward(np, &forward.a[1], &(da3 * slope(2)));
    let dz2 = &third.dx * slope(1);
    let second = second.backward(np, &forward.a[0], &dz2);
    let first = first.backward(np, x, &(&second.dx * slope(0)));
    [first, second, third]
}
