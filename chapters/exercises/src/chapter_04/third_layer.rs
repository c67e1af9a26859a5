//! The backward pass of three layers, checked against difference quotients.

use std::iter;

use chapter_00::activations::relu;

use crate::prelude::*;

/// Implement. Chain three dense layers, each with a ReLU, and let the loss be
/// the square of y, the sum of the last layer's outputs. Go back through all of
/// them. Given are the layers, the inputs x (samples, inputs) and what the
/// forward pass computed: z and a of each layer (samples, neurons), and y.
/// `DenseLayer::backward` does the work of one layer.
pub fn third_layer(
    np: Numpy, layers: &[DenseLayer; 3], x: &Array2<f64>, z: &[Array2<f64>; 3],
    a: &[Array2<f64>; 3], y: f64,
) -> [DenseGradients; 3] {
    layers.each_ref().map(|DenseLayer { w, b }| {
        let dx = Array2::zeros((x.nrows(), w.nrows()));
        DenseGradients { dw: 0.0 * w, db: 0.0 * b, dx }
    })
}

/// Each layer's dx is the da of the layer before it.
fn solution(
    np: Numpy, [first, second, third]: &[DenseLayer; 3], x: &Array2<f64>,
    [z1, z2, z3]: &[Array2<f64>; 3], [a1, a2, _]: &[Array2<f64>; 3], y: f64,
) -> [DenseGradients; 3] {
    let da3 = Array2::from_elem(z3.dim(), 2.0 * y); // loss = y²
    let third = third.backward(np, a2, &(da3 * slope(z3)));
    let second = second.backward(np, a1, &(&third.dx * slope(z2)));
    let first = first.backward(np, x, &(&second.dx * slope(z1)));
    [first, second, third]
}

/// The slope of the ReLU at each z: 1 above 0, and 0 elsewhere.
fn slope(z: &Array2<f64>) -> Array2<f64> {
    z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 })
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::third_layer, third_layer, solution],
    cases: |random| {
        let drawn = iter::repeat_with(|| {
            let layers = [(3, 4), (4, 4), (4, 3)].map(|shape| {
                let w = random.randn(shape);
                DenseLayer { w, b: random.randn((1, shape.1)) }
            });
            (layers, random.randn((2, 3)))
        });
        let fit = drawn.filter(|(layers, x)| is_fit(&forward(layers, x)));
        fit.take(2).collect()
    },
    trial: |answer, _, (layers, x)| {
        let z = forward(&layers, &x);
        let a = z.each_ref().map(|z| relu(NP, z));
        let y = NP.sum(&a[2]);
        let inputs = [&x, &a[0], &a[1]];
        let a_of = |x, layer: &DenseLayer| relu(NP, &layer.forward(NP, &x));
        let expected = [0, 1, 2].map(|i| {
            layer_quotients(&layers[i], inputs[i], |layer, x| {
                let from_here = iter::once(layer).chain(&layers[i + 1..]);
                let y = NP.sum(&from_here.fold(x.clone(), a_of));
                y * y
            })
        });
        let answer = || answer(NP, &layers, &x, &z, &a, y);
        Trial::new(named![layers, x], "gradients", &expected, answer)
    },
    mistakes: mistakes! {
        /// The third layer is right. Its dx is the da of the second: multiply
        /// it by the slope of the second's ReLU. Likewise for the first.
        |np, layers, x, [z1, z2, z3], a, y| {
            let z = [z1.mapv(f64::abs), z2.mapv(f64::abs), z3.clone()];
            solution(np, layers, x, &z, a, y) // the slope of |z| is 1
        };
        /// Two layers are right. The slope of the first's ReLU is missing.
        |np, layers, x, [z1, z2, z3], a, y| {
            let z = [z1.mapv(f64::abs), z2.clone(), z3.clone()];
            solution(np, layers, x, &z, a, y)
        };
        /// You begin as if the loss were the sum of the squared outputs. The
        /// square of their sum has the derivative 2y for every output.
        |np, [first, second, third], x, [z1, z2, _], [a1, a2, a3], _| {
            let third = third.backward(np, a2, &(2.0 * a3));
            let second = second.backward(np, a1, &(&third.dx * slope(z2)));
            let first = first.backward(np, x, &(&second.dx * slope(z1)));
            [first, second, third]
        };
        /// Everything is half of what it should be: the derivative of y² is 2y.
        |np, layers, x, z, a, y| solution(np, layers, x, z, a, y / 2.0);
        /// The sign is wrong from the start: the derivative of the loss is 2y.
        |np, layers, x, z, a, y| solution(np, layers, x, z, a, -y);
    },
};

/// z of each layer.
fn forward(layers: &[DenseLayer; 3], x: &Matrix) -> [Matrix; 3] {
    let mut outputs = x.clone();
    layers.each_ref().map(|layer| {
        let z = layer.forward(NP, &outputs);
        outputs = relu(NP, &z);
        z
    })
}

/// Whether no z changes its sign within a step of the difference quotients, and
/// every layer has z of both signs, so that a forgotten slope shows.
fn is_fit(z: &[Matrix; 3]) -> bool {
    let y = NP.sum(&relu(NP, &z[2]));
    let is_mixed = |z: &Matrix| {
        let above = z.iter().filter(|z| 0.0 < **z).count();
        z.iter().all(|z| 0.05 < z.abs()) && 0 < above && above < z.len()
    };
    z.iter().all(is_mixed) && y * y < 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::hint;

    type Answer = fn(
        Numpy,
        &[DenseLayer; 3],
        &Matrix,
        &[Matrix; 3],
        &[Matrix; 3],
        f64,
    ) -> [DenseGradients; 3];

    #[test]
    fn what_every_layer_passes_back_is_checked() {
        let shape: Answer = |np, layers, x, z, a, y| {
            let mut gradients = solution(np, layers, x, z, a, y);
            gradients[2].dx = Array2::from_elem((7, 7), f64::NAN);
            gradients
        };
        let text = hint(QUESTION, shape);
        assert!(text.starts_with("gradients[2].dx has the shape"), "{text}");
        let zeros: Answer = |np, layers, x, z, a, y| {
            let mut gradients = solution(np, layers, x, z, a, y);
            gradients[1].dx.fill(0.0);
            gradients
        };
        let text = hint(QUESTION, zeros);
        assert!(text.starts_with("gradients[1].dx[0, "), "{text}");
    }
}
