//! The outline of a region that is put together from polygons.

use std::collections::{BTreeMap, BTreeSet};

use crate::bends::{Vertex, straightened};

/// The sides of a region's polygons, but for those that two of them share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// For each corner, those to which sides lead from it.
    next: BTreeMap<Vertex, Vec<Vertex>>,
    /// Twice the area, a whole number.
    doubled_area: f64,
}

impl Outline {
    /// Adds a polygon. All run the same way round, so that the side which two
    /// polygons share runs in both directions, and vanishes.
    pub(crate) fn add(&mut self, polygon: &[Vertex]) {
        let nexts = polygon.iter().cycle().skip(1);
        for (&from, &to) in polygon.iter().zip(nexts) {
            let [x, y, to_x, to_y] =
                [from.0, from.1, to.0, to.1].map(f64::from);
            self.doubled_area += x * to_y - y * to_x;
            if from == to {
                continue;
            }
            let back = self.next.entry(to).or_default();
            match back.iter().position(|&vertex| vertex == from) {
                Some(shared) => {
                    back.swap_remove(shared);
                }
                None => self.next.entry(from).or_default().push(to),
            }
        }
    }

    /// The area, in tenths of a unit squared.
    pub(crate) fn area(&self) -> f64 {
        0.5 * self.doubled_area
    }

    /// The sides, chained to rings: the outline and those of holes, which run
    /// the other way round.
    pub(crate) fn rings(mut self) -> Vec<Vec<Vertex>> {
        let starts: Vec<_> = self.next.keys().copied().collect();
        let mut rings = Vec::new();
        for start in starts {
            // As many sides lead to each corner as lead away from it, so that
            // a walk ends only where it began.
            while let Some(first) = self.step(start) {
                let mut ring = vec![start];
                let mut at = first;
                while at != start {
                    ring.push(at);
                    at = self.step(at).expect("a side leads on");
                }
                rings.push(ring);
            }
        }
        rings
    }

    fn step(&mut self, from: Vertex) -> Option<Vertex> {
        self.next.get_mut(&from).and_then(Vec::pop)
    }
}

/// Drops the corners of rings that hardly bend them. Rings that share a border
/// keep the same corners of it.
pub(crate) fn simplify(mut regions: Vec<&mut Vec<Vec<Vertex>>>) {
    let mut neighbours: BTreeMap<Vertex, BTreeSet<Vertex>> = BTreeMap::new();
    for ring in regions.iter().flat_map(|rings| rings.iter()) {
        for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            neighbours.entry(a).or_default().insert(b);
            neighbours.entry(b).or_default().insert(a);
        }
    }
    // Where borders meet, every ring keeps its corner. Between, one border is
    // seen from both of its sides.
    let is_junction = |vertex: &Vertex| neighbours[vertex].len() != 2;
    for region in &mut regions {
        for ring in region.iter_mut() {
            let start = ring.iter().position(is_junction).or_else(|| {
                let first = ring.iter().min()?;
                ring.iter().position(|vertex| vertex == first)
            });
            ring.rotate_left(start.unwrap_or(0));
            ring.extend(ring.first().copied());
            let mut kept = Vec::new();
            let mut from = 0;
            for to in 1..ring.len() {
                if to + 1 == ring.len() || is_junction(&ring[to]) {
                    kept.extend(straightened(&ring[from..=to]));
                    kept.pop();
                    from = to;
                }
            }
            *ring = kept;
        }
        region.retain(|ring| 3 <= ring.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square of side 1 to the right of and below a corner.
    fn cell(x: i32, y: i32) -> [Vertex; 4] {
        [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
    }

    #[test]
    fn shared_sides_vanish() {
        let mut outline = Outline::default();
        outline.add(&cell(0, 0));
        outline.add(&cell(1, 0));
        assert_eq!(outline.area(), 2.0);
        let rings = outline.rings();
        assert_eq!(rings, [[(0, 0), (1, 0), (2, 0), (2, 1), (1, 1), (0, 1)]]);
    }

    #[test]
    fn a_hole_is_a_ring_of_its_own_that_runs_the_other_way_round() {
        let mut outline = Outline::default();
        for (x, y) in (0..9).map(|i| (i % 3, i / 3)).filter(|&at| at != (1, 1))
        {
            outline.add(&cell(x, y));
        }
        assert_eq!(outline.area(), 8.0);
        let rings = outline.rings();
        assert_eq!(rings.len(), 2);
        assert_eq!(rings[1], [(1, 1), (1, 2), (2, 2), (2, 1)]);
    }

    #[test]
    fn corners_that_hardly_bend_a_border_are_dropped_on_both_of_its_sides() {
        let border = [(0, 0), (10, 2), (20, 0), (30, 9), (40, 0), (50, 0)];
        let above = [(50, -50), (0, -50)];
        let below = [(0, 50), (50, 50)];
        let mut one: Vec<Vertex> = border.to_vec();
        one.extend(above);
        let mut other: Vec<Vertex> = border.iter().rev().copied().collect();
        other.extend(below);
        let mut regions = [vec![one], vec![other]];
        simplify(regions.iter_mut().collect());
        let kept = [(0, 0), (20, 0), (30, 9), (40, 0), (50, 0)];
        let has = |ring: &[Vertex]| {
            kept.iter().all(|vertex| ring.contains(vertex)) && ring.len() == 7
        };
        assert!(regions.iter().all(|rings| has(&rings[0])), "{regions:?}");
    }
}
