//! A number as Python prints it.

use crate::{Element, Float};

/// `repr(x)` of an `f64` or an `i64`, and `str(x)` of an `f32`, whose `repr`
/// NumPy wraps in the name of its type.
///
/// A float has the shortest digits that read back as `x`. Its notation is
/// scientific below 10⁻⁴ and from 10¹⁶ on, for 32-bit floats from 10⁶ on.
///
/// ```
/// use mini_numpy::repr;
///
/// assert_eq!(repr(36.0), "36.0");
/// assert_eq!(repr(33.872400000000006), "33.872400000000006");
/// assert_eq!(repr(1.4698126966451542e-5), "1.4698126966451542e-05");
/// assert_eq!(repr(1e16), "1e+16");
/// assert_eq!(repr(f64::NAN), "nan");
/// assert_eq!(repr(-7), "-7");
/// // The 32-bit float nearest to 10⁻⁴ is just below it.
/// assert_eq!(repr(1e-4_f32), "1e-04");
/// assert_eq!(repr(1e6_f32), "1e+06");
/// ```
#[must_use]
pub fn repr<T: Element>(x: T) -> String {
    x.repr()
}

/// [`repr()`] of a float.
pub(crate) fn float<T: Float>(x: T) -> String {
    if !is_finite(x) {
        return non_finite(x);
    }
    let size = x.into().abs();
    if size == 0.0 || (1e-4..T::SCIENTIFIC_FROM).contains(&size) {
        let text = shortest_positional(x);
        let point = if text.contains('.') { "" } else { ".0" };
        return text + point;
    }
    let (mantissa, exponent) = shortest_scientific(x);
    format!("{mantissa}e{}", python_exponent(exponent, 2))
}

/// The shortest digits that read back as `x`, without an exponent.
pub(crate) fn shortest_positional<T: Float>(x: T) -> String {
    ties_to_even(x, x.to_string(), |places| format!("{x:.places$}"))
}

/// The shortest digits that read back as `x`, as a mantissa and an exponent.
pub(crate) fn shortest_scientific<T: Float>(x: T) -> (String, i32) {
    let text =
        ties_to_even(x, format!("{x:e}"), |places| format!("{x:.places$e}"));
    split_scientific(&text)
}

/// `shortest`, the shortest digits that Rust finds for `x`, or Python's choice
/// where two decimals of that length are equally close to `x`.
///
/// Rust then takes the larger and Python the even one. Rounding `x` to as many
/// decimal places, which `rounded` does, breaks the tie as Python does.
fn ties_to_even<T: Float>(
    x: T,
    shortest: String,
    rounded: impl FnOnce(usize) -> String,
) -> String {
    let mantissa =
        shortest.split_once('e').map_or(&*shortest, |(mantissa, _)| mantissa);
    let places = mantissa.split_once('.').map_or(0, |(_, tail)| tail.len());
    let even = rounded(places);
    if even.parse::<T>().is_ok_and(|even| even == x) { even } else { shortest }
}

/// Whether `x` is neither infinite nor NaN.
pub(crate) fn is_finite<T: Float>(x: T) -> bool {
    x.into().is_finite()
}

/// `nan`, `inf` or `-inf`.
pub(crate) fn non_finite<T: Float>(x: T) -> String {
    if x.into().is_nan() { "nan".to_owned() } else { x.to_string() }
}

/// Splits Rust's `1.5e-7` into the mantissa `1.5` and the exponent -7.
pub(crate) fn split_scientific(text: &str) -> (String, i32) {
    let (mantissa, exponent) =
        text.split_once('e').expect("{:e} writes an exponent");
    let exponent = exponent.parse().expect("the exponent is an integer");
    (mantissa.to_owned(), exponent)
}

/// An exponent with its sign and at least `digits` digits: `-05`, `+16`.
pub(crate) fn python_exponent(exponent: i32, digits: usize) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:0digits$}", exponent.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected texts are those of Python 3.11:
    /// `python3 -c "print(repr(1e16))"`.
    #[test]
    fn floats_print_as_python_prints_them() {
        for (x, python) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-2.5, "-2.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (0.000_012_3, "1.23e-05"),
            (9_999_999_999_999_998.0, "9999999999999998.0"),
            (1e16, "1e+16"),
            (1.234_567_89e20, "1.23456789e+20"),
            (1e22, "1e+22"),
            (1e100, "1e+100"),
            // The exact value ends in .625, halfway between .62 and .63; that
            // of 2⁻²⁵ ends in 3125.
            (91_702_079_850_244.63, "91702079850244.62"),
            (1.0 / 33_554_432.0, "2.9802322387695312e-08"),
            (f64::MAX, "1.7976931348623157e+308"),
            (5e-324, "5e-324"),
            (2.225_073_858_507_201_4e-308, "2.2250738585072014e-308"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (-f64::NAN, "nan"),
        ] {
            assert_eq!(repr(x), python);
        }
    }
}
