//! The lines on which a function of two variables has a value.

use std::collections::BTreeMap;

use crate::axis::round_numbers;
use crate::bends::straightened;
use crate::number::{extent, length};
use crate::svg::{Point, tenths, units};

/// The nodes on a side of the grid on which a function is sampled.
const NODES: usize = 61;
/// How often the way between two nodes is halved in search of a level: until
/// what is left cannot be seen.
const HALVINGS: usize = 20;
/// The most levels that are chosen.
const LEVELS: usize = 8;

/// A function on the nodes of a grid, row after row from below.
pub(super) struct Samples {
    x_range: (f64, f64),
    y_range: (f64, f64),
    values: Vec<f64>,
}

/// A side of a triangle, by the nodes at its ends.
type Side = (usize, usize);

impl Samples {
    /// The function on a rectangle, if both are finite.
    pub(super) fn of(
        field: &dyn Fn(f64, f64) -> f64,
        x_range: (f64, f64),
        y_range: (f64, f64),
    ) -> Option<Self> {
        let mut samples = Self { x_range, y_range, values: Vec::new() };
        for node in 0..NODES * NODES {
            let (x, y) = samples.place(node);
            samples.values.push(field(x, y));
        }
        let are_finite = samples.values.iter().all(|x| x.is_finite());
        let is_rectangle = x_range.0 < x_range.1 && y_range.0 < y_range.1;
        (are_finite && is_rectangle).then_some(samples)
    }

    /// Round numbers between the least and the largest value.
    pub(super) fn round_levels(&self) -> Vec<f64> {
        let ends = extent(self.values.iter().copied());
        ends.map_or_else(Vec::new, |(min, max)| round_numbers(min, max, LEVELS))
    }

    fn place(&self, node: usize) -> Point {
        let at = |(from, to): (f64, f64), i: usize| {
            from + (to - from) * length(i) / length(NODES - 1)
        };
        (at(self.x_range, node % NODES), at(self.y_range, node / NODES))
    }
}

/// The lines on which a function has a value, each by its points where it is
/// drawn. Closed ones end where they begin.
pub(super) fn contours(
    field: &dyn Fn(f64, f64) -> f64,
    samples: &Samples,
    level: f64,
    place: impl Fn(Point) -> Point,
) -> Vec<Vec<Point>> {
    let point =
        |side: &Side| tenths(place(crossing(field, samples, level, *side)));
    let lines = chained(links(samples, level)).into_iter().map(|sides| {
        let line: Vec<_> = sides.iter().map(point).collect();
        straightened(&line).into_iter().map(units).collect()
    });
    lines.collect()
}

/// For each side that the level crosses, those to which a triangle joins it.
fn links(samples: &Samples, level: f64) -> BTreeMap<Side, Vec<Side>> {
    let mut links: BTreeMap<Side, Vec<Side>> = BTreeMap::new();
    for (row, column) in ndarray::indices((NODES - 1, NODES - 1)) {
        let node = row * NODES + column;
        let opposite = node + NODES + 1;
        for other in [node + 1, node + NODES] {
            // The smaller node of each side first.
            let sides = [(node, other), (other, opposite), (node, opposite)];
            let is_above = |node: usize| level < samples.values[node];
            let crossed: Vec<_> = sides
                .into_iter()
                .filter(|&(a, b)| is_above(a) != is_above(b))
                .collect();
            if let [one, other] = crossed[..] {
                links.entry(one).or_default().push(other);
                links.entry(other).or_default().push(one);
            }
        }
    }
    links
}

/// Sides in the order in which a line crosses them.
fn chained(mut links: BTreeMap<Side, Vec<Side>>) -> Vec<Vec<Side>> {
    let is_end = |side: &&Side| links[side].len() == 1;
    // A line that ends at the border begins there; all others are closed.
    let ends = links.keys().filter(is_end);
    let starts: Vec<_> = ends.chain(links.keys()).copied().collect();
    let mut follow = |from: Side| {
        let next = links.get_mut(&from)?.pop()?;
        let back = links.get_mut(&next)?;
        back.retain(|side| *side != from);
        Some(next)
    };
    let mut lines = Vec::new();
    for start in starts {
        let mut line = vec![start];
        while let Some(next) = line.last().and_then(|&last| follow(last)) {
            line.push(next);
        }
        if 1 < line.len() {
            lines.push(line);
        }
    }
    lines
}

/// Where the function passes the level between two nodes. Only this is exact
/// where the function has a bend, as that of a ReLU has.
fn crossing(
    field: &dyn Fn(f64, f64) -> f64,
    samples: &Samples,
    level: f64,
    (a, b): Side,
) -> Point {
    let (mut a, mut b) = (samples.place(a), samples.place(b));
    let starts_above = level < field(a.0, a.1);
    for _ in 0..HALVINGS {
        let middle = (0.5 * (a.0 + b.0), 0.5 * (a.1 + b.1));
        if (level < field(middle.0, middle.1)) == starts_above {
            a = middle;
        } else {
            b = middle;
        }
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: (f64, f64) = (-2.0, 2.0);

    fn lines(field: &dyn Fn(f64, f64) -> f64, level: f64) -> Vec<Vec<Point>> {
        let samples = Samples::of(field, RANGE, RANGE).unwrap();
        contours(field, &samples, level, |(x, y)| (100.0 * x, 100.0 * y))
    }

    #[test]
    fn the_contour_of_a_bowl_is_a_circle() {
        let lines = lines(&|x, y| x * x + y * y, 1.0);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        for (x, y) in &lines[0] {
            // Points are rounded to tenths of a unit across and down.
            let radius = (x * x + y * y).sqrt();
            assert!((radius - 100.0).abs() <= 0.1, "{radius}");
        }
    }

    #[test]
    fn a_contour_where_the_function_has_a_bend_is_straight() {
        let lines =
            lines(&|x, y| if x < y { 0.0 } else { (x - y) * (x - y) }, 0.0);
        assert_eq!(lines, [[(-200.0, -200.0), (200.0, 200.0)]]);
    }

    #[test]
    fn levels_are_round_numbers_between_the_values() {
        let samples = Samples::of(&|x, _| x, RANGE, RANGE).unwrap();
        let levels = samples.round_levels();
        assert_eq!(levels, [-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0]);
        assert!(Samples::of(&|x, _| 1.0 / x, RANGE, RANGE).is_none());
    }
}
