//! Compares a gradient with its derivatives in dual numbers and with its
//! central differences.

use harness::central_difference;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, Entry, Variable};

/// The unit roundoff u: rounding changes a number by at most u times it.
pub(crate) const U: f64 = f64::EPSILON / 2.0;

/// A small integer as a float.
pub(crate) fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).expect("a small number"))
}

/// Asserts that the loss in dual numbers is the model's, bit for bit.
pub(crate) fn loss_is_the_models(
    case: &impl Case,
) -> Result<(), TestCaseError> {
    let entry = Entry { variable: Variable::X, index: 0 };
    let dual = case.pass(entry).loss;
    prop_assert_eq!(dual.value.to_bits(), case.loss().to_bits());
    Ok(())
}

/// Asserts that the loss in dual numbers is the model's, bit for bit, and that
/// every entry of the gradient is its derivative.
///
/// Both are sums of products over the same paths from the entry to the loss. A
/// term that is rounded k times has a relative error of at most
/// γ = ku/(1 − ku), so the sum has an error of at most γ times the sum of the
/// absolute values, which is `magnitude`. One additional rounding covers the
/// squares of u in γ and the rounding of the magnitude itself.
pub(crate) fn agrees_with_dual_numbers(
    case: &impl Case, variable: Variable,
) -> Result<(), TestCaseError> {
    let gradient = case.gradient(variable);
    prop_assert_eq!(gradient.len(), case.clone().entries(variable).len());
    let loss = case.loss();
    let roundings = case.roundings(variable) + 1.0;
    for (index, gradient) in gradient.into_iter().enumerate() {
        let dual = case.pass(Entry { variable, index }).loss;
        prop_assert_eq!(dual.value.to_bits(), loss.to_bits());

        let derivative = case.factor() * dual.derivative;
        let magnitude = case.factor() * dual.magnitude;
        let tolerance = roundings * U * magnitude;
        let difference = (gradient - derivative).abs();
        prop_assert!(
            difference <= tolerance,
            "{variable:?}[{index}]: the gradient is {gradient}, the \
             derivative {derivative}; they differ by {difference}; the \
             tolerance is {tolerance}"
        );
    }
    Ok(())
}

/// Asserts that every entry of the gradient agrees with the central difference
/// (loss(x + h) − loss(x − h)) / 2h, for every step h with which no ReLU input
/// crosses 0.
///
/// Up to the first crossing, the input z of a ReLU is linear in the entry: a
/// step of h changes z by exactly h·|∂z/∂x|, and no crossing happens if that is
/// at most |z|. (If it equals |z|, one end of the step is on the kink, which
/// belongs to both sides.) If there is an entry that no step suits, another
/// network is drawn instead.
pub(crate) fn agrees_with_central_differences(
    case: &impl Case, variable: Variable,
) -> Result<(), TestCaseError> {
    let gradient = case.gradient(variable);
    prop_assert_eq!(gradient.len(), case.clone().entries(variable).len());
    let sizes: Vec<_> = case.steps().map(|k| 1.0 / f64::from(1 << k)).collect();
    for (index, gradient) in gradient.into_iter().enumerate() {
        let relu_inputs = case.pass(Entry { variable, index }).relu_inputs;
        let crosses_no_kink =
            |h: &f64| relu_inputs.iter().all(|(z, dz)| h * dz.abs() <= z.abs());
        let loss_at = |step: f64| {
            let mut moved = case.clone();
            moved.entries(variable)[index] += step;
            moved.loss()
        };
        let mut steps =
            sizes.iter().copied().filter(crosses_no_kink).peekable();
        prop_assume!(steps.peek().is_some(), "every step crosses a kink");
        for h in steps {
            let quotient = central_difference(h, loss_at);
            let difference = (gradient - case.factor() * quotient).abs();
            let tolerance = case.tolerance(variable, h);
            prop_assert!(
                difference <= tolerance,
                "{variable:?}[{index}], h = {h}: the gradient is {gradient}, \
                 the quotient {quotient}; they differ by {difference}; the \
                 tolerance is {tolerance}"
            );
        }
    }
    Ok(())
}

/// Two tests of each gradient, in a module of its name. What stands beside it
/// is given to both functions, the first of which compares it with dual numbers
/// and the second with central differences.
macro_rules! both_ways {
    ($dual:ident, $central:ident: $($gradient:ident: $($what:ident)::+,)+) => {$(
        mod $gradient {
            #[test]
            fn agrees_with_dual_numbers() {
                super::$dual(super::$($what)::+);
            }

            #[test]
            fn agrees_with_central_differences() {
                super::$central(super::$($what)::+);
            }
        }
    )+};
}
pub(crate) use both_ways;
