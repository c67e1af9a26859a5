//! Axes: what a caller asks for, and the scale with its ticks.

use std::ops::Range;

use plotters::coord::ranged1d::{
    KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter,
};
use plotters::coord::types::RangedCoordf64;

use crate::geometry::{LINE, text_width};
use crate::number::{
    NP, extent, largest, length, minus, power, power_of_ten, scientific,
};
use crate::svg::tenths;

/// The most steps between the ticks of an axis.
const STEPS: usize = 6;
/// The least distance between two labels beside each other.
const GAP: f64 = 6.0;

/// An axis as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// Its name.
    pub name: String,
    /// Whether it has powers of ten, and a place for numbers above 0 only.
    pub is_logarithmic: bool,
    /// Whether it goes from its largest number to its smallest.
    pub is_reversed: bool,
    /// Whether a logarithmic one has a place for 0, too, where it begins.
    pub shows_zero: bool,
}

impl Axis {
    /// A linear axis with this name. Where it goes upward, it shows 0.
    pub fn linear(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// An axis of powers of ten, which has a place for numbers above 0 only.
    pub fn logarithmic(name: &str) -> Self {
        Self { is_logarithmic: true, ..Self::linear(name) }
    }

    /// Whether the axis has a place for a number.
    pub(crate) fn has_place_for(&self, x: f64) -> bool {
        let is_above_0 = 0.0 < x || (self.shows_zero && x == 0.0);
        x.is_finite() && (!self.is_logarithmic || is_above_0)
    }
}

/// A value that is marked, and its label.
type Tick = (f64, String);

/// An axis with a beginning, an end and ticks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) axis: Axis,
    range: Range<f64>,
    ticks: Vec<Tick>,
}

impl Scale {
    /// A linear one without a name and ticks.
    pub(crate) fn linear(range: Range<f64>) -> Self {
        Self { axis: Axis::default(), range, ticks: Vec::new() }
    }

    /// The axis, scaled to values that it has a place for, with as many ticks
    /// as have room for their labels on so many units. A logarithmic one ends
    /// in round numbers; an upright linear one shows 0 and ends in ticks.
    pub(crate) fn new(
        axis: &Axis, values: &[f64], is_upright: bool, room: f64,
    ) -> Self {
        let is_zero = |x: &f64| axis.is_logarithmic && *x == 0.0;
        let shown = values.iter().copied().filter(|x| !is_zero(x));
        let (min, max) = extent(shown).unwrap_or((1.0, 1.0));
        let (from, to) = match (is_upright, axis.is_logarithmic) {
            (_, true) => round_ends(min, max),
            (true, false) => from_tick_to_tick(min, max),
            _ if min < max => (min, max),
            _ => (min, min + if min == 0.0 { 1.0 } else { min.abs() }),
        };
        let has_zero = values.iter().any(is_zero);
        let start = if has_zero { place_of_zero(from, to) } else { from };
        let range = if axis.is_reversed { to..start } else { start..to };
        let with_steps = |steps| {
            let mut ticks = if axis.is_logarithmic {
                logarithmic_ticks(from, to, steps)
            } else {
                linear_ticks(from, to, steps)
            };
            if has_zero {
                ticks.insert(0, (0.0, "0".to_owned()));
            }
            Self { axis: axis.clone(), range: range.clone(), ticks }
        };
        let mut scales = (2..=STEPS).rev().map(with_steps);
        let fitting = scales.find(|scale| scale.has_room(is_upright, room));
        fitting.unwrap_or_else(|| with_steps(1))
    }

    /// Whether no label of a tick collides with the next.
    fn has_room(&self, is_upright: bool, room: f64) -> bool {
        let place = |tick: &Tick| self.map(&tick.0, (0, tenths(room)));
        let size = |tick: &Tick| {
            if is_upright { LINE } else { text_width(&tick.1) + GAP }
        };
        self.ticks.windows(2).all(|pair| {
            let sizes = 0.5 * (size(&pair[0]) + size(&pair[1]));
            tenths(sizes) <= (place(&pair[1]) - place(&pair[0])).abs()
        })
    }

