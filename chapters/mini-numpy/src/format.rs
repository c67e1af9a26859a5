//! The format that the entries of an array share: `FloatingFormat` and
//! `IntegerFormat` in NumPy's `numpy/_core/arrayprint.py`.

use crate::decimal::{Decimal, rounded};
use crate::{Float, repr};

/// The largest number of decimal places printed.
const PRECISION: usize = 8;

/// The floats of one array as NumPy prints them: all positional or all in
/// scientific notation, the decimal points below each other.
pub(crate) fn floats<T: Float>(x: &[T]) -> Vec<String> {
    let finite = x.iter().copied().filter(|&x| x.into().is_finite());
    let scientific = is_scientific(finite.clone());
    let parts: Vec<_> = finite.map(|x| short(x, scientific)).collect();
    let right = parts.iter().map(|x| x.decimals.len()).max().unwrap_or(0);
    let exponents = parts.iter().map(|x| format!("{:+03}", x.exponent).len());
    let exponent_width = exponents.max().unwrap_or(0);
    padded(x.iter().map(|&x| {
        if !x.into().is_finite() {
            repr::float(x)
        } else if scientific {
            // Where other entries have more decimals, NumPy does not append
            // zeros but prints more digits of the exact value.
            let x = Decimal::parse(&rounded(x, scientific, right));
            let Decimal { whole, decimals, exponent } = x;
            format!("{whole}.{decimals}e{exponent:+0exponent_width$}")
        } else {
            let Decimal { whole, decimals, .. } = short(x, scientific);
            format!("{whole}.{decimals:<right$}")
        }
    }))
}

/// The words, padded on the left to the same width.
pub(crate) fn padded(words: impl Iterator<Item = String>) -> Vec<String> {
    let words: Vec<_> = words.collect();
    let width = words.iter().map(String::len).max().unwrap_or(0);
    words.iter().map(|word| format!("{word:>width$}")).collect()
}

/// Whether NumPy prints an array with these finite entries in scientific
/// notation.
///
/// It does when the largest magnitude is at least 10⁸ (10⁶ for 32-bit floats),
/// the smallest one other than 0 is below 10⁻⁴, or their ratio exceeds 1000.
fn is_scientific<T: Float>(finite: impl Iterator<Item = T> + Clone) -> bool {
    let nonzero = finite.filter(|x| *x != T::zero());
    let magnitudes = nonzero.map(|x| if x < T::zero() { -x } else { x });
    let larger = |a, b| if a < b { b } else { a };
    let Some(max) = magnitudes.clone().reduce(larger) else {
        return false;
    };
    let min = magnitudes.fold(max, |a, b| if b < a { b } else { a });
    T::nearest(1e8) <= max
        || T::nearest(T::SCIENTIFIC_FROM) <= max
        || min < T::nearest(0.0001)
        || T::nearest(1000.0) < max / min
}

/// The shortest digits that read back as `x`, rounded to 8 decimal places,
/// without trailing zeros.
fn short<T: Float>(x: T, scientific: bool) -> Decimal {
    let mut digits = Decimal::shortest(x, scientific);
    if PRECISION < digits.decimals.len() {
        digits = Decimal::parse(&rounded(x, scientific, PRECISION));
    }
    let significant = digits.decimals.trim_end_matches('0').len();
    digits.decimals.truncate(significant);
    digits
}
