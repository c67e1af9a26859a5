//! An axis of a drawing: where a value stands on it, and its ticks.

use mini_numpy::{Numpy, Order};

/// The most steps between the ticks of an axis.
const STEPS: f64 = 6.0;

/// An axis from one value to another.
pub(crate) struct Axis {
    from: f64,
    to: f64,
    is_logarithmic: bool,
    ticks: Vec<Tick>,
}

/// A value that is marked.
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

impl Axis {
    /// A linear axis that has these ends.
    pub(crate) fn exact(from: f64, to: f64) -> Self {
        let to = if from < to { to } else { from + 1.0 };
        let ticks = linear_ticks(from, to);
        Self { from, to, is_logarithmic: false, ticks }
    }

    /// A linear axis that shows 0 and these values, and ends in ticks.
    pub(crate) fn linear(least: f64, most: f64) -> Self {
        let least = if least < 0.0 { least } else { 0.0 };
        let most = if 0.0 < most { most } else { 0.0 };
        let span = most - least;
        let step = Step::of(if span == 0.0 { 1.0 } else { span }).size();
        let (from, to) =
            ((least / step).floor() * step, (most / step).ceil() * step);
        Self::exact(from, to)
    }

    /// A logarithmic axis with a little room around these values, which are
    /// above 0.
    pub(crate) fn logarithmic(least: f64, most: f64) -> Self {
        let (from, to) = (least * 0.8, most * 1.25);
        // The smallest floats are rounded to 0, or back to themselves.
        let from = if 0.0 < from { from } else { least };
        let to = if from < to { to } else { 2.0 * from };
        let ticks = logarithmic_ticks(from, to);
        Self { from, to, is_logarithmic: true, ticks }
    }

    /// How far along the axis a value stands: 0 at its beginning, 1 at its end.
    pub(crate) fn share(&self, value: f64) -> f64 {
        if self.is_logarithmic {
            // Logarithms of quotients would overflow where the values do not.
            let from = log10(self.from);
            (log10(value) - from) / (log10(self.to) - from)
        } else {
            (value - self.from) / (self.to - self.from)
        }
    }

    pub(crate) fn ticks(&self) -> &[Tick] {
        &self.ticks
    }
}

/// A distance between ticks: 1, 2 or 5 of a power of ten.
struct Step {
    digit: f64,
    exponent: i32,
}

impl Step {
    /// The smallest of which the span holds no more than it may.
    fn of(span: f64) -> Self {
        let mut exponent = 0;
        while power(exponent) * STEPS < span {
            exponent += 1;
        }
        while span <= power(exponent) * STEPS && -300 < exponent {
            exponent -= 1;
        }
        // One power is too small, and ten times as much is not.
        let fits = |digit: &f64| span <= digit * power(exponent) * STEPS;
        match [2.0, 5.0].into_iter().find(fits) {
            Some(digit) => Self { digit, exponent },
            None => Self { digit: 1.0, exponent: exponent + 1 },
        }
    }

    fn size(&self) -> f64 {
        self.digit * power(self.exponent)
    }
}

fn linear_ticks(from: f64, to: f64) -> Vec<Tick> {
    let step = Step::of(to - from);
    let size = step.size();
    let mut ticks = Vec::new();
    let mut count = (from / size).ceil();
    // What rounding adds to the last tick does not push it off the axis.
    while count * size <= to + 0.001 * size {
        let value = count * size;
        ticks.push(Tick { value, label: linear_label(value, step.exponent) });
        count += 1.0;
    }
    ticks
}

