//! The region of each class: where its score is the highest.
//!
//! Scores are known on the nodes of a grid. Two triangles divide each of its
//! cells, and within a triangle the scores are taken to be linear, so that the
//! part of a class is a polygon: the triangle, cut off wherever another class
//! has a higher score. Triangles that share a side agree on it, so that the
//! parts fit together without gaps.

use std::collections::BTreeMap;

use ndarray::Array3;

use crate::geometry::Bounds;
use crate::lines::{Sides, Vertex, bends, doubled_area, triangles};
use crate::number::{NP, extent, length};
use crate::svg::tenths;

/// A point of a triangle by its weights on the three corners, or numbers at
/// these.
type Weights = [f64; 3];

/// The part of a square where a class has the highest score, and a probability
/// that reaches some of the thresholds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Region {
    pub(crate) class: usize,
    /// How many of the thresholds the probability reaches at least.
    pub(crate) level: usize,
    /// Its outline and those of its holes, which run the other way round. Each
    /// ends where it begins.
    pub(crate) rings: Vec<Vec<Vertex>>,
    /// Its fraction of the square.
    pub(crate) fraction: f64,
}

/// The regions of a frame, given the scores (classes, rows, columns) on a grid
/// that spans it, the first row on top. Probabilities are the softmax of the
/// scores. The region of a threshold lies within that of the one below, so that
/// one drawn over the other has its border once.
pub(crate) fn regions(
    scores: &Array3<f64>, thresholds: &[f64], frame: Bounds,
) -> Vec<Region> {
    let (_, rows, columns) = scores.dim();
    let thresholds = thresholds.iter().map(|p| NP.log(p / (1.0 - p)));
    let thresholds: Vec<_> = thresholds.collect();
    let mut sides: BTreeMap<(usize, usize), Sides> = BTreeMap::new();
    for triangle in triangles(rows, columns) {
        let of_class = scores.outer_iter();
        let values = of_class.map(|scores| triangle.map(|node| scores[node]));
        let places = triangle.map(|(row, column)| {
            let right = length(column) / length(columns - 1);
            let down = length(row) / length(rows - 1);
            frame.at(right, down)
        });
        let (across, down) = (places.map(|p| p.0), places.map(|p| p.1));
        // Two triangles may compute one point with different last digits.
        // Rounded to a fine grid first, it is rounded to one tenth.
        let place = |at: Weights, places: Weights| {
            tenths((sum_of_products(at, places) * FINE).round() / FINE)
        };
        let vertex = |at: Weights| (place(at, across), place(at, down));
        let values: Vec<Weights> = values.collect();
        for (class, level, part) in parts(&values, &thresholds) {
            let sides = sides.entry((class, level)).or_default();
            for (i, &from) in part.iter().enumerate() {
                sides.add(vertex(from), vertex(part[(i + 1) % part.len()]));
            }
        }
    }
    let [left, top, right, bottom] =
        [frame.left, frame.top, frame.right, frame.bottom].map(tenths);
    let total = 2.0 * f64::from(right - left) * f64::from(bottom - top);
    let regions = sides.into_iter().map(|((class, level), sides)| {
        let rings = sides.chained();
        let area: f64 = rings.iter().map(|ring| doubled_area(ring)).sum();
        Region { class, level, rings, fraction: area / total }
    });
    let mut regions: Vec<_> = regions.collect();
    let rings: Vec<_> = regions.iter().flat_map(|x| &x.rings).collect();
    let bends = bends(&rings);
    for region in &mut regions {
        for ring in &mut region.rings {
            ring.retain(|vertex| bends.contains(vertex));
        }
        // What is as thin as a line is not seen.
        region.rings.retain(|ring| 3 < ring.len());
    }
    regions.retain(|region| !region.rings.is_empty());
    regions
}

const FINE: f64 = 1_048_576.0; // 2²⁰

