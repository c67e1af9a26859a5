//! The hyperbolic tangent of 64-bit floats.

use crate::{Float, exp};

/// tanh x, the same on every machine, to within four ulps: it is put together
/// from exp and log, which are correctly rounded, and seven roundings.
///
/// With u = e⁻²ˣ, for x above 0, it is (1 − u) / (1 + u). For a small x, u is
/// close to 1, and 1 − u keeps few of its digits. What rounding has made of u
/// is the exponential of ln u, and not of −2x, and (1 − u) / ln u changes so
/// slowly that it is the same there as at −2x. (Kahan's way to eˣ − 1.)
pub(crate) fn tanh(x: f64) -> f64 {
    let exponent = -2.0 * x.abs();
    let u = exp::exp(exponent);
    if u == 1.0 {
        return x; // |x| is so small that x − x³/3 rounds to x
    }
    if u < f64::EPSILON / 4.0 {
        return 1.0_f64.copysign(x); // 1 − 2u rounds to 1
    }
    let one_minus = (1.0 - u) / Float::log(u) * exponent;
    (one_minus / (1.0 + u)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each rounded from the 60 digits that Python's `decimal` computes.
    #[test]
    fn it_is_within_four_ulps() {
        for (x, exact) in [
            (1e-9, 1e-09),
            (0.0001, 9.999999966666667e-05),
            (0.001, 0.0009999996666668),
            (0.01, 0.00999966667999946),
            (0.1, 0.09966799462495582),
            (0.25, 0.24491866240370913),
            (0.5, 0.46211715726000974),
            (0.75, 0.6351489523872873),
            (1.0, 0.7615941559557649),
            (2.0, 0.9640275800758169),
            (3.5, 0.9981778976111987),
            (7.0, 0.9999983369439447),
            (12.0, 0.9999999999244973),
            (18.0, 0.9999999999999996),
        ] {
            let next = f64::from_bits(f64::to_bits(exact) + 1);
            let ulp: f64 = next - exact;
            assert!((tanh(x) - exact).abs() <= 4.0 * ulp, "{x}: {}", tanh(x));
            assert_eq!(tanh(-x), -tanh(x), "{x}");
        }
    }

    #[test]
    fn it_keeps_what_is_small_and_ends_at_1() {
        for x in [0.0, 5e-324, 1e-300, 1e-17] {
            assert_eq!(tanh(x).to_bits(), x.to_bits());
            assert_eq!(tanh(-x).to_bits(), (-x).to_bits());
        }
        for x in [19.1, 372.0, 1e300, f64::INFINITY] {
            assert_eq!([tanh(x), tanh(-x)], [1.0, -1.0]);
        }
        assert!(tanh(f64::NAN).is_nan());
    }
}
