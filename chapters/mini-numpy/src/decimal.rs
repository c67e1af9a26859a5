//! Floats in decimal digits, as Python chooses them.

use crate::Float;

/// `whole.decimals` times 10 to the power of `exponent`, which is 0 unless the
/// notation is scientific.
pub(crate) struct Decimal {
    /// The sign and the digits before the point.
    pub(crate) whole: String,
    pub(crate) decimals: String,
    pub(crate) exponent: i32,
}

impl Decimal {
    /// The shortest digits that read back as `x`.
    ///
    /// Where two decimals of that length are equally close to `x`, Rust takes
    /// the larger and Python the even one. Rounding `x` to as many decimal
    /// places breaks the tie as Python does.
    pub(crate) fn shortest<T: Float>(x: T, scientific: bool) -> Self {
        let text = if scientific { format!("{x:e}") } else { x.to_string() };
        let shortest = Self::parse(&text);
        let even = rounded(x, scientific, shortest.decimals.len());
        let is_x = even.parse::<T>().is_ok_and(|even| even == x);
        if is_x { Self::parse(&even) } else { shortest }
    }

    /// Parses a finite number as Rust writes it: `0.25` or `2.5e-1`.
    pub(crate) fn parse(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, decimals) =
            mantissa.split_once('.').unwrap_or((mantissa, ""));
        Self {
            whole: whole.to_owned(),
            decimals: decimals.to_owned(),
            exponent: exponent.parse().expect("the exponent is an integer"),
        }
    }
}

/// `x`, rounded to so many decimal places, as Rust writes it.
pub(crate) fn rounded<T: Float>(
    x: T,
    scientific: bool,
    places: usize,
) -> String {
    if scientific { format!("{x:.places$e}") } else { format!("{x:.places$}") }
}