/// The part of a triangle in which each class has the highest of the scores at
/// its corners (classes, 3), and what of it reaches each threshold of the
/// logarithm of p / (1 - p), which is taken to be linear, too: class, level and
/// polygon.
fn parts(
    scores: &[Weights], thresholds: &[f64],
) -> Vec<(usize, usize, Vec<Weights>)> {
    let mut parts = Vec::new();
    for (class, own) in scores.iter().enumerate() {
        let mut rest = vec![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        for (other, theirs) in scores.iter().enumerate() {
            let lead = [0, 1, 2].map(|i| own[i] - theirs[i]);
            // Of classes with the same scores the first has the part.
            if lead == [0.0; 3] && other < class {
                rest.clear();
            }
            rest = clipped(rest, lead);
        }
        if rest.is_empty() {
            continue;
        }
        parts.push((class, 0, rest.clone()));
        for (level, threshold) in (1..).zip(thresholds) {
            let odds = |corner| log_odds(scores, class, corner);
            let above = [0, 1, 2].map(|corner| odds(corner) - threshold);
            rest = clipped(rest, above);
            parts.push((class, level, rest.clone()));
        }
    }
    parts.retain(|(_, _, part)| 3 <= part.len());
    parts
}

/// The logarithm of p / (1 - p) at a corner, where p is the softmax of the
/// scores: infinite for a single class, which is certain.
fn log_odds(scores: &[Weights], class: usize, corner: usize) -> f64 {
    let others = || (0..scores.len()).filter(|&k| k != class);
    let others = || others().map(|k| scores[k][corner]);
    let max = extent(others()).map_or(0.0, |(_, max)| max);
    let sum: f64 = others().map(|x| NP.exp(x - max)).sum();
    scores[class][corner] - (max + NP.log(sum))
}

/// The part of a convex polygon where a function is not negative that is
/// linear on the triangle and has these values at its corners.
fn clipped(polygon: Vec<Weights>, values: Weights) -> Vec<Weights> {
    if values.iter().all(|x| 0.0 <= *x) {
        return polygon;
    }
    let value = |at: Weights| sum_of_products(at, values);
    let mut part = Vec::new();
    for (i, &from) in polygon.iter().enumerate() {
        let to = polygon[(i + 1) % polygon.len()];
        if 0.0 <= value(from) {
            part.push(from);
        }
        if (0.0 <= value(from)) != (0.0 <= value(to)) {
            // The same point in whichever direction the side runs.
            let (a, b) = if from < to { (from, to) } else { (to, from) };
            let t = value(a) / (value(a) - value(b));
            part.push([0, 1, 2].map(|i| a[i] + t * (b[i] - a[i])));
        }
    }
    part
}

fn sum_of_products(a: Weights, b: Weights) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[cfg(test)]
mod tests {
    use mini_numpy::RandomState;

    use super::*;
    use crate::sheet::Point;

    const SIDE: f64 = 100.0;

    fn frame() -> Bounds {
        Bounds { left: 0.0, top: 0.0, right: SIDE, bottom: SIDE }
    }

    fn random_scores(classes: usize, nodes: usize) -> Array3<f64> {
        let random = RandomState::seed(7).randn((classes, nodes * nodes));
        random.into_shape_with_order((classes, nodes, nodes)).unwrap()
    }

    fn sides(ring: &[Vertex]) -> impl Iterator<Item = (Point, Point)> {
        let point = |&(x, y): &Vertex| (f64::from(x), f64::from(y));
        let from = ring.iter().map(point);
        from.zip(ring[1..].iter().map(point))
    }

    /// How often a ring runs around a point.
    fn winding(ring: &[Vertex], (x, y): Point) -> i32 {
        let crossing = |(a, b): (Point, Point)| {
            let side = (b.0 - a.0) * (y - a.1) - (x - a.0) * (b.1 - a.1);
            match (a.1 <= y, b.1 <= y) {
                (true, false) if 0.0 < side => 1,
                (false, true) if side < 0.0 => -1,
                _ => 0,
            }
        };
        sides(ring).map(crossing).sum()
    }

    /// From a point to a side.
    fn distance((x, y): Point, (a, b): (Point, Point)) -> f64 {
        let (along_x, along_y) = (b.0 - a.0, b.1 - a.1);
        let squared = along_x * along_x + along_y * along_y;
        let t = ((x - a.0) * along_x + (y - a.1) * along_y) / squared;
        let t = t.clamp(0.0, 1.0);
        let (x, y) = (x - a.0 - t * along_x, y - a.1 - t * along_y);
        (x * x + y * y).sqrt()
    }

    #[test]
    fn each_node_lies_in_the_region_of_its_highest_score() {
        let nodes = 12;
        let scores = random_scores(5, nodes);
        let regions = regions(&scores, &[], frame());
        let step = 10.0 * SIDE / length(nodes - 1);
        for (row, column) in ndarray::indices((nodes, nodes)) {
            let score = |class: &usize| scores[[*class, row, column]];
            let best = (0..5).max_by(|a, b| score(a).total_cmp(&score(b)));
            let at = (length(column) * step, length(row) * step);
            for region in &regions {
                let rings = || region.rings.iter();
                // Borders are rounded.
                let is_near = |ring: &Vec<Vertex>| {
                    sides(ring).any(|side| distance(at, side) < 3.0)
                };
                if rings().any(is_near) {
                    continue;
                }
                let around: i32 = rings().map(|ring| winding(ring, at)).sum();
                let expected = i32::from(Some(region.class) == best);
                assert_eq!(
                    around, expected,
                    "class {} at {at:?}",
                    region.class
                );
            }
        }
    }

    /// Areas are sums of whole numbers, and exact.
    #[test]
    fn regions_fill_the_square_without_gaps_and_overlaps() {
        for thresholds in [&[][..], &[0.5, 0.7, 0.9]] {
            let regions = regions(&random_scores(4, 20), thresholds, frame());
            let classes = || regions.iter().filter(|region| region.level == 0);
            let rings = classes().flat_map(|region| &region.rings);
            let doubled: f64 = rings.map(|ring| doubled_area(ring)).sum();
            assert_eq!(doubled, 2.0 * (10.0 * SIDE) * (10.0 * SIDE));
            let fractions = classes().map(|region| region.fraction);
            // Each of some twenty fractions is rounded once, and so are their
            // sums.
            assert!((fractions.sum::<f64>() - 1.0).abs() < 1e-14);
        }
    }

    /// Scores of two classes whose difference grows by `slope` to the right,
    /// and is 0 in the middle.
    fn two_classes(slope: f64) -> Array3<f64> {
        Array3::from_shape_fn((2, 9, 9), |(class, _, column)| {
            let lead = slope * (length(column) / 8.0 - 0.5);
            if class == 0 { 0.0 } else { lead }
        })
    }

    #[test]
    fn bands_end_where_the_probability_reaches_their_thresholds() {
        let regions = regions(&two_classes(8.0), &[0.5, 0.9], frame());
        let found: Vec<_> =
            regions.iter().map(|region| (region.class, region.level)).collect();
        let levels = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)];
        assert_eq!(found, levels);
        // The logarithm of 0.9 / 0.1 is reached this far from the middle.
        let band: f64 = NP.log(9.0) / 8.0;
        let expected = [0.5, 0.5, 0.5 - band].repeat(2);
        for (region, fraction) in regions.iter().zip(expected) {
            // Borders are rounded to one of a thousand tenths.
            assert!((region.fraction - fraction).abs() <= 1e-3, "{region:?}");
        }
    }

    #[test]
    fn a_straight_border_has_two_ends_on_however_fine_a_grid() {
        let lead = |row, column| length(row) - 0.3 * length(column) - 9.1;
        let scores =
            Array3::from_shape_fn((2, 60, 60), |(class, row, column)| {
                length(class) * lead(row, column)
            });
        let regions = regions(&scores, &[], frame());
        let corners = regions.iter().flat_map(|x| &x.rings).map(Vec::len);
        // With the corners of the square, and the beginning of each ring twice.
        assert_eq!(corners.collect::<Vec<_>>(), [5, 5]);
    }

    #[test]
    fn a_region_within_another_is_a_hole_of_it() {
        let mut scores = Array3::zeros((2, 9, 9));
        scores.fill(-1.0);
        scores.index_axis_mut(ndarray::Axis(0), 0).fill(0.0);
        scores[[1, 4, 4]] = 1.0;
        let regions = regions(&scores, &[], frame());
        assert_eq!(regions[0].rings.len(), 2);
        assert_eq!(regions[1].rings.len(), 1);
        let [outer, hole] = &regions[0].rings[..] else { unreachable!() };
        assert!(0.0 < doubled_area(outer) && doubled_area(hole) < 0.0);
    }

    #[test]
    fn of_classes_with_the_same_score_the_first_has_the_region() {
        let regions = regions(&Array3::zeros((3, 4, 4)), &[], frame());
        assert_eq!(regions.len(), 1);
        assert_eq!((regions[0].class, regions[0].fraction), (0, 1.0));
    }

    #[test]
    fn a_single_class_is_certain() {
        let regions = regions(&Array3::zeros((1, 4, 4)), &[0.5], frame());
        assert_eq!(regions.len(), 2);
        assert!(regions.iter().all(|region| region.fraction == 1.0));
    }

    #[test]
    fn large_scores_do_not_overflow() {
        let scores = [[1000.0; 3], [1e5; 3], [1000.0; 3]];
        let others = 1000.0 + NP.log(2.0);
        assert_eq!(log_odds(&scores, 1, 0), 1e5 - others);
        assert_eq!(log_odds(&scores[..2], 0, 0), 1000.0 - 1e5);
        assert_eq!(log_odds(&scores[..1], 0, 0), f64::INFINITY);
    }
}
