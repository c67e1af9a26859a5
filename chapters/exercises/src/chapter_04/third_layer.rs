//! The backward pass of three layers, checked against difference quotients.

use std::iter;

use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;

use crate::{NP, Question, Trial, answers, layer_quotients};

/// Three dense layers in a chain, each with a ReLU.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreeLayers {
    /// The layers, beginning with the one that takes the inputs.
    pub layers: [DenseLayer; 3],
}

parts!(ThreeLayers { layers });

/// What the forward pass of three layers computes.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreeLayersForward {
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
    /// Computes the loss of the inputs x (samples, inputs).
    #[must_use]
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> ThreeLayersForward {
        let [first, second, third] = &self.layers;
        let z1 = first.forward(np, x);
        let a1 = np.maximum(0.0, &z1);
        let z2 = second.forward(np, &a1);
        let a2 = np.maximum(0.0, &z2);
        let z3 = third.forward(np, &a2);
        let a3 = np.maximum(0.0, &z3);
        let y = np.sum(&a3);
        let (z, a) = ([z1, z2, z3], [a1, a2, a3]);
        ThreeLayersForward { z, a, y, loss: y * y }
    }
}

// ANCHOR: starter
/// Implement. Chain three dense layers, each with a ReLU, and let the loss be
/// the square of y, the sum of the last layer's outputs. Go back through all of
/// them. Given are the layers, the inputs x (samples, inputs) and the forward
/// pass: z and a of each layer, and y. `DenseLayer::backward` does the work of
/// one layer.
pub fn third_layer(
    np: Numpy,
    network: &ThreeLayers,
    x: &Array2<f64>,
    forward: &ThreeLayersForward,
) -> [DenseGradients; 3] {
    network.layers.each_ref().map(|layer| DenseGradients {
        dw: Array2::zeros(layer.w.dim()),
        db: Array2::zeros(layer.b.dim()),
        dx: Array2::zeros((x.nrows(), layer.w.nrows())),
    })
}
// ANCHOR_END: starter

// ANCHOR: solution
/// Each layer's dx is the da of the layer before it.
fn solution(
    np: Numpy,
    network: &ThreeLayers,
    x: &Array2<f64>,
    forward: &ThreeLayersForward,
) -> [DenseGradients; 3] {
    let [first, second, third] = &network.layers;
    let [z1, z2, z3] = &forward.z;
    let [a1, a2, _] = &forward.a;
    let da3 = Array2::from_elem(z3.dim(), 2.0 * forward.y); // loss = y²
    let third = third.backward(np, a2, &(da3 * slope(z3)));
    let second = second.backward(np, a1, &(&third.dx * slope(z2)));
    let first = first.backward(np, x, &(&second.dx * slope(z1)));
    [first, second, third]
}

/// The slope of the ReLU at each z: 1 above 0, and 0 elsewhere.
fn slope(z: &Array2<f64>) -> Array2<f64> {
    z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 })
}
// ANCHOR_END: solution

type Answer = fn(
    Numpy,
    &ThreeLayers,
    &Array2<f64>,
    &ThreeLayersForward,
) -> [DenseGradients; 3];

