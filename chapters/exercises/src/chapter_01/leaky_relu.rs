//! Back through a leaky ReLU, checked against difference quotients.

use crate::prelude::*;

/// Derive and implement. A *leaky* ReLU lets a little through below 0, so that
/// no neuron dies: its output is z where z is positive, and slope·z elsewhere.
/// Given ∂loss/∂a, what is ∂loss/∂z? The slope may be above 1, and z is not 0.
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
        let drawn: Vector = random.randn(12); // of both signs
        // Not z = 0, where there is no derivative.
        let z = [2.0, -1.5, 0.001, -0.001].into_iter();
        let cases = z.flat_map(|z| [(z, 0.01), (z, 0.2), (z, 1.5)]);
        drawn.into_iter().zip(cases).map(|(da, (z, s))| (da, z, s)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(f64, f64, f64) -> f64;

    const RIGHT: &[(&str, Answer)] = &[
        ("the other side first", |dloss_da, z, slope| {
            if z < 0.0 { dloss_da * slope } else { dloss_da }
        }),
        ("by the sign of z", |dloss_da, z, slope| {
            let (half, sign) = (0.5 * dloss_da, z.signum());
            half * (1.0 + sign) + half * slope * (1.0 - sign)
        }),
        ("a mask of 0 and 1", |dloss_da, z, slope| {
            let mask = f64::from(u8::from(0.0 < z));
            dloss_da * (slope + (1.0 - slope) * mask)
        }),
        ("the output divided by z", |dloss_da, z, slope| {
            dloss_da * (leaky(z, slope) / z)
        }),
        ("−0 where nothing comes through", |dloss_da, z, slope| {
            if 0.0 < z { dloss_da } else { 0.0 - -(dloss_da * slope) }
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("a slope of 0.01, typed", |dloss_da, z, _| {
            solution(dloss_da, z, 0.01)
        }),
        ("a slope of 0.2, typed", |dloss_da, z, _| solution(dloss_da, z, 0.2)),
        ("the slope on both sides", |dloss_da, _, slope| dloss_da * slope),
        ("by the sign of dloss_da", |dloss_da, _, slope| {
            solution(dloss_da, dloss_da, slope)
        }),
        ("by the sign of both", |dloss_da, z, slope| {
            solution(dloss_da, z * dloss_da, slope)
        }),
        ("no derivative below 0", |dloss_da, z, slope| {
            solution(if 0.0 < dloss_da { dloss_da } else { 0.0 }, z, slope)
        }),
        ("the size of the derivative", |dloss_da, z, slope| {
            solution(dloss_da.abs(), z, slope)
        }),
        ("the larger of z and slope·z", |dloss_da, z, slope| {
            if slope * z < z { dloss_da } else { dloss_da * slope }
        }),
        ("the kink at 1", |dloss_da, z, slope| {
            solution(dloss_da, z - 1.0, slope)
        }),
        ("the kink at 0.1", |dloss_da, z, slope| {
            solution(dloss_da, z - 0.1, slope)
        }),
        ("the kink at −0.1", |dloss_da, z, slope| {
            solution(dloss_da, z + 0.1, slope)
        }),
        ("the kink at the slope", |dloss_da, z, slope| {
            solution(dloss_da, z - slope, slope)
        }),
        ("minus the slope", |dloss_da, z, slope| solution(dloss_da, z, -slope)),
        ("1 − slope", |dloss_da, z, slope| {
            solution(dloss_da, z, 1.0 - slope)
        }),
        ("divided by the slope", |dloss_da, z, slope| {
            solution(dloss_da, z, slope.recip())
        }),
        ("z for dloss_da", |_, z, slope| solution(z, z, slope)),
        ("the sign is wrong", |dloss_da, z, slope| {
            -solution(dloss_da, z, slope)
        }),
        ("the slope squared", |dloss_da, z, slope| {
            solution(dloss_da, z, slope * slope)
        }),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
