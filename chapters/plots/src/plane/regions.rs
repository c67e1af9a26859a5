//! The region of each class: where its score is the highest.
//!
//! Scores are known on the nodes of a grid. Two triangles divide each of its
//! cells, and within a triangle the scores are taken to be linear, so that the
//! part of a class is a polygon: the triangle, cut off wherever another class
//! has a higher score. Triangles that share a side agree on it, so that the
//! parts fit together without gaps.

use std::collections::BTreeMap;

use ndarray::{Array2, Array3};

use crate::bends::Vertex;
use crate::geometry::Rectangle;
use crate::number::{NP, extent, length};
use crate::plane::outline::{Outline, simplify};
use crate::svg::tenths;

/// A point of a triangle by its weights on the three corners.
type Weights = [f64; 3];

/// The part of a square where a class has the highest score, and where its
/// probability is in one band.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Region {
    pub(crate) class: usize,
    /// How many of the thresholds the probability reaches.
    pub(crate) band: usize,
    /// Its outline and those of its holes.
    pub(crate) rings: Vec<Vec<Vertex>>,
    /// Its fraction of the square.
    pub(crate) fraction: f64,
}

/// The regions of a frame, given the scores (classes, rows, columns) on a grid
/// that spans it, the first row on top. Probabilities are the softmax of the
/// scores, and thresholds divide them into bands.
pub(crate) fn regions(
    scores: &Array3<f64>,
    thresholds: &[f64],
    frame: Rectangle,
) -> Vec<Region> {
    let grid = Grid::new(scores, thresholds, frame);
    let mut outlines: BTreeMap<_, Outline> = BTreeMap::new();
    let (_, rows, columns) = scores.dim();
    for (row, column) in ndarray::indices((rows - 1, columns - 1)) {
        let [right, below] = [(row, column + 1), (row + 1, column)];
        let opposite = (row + 1, column + 1);
        for triangle in
            [[(row, column), right, below], [right, opposite, below]]
        {
            for (key, polygon) in grid.divide(triangle) {
                outlines.entry(key).or_default().add(&polygon);
            }
        }
    }
    let total: f64 = outlines.values().map(Outline::area).sum();
    let mut regions: Vec<_> = outlines
        .into_iter()
        .map(|((class, band), outline)| {
            let fraction = outline.area() / total;
            Region { class, band, fraction, rings: outline.rings() }
        })
        .collect();
    simplify(regions.iter_mut().map(|region| &mut region.rings).collect());
    regions.retain(|region| !region.rings.is_empty());
    regions
}

/// A class and a band.
type Key = (usize, usize);

/// A node of the grid, by its row and column.
type Node = (usize, usize);

/// What is known on the nodes of the grid.
struct Grid<'a> {
    scores: &'a Array3<f64>,
    /// The class with the highest score, (rows, columns).
    best: Array2<usize>,
    /// The logarithm of p / (1 - p) of each class, like the scores; empty if
    /// there are no thresholds or a single class, which is certain.
    log_odds: Array3<f64>,
    /// The thresholds, as such logarithms.
    thresholds: Vec<f64>,
    frame: Rectangle,
}

impl<'a> Grid<'a> {
    fn new(
        scores: &'a Array3<f64>,
        thresholds: &[f64],
        frame: Rectangle,
    ) -> Self {
        let (classes, rows, columns) = scores.dim();
        let best = Array2::from_shape_fn((rows, columns), |(row, column)| {
            let score = |class: usize| scores[[class, row, column]];
            let better = |a, b| if score(a) < score(b) { b } else { a };
            (0..classes).reduce(better).expect("there is a class")
        });
        let log_odds = if thresholds.is_empty() || classes == 1 {
            Array3::zeros((0, 0, 0))
        } else {
            Array3::from_shape_fn(scores.dim(), |(class, row, column)| {
                let score = |class: usize| scores[[class, row, column]];
                let others = (0..classes).filter(|&k| k != class).map(score);
                score(class) - log_sum_exp(&others.collect::<Vec<_>>())
            })
        };
        let thresholds = thresholds.iter().map(|p| NP.log(p / (1.0 - p)));
        let thresholds = thresholds.collect();
        Self { scores, best, log_odds, thresholds, frame }
    }

    /// Each class' part of a triangle, in bands.
    fn divide(&self, triangle: [Node; 3]) -> Vec<(Key, Vec<Vertex>)> {
        let [a, b, c] = triangle.map(|node| self.best[node]);
        let mut parts = Vec::new();
        for class in 0..self.scores.dim().0 {
            let mut rest = match a == b && b == c {
                true if class == a => CORNERS.to_vec(),
                true => continue,
                false => self.part_of(class, triangle),
            };
            for (band, threshold) in self.thresholds.iter().enumerate() {
                if self.log_odds.is_empty() {
                    break;
                }
                let above = triangle.map(|(row, column)| {
                    self.log_odds[[class, row, column]] - threshold
                });
                let below = clipped(&rest, above.map(|x| -x));
                parts.push(((class, band), below));
                rest = clipped(&rest, above);
            }
            parts.push(((class, self.thresholds.len()), rest));
        }
        parts.retain(|(_, part)| 3 <= part.len());
        let vertices = |part: Vec<Weights>| {
            part.iter().map(|&at| self.vertex(at, triangle)).collect()
        };
        parts.into_iter().map(|(key, part)| (key, vertices(part))).collect()
    }

    /// The part of a triangle where no other class has a higher score; of
    /// those with the same score everywhere, the first class has it.
    fn part_of(&self, class: usize, triangle: [Node; 3]) -> Vec<Weights> {
        let mut part = CORNERS.to_vec();
        for other in (0..self.scores.dim().0).filter(|&k| k != class) {
            let lead = triangle.map(|(row, column)| {
                let score = |class| self.scores[[class, row, column]];
                score(class) - score(other)
            });
            if lead == [0.0; 3] && other < class {
                return Vec::new();
            }
            part = clipped(&part, lead);
        }
        part
    }

