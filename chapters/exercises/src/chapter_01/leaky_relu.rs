//! Back through a leaky ReLU, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. A *leaky* ReLU lets a little through below 0, so that
/// no neuron dies: its output is z where z is positive, and slope·z elsewhere.
/// Given ∂loss/∂a, what is ∂loss/∂z?
pub fn leaky_relu(dloss_da: f64, z: f64, slope: f64) -> f64 {
    0.0
}

/// ∂loss/∂z = ∂loss/∂a · ∂a/∂z.
fn solution(dloss_da: f64, z: f64, slope: f64) -> f64 {
    let da_dz = if 0.0 < z { 1.0 } else { slope };
    dloss_da * da_dz
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::leaky_relu, leaky_relu, solution],
    cases: |random| {
        let drawn: Vector = random.randn(4);
        // Not z = 0, where there is no derivative.
        let cases = drawn.into_iter().zip([2.0, -1.5, 0.25, -0.25]);
        cases.flat_map(|(da, z)| [(da, z, 0.01), (da, z, 0.2)]).collect()
    },
    trial: |answer, _, (dloss_da, z, slope)| {
        let expected = quotient(z, |z| dloss_da * leaky(z, slope));
        let given = named![dloss_da, z, slope];
        let answer = || answer(dloss_da, z, slope);
        Trial::new(given, "dloss_dz", &expected, answer)
    },
    mistakes: mistakes! {
        /// This is the chapter's ReLU. Below 0, the leaky one is not flat.
        |dloss_da, z, _| if 0.0 < z { dloss_da } else { 0.0 };
        /// You multiply by the output. The factor in the chain rule is ∂a/∂z.
        |dloss_da, z, slope| dloss_da * leaky(z, slope);
        /// The factor ∂a/∂z is missing: this is still ∂loss/∂a.
        |dloss_da, _, _| dloss_da;
        /// You have swapped the two sides. Above 0 the output is z itself.
        |dloss_da, z, slope| dloss_da * if 0.0 < z { slope } else { 1.0 };
        /// This is ∂a/∂z alone. Multiply it by ∂loss/∂a.
        |_, z, slope| if 0.0 < z { 1.0 } else { slope };
    },
};

/// z above 0, and slope·z elsewhere.
pub(super) fn leaky(z: f64, slope: f64) -> f64 {
    if 0.0 < z { z } else { slope * z }
}
