//! A gradient beside its derivative in dual numbers, and beside its central
//! differences.

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, Moved, Place};

/// u, the most by which a rounding changes a number, relative to it.
pub(crate) const U: f64 = f64::EPSILON / 2.0;

/// A small whole number as a float.
pub(crate) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).expect("a small number"))
}

/// Holds that the loss in dual numbers is the model's, bit for bit.
pub(crate) fn has_the_models_loss(
    case: &impl Case,
) -> Result<(), TestCaseError> {
    let dual = case.pass(Moved { place: Place::X, n: 0 }).loss;
    prop_assert_eq!(dual.value.to_bits(), case.loss().to_bits());
    Ok(())
}

/// Holds that the loss in dual numbers is the model's, bit for bit, and that
/// every entry of the gradient is its derivative.
///
/// Both are sums over the same paths from the number that moves to the loss.
/// A term that is rounded k times is off by at most γ = ku/(1 − ku) of it, and
/// so is the sum of the absolute values, which `magnitude` holds. One rounding
/// more than counted pays for the squares of u in γ, and for the rounding of
/// the magnitude itself.
pub(crate) fn agrees_with_dual_numbers(
    case: &impl Case,
    place: Place,
) -> Result<(), TestCaseError> {
    let gradient = case.gradient(place);
    prop_assert_eq!(gradient.len(), case.clone().numbers(place).len());
    let loss = case.loss();
    let roundings = case.roundings(place) + 1.0;
    for (n, entry) in gradient.into_iter().enumerate() {
        let dual = case.pass(Moved { place, n }).loss;
        prop_assert_eq!(dual.value.to_bits(), loss.to_bits());

        let derivative = case.factor() * dual.derivative;
        let magnitude = case.factor() * dual.magnitude;
        let tolerance = roundings * U * magnitude;
        let off = (entry - derivative).abs();
        prop_assert!(
            off <= tolerance,
            "{place:?}[{n}]: the gradient is {entry}, the derivative \
             {derivative}: {off} apart, and {tolerance} allowed"
        );
    }
    Ok(())
}

/// Holds that every entry of the gradient is the central difference
/// (loss(x + h) − loss(x − h)) / 2h, for every step h that keeps each ReLU on
/// its side of 0.
///
/// As long as none changes sides, what enters a ReLU is linear in the number
/// that moves: h moves a z by exactly h·|∂z/∂x|, and the ReLU stays on its
/// side when that is no more than |z|. (Where it is exactly |z|, one end of
/// the step stands on the kink, which belongs to both sides.) A network in
/// which some entry leaves no step at all is drawn anew.
pub(crate) fn agrees_with_central_differences(
    case: &impl Case,
    place: Place,
) -> Result<(), TestCaseError> {
    let gradient = case.gradient(place);
    prop_assert_eq!(gradient.len(), case.clone().numbers(place).len());
    let sweep: Vec<_> = case.steps().map(|k| 1.0 / f64::from(1 << k)).collect();
    for (n, entry) in gradient.into_iter().enumerate() {
        let relu_inputs = case.pass(Moved { place, n }).relu_inputs;
        let keeps_sides =
            |h: &f64| relu_inputs.iter().all(|(z, dz)| h * dz.abs() <= z.abs());
        let loss_at = |step: f64| {
            let mut moved = case.clone();
            moved.numbers(place)[n] += step;
            moved.loss()
        };
        let mut steps = sweep.iter().copied().filter(keeps_sides).peekable();
        prop_assume!(steps.peek().is_some(), "a kink is too near");
        for h in steps {
            let quotient = (loss_at(h) - loss_at(-h)) / (2.0 * h);
            let off = (entry - case.factor() * quotient).abs();
            let tolerance = case.tolerance(place, h);
            prop_assert!(
                off <= tolerance,
                "{place:?}[{n}], h = {h}: the gradient is {entry}, the \
                 quotient {quotient}: {off} apart, and {tolerance} allowed"
            );
        }
    }
    Ok(())
}
