//! A weight that two neurons share, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. Two sigmoid neurons follow each other and *share* one
/// weight and one bias: z₁ = w·x + b, a₁ = σ(z₁), z₂ = w·a₁ + b, a₂ = σ(z₂).
/// The loss is the binary cross-entropy of a₂ and the target t, as in the
/// chapter. Two paths lead from w to the loss, and two from b. What are
/// ∂loss/∂w and ∂loss/∂b? All of these are numbers.
///
/// In Rust, `np.exp` is the exponential.
pub fn shared_weight(np: Numpy, x: f64, w: f64, b: f64, t: f64) -> (f64, f64) {
    (0.0, 0.0)
}

/// What each use of the weight contributes is added up.
fn solution(np: Numpy, x: f64, w: f64, b: f64, t: f64) -> (f64, f64) {
    let a1 = 1.0 / (1.0 + np.exp(-(w * x + b)));
    let a2 = 1.0 / (1.0 + np.exp(-(w * a1 + b)));
    let dz2 = a2 - t;
    let dz1 = dz2 * w * a1 * (1.0 - a1);
    (dz2 * a1 + dz1 * x, dz2 + dz1)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::shared_weight, shared_weight, solution],
    cases: |_| {
        vec![
            (2.0, -1.5, 0.5, 1.0),
            (-1.0, 0.75, 0.25, 0.0),
            (3.0, 2.0, -4.0, 1.0),
        ]
    },
    trial: |answer, _, (x, w, b, t)| {
        let loss = |w: f64, b: f64| {
            let sigmoid = |z: f64| 1.0 / (1.0 + NP.exp(-z));
            let a2 = sigmoid(w * sigmoid(w * x + b) + b);
            -(t * NP.log(a2) + (1.0 - t) * NP.log(1.0 - a2))
        };
        let expected =
            (quotient(w, |w| loss(w, b)), quotient(b, |b| loss(w, b)));
        let given = named![x, w, b, t];
        let answer = || answer(NP, x, w, b, t);
        Trial::new(given, "dw, db", &expected, answer)
    },
    mistakes: mistakes! {
        /// You follow only the path through the second neuron's own weight. The
        /// weight is also in z1, and so in a1.
        |np, x, w, b, t| {
            let a1 = sigmoid(np, w * x + b);
            let dz2 = sigmoid(np, w * a1 + b) - t;
            (dz2 * a1, dz2)
        };
        /// You follow only the path through the first neuron. The weight is in
        /// z2 as well, where it multiplies a1.
        |np, x, w, b, t| {
            let [_, dz1, _] = backward(np, x, w, b, t);
            (dz1 * x, dz1)
        };
        /// Gradients at a fork are added up. You take their mean.
        |np, x, w, b, t| {
            let (dw, db) = solution(np, x, w, b, t);
            (dw / 2.0, db / 2.0)
        };
        /// Gradients at a fork are added up. You multiply them.
        |np, x, w, b, t| {
            let [dz2, dz1, a1] = backward(np, x, w, b, t);
            (dz2 * a1 * dz1 * x, dz2 * dz1)
        };
        /// The slope of the first sigmoid is missing in dz1.
        |np, x, w, b, t| {
            let a1 = sigmoid(np, w * x + b);
            let dz2 = sigmoid(np, w * a1 + b) - t;
            (dz2 * a1 + dz2 * w * x, dz2 + dz2 * w)
        };
        /// dw is right. The bias is shared, too: two paths lead from b.
        |np, x, w, b, t| {
            let [dz2, ..] = backward(np, x, w, b, t);
            (solution(np, x, w, b, t).0, dz2)
        };
    },
};

fn sigmoid(np: Numpy, z: f64) -> f64 {
    1.0 / (1.0 + np.exp(-z))
}

/// dz₂, dz₁ and a₁.
fn backward(np: Numpy, x: f64, w: f64, b: f64, t: f64) -> [f64; 3] {
    let a1 = sigmoid(np, w * x + b);
    let dz2 = sigmoid(np, w * a1 + b) - t;
    [dz2, dz2 * w * a1 * (1.0 - a1), a1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(Numpy, f64, f64, f64, f64) -> (f64, f64);

    const RIGHT: &[(&str, Answer)] = &[
        ("two weights, and then their sum", |np, x, w, b, t| {
            let [dz2, dz1, a1] = backward(np, x, w, b, t);
            let (of_first, of_second) = ([x * dz1, dz1], [a1 * dz2, dz2]);
            (of_first[0] + of_second[0], of_first[1] + of_second[1])
        }),
        ("dz2 taken out", |np, x, w, b, t| {
            let a1 = sigmoid(np, w * x + b);
            let a2 = sigmoid(np, w * a1 + b);
            let slope = a1 - a1 * a1;
            ((a2 - t) * (a1 + w * slope * x), (a2 - t) * (1.0 + w * slope))
        }),
        ("through both factors of dz2", |np, x, w, b, t| {
            let a1 = sigmoid(np, w * x + b);
            let a2 = sigmoid(np, w * a1 + b);
            let da2 = (1.0 - t) / (1.0 - a2) - t / a2;
            let dz2 = da2 * a2 * (1.0 - a2);
            let dz1 = dz2 * w * a1 * (1.0 - a1);
            (dz1 * x + dz2 * a1, dz1 + dz2)
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("the squared error", |np, x, w, b, t| {
            let a1 = sigmoid(np, w * x + b);
            let a2 = sigmoid(np, w * a1 + b);
            let dz2 = 2.0 * (a2 - t) * a2 * (1.0 - a2);
            let dz1 = dz2 * w * a1 * (1.0 - a1);
            (dz2 * a1 + dz1 * x, dz2 + dz1)
        }),
        ("the slope of the output once more", |np, x, w, b, t| {
            let a2 = sigmoid(np, w * sigmoid(np, w * x + b) + b);
            let (dw, db) = solution(np, x, w, b, t);
            (dw * a2 * (1.0 - a2), db * a2 * (1.0 - a2))
        }),
        ("x for both", |np, x, w, b, t| {
            let [dz2, dz1, _] = backward(np, x, w, b, t);
            ((dz2 + dz1) * x, dz2 + dz1)
        }),
        ("a1 for both", |np, x, w, b, t| {
            let [dz2, dz1, a1] = backward(np, x, w, b, t);
            ((dz2 + dz1) * a1, dz2 + dz1)
        }),
        ("without w in dz1", |np, x, w, b, t| {
            let [dz2, _, a1] = backward(np, x, w, b, t);
            let dz1 = dz2 * a1 * (1.0 - a1);
            (dz2 * a1 + dz1 * x, dz2 + dz1)
        }),
        ("the difference", |np, x, w, b, t| {
            let [dz2, dz1, a1] = backward(np, x, w, b, t);
            (dz2 * a1 - dz1 * x, dz2 - dz1)
        }),
        ("the bias once, dw right", |np, x, w, b, t| {
            let [_, dz1, _] = backward(np, x, w, b, t);
            (solution(np, x, w, b, t).0, dz1)
        }),
        ("the sign is wrong", |np, x, w, b, t| {
            let (dw, db) = solution(np, x, w, b, t);
            (-dw, -db)
        }),
        ("a target of 1", |np, x, w, b, _| solution(np, x, w, b, 1.0)),
        ("swapped", |np, x, w, b, t| {
            let (dw, db) = solution(np, x, w, b, t);
            (db, dw)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
