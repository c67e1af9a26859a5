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
pub fn repr<T: Element>(x: T) -> String {
    x.repr()
}

/// [`repr()`] of a float.
pub(crate) fn float<T: Float>(x: T) -> String {
    let size = x.into().abs();
    if !size.is_finite() {
        return x.to_string().to_lowercase(); // Rust writes NaN, Python nan
    }
    let scientific = size != 0.0 && !(1e-4..T::SCIENTIFIC_FROM).contains(&size);
    let text = shortest(x, scientific);
    let Decimal { whole, decimals, exponent } = Decimal::parse(&text);
    match (scientific, decimals) {
        (true, "") => format!("{whole}e{exponent:+03}"),
        (true, _) => format!("{whole}.{decimals}e{exponent:+03}"),
        (false, "") => format!("{whole}.0"),
        (false, _) => format!("{whole}.{decimals}"),
    }
}

/// The parts of `whole.decimals`, in scientific notation times 10 to the power
/// of `exponent`.
pub(crate) struct Decimal<'a> {
    /// The sign and the digits before the point.
    pub(crate) whole: &'a str,
    pub(crate) decimals: &'a str,
    pub(crate) exponent: i32,
}

impl<'a> Decimal<'a> {
    /// Takes a finite number apart that Rust wrote: `0.25` or `2.5e-1`.
    pub(crate) fn parse(text: &'a str) -> Self {
        let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let exponent = exponent.parse().expect("the exponent is an integer");
        Self { whole, decimals, exponent }
    }
}

/// The shortest digits that read back as `x`.
///
/// Where two decimals of that length are equally close to `x`, Rust takes the
/// larger and Python the even one. Rounding `x` to as many decimal places
/// breaks the tie as Python does.
pub(crate) fn shortest<T: Float>(x: T, scientific: bool) -> String {
    let text = if scientific { format!("{x:e}") } else { x.to_string() };
    let even = rounded(x, scientific, Decimal::parse(&text).decimals.len());
    if even.parse::<T>().is_ok_and(|even| even == x) { even } else { text }
}

/// The digits of `x` rounded to so many decimal places.
pub(crate) fn rounded<T: Float>(x: T, scientific: bool, to: usize) -> String {
    if scientific { format!("{x:.to$e}") } else { format!("{x:.to$}") }
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
