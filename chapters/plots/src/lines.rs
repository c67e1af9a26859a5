//! Lines and rings that are put together from their sides.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::{direction, distance};
use crate::svg::units;

/// A corner, in tenths of a unit.
pub(crate) type Vertex = (i32, i32);

/// How far a corner may be from the straight line that is drawn in its place.
const TOLERANCE: f64 = 0.3;

/// The triangles of a grid: two in each cell, all the same way round, each by
/// the row and the column of its corners.
pub(crate) fn triangles(
    rows: usize, columns: usize,
) -> impl Iterator<Item = [(usize, usize); 3]> {
    let cells = ndarray::indices((rows - 1, columns - 1)).into_iter();
    cells.flat_map(|(row, column)| {
        let [right, below] = [(row, column + 1), (row + 1, column)];
        let opposite = (row + 1, column + 1);
        [[(row, column), right, below], [right, opposite, below]]
    })
}

/// Directed sides: for each corner, those to which sides lead from it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sides(BTreeMap<Vertex, Vec<Vertex>>);

impl Sides {
    /// Adds a side. The one that two polygons share runs in both directions if
    /// they run the same way round, and vanishes.
    pub(crate) fn add(&mut self, from: Vertex, to: Vertex) {
        if from == to {
            return;
        }
        let back = self.0.entry(to).or_default();
        match back.iter().position(|&vertex| vertex == from) {
            Some(shared) => {
                back.swap_remove(shared);
            }
            None => self.0.entry(from).or_default().push(to),
        }
    }

    /// The sides, chained to lines. A closed one ends where it begins.
    pub(crate) fn chained(mut self) -> Vec<Vec<Vertex>> {
        let ends: BTreeSet<_> = self.0.values().flatten().copied().collect();
        // A line that is not closed begins where no side ends.
        let mut starts: Vec<_> = self.0.keys().copied().collect();
        starts.sort_by_key(|vertex| ends.contains(vertex));
        let mut lines = Vec::new();
        for start in starts {
            while let Some(mut at) = self.step(start) {
                let mut line = vec![start, at];
                while at != start
                    && let Some(next) = self.step(at)
                {
                    line.push(next);
                    at = next;
                }
                lines.push(line);
            }
        }
        lines
    }

    fn step(&mut self, from: Vertex) -> Option<Vertex> {
        self.0.get_mut(&from).and_then(Vec::pop)
    }
}

/// The corners that bend rings. Rings that share a border lose the same of its
/// corners if they keep these alone, so that no gap appears between them.
pub(crate) fn bends(rings: &[&Vec<Vertex>]) -> BTreeSet<Vertex> {
    let mut neighbours: BTreeMap<Vertex, BTreeSet<Vertex>> = BTreeMap::new();
    for side in rings.iter().flat_map(|ring| ring.windows(2)) {
        neighbours.entry(side[0]).or_default().insert(side[1]);
        neighbours.entry(side[1]).or_default().insert(side[0]);
    }
    let is_junction = |vertex: &Vertex| neighbours[vertex].len() != 2;
    let mut kept = BTreeSet::new();
    for ring in rings {
        keep_bends(ring, &is_junction, &mut kept);
    }
    kept
}

/// Keeps the ends of a line, the corners at which borders meet, and as many
/// others as the tolerance asks for: the method of Douglas and Peucker.
fn keep_bends(
    line: &[Vertex], is_junction: &impl Fn(&Vertex) -> bool,
    kept: &mut BTreeSet<Vertex>,
) {
    let [first, inner @ .., last] = line else { return };
    kept.extend([first, last]);
    let (from, to) = (units(*first), units(*last));
    let along = direction(from, to);
    let distances = inner.iter().map(|vertex| {
        let at = units(*vertex);
        let (right, down) = (at.0 - from.0, at.1 - from.1);
        match (is_junction(vertex), first == last) {
            (true, _) => f64::INFINITY,
            (false, true) => distance(at, from),
            (false, false) => (right * along.1 - down * along.0).abs(),
        }
    });
    let farthest =
        (1..).zip(distances).reduce(|a, b| if a.1 < b.1 { b } else { a });
    if let Some((bend, _)) = farthest.filter(|(_, far)| TOLERANCE < *far) {
        keep_bends(&line[..=bend], is_junction, kept);
        keep_bends(&line[bend..], is_junction, kept);
    }
}

/// Twice the area within a ring: below 0 for that of a hole.
pub(crate) fn doubled_area(ring: &[Vertex]) -> f64 {
    let sides = ring.windows(2).map(|side| {
        let [(a, b), (c, d)] = [side[0], side[1]];
        f64::from(a) * f64::from(d) - f64::from(b) * f64::from(c)
    });
    sides.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sides of squares of side 1 to the right of and below corners.
    fn sides_of(corners: impl IntoIterator<Item = Vertex>) -> Sides {
        let mut sides = Sides::default();
        for (x, y) in corners {
            let cell = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            for i in 0..4 {
                sides.add(cell[i], cell[(i + 1) % 4]);
            }
        }
        sides
    }

    #[test]
    fn shared_sides_vanish() {
        let rings = sides_of([(0, 0), (1, 0)]).chained();
        let ring = [(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1), (0, 0)];
        assert_eq!(rings, [ring]);
        assert_eq!(doubled_area(&rings[0]), 4.0);
    }

    #[test]
    fn a_hole_is_a_ring_of_its_own_that_runs_the_other_way_round() {
        let cells = (0..9).map(|i| (i % 3, i / 3)).filter(|&at| at != (1, 1));
        let rings = sides_of(cells).chained();
        assert_eq!(rings.len(), 2);
        assert_eq!(rings[1], [(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]);
        let areas: Vec<_> = rings.iter().map(|r| doubled_area(r)).collect();
        assert_eq!(areas, [18.0, -2.0]);
    }

    #[test]
    fn a_line_that_is_not_closed_has_two_ends() {
        let mut sides = Sides::default();
        for (from, to) in [(5, 1), (1, 9), (7, 5)] {
            sides.add((from, 0), (to, 0));
        }
        assert_eq!(sides.chained(), [[(7, 0), (5, 0), (1, 0), (9, 0)]]);
    }

    #[test]
    fn corners_that_hardly_bend_a_border_are_dropped_on_both_of_its_sides() {
        let border = [(0, 0), (10, 2), (20, 0), (30, 9), (40, 0), (50, 0)];
        let mut one = [(50, -50), (0, -50)].to_vec();
        one.extend(border);
        one.push(one[0]);
        let mut other: Vec<_> = border.iter().rev().copied().collect();
        other.extend([(0, 50), (50, 50), (50, 0)]);
        let kept = bends(&[&one, &other]);
        let dropped = border.iter().filter(|vertex| !kept.contains(vertex));
        assert_eq!(dropped.collect::<Vec<_>>(), [&(10, 2)]);
        // All else is a corner, or a place where three borders meet.
        assert_eq!(kept.len(), border.len() - 1 + 4);
    }
}