pub(crate) static QUESTION: Question<Answer> = Question {
    functions: [answers::third_layer, third_layer, solution],
    trials: |answer, random| {
        let drawn = iter::repeat_with(|| drawn(random));
        let fit = drawn.filter(|(network, x)| is_fit(&network.forward(NP, x)));
        let trial = |(network, x): (ThreeLayers, _)| {
            let forward = network.forward(NP, &x);
            let [a1, a2, _] = &forward.a;
            let inputs = [&x, a1, a2];
            let expected = [0, 1, 2].map(|i| {
                layer_quotients(&network.layers[i], inputs[i], |layer, x| {
                    let rest = &network.layers[i + 1..];
                    let a = relu(layer, x);
                    let y =
                        NP.sum(&rest.iter().fold(a, |a, next| relu(next, &a)));
                    y * y
                })
            });
            let answer = || answer(NP, &network, &x, &forward);
            Trial::new(named![network, x], "gradients", &expected, answer)
        };
        fit.take(2).map(trial).collect()
    },
    mistakes: mistakes! {
        /// The third layer is right. Its dx is the da of the second, and has to
        /// be multiplied by the slope of the second's ReLU; likewise for the
        /// first.
        |_, network, x, f| back(network, x, f, |_| 2.0 * f.y, 1);
        /// Two layers are right. The first has a ReLU as well, and its slope is
        /// missing.
        |_, network, x, f| back(network, x, f, |_| 2.0 * f.y, 2);
        /// You begin as if the loss were the sum of the squared outputs. It is
        /// the square of their sum, so its derivative with respect to every
        /// output is 2y.
        |_, network, x, f| back(network, x, f, |a| 2.0 * a, 3);
        /// Everything is half of what it should be: the derivative of y² is 2y.
        |_, network, x, f| back(network, x, f, |_| f.y, 3);
        /// The sign is wrong from the start: the loss grows with y, and its
        /// derivative is 2y.
        |_, network, x, f| back(network, x, f, |_| -2.0 * f.y, 3);
    },
};

fn drawn(random: &mut RandomState) -> (ThreeLayers, Array2<f64>) {
    let mut layer = |inputs, neurons| DenseLayer {
        w: random.randn((inputs, neurons)),
        b: random.randn((1, neurons)),
    };
    let layers = [layer(3, 4), layer(4, 4), layer(4, 3)];
    (ThreeLayers { layers }, random.randn((2, 3)))
}

/// Whether no z changes its sign within a step of the difference quotients, and
/// every layer has z of both signs, so that a forgotten slope shows.
fn is_fit(forward: &ThreeLayersForward) -> bool {
    forward.z.iter().all(|z| {
        z.iter().all(|z| 0.05 < z.abs())
            && z.iter().any(|z| *z < 0.0)
            && z.iter().any(|z| 0.0 < *z)
    }) && forward.loss < 100.0
}

/// The outputs of a layer with a ReLU.
fn relu(layer: &DenseLayer, x: &Array2<f64>) -> Array2<f64> {
    NP.maximum(0.0, &layer.forward(NP, x))
}

/// The backward pass from any da of the last layer, as a function of a, with
/// the slopes of the last `sloped` layers only.
fn back(
    network: &ThreeLayers,
    x: &Array2<f64>,
    forward: &ThreeLayersForward,
    da3: impl Fn(f64) -> f64,
    sloped: usize,
) -> [DenseGradients; 3] {
    let slope = |i: usize| {
        let flat = if 3 <= i + sloped { 0.0 } else { 1.0 };
        forward.z[i].mapv(|z| if 0.0 < z { 1.0 } else { flat })
    };
    let da3 = forward.a[2].mapv(da3);
    let [first, second, third] = &network.layers;
    let third = third.backward(NP, &forward.a[1], &(da3 * slope(2)));
    let dz2 = &third.dx * slope(1);
    let second = second.backward(NP, &forward.a[0], &dz2);
    let first = first.backward(NP, x, &(&second.dx * slope(0)));
    [first, second, third]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TOLERANCE;

    #[test]
    fn what_every_layer_passes_back_is_checked() {
        fn lazy(
            np: Numpy,
            network: &ThreeLayers,
            x: &Array2<f64>,
            forward: &ThreeLayersForward,
        ) -> [DenseGradients; 3] {
            let mut gradients = solution(np, network, x, forward);
            gradients[2].dx = Array2::from_elem((7, 7), f64::NAN);
            gradients
        }
        fn zero(
            np: Numpy,
            network: &ThreeLayers,
            x: &Array2<f64>,
            forward: &ThreeLayersForward,
        ) -> [DenseGradients; 3] {
            let mut gradients = solution(np, network, x, forward);
            gradients[1].dx.fill(0.0);
            gradients
        }
        let hint = |answer| {
            let wrong = QUESTION.check_answer(answer, TOLERANCE).unwrap_err();
            wrong.hint
        };
        let text = hint(lazy);
        assert!(text.starts_with("gradients[2].dx has the shape"), "{text}");
        let text = hint(zero);
        assert!(text.starts_with("gradients[1].dx[0, "), "{text}");
    }
}
