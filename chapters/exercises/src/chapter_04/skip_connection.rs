//! Back through a layer with a skip connection, checked against difference
//! quotients.

use chapter_05::activations::relu;

use crate::prelude::*;

/// Derive and implement. A *skip connection* adds a layer's inputs to its
/// outputs: with z = x·w + b, it is a = max(0, z) + x. Given da, z and w, what
/// is dx? x, z and da are (samples, inputs), w is (inputs, inputs), and no z
/// is 0.
///
/// In Rust, `np.dot` can help.
pub fn skip_connection(
    np: Numpy, da: &Array2<f64>, z: &Array2<f64>, w: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(da.dim())
}

/// x has two uses, and the gradients of both add up.
fn solution(
    np: Numpy, da: &Array2<f64>, z: &Array2<f64>, w: &Array2<f64>,
) -> Array2<f64> {
    let slope = z.mapv(|z| if 0.0 < z { 1.0 } else { 0.0 });
    let dz = da * slope; // (samples, inputs)
    np.dot(&dz, &w.t()) + da
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::skip_connection, skip_connection, solution],
    cases: |_| vec![(1, 2), (2, 3), (4, 2)],
    trial: |answer, random, (samples, inputs)| {
        let (x, z, w, da) = loop {
            let x: Matrix = random.randn((samples, inputs));
            let w: Matrix = random.randn((inputs, inputs));
            let z = NP.dot(&x, &w);
            let above = z.iter().filter(|z| 0.0 < **z).count();
            let is_mixed = 0 < above && above < z.len();
            if is_mixed && z.iter().all(|z| 0.01 < z.abs()) {
                break (x, z, w, random.randn((samples, inputs)));
            }
        };
        let a = |x: &Matrix| relu(NP, &NP.dot(x, &w)) + x;
        let expected = backward_quotients(&x, &da, a);
        let answer = || answer(NP, &da, &z, &w);
        Trial::new(named![da, z, w], "dx", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is what comes through the layer. The other path, past it, leads
        /// from a to x as well.
        |np, da, z, w| solution(np, da, z, w) - da;
        /// This is what comes past the layer. The other path, through it, leads
        /// from a to x as well.
        |_, da, _, _| da.clone();
        /// The two paths meet in a sum, which has the slope 1 for both: do not
        /// take their mean.
        |np, da, z, w| solution(np, da, z, w) / 2.0;
        /// The slope of the ReLU is missing on the path through the layer.
        |np, da, _, w| np.dot(da, &w.t()) + da;
        /// Only the path through the layer has a ReLU. What comes past it does
        /// not depend on the sign of z.
        |np, da, z, w| {
            let da = da * &slope(z);
            np.dot(&da, &w.t()) + da
        };
        /// Each row of w belongs to an input: transpose w on the way back.
        |np, da, z, w| np.dot(&(da * &slope(z)), w) + da;
    },
};

/// The slope of the ReLU.
fn slope(z: &Matrix) -> Matrix {
    z.mapv(|z| f64::from(u8::from(0.0 < z)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards, by_columns};

    type Answer = fn(Numpy, &Matrix, &Matrix, &Matrix) -> Matrix;

    const RIGHT: &[(&str, Answer)] = &[
        ("transposed, and back", |np, da, z, w| {
            np.dot(w, &(da * slope(z)).t()).reversed_axes() + da
        }),
        ("the Jacobian of each sample", |np, da, z, w| {
            let mut dx = Array2::zeros(da.dim());
            for s in 0..da.nrows() {
                let jacobian =
                    w * &slope(z).row(s) + Array2::<f64>::eye(w.nrows());
                dx.row_mut(s).assign(&np.dot(&jacobian, &da.row(s)));
            }
            dx
        }),
        ("added entry by entry", |np, da, z, w| {
            let mut dx = da.clone();
            for ((s, i), z) in z.indexed_iter() {
                if 0.0 < *z {
                    for n in 0..w.nrows() {
                        dx[[s, n]] += da[[s, i]] * w[[n, i]];
                    }
                }
            }
            dx
        }),
        ("stored otherwise", |np, da, z, w| {
            by_columns(&backwards(&solution(np, da, z, w)))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("a product of both paths", |np, da, z, w| {
            np.dot(&(da * &slope(z)), &w.t()) * da
        }),
        ("a difference", |np, da, z, w| np.dot(&(da * &slope(z)), &w.t()) - da),
        ("what is past, twice", |np, da, z, w| solution(np, da, z, w) + da),
        ("1 for what is past", |np, da, z, w| {
            solution(np, da, z, w) - da + 1.0
        }),
        ("z for the slope", |np, da, z, w| np.dot(&(da * z), &w.t()) + da),
        ("the slope after the weights", |np, da, z, w| {
            np.dot(da, &w.t()) * slope(z) + da
        }),
        ("the other side of the ReLU", |np, da, z, w| solution(np, da, &-z, w)),
        ("the sign of z", |np, da, z, w| {
            np.dot(&(da * &z.signum()), &w.t()) + da
        }),
        ("a sum over the samples", |np, da, z, w| {
            np.sum_rows(&solution(np, da, z, w))
        }),
        ("the first sample alone", |np, da, z, w| {
            let first = |x: &Matrix| x.row(0).to_owned().insert_axis(Axis(0));
            solution(np, &first(da), &first(z), w)
        }),
        ("the sign is wrong", |np, da, z, w| -solution(np, da, z, w)),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
