//! What answers are compared with: difference quotients.

use chapter_05::labels::Labels;
use chapter_05::loss::{CategoricalCrossEntropy, Loss};
use harness::numeric_gradient;
use mini_numpy::{Numpy, Order};
use ndarray::{Array, Array1, Array2, Axis, Dimension, arr0, arr1};

pub(crate) type Vector = Array1<f64>;
pub(crate) type Matrix = Array2<f64>;

/// The arithmetic of the exercises.
pub(crate) const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The step of the difference quotients: smaller than in chapter 4, where the
/// losses are quadratic, since here there are logarithms and sigmoids as well.
const STEP: f64 = 1.0 / 32768.0; // h = 2⁻¹⁵

/// How far an answer may lie from its reference: 2⁻²⁰.
///
/// The error of a central difference quotient is h²/6 times the third
/// derivative of the loss, plus the rounding errors of two losses divided by
/// 2h. Where neither the loss nor its third derivative exceeds 1000, and the
/// loss goes through at most 100 roundings of relative size u = 2⁻⁵³, that is
///
///   1000·h²/6 + 1000·100·u/h  ≈  1.6·10⁻⁷ + 3.6·10⁻⁷  <  2⁻²⁰.
///
/// The tests show that solutions stay well below it, and mistakes far above.
pub const TOLERANCE: f64 = 1.0 / 1_048_576.0;

/// ∂loss/∂x by central differences, one entry of x after the other.
pub(crate) fn quotients<D: Dimension>(
    x: &Array<f64, D>, loss: impl Fn(&Array<f64, D>) -> f64,
) -> Array<f64, D> {
    numeric_gradient(x, STEP, |x| {
        let loss = loss(x);
        // The tolerance rests on this bound.
        assert!(loss.abs() < 1000.0, "a case is too steep: {loss}");
        loss
    })
}

/// The difference quotient of a function of one number.
pub(crate) fn quotient(x: f64, loss: impl Fn(f64) -> f64) -> f64 {
    quotients(&arr0(x), |x| loss(x[()]))[()]
}

/// ∂loss/∂x of a loss that depends on x through y(x) alone, from ∂loss/∂y.
pub(crate) fn backward_quotients<D: Dimension>(
    x: &Array<f64, D>, dloss_dy: &Matrix, y: impl Fn(&Array<f64, D>) -> Matrix,
) -> Array<f64, D> {
    // The derivative of this loss with respect to each y is the given one.
    quotients(x, |x| NP.sum(&(dloss_dy * y(x))))
}

/// The labels of samples whose classes are `y`.
pub(crate) fn labels(y: &[usize], classes: usize) -> Labels {
    Labels::sparse(&arr1(y), (y.len(), classes)).expect("known classes")
}

/// The one-hot labels of samples whose classes are `y`.
pub(crate) fn one_hot(y: &[usize], classes: usize) -> Matrix {
    labels(y, classes).to_one_hot()
}

/// The mean loss of samples whose classes are `y`.
pub(crate) fn cross_entropy(p: &Matrix, y: &[usize]) -> f64 {
    CategoricalCrossEntropy.calculate(NP, p, &labels(y, p.ncols()))
}

/// The sum of all rows: of all samples, say.
pub(crate) fn sum_rows(x: &Matrix) -> Vector {
    NP.sum_rows(x).remove_axis(Axis(0))
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
