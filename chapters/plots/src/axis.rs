//! Axes: what a caller asks for, where a value stands, and the ticks.

use std::ops::Range;

use plotters::coord::ranged1d::{
    KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter,
};

use crate::number::{
    extent, length, log10, minus, power, power_of_ten, scientific,
};
use crate::text::{LINE, text_width};

/// The most steps between the ticks of an axis.
const STEPS: usize = 6;

/// The part of an axis below its powers of ten, where 0 has a line of its own.
const ZERO: f64 = 0.1;

/// An axis as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    pub(crate) name: String,
    pub(crate) is_logarithmic: bool,
    is_reversed: bool,
    shows_zero: bool,
}

impl Axis {
    /// A linear axis with this name. Where it goes upward, it shows 0.
    #[must_use]
    pub fn linear(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            is_logarithmic: false,
            is_reversed: false,
            shows_zero: false,
        }
    }

    /// An axis of powers of ten, which has a place for numbers above 0 only.
    #[must_use]
    pub fn logarithmic(name: &str) -> Self {
        Self { is_logarithmic: true, ..Self::linear(name) }
    }

    /// The axis, from its largest number to its smallest.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { is_reversed: true, ..self }
    }

    /// The logarithmic axis, with a place for 0 before its powers of ten.
    #[must_use]
    pub fn with_zero(self) -> Self {
        Self { shows_zero: true, ..self }
    }

    /// Whether the axis has a place for a number.
    pub(crate) fn has_place_for(&self, value: f64) -> bool {
        let is_in_range = !self.is_logarithmic
            || 0.0 < value
            || (self.shows_zero && value == 0.0);
        value.is_finite() && is_in_range
    }
}

/// How an axis is scaled to the numbers that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It begins and ends with them.
    Exact,
    /// It has some room around them; a linear one shows 0 and ends in ticks.
    Roomy,
}

/// The direction in which the labels of ticks could collide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Across,
    Up,
}

/// An axis with a beginning, an end and ticks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruler {
    pub(crate) axis: Axis,
    from: f64,
    to: f64,
    has_zero: bool,
    pub(crate) ticks: Vec<Tick>,
}

/// A value that is marked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tick {
    pub(crate) value: f64,
    pub(crate) label: String,
}

impl Ruler {
    /// The axis, scaled to values that it has a place for, with as many ticks
    /// as have room for their labels on so many units.
    pub(crate) fn new(
        axis: &Axis,
        values: impl IntoIterator<Item = f64> + Clone,
        fit: Fit,
        direction: Direction,
        room: f64,
    ) -> Self {
        let above_0 = |x: &f64| !axis.is_logarithmic || 0.0 < *x;
        let has_zero = !values.clone().into_iter().all(|x| above_0(&x));
        let shown = values.into_iter().filter(above_0);
        let (min, max) = extent(shown).unwrap_or((1.0, 1.0));
        let (from, to) = match (axis.is_logarithmic, fit) {
            (_, Fit::Exact) => widened(min, max),
            (false, Fit::Roomy) => from_tick_to_tick(min, max),
            (true, Fit::Roomy) => with_margin(min, max),
        };
        let axis = axis.clone();
        let ticks = Vec::new();
        let mut ruler = Self { axis, from, to, has_zero, ticks };
        let fits = |ruler: &Self| 0.0 <= ruler.gap(direction, room);
        for steps in (1..=STEPS).rev() {
            ruler.ticks = if ruler.axis.is_logarithmic {
                logarithmic_ticks(from, to, steps)
            } else {
                linear_ticks(from, to, steps)
            };
            if has_zero {
                let label = "0".to_owned();
                ruler.ticks.insert(0, Tick { value: 0.0, label });
            }
            if fits(&ruler) {
                break;
            }
        }
        ruler
    }

    /// Where a value stands: 0 at the beginning of the axis, 1 at its end.
    pub(crate) fn fraction(&self, value: f64) -> f64 {
        let place = if !self.axis.is_logarithmic {
            (value - self.from) / (self.to - self.from)
        } else if value <= 0.0 {
            0.0
        } else {
            // Logarithms of quotients would overflow where the values do not.
            let (from, to) = (log10(self.from), log10(self.to));
            let place = (log10(value) - from) / (to - from);
            if self.has_zero { ZERO + (1.0 - ZERO) * place } else { place }
        };
        if self.axis.is_reversed { 1.0 - place } else { place }
    }

    /// The least room between the labels of two ticks.
    fn gap(&self, direction: Direction, room: f64) -> f64 {
        let size = |tick: &Tick| match direction {
            Direction::Across => text_width(&tick.label) + 8.0,
            Direction::Up => LINE,
        };
        let gap = |pair: &[Tick]| {
            let [a, b] = [0, 1].map(|i| self.fraction(pair[i].value));
            room * (b - a).abs() - 0.5 * (size(&pair[0]) + size(&pair[1]))
        };
        let gaps = self.ticks.windows(2).map(gap);
        extent(gaps).map_or(0.0, |(min, _)| min)
    }

