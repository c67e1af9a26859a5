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
use crate::number::{NP, extent, length};
use crate::plane::outline::{Outline, simplified};
use crate::svg::{Point, tenths, units};

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
    pub(crate) rings: Vec<Vec<Point>>,
    /// Its fraction of the square.
    pub(crate) fraction: f64,
}

/// The regions of a square with that side, given the scores (classes, rows,
/// columns) on a grid that spans it, the first row on top. Probabilities are
/// the softmax of the scores, and thresholds divide them into bands.
pub(crate) fn regions(
    scores: &Array3<f64>,
    thresholds: &[f64],
    side: f64,
) -> Vec<Region> {
    let grid = Grid::new(scores, thresholds, side);
    let mut outlines = BTreeMap::new();
    let (_, rows, columns) = scores.dim();
    for (row, column) in ndarray::indices((rows - 1, columns - 1)) {
        let [right, below] = [(row, column + 1), (row + 1, column)];
        let opposite = (row + 1, column + 1);
        grid.divide([(row, column), right, below], &mut outlines);
        grid.divide([right, opposite, below], &mut outlines);
    }
    let doubled: i64 = outlines.values().map(Outline::doubled_area).sum();
    let keys: Vec<_> = outlines.keys().copied().collect();
    let areas: Vec<_> = outlines.values().map(Outline::doubled_area).collect();
    let mut rings: Vec<_> =
        outlines.into_values().map(Outline::rings).collect();
    simplified(&mut rings);
    let regions = keys.into_iter().zip(areas).zip(rings);
    regions
        .map(|(((class, band), area), rings)| Region {
            class,
            band,
            rings: rings
                .into_iter()
                .map(|ring| ring.into_iter().map(units).collect())
                .collect(),
            fraction: to_f64(area) / to_f64(doubled),
        })
        .collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no picture has an area of 2⁵³ tenths squared"
)]
fn to_f64(area: i64) -> f64 {
    area as f64
}

/// What is known on the nodes of the grid.
struct Grid<'a> {
    scores: &'a Array3<f64>,
    /// The class with the highest score, (rows, columns).
    best: Array2<usize>,
    /// The logarithm of p / (1 - p) of each class, like the scores, where it
    /// matters.
    log_odds: Option<Array3<f64>>,
    /// The thresholds, as such logarithms.
    thresholds: Vec<f64>,
    side: f64,
}

/// A node, by its row and column.
type Node = (usize, usize);

impl<'a> Grid<'a> {
    fn new(scores: &'a Array3<f64>, thresholds: &[f64], side: f64) -> Self {
        let (classes, rows, columns) = scores.dim();
        let best = Array2::from_shape_fn((rows, columns), |(row, column)| {
            let better = |best: usize, class: usize| {
                let [a, b] = [best, class].map(|k| scores[[k, row, column]]);
                if a < b { class } else { best }
            };
            (0..classes).reduce(better).unwrap_or(0)
        });
        let log_odds = (1 < classes && !thresholds.is_empty()).then(|| {
            Array3::from_shape_fn(scores.dim(), |(class, row, column)| {
                let score = |class: usize| scores[[class, row, column]];
                let others = (0..classes).filter(|&k| k != class).map(score);
                score(class) - log_sum_exp(&others.collect::<Vec<_>>())
            })
        });
        let thresholds =
            thresholds.iter().map(|p| NP.log(p / (1.0 - p))).collect();
        Self { scores, best, log_odds, thresholds, side }
    }

    /// Adds each class' part of a triangle to the class' outline.
    fn divide(
        &self,
        triangle: [Node; 3],
        outlines: &mut BTreeMap<(usize, usize), Outline>,
    ) {
        let [a, b, c] = triangle.map(|node| self.best[node]);
        let is_whole = a == b && b == c;
        for class in 0..self.scores.dim().0 {
            let part = if is_whole && class != a {
                continue;
            } else if is_whole {
                CORNERS.to_vec()
            } else {
                self.part_of(class, triangle)
            };
            for (band, part) in self.bands(class, part, triangle) {
                let vertices = part.iter().map(|&at| self.vertex(at, triangle));
                let vertices: Vec<_> = vertices.collect();
                outlines.entry((class, band)).or_default().add(&vertices);
            }
        }
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

    /// A class' part of a triangle, divided by the thresholds.
    fn bands(
        &self,
        class: usize,
        part: Vec<Weights>,
        triangle: [Node; 3],
    ) -> Vec<(usize, Vec<Weights>)> {
        let Some(log_odds) = &self.log_odds else {
            return vec![(0, part)];
        };
        let above = |threshold: f64| {
            triangle
                .map(|(row, column)| log_odds[[class, row, column]] - threshold)
        };
        let mut bands = Vec::new();
        let mut rest = part;
        for (band, &threshold) in self.thresholds.iter().enumerate() {
            let above = above(threshold);
            bands.push((band, clipped(&rest, above.map(|x| -x))));
            rest = clipped(&rest, above);
        }
        bands.push((self.thresholds.len(), rest));
        bands.retain(|(_, part)| 3 <= part.len());
        bands
    }

    fn vertex(&self, at: Weights, triangle: [Node; 3]) -> Vertex {
        let (_, rows, columns) = self.scores.dim();
        let sum = |of: &dyn Fn(Node) -> f64| {
            let terms = (0..3).map(|i| at[i] * of(triangle[i]));
            // Two triangles may compute one point with different last digits.
            // Rounded to a fine grid first, it is rounded to one tenth.
            (terms.sum::<f64>() * FINE).round() / FINE
        };
        let right =
            sum(&|node| length(node.1) / length(columns - 1) * self.side);
        let down = sum(&|node| length(node.0) / length(rows - 1) * self.side);
        tenths((right, down))
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
