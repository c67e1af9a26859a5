//! Axes: what a caller asks for, where a value stands, and the ticks.

use std::ops::Range;

use plotters::coord::ranged1d::{
    KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter,
};

use crate::number::{
    extent, largest, length, log10, minus, power, power_of_ten, scientific,
};
use crate::text::{LINE, text_width};

/// The most steps between the ticks of an axis.
const STEPS: usize = 6;

/// The part of an axis below its powers of ten, where 0 has a line of its own.
const ZERO: f64 = 0.1;

/// An axis as it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        Self { name: name.to_owned(), ..Self::default() }
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
    pub(crate) fn has_place_for(&self, x: f64) -> bool {
        let is_above_0 = 0.0 < x || (self.shows_zero && x == 0.0);
        x.is_finite() && (!self.is_logarithmic || is_above_0)
    }
}

/// Which way an axis goes, and how it is scaled to the numbers that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the right, from the first to the last number.
    Across,
    /// Upward, from the first to the last number.
    Up,
    /// Upward, with some room around the numbers; a linear axis shows 0 and
    /// ends in ticks.
    UpWithRoom,
}

/// An axis with a beginning, an end and ticks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ruler {
    pub(crate) axis: Axis,
    pub(crate) from: f64,
    to: f64,
    /// Whether 0 has a line of its own before the powers of ten.
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
        values: &[f64],
        direction: Direction,
        room: f64,
    ) -> Self {
        let is_shown = |x: &f64| !axis.is_logarithmic || 0.0 < *x;
        let has_zero = !values.iter().all(is_shown);
        let shown = values.iter().copied().filter(is_shown);
        let (min, max) = extent(shown).unwrap_or((1.0, 1.0));
        let (from, to) = match (direction, axis.is_logarithmic) {
            (Direction::UpWithRoom, true) => with_margin(min, max),
            (Direction::UpWithRoom, false) => from_tick_to_tick(min, max),
            _ if min < max => (min, max),
            _ => (min, min + if min == 0.0 { 1.0 } else { min.abs() }),
        };
        let (axis, ticks) = (axis.clone(), Vec::new());
        let mut ruler = Self { axis, from, to, has_zero, ticks };
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
            if ruler.has_room(direction, room) {
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

    /// Whether no label of a tick collides with the next.
    fn has_room(&self, direction: Direction, room: f64) -> bool {
        let size = |tick: &Tick| match direction {
            Direction::Across => text_width(&tick.label) + 8.0,
            Direction::Up | Direction::UpWithRoom => LINE,
        };
        self.ticks.windows(2).all(|pair| {
            let [a, b] = [0, 1].map(|i| self.fraction(pair[i].value));
            0.5 * (size(&pair[0]) + size(&pair[1])) <= room * (b - a).abs()
        })
    }

    /// The width of the widest label.
    pub(crate) fn label_width(&self) -> f64 {
        largest(self.ticks.iter().map(|tick| text_width(&tick.label)))
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

fn from_tick_to_tick(min: f64, max: f64) -> (f64, f64) {
    let min = if min < 0.0 { min } else { 0.0 };
    let max = if 0.0 < max { max } else { 0.0 };
    let (size, _) = step(if min < max { max - min } else { 1.0 }, STEPS);
    let to = if min < max { (max / size).ceil() * size } else { 1.0 };
    ((min / size).floor() * size, to)
}

fn with_margin(min: f64, max: f64) -> (f64, f64) {
    // The smallest floats are rounded to 0 or back to themselves, and the
    // largest ones would become infinite.
    let from = if 0.0 < 0.8 * min { 0.8 * min } else { min };
    let to = if (1.25 * max).is_finite() { 1.25 * max } else { max };
    if from < to { (from, to) } else { (from, 2.0 * from) }
}

/// 1, 2 or 5 times a power of ten, and the power's exponent: the smallest of
/// which a span holds no more than so many.
fn step(span: f64, steps: usize) -> (f64, i32) {
    let mut sizes = (-322..=308).flat_map(|exponent| {
        [1.0, 2.0, 5.0].map(|digit| (digit * power(exponent), exponent))
    });
    sizes.find(|(size, _)| span <= size * length(steps)).unwrap_or((span, 308))
}

/// Round numbers within a range, with at most so many steps between them.
pub(crate) fn round_numbers(from: f64, to: f64, steps: usize) -> Vec<f64> {
    linear_ticks(from, to, steps).iter().map(|tick| tick.value).collect()
}

/// Multiples of a step.
fn linear_ticks(from: f64, to: f64, steps: usize) -> Vec<Tick> {
    let (size, exponent) = step(to - from, steps);
    let mut ticks = Vec::new();
    let mut count = (from / size - 0.001).ceil();
    // What rounding adds to the last tick does not push it off the axis.
    while count * size <= to + 0.001 * size {
        let value = count * size;
        ticks.push(Tick { value, label: linear_label(value, exponent) });
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
    let ticks = |digits: &[f64]| -> Vec<(i32, Tick)> {
        let all = (-323..=308).flat_map(|exponent| {
            digits.iter().map(move |digit| (exponent, digit * power(exponent)))
        });
        // What rounding adds to an end does not push a tick off the axis.
        let (from, to) = (from * (1.0 - 1e-9), to * (1.0 + 1e-9));
        all.filter(|(_, value)| from <= *value && *value <= to)
            .map(|(exponent, value)| {
                let label = match digits {
                    [_] => power_of_ten(exponent),
                    _ => linear_label(value, exponent),
                };
                (exponent, Tick { value, label })
            })
            .collect()
    };
    let mut powers = ticks(&[1.0]);
    if let [(first, _), .., (last, _)] = powers[..] {
        let steps = i32::try_from(steps).unwrap_or(1);
        // Multiples of what is between them, so that 1 is among them.
        let apart = (last - first + steps - 1) / steps;
        powers.retain(|(exponent, _)| exponent % apart == 0);
        return powers.into_iter().map(|(_, tick)| tick).collect();
    }
    match ticks(&[1.0, 2.0, 5.0]) {
        few if few.len() < 2 => linear_ticks(from, to, steps),
        all => all.into_iter().map(|(_, tick)| tick).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis, values: &[f64], direction: Direction) -> String {
        let ruler = Ruler::new(axis, values, direction, 300.0);
        let labels = ruler.ticks.iter().map(|tick| tick.label.as_str());
        labels.collect::<Vec<_>>().join(" ")
    }

    fn linear(values: &[f64], direction: Direction) -> String {
        labels(&Axis::linear(""), values, direction)
    }

    fn logarithmic(values: &[f64]) -> String {
        labels(&Axis::logarithmic(""), values, Direction::UpWithRoom)
    }

    #[test]
    fn a_linear_axis_upward_begins_at_0_and_ends_in_a_tick() {
        let up = |values: &[f64]| linear(values, Direction::UpWithRoom);
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
        let across = |values: &[f64]| linear(values, Direction::Across);
        assert_eq!(across(&[1.0, 20.0]), "5 10 15 20");
        // Six labels of five digits would collide.
        assert_eq!(across(&[0.0, 10_000.0]), "0 2000 4000 6000 8000 10000");
        assert_eq!(across(&[0.0, 1e6]), "0 500000 1000000");
        assert_eq!(across(&[3.0]), "3.0 3.5 4.0 4.5 5.0 5.5 6.0");
    }

    #[test]
    fn a_logarithmic_axis_has_powers_of_ten_and_1_among_them() {
        assert_eq!(logarithmic(&[2e-4, 3.0]), "10⁻³ 10⁻² 10⁻¹ 1");
        assert_eq!(logarithmic(&[3e-17, 2.5]), "10⁻¹⁵ 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1");
        assert_eq!(logarithmic(&[0.3, 1.2]), "0.5 1");
        assert_eq!(logarithmic(&[1.1, 1.2]), "1.0 1.2 1.4");
    }

    #[test]
    fn values_stand_in_proportion_or_in_that_of_their_logarithms() {
        let across = Direction::Across;
        let ruler = |axis: Axis, values| Ruler::new(&axis, values, across, 1.0);
        let linear = ruler(Axis::linear(""), &[1.0, 5.0]);
        assert_eq!(
            [1.0, 2.0, 5.0].map(|x| linear.fraction(x)),
            [0.0, 0.25, 1.0]
        );
        let axis = Axis::logarithmic("").reversed();
        let reversed = ruler(axis, &[1e-4, 1.0]);
        assert_eq!([1.0, 1e-4].map(|x| reversed.fraction(x)), [0.0, 1.0]);
        // Logarithms of about 5 are rounded, and so is their quotient.
        assert!((reversed.fraction(0.01) - 0.5).abs() < 1e-15);
        let tiny = ruler(Axis::logarithmic(""), &[5e-324]);
        assert!(tiny.fraction(5e-324).is_finite());
    }

    #[test]
    fn a_logarithmic_axis_has_a_place_for_0_only_if_asked_and_needed() {
        let axis = Axis::logarithmic("");
        assert!(!axis.has_place_for(0.0) && !axis.has_place_for(-1.0));
        assert!(!axis.has_place_for(f64::INFINITY));
        let axis = axis.with_zero();
        assert!(axis.has_place_for(0.0) && !axis.has_place_for(f64::NAN));
        let values = [0.0, 0.5, 1.0];
        let ruler = Ruler::new(&axis, &values, Direction::Across, 100.0);
        assert_eq!(ruler.fraction(0.0), 0.0);
        assert_eq!(ruler.fraction(0.5), ZERO);
        assert_eq!(ruler.ticks[0].label, "0");
    }
}