/// A multiple of a power of ten, without the digits that rounding left.
fn linear_label(value: f64, exponent: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(-4..6).contains(&exponent) {
        let text = format!("{value:.1e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = digits.trim_end_matches(".0");
        return minus(&format!("{digits}·10{}", superscripts(exponent)));
    }
    let digits = usize::try_from(-exponent).unwrap_or(0);
    minus(&format!("{value:.digits$}"))
}

/// Powers of ten; where there are too few of them, twice and five times as much
/// as well; and where even these are too few, the ticks of a linear axis.
fn logarithmic_ticks(from: f64, to: f64) -> Vec<Tick> {
    let is_shown = |value: f64| from <= value && value <= to;
    let powers: Vec<i32> =
        (-324..=308).filter(|&exponent| is_shown(power(exponent))).collect();
    if 2 <= powers.len() {
        // Every one, or every second, or every third of them.
        let apart = powers.len().div_ceil(7);
        return powers
            .iter()
            .step_by(apart)
            .map(|&exponent| Tick {
                value: power(exponent),
                label: match exponent {
                    0 => "1".to_owned(),
                    1 => "10".to_owned(),
                    _ => format!("10{}", superscripts(&exponent.to_string())),
                },
            })
            .collect();
    }
    let mut ticks = Vec::new();
    for exponent in -324..=308 {
        for digit in [1.0, 2.0, 5.0] {
            let value = digit * power(exponent);
            if is_shown(value) {
                let label = linear_label(value, exponent);
                ticks.push(Tick { value, label });
            }
        }
    }
    if ticks.len() < 2 { linear_ticks(from, to) } else { ticks }
}

/// A power of ten, the float nearest to it.
fn power(exponent: i32) -> f64 {
    format!("1e{exponent}").parse().unwrap_or(f64::NAN)
}

/// The logarithm to the base 10.
fn log10(x: f64) -> f64 {
    let np = Numpy::with_order(Order::Sequential);
    np.log(x) / np.log(10.0)
}

/// A number as it is set: with a minus, not with a hyphen.
fn minus(number: &str) -> String {
    number.replace('-', "−")
}

fn superscripts(exponent: &str) -> String {
    let superscript = |c| match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁻',
    };
    exponent.chars().map(superscript).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks().iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_linear_axis_begins_at_0_and_ends_in_a_tick() {
        let axis = Axis::linear(0.05, 1.0986);
        assert_eq!(
            labels(&axis),
            ["0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2"]
        );
        assert_eq!(axis.share(0.0), 0.0);
        // 6 steps of 0.2 are rounded to about 2⁻⁵².
        assert!((axis.share(1.2) - 1.0).abs() < 1e-15);
        assert_eq!(labels(&Axis::linear(0.3, 1.0)).last(), Some(&"1.0"));
        assert_eq!(labels(&Axis::linear(0.0, 36.0)).last(), Some(&"40"));
        assert_eq!(labels(&Axis::linear(-1.0, 1.0))[0], "−1.0");
        assert_eq!(labels(&Axis::linear(0.0, 0.0)).len(), 6);
        assert_eq!(
            labels(&Axis::linear(1e-10, 1e-9)),
            ["0", "2·10⁻¹⁰", "4·10⁻¹⁰", "6·10⁻¹⁰", "8·10⁻¹⁰", "1·10⁻⁹"]
        );
    }

    #[test]
    fn an_exact_axis_has_its_ticks_within_its_ends() {
        let axis = Axis::exact(0.0, 10_000.0);
        assert_eq!(
            labels(&axis),
            ["0", "2000", "4000", "6000", "8000", "10000"]
        );
        let axis = Axis::exact(1.0, 20.0);
        assert_eq!(labels(&axis), ["5", "10", "15", "20"]);
        assert_eq!(axis.share(1.0), 0.0);
        assert_eq!(axis.share(20.0), 1.0);
        assert_eq!(Axis::exact(3.0, 3.0).share(3.0), 0.0);
    }

    #[test]
    fn a_logarithmic_axis_has_powers_of_ten() {
        let axis = Axis::logarithmic(2e-4, 3.0);
        assert_eq!(labels(&axis), ["10⁻³", "10⁻²", "10⁻¹", "1"]);
        // The middle of the axis is the geometric mean of its ends; both
        // logarithms are rounded.
        let mean = (2e-4_f64 * 0.8 * 3.0 * 1.25).sqrt();
        assert!((axis.share(mean) - 0.5).abs() < 1e-14);
        let wide = Axis::logarithmic(1e-16, 1.0);
        assert!((4..=7).contains(&wide.ticks().len()));
        assert_eq!(labels(&Axis::logarithmic(0.3, 1.2)), ["0.5", "1"]);
        assert_eq!(labels(&Axis::logarithmic(1.1, 1.2)), ["1.0", "1.2", "1.4"]);
        assert!(Axis::logarithmic(5e-324, 5e-324).share(5e-324).is_finite());
    }
}
