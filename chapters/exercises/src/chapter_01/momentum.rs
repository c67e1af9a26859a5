//! Steps with momentum, checked against the sum that the velocity is.

use crate::prelude::*;

/// Implement. A step with *momentum* continues in the direction of the steps
/// before it: the gradient changes a velocity, and the new velocity moves the
/// weights.
///
/// ```text
/// velocity ← momentum·velocity + ∂loss/∂w
/// w        ← w − learning_rate·velocity
/// ```
///
/// All arrays are (inputs,). Return the new weights and the new velocity.
pub fn momentum(
    w: &Array1<f64>, velocity: &Array1<f64>, dloss_dw: &Array1<f64>,
    learning_rate: f64, momentum: f64,
) -> (Array1<f64>, Array1<f64>) {
    (w.clone(), velocity.clone())
}

/// The gradient changes the velocity, and the new velocity moves the weights.
fn solution(
    w: &Array1<f64>, velocity: &Array1<f64>, dloss_dw: &Array1<f64>,
    learning_rate: f64, momentum: f64,
) -> (Array1<f64>, Array1<f64>) {
    let velocity = momentum * velocity + dloss_dw; // (inputs,)
    (w - learning_rate * &velocity, velocity)
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::momentum, momentum, solution],
    cases: |_| vec![(1, 3, 0.1, 0.9), (2, 1, 0.1, 0.9), (5, 4, 0.25, 0.5)],
    trial: |answer, random, (steps, inputs, learning_rate, momentum)| {
        let w: Vector = random.randn(inputs);
        let dloss_dw = random.randn((steps, inputs)); // a row for each step
        // After k steps from rest the velocity is Σᵢ momentumᵏ⁻ⁱ·gradientᵢ, and
        // the weights have moved by −learning rate times the sum of all
        // velocities.
        let powers = Array2::from_shape_fn((steps, steps), |(k, i)| {
            let power = (i..k).map(|_| momentum).product();
            if i <= k { power } else { 0.0 }
        });
        let velocities = NP.dot(&powers, &dloss_dw); // (steps, inputs)
        let moved = &w - learning_rate * sum_rows(&velocities);
        let expected = (moved, velocities.row(steps - 1).to_owned());
        let given = named![w, dloss_dw, learning_rate, momentum];
        Trial::new(given, "w, velocity", &expected, || {
            let at_rest = (w.clone(), Array1::zeros(inputs));
            dloss_dw.outer_iter().fold(at_rest, |(w, v), g| {
                answer(&w, &v, &g.to_owned(), learning_rate, momentum)
            })
        })
    },
    mistakes: mistakes! {
        /// You move the weights with the old velocity. The gradient changes the
        /// velocity first, and the new velocity moves the weights.
        |w, v, g, lr, momentum| (w - lr * v, solution(w, v, g, lr, momentum).1);
        /// Your weights go uphill. Subtract the velocity: it adds up gradients.
        |w, v, g, lr, momentum| solution(w, v, g, -lr, momentum);
        /// This is plain descent. Momentum times the old velocity is missing.
        |w, v, g, lr, _| solution(w, v, g, lr, 0.0);
        /// Your velocity is a running mean. Here gradients are added in full.
        |w, v, g, lr, m| solution(w, v, &((1.0 - m) * g), lr, m);
        /// Your weights are right, but your velocity contains the learning rate
        /// and the sign. Apply both when the weights move.
        |w, v, g, lr, momentum| solution(w, v, &(-lr * g), -1.0, momentum);
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::{assert_told_apart, backwards};

    type Answer = fn(&Vector, &Vector, &Vector, f64, f64) -> (Vector, Vector);

    const RIGHT: &[(&str, Answer)] = &[
        ("multiplied out", |w, v, g, lr, m| {
            (w - lr * m * v - lr * g, g + &(v * m))
        }),
        ("the step first", |w, v, g, lr, m| {
            let step = -lr * (m * v + g);
            (w + &step, m * v - -g)
        }),
        ("entry by entry, in a loop", |w, v, g, lr, m| {
            let (mut w, mut velocity) = (w.clone(), Array1::zeros(v.len()));
            for n in (0..w.len()).rev() {
                velocity[n] = g[n] + v[n] * m;
                w[n] += -velocity[n] * lr;
            }
            (w, velocity)
        }),
        ("stored backwards", |w, v, g, lr, m| {
            let (w, v) = solution(w, v, g, lr, m);
            (backwards(&w), backwards(&v))
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("three inputs only", |w, v, g, lr, m| {
            let (w, v) = solution(w, v, g, lr, m);
            let three = |x: &Vector| array![x[0], x[1], x[2]];
            (three(&w), three(&v))
        }),
        ("always from rest", |w, _, g, lr, m| {
            solution(w, &Array1::zeros(w.len()), g, lr, m)
        }),
        ("the velocity is not carried on", |w, v, g, lr, m| {
            (solution(w, v, g, lr, m).0, v.clone())
        }),
        ("the gradient is returned", |w, v, g, lr, m| {
            (solution(w, v, g, lr, m).0, g.clone())
        }),
        ("the weights are not carried on", |w, v, g, lr, m| {
            (w.clone(), solution(w, v, g, lr, m).1)
        }),
        ("the step alone", |w, v, g, lr, m| {
            let (moved, v) = solution(w, v, g, lr, m);
            (moved - w, v)
        }),
        ("w and velocity swapped", |w, v, g, lr, m| {
            let (w, v) = solution(w, v, g, lr, m);
            (v, w)
        }),
        ("momentum of 0.9, typed", |w, v, g, lr, _| solution(w, v, g, lr, 0.9)),
        ("a learning rate of 0.1, typed", |w, v, g, _, m| {
            solution(w, v, g, 0.1, m)
        }),
        ("no learning rate", |w, v, g, _, m| solution(w, v, g, 1.0, m)),
        ("the two numbers swapped", |w, v, g, lr, m| solution(w, v, g, m, lr)),
        ("momentum applied a second time", |w, v, g, lr, m| {
            let velocity = m * v + g;
            (w - lr * (m * &velocity + g), velocity) // Nesterov
        }),
        ("momentum times the gradient, too", |w, v, g, lr, m| {
            solution(w, v, &(m * g), lr, m)
        }),
        ("no momentum in the sum", |w, v, g, lr, _| solution(w, v, g, lr, 1.0)),
        ("minus the gradient", |w, v, g, lr, m| solution(w, v, &-g, lr, m)),
        ("minus the old velocity", |w, v, g, lr, m| solution(w, &-v, g, lr, m)),
        ("the learning rate in the velocity, too", |w, v, g, lr, m| {
            solution(w, v, &(lr * g), 1.0, m)
        }),
        ("the learning rate twice", |w, v, g, lr, m| {
            solution(w, v, &(lr * g), lr, m)
        }),
        ("the first entry for all", |w, v, g, lr, m| {
            let g = Array1::from_elem(g.len(), g[0]);
            solution(w, v, &g, lr, m)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
