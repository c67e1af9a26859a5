//! The step of the numeric gradients, and how far rounding can move them.

/// The step h, a power of two: no x + h or x − h of this chapter is rounded.
///
/// It can be this large because the networks of this chapter are linear in each
/// single weight, bias or input, as long as no ReLU changes sides. Their loss,
/// a square, is then a parabola, whose central difference is its derivative.
pub const H: f64 = 1.0 / 64.0;

/// How far apart rounding can drive a gradient and its numeric counterpart.
///
/// The loss is y², and y is a sum of terms each of which passes through at most
/// `roundings` roundings of a relative size of at most u = 2⁻⁵³. With
/// `magnitude` the same sum over the absolute values of its terms, at the
/// larger of the two points, y is off by at most e = roundings·u·magnitude, and
/// the loss by at most 2·magnitude·e + u·magnitude², squares of e left out. The
/// central difference divides the errors of two losses by 2h.
///
/// The gradient is 2y·∂y/∂x, and ∂y/∂x a sum of products of the same numbers;
/// its error is of the order 2·e·|∂y/∂x|. As no |∂y/∂x| exceeds the magnitude,
/// that is less than the error of the central difference by a factor of about
/// h. The factor 2 covers it, and the squares of e.
pub fn tolerance(roundings: f64, magnitude: f64) -> f64 {
    let u = f64::EPSILON / 2.0;
    let loss_error = (2.0 * roundings + 1.0) * u * magnitude * magnitude;
    2.0 * (2.0 * loss_error / (2.0 * H))
}
