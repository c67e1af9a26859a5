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
            (0.0001, 9.999_999_966_666_667e-05),
            (0.001, 0.000_999_999_666_666_8),
            (0.01, 0.009_999_666_679_999_46),
            (0.1, 0.099_667_994_624_955_82),
            (0.25, 0.244_918_662_403_709_13),
            (0.5, 0.462_117_157_260_009_74),
            (0.75, 0.635_148_952_387_287_3),
            (1.0, 0.761_594_155_955_764_9),
            (2.0, 0.964_027_580_075_816_9),
            (3.5, 0.998_177_897_611_198_7),
            (7.0, 0.999_998_336_943_944_7),
            (12.0, 0.999_999_999_924_497_3),
            (18.0, 0.999_999_999_999_999_6),
        ] {
            let ulp = f64::from_bits(f64::to_bits(exact) + 1) - exact;
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
