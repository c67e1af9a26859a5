//! Numbers as they are set in a picture or said in its description.

use mini_numpy::{Numpy, Order};

/// Elementary functions that are the same on every machine.
pub(crate) const NP: Numpy = Numpy::with_order(Order::Sequential);

/// A power of ten, the float nearest to it.
pub(crate) fn power(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(f64::NAN)
}

/// `10⁻³`; 1 and 10 as they are.
pub(crate) fn power_of_ten(exponent: i32) -> String {
    match exponent {
        0 => "1".to_owned(),
        1 => "10".to_owned(),
        _ => format!("10{}", superscripts(&exponent.to_string())),
    }
}

/// A [`fixed`] number without zeros at the end of its digits.
pub(crate) fn short(x: f64, digits: usize) -> String {
    let text = fixed(x, digits);
    if text.contains('.') && !text.contains('·') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A number with so many digits after the point, or with a power of ten where
/// that says too little or is too long.
pub(crate) fn fixed(x: f64, digits: usize) -> String {
    let exponent = i32::try_from(digits).map_or(0, |digits| -digits);
    let is_small = x != 0.0 && x.abs() < power(exponent);
    if x.is_finite() && (is_small || 1e6 <= x.abs()) {
        return scientific(x);
    }
    // Not a negative zero.
    minus(&format!("{:.digits$}", x + 0.0))
}

/// How many digits after the point a number has, of the first two.
pub(crate) fn decimals(x: f64) -> usize {
    short(x, 2).split_once('.').map_or(0, |(_, digits)| digits.len().min(2))
}

/// `1.2·10⁻⁵`.
pub(crate) fn scientific(x: f64) -> String {
    let text = format!("{x:.1e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = digits.trim_end_matches(".0");
    minus(&format!("{digits}·10{}", superscripts(exponent)))
}

/// A number with a minus sign where it has a hyphen.
pub(crate) fn minus(number: &str) -> String {
    number.replace('-', "−")
}

/// A small count as a length.
#[expect(clippy::cast_precision_loss, reason = "no picture has 2⁵³ parts")]
pub(crate) fn length(count: usize) -> f64 {
    count as f64
}

/// The smaller and the larger end of some numbers, none of which is NaN.
pub(crate) fn extent(
    numbers: impl IntoIterator<Item = f64>,
) -> Option<(f64, f64)> {
    numbers.into_iter().map(|x| (x, x)).reduce(|(min, max), (x, _)| {
        (if x < min { x } else { min }, if max < x { x } else { max })
    })
}

/// The largest of some numbers and 0, none of which is NaN.
pub(crate) fn largest(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let larger = |a: f64, b: f64| if a < b { b } else { a };
    numbers.into_iter().fold(0.0, larger)
}

/// "a, b and c".
pub(crate) fn enumerated<T: Into<String>>(
    names: impl IntoIterator<Item = T>,
) -> String {
    let mut names: Vec<_> = names.into_iter().map(Into::into).collect();
    let last = names.pop().unwrap_or_default();
    let firsts = names.join(", ");
    if firsts.is_empty() { last } else { format!("{firsts} and {last}") }
}

/// Words below a heading, if there is one.
pub(crate) fn headed(heading: &str, words: String) -> String {
    if heading.is_empty() { words } else { format!("{heading}: {words}") }
}

fn superscripts(exponent: &str) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised =
        |c: char| c.to_digit(10).map_or('⁻', |digit| digits[digit as usize]);
    exponent.chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shortened_and_have_a_minus_sign() {
        assert_eq!(short(36.0, 3), "36");
        assert_eq!(short(11.313_75, 3), "11.314");
        assert_eq!(short(-0.25, 3), "−0.25");
        assert_eq!(short(100.0, 0), "100");
        assert_eq!(short(0.0, 2), "0");
        assert_eq!(short(-0.0, 2), "0");
        assert_eq!(short(1.23e-16, 3), "1.2·10⁻¹⁶");
        assert_eq!(short(-5e7, 3), "−5·10⁷");
        assert_eq!(short(f64::NEG_INFINITY, 3), "−inf");
    }

    #[test]
    fn powers_of_ten_are_raised() {
        let powers = [-12, 0, 1, 2].map(power_of_ten);
        assert_eq!(powers, ["10⁻¹²", "1", "10", "10²"]);
        assert_eq!(power(-3), 1e-3);
    }

    #[test]
    fn the_extent_of_numbers_is_their_min_and_max() {
        assert_eq!(extent([2.0, -1.0, 0.5]), Some((-1.0, 2.0)));
        assert_eq!(extent([]), None);
        assert_eq!(largest([2.0, 3.0, 0.5]), 3.0);
        assert_eq!(largest([]), 0.0);
    }
}
