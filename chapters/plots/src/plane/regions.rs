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
    /// The logarithm of p / (1 - p) of each class, like the scores.
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
        // A single class is certain.
        let thresholds = if classes == 1 { &[] } else { thresholds };
        let log_odds = if thresholds.is_empty() {
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
