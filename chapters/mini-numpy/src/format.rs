//! The format that the floats of an array share: `FloatingFormat` in NumPy's
//! `numpy/_core/arrayprint.py`.

use crate::Float;
use crate::repr::{
    is_finite, non_finite, python_exponent, shortest_positional,
    shortest_scientific, split_scientific,
};

/// The largest number of decimal places printed.
const PRECISION: usize = 8;

/// The floats of one array as NumPy prints them: all positional or all in
/// scientific notation, the decimal points below each other.
pub(crate) fn floats<T: Float>(x: &[T]) -> Vec<String> {
    let format = Format::new(x);
    x.iter().map(|&x| format.entry(x)).collect()
}

struct Format {
    /// The number of digits of the exponent, in scientific notation.
    exponent_digits: Option<usize>,
    /// The width of the sign and the digits before the point.
    left: usize,
    /// The number of decimal places.
    right: usize,
}

impl Format {
    fn new<T: Float>(x: &[T]) -> Self {
        let is_number = |x: &T| is_finite(*x);
        let finite: Vec<_> = x.iter().copied().filter(is_number).collect();
        let mut format = if is_scientific(&finite) {
            Self::scientific(&finite)
        } else {
            Self::positional(&finite)
        };
        // nan and inf are aligned on the right.
        for &x in x.iter().filter(|x| !is_number(x)) {
            let needed = non_finite(x).len().saturating_sub(format.tail());
            format.left = format.left.max(needed);
        }
        format
    }

    fn positional<T: Float>(finite: &[T]) -> Self {
        let (mut left, mut right) = (0, 0);
        for &x in finite {
            let (whole, decimals) = positional(x);
            left = left.max(whole.len());
            right = right.max(decimals.len());
        }
        Self { exponent_digits: None, left, right }
    }

    fn scientific<T: Float>(finite: &[T]) -> Self {
        let (mut left, mut right, mut digits) = (0, 0, 2);
        for &x in finite {
            let (mantissa, exponent) = scientific(x);
            let (whole, decimals) =
                mantissa.split_once('.').unwrap_or((&mantissa, ""));
            left = left.max(whole.len());
            right = right.max(decimals.len());
            digits = digits.max(exponent.unsigned_abs().to_string().len());
        }
        Self { exponent_digits: Some(digits), left, right }
    }

    /// The width of the point and what follows it.
    fn tail(&self) -> usize {
        let exponent = |digits| "e+".len() + digits;
        ".".len() + self.right + self.exponent_digits.map_or(0, exponent)
    }

    fn entry<T: Float>(&self, x: T) -> String {
        let right = self.right;
        let text = match self.exponent_digits {
            _ if !is_finite(x) => non_finite(x),
            None => {
                let (whole, decimals) = positional(x);
                format!("{whole}.{decimals:<right$}")
            }
            Some(digits) => {
                // Where other entries have more decimals, NumPy does not
                // append zeros but prints more digits of the exact value.
                let text = format!("{x:.right$e}");
                let (mantissa, exponent) = split_scientific(&text);
                let point = if right == 0 { "." } else { "" };
                let exponent = python_exponent(exponent, digits);
                format!("{mantissa}{point}e{exponent}")
            }
        };
        format!("{text:>width$}", width = self.left + self.tail())
    }
}

/// Whether NumPy prints an array with these finite entries in scientific
/// notation.
///
/// It does when the largest magnitude is at least 10⁸ (10⁶ for 32-bit floats),
/// the smallest one other than 0 is below 10⁻⁴, or their ratio exceeds 1000.
fn is_scientific<T: Float>(finite: &[T]) -> bool {
    let magnitude = |&x: &T| if x < T::zero() { -x } else { x };
    let is_nonzero = |x: &T| *x != T::zero();
    let magnitudes = || finite.iter().map(magnitude).filter(is_nonzero);
    let Some(max) = magnitudes().reduce(|a, b| if a < b { b } else { a })
    else {
        return false;
    };
    let min = magnitudes().fold(max, |a, b| if b < a { b } else { a });
    T::nearest(1e8) <= max
        || T::nearest(T::SCIENTIFIC_FROM) <= max
        || min < T::nearest(0.0001)
        || T::nearest(1000.0) < max / min
}

/// The digits of `x` before and after the decimal point: the shortest that
/// read back as `x`, rounded to 8 decimal places, without trailing zeros.
fn positional<T: Float>(x: T) -> (String, String) {
    let mut text = shortest_positional(x);
    let decimals = text.split_once('.').map_or(0, |(_, tail)| tail.len());
    if PRECISION < decimals {
        text = format!("{x:.PRECISION$}");
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    (whole.to_owned(), decimals.trim_end_matches('0').to_owned())
}

/// The mantissa and the exponent of `x`: the shortest digits that read back as
/// `x`, rounded to 8 decimal places, without trailing zeros.
fn scientific<T: Float>(x: T) -> (String, i32) {
    let (mantissa, exponent) = shortest_scientific(x);
    let decimals = mantissa.split_once('.').map_or(0, |(_, tail)| tail.len());
    if decimals <= PRECISION {
        return (mantissa, exponent);
    }
    let (mantissa, exponent) = split_scientific(&format!("{x:.PRECISION$e}"));
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    (mantissa.to_owned(), exponent)
}
