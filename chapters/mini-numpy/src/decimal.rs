//! Floats in decimal digits, as Python chooses them.

use crate::Float;

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
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, decimals) =
            mantissa.split_once('.').unwrap_or((mantissa, ""));
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
pub(crate) fn rounded<T: Float>(
    x: T, scientific: bool, places: usize,
) -> String {
    if scientific { format!("{x:.places$e}") } else { format!("{x:.places$}") }
}
