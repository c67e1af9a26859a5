//! What answers are compared with: difference quotients, and runs of the book.

use mini_numpy::{Numpy, Order};
use ndarray::{Array, ArrayD, Dimension, arr0};
use notebook::{Record, Value};

/// The arithmetic of the exercises.
pub(crate) const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The step of the difference quotients, a power of two.
///
/// That of chapter 4 is larger, because the losses there are parabolas; here
/// there are logarithms and sigmoids as well.
const STEP: f64 = 1.0 / 32768.0; // h = 2⁻¹⁵

/// The largest loss that a case may have.
const LARGEST_LOSS: f64 = 1000.0;

/// How far an answer may lie from its reference: 2⁻²⁰.
///
/// A central difference quotient is off by h²/6 times the third derivative of
/// the loss, and by the rounding of two losses over 2h. Where neither the loss
/// nor its third derivative exceeds 1000, and the loss goes through 100
/// roundings of relative size u = 2⁻⁵³ at the most, that is
///
///   1000·h²/6 + 1000·100·u/h  ≈  1.6·10⁻⁷ + 3.6·10⁻⁷  <  2⁻²⁰.
///
/// The tests show that the solutions stay well below it, and every typical
/// mistake far above.
pub const TOLERANCE: f64 = 1.0 / 1_048_576.0;

/// ∂loss/∂x by central differences, for one entry of x after the other.
pub(crate) fn quotients<D: Dimension>(
    x: &Array<f64, D>,
    loss: impl Fn(&Array<f64, D>) -> f64,
) -> Array<f64, D> {
    let mut quotients = x.clone();
    for (n, entry) in quotients.iter_mut().enumerate() {
        let x_n = *entry;
        let loss_at = |x_n| {
            let mut moved = x.clone();
            moved.iter_mut().skip(n).take(1).for_each(|entry| *entry = x_n);
            let loss = loss(&moved);
            assert!(loss.abs() < LARGEST_LOSS, "a case is too steep: {loss}");
            loss
        };
        *entry = (loss_at(x_n + STEP) - loss_at(x_n - STEP)) / (2.0 * STEP);
    }
    quotients
}

/// The difference quotient of a function of one number.
pub(crate) fn quotient(x: f64, loss: impl Fn(f64) -> f64) -> f64 {
    quotients(&arr0(x), |x| loss(x[()]))[()]
}

/// An array that a run reports.
pub(crate) fn reported(
    record: &Record,
    name: &str,
    iteration: Option<usize>,
) -> ArrayD<f64> {
    match record.find(name, iteration).map(|event| &event.value) {
        Some(Value::Array(array)) => array.as_ref().clone(),
        _ => unreachable!("the run reports an array {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_is_within_the_tolerance_of_the_derivative() {
        let cube = quotient(2.0, |x| x * x * x);
        assert!((cube - 12.0).abs() < TOLERANCE, "{cube}");
        let exp = quotient(6.0, |x| NP.exp(x));
        assert!((exp - NP.exp(6.0_f64)).abs() < TOLERANCE, "{exp}");
    }
}