    /// The width of the widest label.
    pub(crate) fn label_width(&self) -> f64 {
        largest(self.ticks.iter().map(|tick| text_width(&tick.1)))
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    /// In proportion, or in that of the logarithms. That of 0 is -∞, for which
    /// plotters takes the beginning.
    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let is_logarithmic = self.axis.is_logarithmic;
        let at = |x: f64| if is_logarithmic { NP.log(x) } else { x };
        let range = at(self.range.start)..at(self.range.end);
        RangedCoordf64::from(range).map(&at(*value), limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        let mut points: Vec<_> = self.ticks.iter().map(|tick| tick.0).collect();
        // Between two ticks there are no lighter ones.
        points.retain(|_| !hint.weight().allow_light_points());
        points
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

impl ValueFormatter<f64> for Scale {
    fn format_ext(&self, value: &f64) -> String {
        let tick = self.ticks.iter().find(|tick| tick.0 == *value);
        tick.map(|tick| tick.1.clone()).unwrap_or_default()
    }
}

/// Where 0 stands on a logarithmic axis: a tenth of its length before its
/// smallest number.
fn place_of_zero(from: f64, to: f64) -> f64 {
    let (log_from, log_to) = (NP.log(from), NP.log(to));
    let place = NP.exp(log_from - (log_to - log_from) / 9.0);
    if 0.0 < place { place } else { f64::from_bits(1) }
}

fn from_tick_to_tick(min: f64, max: f64) -> (f64, f64) {
    let (min, max) = extent([0.0, min, max]).unwrap_or_default();
    let max = if min < max { max } else { 1.0 };
    let (size, _) = step(max - min, STEPS);
    ((min / size).floor() * size, (max / size).ceil() * size)
}

/// The round numbers next to some values, below and above them.
fn round_ends(min: f64, max: f64) -> (f64, f64) {
    let rounds = || round_numbers(&[1.0, 2.0, 5.0]).map(|round| round.0);
    let from = rounds().take_while(|x| *x <= min).last().unwrap_or(min);
    let to = rounds().find(|x| max <= *x && from < *x).unwrap_or(max);
    (from, to)
}

/// Some digits times every power of ten, and its exponent.
fn round_numbers(digits: &[f64]) -> impl Iterator<Item = (f64, i32)> {
    let all = (-323..=308).flat_map(move |n| {
        digits.iter().map(move |digit| (digit * power(n), n))
    });
    all.filter(|(x, _)| x.is_finite())
}

/// The smallest of the round numbers of which a span holds no more than so
/// many, and its exponent. 25 is round, but 2.5 is not.
fn step(span: f64, steps: usize) -> (f64, i32) {
    let mut rounds = round_numbers(&[1.0, 2.0, 2.5, 5.0])
        .filter(|&(size, n)| 0 < n || size != 2.5 * power(n));
    let step = rounds.find(|(size, _)| span <= size * length(steps));
    step.unwrap_or((span, 308))
}

/// Multiples of a round number, with at most so many steps between them.
pub(crate) fn linear_ticks(from: f64, to: f64, steps: usize) -> Vec<Tick> {
    let (size, exponent) = step(to - from, steps);
    let first = (from / size - 0.001).ceil();
    let values = (0..).map(|i| (first + length(i)) * size);
    // What rounding adds to the last tick does not push it off the axis.
    let values = values.take_while(|value| *value <= to + 0.001 * size);
    values.map(|value| (value, linear_label(value, exponent))).collect()
}

/// A multiple of a power of ten, without the digits that rounding left.
fn linear_label(value: f64, exponent: i32) -> String {
    if value == 0.0 {
        "0".to_owned()
    } else if (-4..6).contains(&exponent) {
        let digits = usize::try_from(-exponent).unwrap_or(0);
        minus(&format!("{value:.digits$}"))
    } else {
        scientific(value)
    }
}

/// Round numbers, or powers of ten where those are too many.
fn logarithmic_ticks(from: f64, to: f64, steps: usize) -> Vec<Tick> {
    let rounds = round_numbers(&[1.0, 2.0, 5.0])
        .filter(|(x, _)| (from..=to).contains(x));
    let rounds: Vec<_> = rounds.collect();
    if rounds.len() <= steps + 1 {
        let ticks = rounds.into_iter();
        return ticks.map(|(x, n)| (x, linear_label(x, n))).collect();
    }
    let powers = rounds.iter().filter(|(x, n)| *x == power(*n));
    let powers: Vec<i32> = powers.map(|(_, n)| *n).collect();
    let span = powers[powers.len() - 1] - powers[0];
    let steps = i32::try_from(steps).unwrap_or(1);
    // Multiples of what is between them, so that 1 is among them.
    let apart = ((span + steps - 1) / steps).max(1);
    let powers = powers.iter().filter(|&n| n % apart == 0);
    powers.map(|&n| (power(n), power_of_ten(n))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis, values: &[f64], is_upright: bool) -> String {
        let scale = Scale::new(axis, values, is_upright, 300.0);
        let labels = scale.ticks.iter().map(|tick| tick.1.as_str());
        labels.collect::<Vec<_>>().join(" ")
    }

    fn linear(values: &[f64], is_upright: bool) -> String {
        labels(&Axis::linear(""), values, is_upright)
    }

    fn logarithmic(values: &[f64]) -> String {
        labels(&Axis::logarithmic(""), values, true)
    }

    #[test]
    fn a_linear_axis_upward_begins_at_0_and_ends_in_a_tick() {
        let up = |values: &[f64]| linear(values, true);
        assert_eq!(up(&[0.05, 1.0986]), "0 0.2 0.4 0.6 0.8 1.0 1.2");
        assert_eq!(up(&[0.0, 36.0]), "0 10 20 30 40");
        assert_eq!(up(&[-1.0, 1.0]), "−1.0 −0.5 0 0.5 1.0");
        assert_eq!(up(&[0.0]), "0 0.2 0.4 0.6 0.8 1.0");
        assert_eq!(
            up(&[1e-10, 1e-9]),
            "0 2·10⁻¹⁰ 4·10⁻¹⁰ 6·10⁻¹⁰ 8·10⁻¹⁰ 1·10⁻⁹"
        );
    }

    #[test]
    fn a_linear_axis_across_has_its_ticks_within_its_ends() {
        let across = |values: &[f64]| linear(values, false);
        assert_eq!(across(&[1.0, 20.0]), "5 10 15 20");
        // Six labels of five digits would collide.
        assert_eq!(across(&[0.0, 10_000.0]), "0 2000 4000 6000 8000 10000");
        let quarters = "0 250000 500000 750000 1000000";
        assert_eq!(across(&[0.0, 1e6]), quarters);
        assert_eq!(across(&[3.0]), "3.0 3.5 4.0 4.5 5.0 5.5 6.0");
    }

    #[test]
    fn a_logarithmic_axis_has_powers_of_ten_and_1_among_them() {
        assert_eq!(logarithmic(&[2e-4, 3.0]), "10⁻³ 10⁻² 10⁻¹ 1");
        assert_eq!(logarithmic(&[3e-17, 2.5]), "10⁻¹⁵ 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1");
        assert_eq!(logarithmic(&[0.3, 1.2]), "0.2 0.5 1 2");
        assert_eq!(logarithmic(&[1.1, 1.2]), "1 2");
    }

    #[test]
    fn values_stand_in_proportion_or_in_that_of_their_logarithms() {
        let place = |axis: Axis, ends: [f64; 2], values: [f64; 3]| {
            let scale = Scale::new(&axis, &ends, false, 1.0);
            values.map(|value| scale.map(&value, (0, 100)))
        };
        let linear = Axis::linear("");
        assert_eq!(place(linear, [1.0, 5.0], [1.0, 2.0, 5.0]), [0, 25, 100]);
        let axis = Axis::logarithmic("");
        let values = [1e-4, 1e-2, 1.0];
        assert_eq!(place(axis.clone(), [1e-4, 1.0], values), [0, 50, 100]);
        let reversed = Axis { is_reversed: true, ..axis.clone() };
        assert_eq!(place(reversed, [1e-4, 1.0], values), [100, 50, 0]);
        assert_eq!(place(axis, [5e-324; 2], [5e-324; 3]), [0; 3]);
    }

    #[test]
    fn a_logarithmic_axis_has_a_place_for_0_only_if_asked_and_needed() {
        let axis = Axis::logarithmic("");
        assert!(!axis.has_place_for(0.0) && !axis.has_place_for(-1.0));
        assert!(!axis.has_place_for(f64::INFINITY));
        let axis = Axis { shows_zero: true, ..axis };
        assert!(axis.has_place_for(0.0) && !axis.has_place_for(f64::NAN));
        let scale = Scale::new(&axis, &[0.0, 0.5, 1.0], false, 1.0);
        let place = |value| scale.map(&value, (0, 1000));
        assert_eq!([0.0, 0.5, 1.0].map(place), [0, 100, 1000]);
        assert_eq!(scale.ticks[0], (0.0, "0".to_owned()));
    }
}
