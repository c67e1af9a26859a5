//! The entries of an array, and the format that they share: `FloatingFormat`
//! and `IntegerFormat` in NumPy's `numpy/_core/arrayprint.py`.

use crate::Float;
use crate::repr::{self, Decimal, rounded, shortest};

/// The largest number of decimal places printed.
const PRECISION: usize = 8;

/// An entry of an array: an `f64`, an `f32` or an `i64`.
pub trait Element: Copy {
    /// NumPy's name of the type: `float64`, `float32` or `int64`.
    const DTYPE: &'static str;

    /// The number on its own: see [`repr`](crate::repr()).
    fn repr(self) -> String;

    /// The entries of one array as NumPy prints them: with the same number of
    /// decimal places, and padded on the left to the same width.
    fn aligned(entries: &[Self]) -> Vec<String>;
}

impl Element for i64 {
    const DTYPE: &'static str = "int64";

    fn repr(self) -> String {
        self.to_string()
    }

    fn aligned(entries: &[Self]) -> Vec<String> {
        padded(entries.iter().map(i64::to_string))
    }
}

impl<T: Float> Element for T {
    const DTYPE: &'static str = T::DTYPE;

    fn repr(self) -> String {
        repr::float(self)
    }

    /// All positional or all in scientific notation, the decimal points below
    /// each other.
    fn aligned(x: &[Self]) -> Vec<String> {
        let finite = x.iter().copied().filter(|&x| x.into().is_finite());
        let scientific = is_scientific(finite.clone());
        let short: Vec<_> = finite.map(|x| at_most_8(x, scientific)).collect();
        let mut parts = short.iter().map(|text| Decimal::parse(text));
        let places = parts.clone().map(|x| significant(x.decimals).len());
        let right = places.max().unwrap_or(0);
        // The sign and two digits of an exponent, or three if one needs them.
        let width = if parts.any(|x| 99 < x.exponent.abs()) { 4 } else { 3 };
        padded(x.iter().map(|&x| {
            if !x.into().is_finite() {
                repr::float(x)
            } else if scientific {
                // Where other entries have more decimals, NumPy does not append
                // zeros but prints more digits of the exact value.
                let text = rounded(x, scientific, right);
                let Decimal { whole, decimals, exponent } =
                    Decimal::parse(&text);
                format!("{whole}.{decimals}e{exponent:+0width$}")
            } else {
                let text = at_most_8(x, scientific);
                let Decimal { whole, decimals, .. } = Decimal::parse(&text);
                format!("{whole}.{:<right$}", significant(decimals))
            }
        }))
    }
}

/// The words, padded on the left to the same width.
fn padded(words: impl Iterator<Item = String>) -> Vec<String> {
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
    let magnitudes = finite.map(|x| x.into().abs()).filter(|x| *x != 0.0);
    let max = magnitudes.clone().max_by(f64::total_cmp).unwrap_or(1.0);
    let min = magnitudes.min_by(f64::total_cmp).unwrap_or(1.0);
    1e8 <= max
        || T::SCIENTIFIC_FROM <= max
        || min < T::nearest(0.0001).into()
        || T::nearest(1000.0) < T::nearest(max) / T::nearest(min)
}

/// The shortest digits that read back as `x`, rounded to 8 decimal places.
fn at_most_8<T: Float>(x: T, scientific: bool) -> String {
    let text = shortest(x, scientific);
    let is_short = Decimal::parse(&text).decimals.len() <= PRECISION;
    if is_short { text } else { rounded(x, scientific, PRECISION) }
}

/// The decimals without trailing zeros.
fn significant(decimals: &str) -> &str {
    decimals.trim_end_matches('0')
}
