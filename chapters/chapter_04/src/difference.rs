//! Difference quotients: the gradient without any calculus.

use ndarray::{Array, Dimension};

/// The step of the difference quotients, a power of two so that x + h and
/// x − h lose nothing to it.
///
/// It may be large here. As long as no ReLU changes sides, the networks of
/// this chapter are linear in each single weight, bias or input; their loss,
/// a square, is then a parabola, and the central quotient of a parabola is
/// its derivative, whatever h.
pub const H: f64 = 1.0 / 64.0;

// ANCHOR: quotient
/// ∂loss/∂x by central differences, (loss(x + h) − loss(x − h)) / 2h, for one
/// entry of x after the other.
pub fn quotients<D: Dimension>(
    x: &Array<f64, D>,
    loss: impl Fn(&Array<f64, D>) -> f64,
) -> Array<f64, D> {
    let mut quotients = x.clone();
    for (n, entry) in quotients.iter_mut().enumerate() {
        let x_n = *entry;
        let loss_at = |x_n| {
            let mut moved = x.clone();
            moved.iter_mut().skip(n).take(1).for_each(|entry| *entry = x_n);
            loss(&moved)
        };
        let (above, below) = (loss_at(x_n + H), loss_at(x_n - H));
        *entry = (above - below) / (2.0 * H); // (4.7)
    }
    quotients
}
// ANCHOR_END: quotient

/// How far rounding can drive a gradient and its difference quotient apart.
///
/// The loss is y², and y a sum of products in which every term passes through
/// at most `roundings` roundings, each of relative size u = 2⁻⁵³ at the most.
/// With `magnitude` the same sum over the absolute values of its terms, at the
/// larger of the two points, the computed y is off by at most
/// e = roundings·u·magnitude, and the computed loss by at most
/// 2·magnitude·e + u·magnitude² (squares of e are left out, and covered by
/// the 2 below). The quotient divides the errors of two losses by 2h.
///
/// The gradient itself is a sum over the same paths, its error of the order
/// roundings·u·magnitude·|weights|, which is less by a factor of about h. The
/// factor 2 covers it, too.
#[must_use]
pub fn tolerance(roundings: f64, magnitude: f64) -> f64 {
    let u = f64::EPSILON / 2.0;
    let loss_error = (2.0 * roundings + 1.0) * u * magnitude * magnitude;
    2.0 * (2.0 * loss_error / (2.0 * H))
}
