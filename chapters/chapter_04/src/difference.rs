//! Difference quotients: the gradient without any calculus.

use ndarray::{Array, Dimension};

// ANCHOR: quotient
/// The step h. It is a power of two, and the numbers of this chapter are such
/// that x + h and x − h lose nothing to rounding.
///
/// It may be large here. As long as no ReLU changes sides, the networks of
/// this chapter are linear in each single weight, bias or input. Their loss, a
/// square, is then a parabola, and the central quotient of a parabola is its
/// derivative, whatever h.
pub const H: f64 = 1.0 / 64.0;

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
        *entry = (above - below) / (2.0 * H); // (4.6)
    }
    quotients
}
// ANCHOR_END: quotient

/// How far rounding can drive a gradient and its difference quotient apart.
///
/// The loss is y², and y a sum of terms each of which passes through at most
/// `roundings` roundings of relative size u = 2⁻⁵³ at the most. With
/// `magnitude` the same sum over the absolute values of its terms, at the
/// larger of the two points, the computed y is off by at most
/// e = roundings·u·magnitude, and the computed loss by at most
/// 2·magnitude·e + u·magnitude², squares of e left out. The quotient divides
/// the errors of two losses by 2h.
///
/// The gradient is 2y·∂y/∂x, and ∂y/∂x a sum of products of the same numbers;
/// its error is of the order 2·roundings·u·magnitude·|∂y/∂x|. As no |∂y/∂x| in
/// this chapter exceeds the magnitude, that is less than the quotient's error
/// by a factor of about h. The factor 2 covers it, and the squares of e.
#[must_use]
pub fn tolerance(roundings: f64, magnitude: f64) -> f64 {
    let u = f64::EPSILON / 2.0;
    let loss_error = (2.0 * roundings + 1.0) * u * magnitude * magnitude;
    2.0 * (2.0 * loss_error / (2.0 * H))
}