    fn vertex(&self, at: Weights, triangle: [Node; 3]) -> Vertex {
        let (_, rows, columns) = self.scores.dim();
        let sum = |of: &dyn Fn(Node) -> f64| -> f64 {
            (0..3).map(|i| at[i] * of(triangle[i])).sum()
        };
        let down = sum(&|(row, _)| length(row) / length(rows - 1));
        let right = sum(&|(_, column)| length(column) / length(columns - 1));
        let Rectangle { left, top, right: end, bottom } = self.frame;
        // Two triangles may compute one point with different last digits.
        // Rounded to a fine grid first, it is rounded to one tenth.
        let fine = |x: f64| (x * FINE).round() / FINE;
        tenths((
            fine(left + right * (end - left)),
            fine(top + down * (bottom - top)),
        ))
    }
}

const CORNERS: [Weights; 3] =
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

const FINE: f64 = 1_048_576.0; // 2²⁰

/// The part of a convex polygon where a function is not negative that is
/// linear on the triangle and has these values at its corners.
fn clipped(polygon: &[Weights], values: Weights) -> Vec<Weights> {
    let value = |at: Weights| -> f64 {
        at[0] * values[0] + at[1] * values[1] + at[2] * values[2]
    };
    let mut part = Vec::new();
    for (&from, &to) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
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

/// The logarithm of a sum of exponentials.
fn log_sum_exp(terms: &[f64]) -> f64 {
    let max = extent(terms.iter().copied()).map_or(0.0, |(_, max)| max);
    let sum: f64 = terms.iter().map(|x| NP.exp(x - max)).sum();
    max + NP.log(sum)
}

#[cfg(test)]
mod tests {
    use mini_numpy::RandomState;
    use ndarray::array;

    use super::*;
    use crate::svg::Point;

    const SIDE: f64 = 100.0;

    fn frame() -> Rectangle {
        Rectangle { left: 0.0, top: 0.0, right: SIDE, bottom: SIDE }
    }

    fn random_scores(classes: usize, nodes: usize) -> Array3<f64> {
        let random = RandomState::seed(7).randn((classes, nodes * nodes));
        random.into_shape_with_order((classes, nodes, nodes)).unwrap()
    }

    fn sides(ring: &[Vertex]) -> impl Iterator<Item = (Point, Point)> {
        let point = |&(x, y): &Vertex| (f64::from(x), f64::from(y));
        let from = ring.iter().map(point);
        from.zip(ring.iter().cycle().skip(1).map(point))
    }

    fn doubled_area(ring: &[Vertex]) -> f64 {
        sides(ring).map(|(a, b)| a.0 * b.1 - a.1 * b.0).sum()
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
        let best = Grid::new(&scores, &[], frame()).best;
        let step = 10.0 * SIDE / length(nodes - 1);
        for ((row, column), &class) in best.indexed_iter() {
            let at = (length(column) * step, length(row) * step);
            for region in &regions {
                let rings = || region.rings.iter();
                // Borders are rounded, and straightened by two tenths.
                let is_near = |ring: &Vec<Vertex>| {
                    sides(ring).any(|side| distance(at, side) < 3.0)
                };
                if rings().any(is_near) {
                    continue;
                }
                let around: i32 = rings().map(|ring| winding(ring, at)).sum();
                let expected = i32::from(region.class == class);
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
            let rings = regions.iter().flat_map(|region| &region.rings);
            let doubled: f64 = rings.map(|ring| doubled_area(ring)).sum();
            assert_eq!(doubled, 2.0 * (10.0 * SIDE) * (10.0 * SIDE));
            let fractions = regions.iter().map(|region| region.fraction);
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
    fn a_straight_border_has_two_corners() {
        let scores =
            Array3::from_shape_fn((2, 9, 9), |(class, row, column)| {
                let lead = length(2 * column) - length(row) - 3.3;
                if class == 0 { 0.0 } else { lead }
            });
        let regions = regions(&scores, &[], frame());
        let corners = regions.iter().map(|region| region.rings[0].len());
        assert_eq!(corners.collect::<Vec<_>>(), [4, 4]);
    }

    #[test]
    fn bands_end_where_the_probability_reaches_their_thresholds() {
        let regions = regions(&two_classes(8.0), &[0.5, 0.9], frame());
        let found: Vec<_> =
            regions.iter().map(|region| (region.class, region.band)).collect();
        assert_eq!(found, [(0, 1), (0, 2), (1, 1), (1, 2)]);
        // The logarithm of 0.9 / 0.1 is reached this far from the middle.
        let band: f64 = NP.log(9.0) / 8.0;
        let expected = [band, 0.5 - band, band, 0.5 - band];
        for (region, fraction) in regions.iter().zip(expected) {
            // Borders are rounded to one of a thousand tenths.
            assert!((region.fraction - fraction).abs() <= 1e-3, "{region:?}");
        }
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
        assert_eq!(regions.len(), 1);
        assert_eq!((regions[0].class, regions[0].band), (0, 1));
    }

    #[test]
    fn large_scores_do_not_overflow() {
        let grid = Grid::new(&two_classes(1e5), &[0.5], frame()).log_odds;
        assert!(grid.iter().all(|x| x.is_finite()));
        assert_eq!(log_sum_exp(&[1000.0, 1000.0]), 1000.0 + NP.log(2.0));
        assert_eq!(array![0.0][0], log_sum_exp(&[0.0]));
    }
}
