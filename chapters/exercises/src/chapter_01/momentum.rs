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
    cases: |_| vec![(1, 0.1, 0.9), (2, 0.1, 0.9), (5, 0.25, 0.5)],
    trial: |answer, random, (steps, learning_rate, momentum)| {
        let w: Vector = random.randn(3);
        let dloss_dw = random.randn((steps, 3)); // a row for each step
        // After k steps from rest the velocity is Σᵢ momentumᵏ⁻ⁱ·gradientᵢ, and
        // the weights have moved by −learning rate times the sum of all
        // velocities.
        let powers = Array2::from_shape_fn((steps, steps), |(k, i)| {
            let power = (i..k).map(|_| momentum).product();
            if i <= k { power } else { 0.0 }
        });
        let velocities = NP.dot(&powers, &dloss_dw); // (steps, 3)
        let moved = &w - learning_rate * sum_rows(&velocities);
        let expected = (moved, velocities.row(steps - 1).to_owned());
        let given = named![w, dloss_dw, learning_rate, momentum];
        Trial::new(given, "w, velocity", &expected, || {
            let at_rest = (w.clone(), Array1::zeros(3));
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