    /// The width of the widest label.
    pub(crate) fn label_width(&self) -> f64 {
        let widths = self.ticks.iter().map(|tick| text_width(&tick.label));
        extent(widths).map_or(0.0, |(_, max)| max)
    }
}

/// Plotters' own logarithmic scale would ask the platform for logarithms, and
/// its last digit could decide where a point is drawn.
impl Ranged for Ruler {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast saturates, and no picture is that large"
    )]
    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        from + (self.fraction(*value) * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|tick| tick.value).collect()
    }

    fn range(&self) -> Range<f64> {
        self.from..self.to
    }
}

impl ValueFormatter<f64> for Ruler {
    fn format_ext(&self, value: &f64) -> String {
        let tick = self.ticks.iter().find(|tick| tick.value == *value);
        tick.map(|tick| tick.label.clone()).unwrap_or_default()
    }
}

/// The same ends, or some around a single number.
fn widened(min: f64, max: f64) -> (f64, f64) {
    if min < max { (min, max) } else { (min, min + magnitude(min)) }
}

fn magnitude(x: f64) -> f64 {
    if x == 0.0 { 1.0 } else { x.abs() }
}

fn from_tick_to_tick(min: f64, max: f64) -> (f64, f64) {
    let min = if min < 0.0 { min } else { 0.0 };
    let max = if 0.0 < max || min < 0.0 { max } else { 1.0 };
    let max = if 0.0 < max { max } else { 0.0 };
    let step = Step::of(max - min, STEPS).size();
    ((min / step).floor() * step, (max / step).ceil() * step)
}

fn with_margin(min: f64, max: f64) -> (f64, f64) {
    // The smallest floats are rounded to 0 or back to themselves, and the
    // largest ones would become infinite.
    let from = if 0.0 < 0.8 * min { 0.8 * min } else { min };
    let to = if (1.25 * max).is_finite() { 1.25 * max } else { max };
    if from < to { (from, to) } else { (from, 2.0 * from) }
}

/// A distance between ticks: 1, 2 or 5 times a power of ten.
struct Step {
    digit: f64,
    exponent: i32,
}

impl Step {
    /// The smallest of which a span holds no more than so many.
    fn of(span: f64, steps: usize) -> Self {
        let fits = |step: &Self| span <= step.size() * length(steps);
        let mut exponents = -320..=308;
        let exponent = exponents
            .find(|&exponent| fits(&Self { digit: 10.0, exponent }))
            .unwrap_or(308);
        let digits = [1.0, 2.0, 5.0, 10.0];
        let steps = digits.map(|digit| Self { digit, exponent });
        let step = steps.into_iter().find(fits);
        match step {
            Some(step) if step.digit < 10.0 => step,
            _ => Self { digit: 1.0, exponent: exponent + 1 },
        }
    }

    fn size(&self) -> f64 {
        self.digit * power(self.exponent)
    }
}

/// Round numbers within a range, with at most so many steps between them.
pub(crate) fn round_numbers(from: f64, to: f64, steps: usize) -> Vec<f64> {
    linear_ticks(from, to, steps).iter().map(|tick| tick.value).collect()
}

/// Multiples of a step.
fn linear_ticks(from: f64, to: f64, steps: usize) -> Vec<Tick> {
    let step = Step::of(to - from, steps);
    let size = step.size();
    let mut ticks = Vec::new();
    let mut count = (from / size - 0.001).ceil();
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
        "0".to_owned()
    } else if (-4..6).contains(&exponent) {
        let digits = usize::try_from(-exponent).unwrap_or(0);
        minus(&format!("{value:.digits$}"))
    } else {
        scientific(value)
    }
}

/// Powers of ten; where there are too few of them, twice and five times as
/// much as well; and where even these are too few, the ticks of a linear axis.
fn logarithmic_ticks(from: f64, to: f64, steps: usize) -> Vec<Tick> {
    let exponents = (-323..=308).filter(|&exponent| {
        let power = power(exponent);
        from * 0.999_999 <= power && power <= to * 1.000_001
    });
    let exponents: Vec<i32> = exponents.collect();
    if let [first, .., last] = exponents[..] {
        // Multiples of the distance between them, so that 1 is among them.
        let apart = (last - first)
            .unsigned_abs()
            .div_ceil(u32::try_from(steps).unwrap_or(1))
            .cast_signed();
        let is_multiple = |exponent: &&i32| **exponent % apart == 0;
        let ticks = exponents.iter().filter(is_multiple).map(|&exponent| {
            let label = power_of_ten(exponent);
            Tick { value: power(exponent), label }
        });
        return ticks.collect();
    }
    let mut ticks = Vec::new();
    for exponent in -323..=308 {
        for digit in [1.0, 2.0, 5.0] {
            let value = digit * power(exponent);
            if from <= value && value <= to {
                let label = linear_label(value, exponent);
                ticks.push(Tick { value, label });
            }
        }
    }
    if ticks.len() < 2 { linear_ticks(from, to, steps) } else { ticks }
}
