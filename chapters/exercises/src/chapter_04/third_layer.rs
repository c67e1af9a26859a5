//! The backward pass of three layers, checked against difference quotients.

use std::iter;

use chapter_05::activations::relu;

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
        let mut drawn = |shapes: [(usize, usize); 3], samples| loop {
            let layers = shapes.map(|shape| {
                let w = random.randn(shape);
                DenseLayer { w, b: random.randn((1, shape.1)) }
            });
            let x = random.randn((samples, shapes[0].0));
            if is_fit(&forward(&layers, &x)) {
                return (layers, x);
            }
        };
        let same = drawn([(3, 4), (4, 4), (4, 3)], 2);
        vec![same, drawn([(2, 3), (3, 5), (5, 1)], 3)]
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

/// Whether no z changes its sign within a step of the difference quotients,
/// every layer has z of both signs, so that a forgotten slope shows, and more
/// than one sample adds to y.
fn is_fit(z: &[Matrix; 3]) -> bool {
    let y = NP.sum(&relu(NP, &z[2]));
    let is_mixed = |z: &Matrix| {
        let above = z.iter().filter(|z| 0.0 < **z).count();
        z.iter().all(|z| 0.05 < z.abs()) && 0 < above && above < z.len()
    };
    let adding = NP.max_columns(&z[2]).iter().filter(|z| 0.0 < **z).count();
    z.iter().all(is_mixed) && 1 < adding && y * y < 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(
        Numpy,
        &[DenseLayer; 3],
        &Matrix,
        &[Matrix; 3],
        &[Matrix; 3],
        f64,
    ) -> [DenseGradients; 3];

    const RIGHT: &[(&str, Answer)] = &[
        ("masks from the outputs, in a loop", |np, layers, x, _, a, _| {
            let y = a[2].t().iter().sum::<f64>();
            let mut da = Array2::from_elem(a[2].dim(), y + y);
            let mut gradients = Vec::new();
            for i in (0..3).rev() {
                let dz = a[i].mapv(|a| f64::from(u8::from(a != 0.0))) * da;
                let inputs = if i == 0 { x } else { &a[i - 1] };
                gradients.insert(0, layers[i].backward(np, inputs, &dz));
                da = gradients[0].dx.clone();
            }
            gradients.try_into().expect("three")
        }),
        ("the product of all slopes and weights", |np, l, x, z, a, y| {
            let [s1, s2, s3] = z.each_ref().map(slope);
            let dz3 = 2.0 * y * s3;
            let dz2 = np.dot(&l[2].w, &dz3.t()).reversed_axes() * s2;
            let dz1 = np.dot(&l[1].w, &dz2.t()).reversed_axes() * s1;
            let back = |dz: &Matrix, inputs: &Matrix, layer: &DenseLayer| {
                let dw = np.dot(&dz.t(), inputs).reversed_axes();
                let dx = np.dot(&layer.w, &dz.t()).reversed_axes();
                DenseGradients { dw, db: np.sum_rows(dz), dx }
            };
            [
                back(&dz1, x, &l[0]),
                back(&dz2, &a[0], &l[1]),
                back(&dz3, &a[1], &l[2]),
            ]
        }),
        ("2y multiplied last", |np, layers, x, z, a, y| {
            let of_y = solution(np, layers, x, z, a, 0.5);
            of_y.map(|DenseGradients { dw, db, dx }| DenseGradients {
                dw: dw * 2.0 * y,
                db: db * 2.0 * y,
                dx: dx * 2.0 * y,
            })
        }),
        ("stored by columns and backwards, with −0", |np, l, x, z, a, y| {
            let gradients = solution(np, l, x, z, a, y);
            gradients.map(|DenseGradients { dw, db, dx }| DenseGradients {
                dw: by_columns(&dw),
                db: backwards(&-(0.0 - db)),
                dx: backwards(&-(0.0 - dx)),
            })
        }),
    ];

    /// All layers back, with these dz made of da and z.
    fn back(
        np: Numpy, l: &[DenseLayer; 3], x: &Matrix, a: &[Matrix; 3], y: f64,
        dz: impl Fn(usize, &Matrix) -> Matrix,
    ) -> [DenseGradients; 3] {
        let da3 = Array2::from_elem(a[2].dim(), 2.0 * y);
        let third = l[2].backward(np, &a[1], &dz(2, &da3));
        let second = l[1].backward(np, &a[0], &dz(1, &third.dx));
        let first = l[0].backward(np, x, &dz(0, &second.dx));
        [first, second, third]
    }

    const WRONG: &[(&str, Answer)] = &[
        ("the shapes of one network", |np, l, x, z, a, y| {
            let da3 = Array2::from_elem((2, 3), 2.0 * y);
            let third = l[2].backward(np, &a[1], &(da3 * slope(&z[2])));
            let second = l[1].backward(np, &a[0], &(&third.dx * slope(&z[1])));
            let first = l[0].backward(np, x, &(&second.dx * slope(&z[0])));
            [first, second, third]
        }),
        ("two samples only", |np, l, x, z, a, y| {
            let two = |x: &Matrix| x.select(Axis(0), &[0, 1]);
            let (z, a) = (z.each_ref().map(two), a.each_ref().map(two));
            solution(np, l, &two(x), &z, &a, y)
        }),
        ("no slope", |np, l, x, _, a, y| {
            back(np, l, x, a, y, |_, da| da.clone())
        }),
        ("no slope of the third layer", |np, l, x, z, a, y| {
            let all = &slope(&z[2]) * 0.0 + 1.0;
            let slopes = [slope(&z[0]), slope(&z[1]), all];
            back(np, l, x, a, y, |i, da| da * &slopes[i])
        }),
        ("no slope of the second layer", |np, l, x, z, a, y| {
            let all = &slope(&z[1]) * 0.0 + 1.0;
            let slopes = [slope(&z[0]), all, slope(&z[2])];
            back(np, l, x, a, y, |i, da| da * &slopes[i])
        }),
        ("the slopes of the layer before", |np, l, x, z, a, y| {
            let before = [slope(&z[0]), slope(&z[0]), slope(&z[2])];
            back(np, l, x, a, y, |i, da| da * &before[i])
        }),
        ("the outputs in place of the slopes", |np, l, x, _, a, y| {
            back(np, l, x, a, y, |i, da| da * &a[i])
        }),
        ("the slope of the derivative", |np, l, x, _, a, y| {
            back(np, l, x, a, y, |_, da| da * &slope(da))
        }),
        ("a small slope below 0", |np, l, x, z, a, y| {
            let slopes = z.each_ref().map(|z| slope(z) * 0.99 + 0.01);
            back(np, l, x, a, y, |i, da| da * &slopes[i])
        }),
        ("the slope of each sample's sum", |np, l, x, z, a, y| {
            let sums = z.each_ref().map(|z| slope(&np.sum_columns(z)));
            back(np, l, x, a, y, |i, da| da * &sums[i])
        }),
        ("y of each sample by itself", |np, l, x, z, a, y| {
            back(np, l, x, a, y, |i, da| match i {
                2 => slope(&z[2]) * 2.0 * np.sum_columns(&a[2]),
                _ => da * &slope(&z[i]),
            })
        }),
        ("1 for 2y", |np, l, x, z, a, _| solution(np, l, x, z, a, 0.5)),
        ("y squared", |np, l, x, z, a, y| solution(np, l, x, z, a, y * y)),
        ("y over the outputs", |np, l, x, z, a, y| {
            solution(np, l, x, z, a, y / a[2].len() as f64)
        }),
        ("y over the samples", |np, l, x, z, a, y| {
            solution(np, l, x, z, a, y / x.nrows() as f64)
        }),
        ("the sum of z for y", |np, l, x, z, a, _| {
            solution(np, l, x, z, a, np.sum(&z[2]))
        }),
        ("z of the layers before as their outputs", |np, l, x, z, a, y| {
            let z_for_a = [z[0].clone(), z[1].clone(), a[2].clone()];
            solution(np, l, x, z, &z_for_a, y)
        }),
        (
            "the weights of the third layer for the second",
            |np, l, x, z, a, y| {
                let swapped = [l[0].clone(), l[2].clone(), l[1].clone()];
                solution(np, &swapped, x, z, a, y)
            },
        ),
        ("the layers in the other order", |np, l, x, z, a, y| {
            let [first, second, third] = solution(np, l, x, z, a, y);
            [third, second, first]
        }),
        ("the first two layers swapped", |np, l, x, z, a, y| {
            let [first, second, third] = solution(np, l, x, z, a, y);
            [second, first, third]
        }),
        ("the last two layers swapped", |np, l, x, z, a, y| {
            let [first, second, third] = solution(np, l, x, z, a, y);
            [first, third, second]
        }),
        ("the third layer alone", |np, l, x, z, a, y| {
            let [_, _, third] = solution(np, l, x, z, a, y);
            let [first, second, _] = solution(np, l, x, z, a, 0.0);
            [first, second, third]
        }),
        ("db is a mean", |np, l, x, z, a, y| {
            let gradients = solution(np, l, x, z, a, y);
            let samples = x.nrows() as f64;
            gradients.map(|g| DenseGradients { db: g.db / samples, ..g })
        }),
        ("the dx of the first layer is a sum", |np, l, x, z, a, y| {
            let mut gradients = solution(np, l, x, z, a, y);
            gradients[0].dx = np.sum_rows(&gradients[0].dx);
            gradients
        }),
        ("the dx of the third layer is already dz", |np, l, x, z, a, y| {
            let mut gradients = solution(np, l, x, z, a, y);
            gradients[2].dx *= &slope(&z[1]);
            gradients
        }),
        ("the dx of the second layer is already dz", |np, l, x, z, a, y| {
            let mut gradients = solution(np, l, x, z, a, y);
            gradients[1].dx *= &slope(&z[0]);
            gradients
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
