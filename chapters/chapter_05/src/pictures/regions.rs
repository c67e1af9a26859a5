//! Which class the network gives the highest probability, everywhere.

use chapter_00::activations::{relu, softmax};
use mini_numpy::Numpy;
use ndarray::Array2;
use notebook::Ink;

use crate::network::Network;
use crate::pictures::length;
use crate::pictures::outline::outline;
use crate::pictures::palette::{colour, strength};
use crate::pictures::square::Square;

/// What a network decides in the middle of each cell of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Regions {
    /// The most probable class of each cell, the first row on top.
    pub classes: Array2<usize>, // (cells, cells)
    /// Its probability.
    pub confidence: Array2<f64>, // (cells, cells)
    /// How many classes there are.
    pub number: usize,
}

impl Regions {
    /// The decisions of a network of two inputs in a square.
    ///
    /// # Panics
    ///
    /// When the network has not two inputs, or no classes.
    #[must_use]
    pub fn of(
        np: Numpy,
        network: &Network,
        square: &Square,
        cells: usize,
    ) -> Self {
        let p = probabilities(np, network, &square.centres(cells));
        let classes = np.argmax_columns(&p); // (cells·cells,)
        let at = |(row, column)| row * cells + column;
        let shape = (cells, cells);
        Self {
            classes: Array2::from_shape_fn(shape, |cell| classes[at(cell)]),
            confidence: Array2::from_shape_fn(shape, |cell| {
                p[[at(cell), classes[at(cell)]]]
            }),
            number: p.ncols(),
        }
    }

    /// The region of each class that has one, as SVG paths in units of a cell.
    #[must_use]
    pub fn paths(&self, ink: Ink) -> String {
        (0..self.number)
            .map(|class| {
                region(&self.classes, class, class, strength(class), ink)
            })
            .collect()
    }

    /// The share of the cells that each class has.
    #[must_use]
    pub fn shares(&self) -> Vec<f64> {
        let mut counts = vec![0_usize; self.number];
        for &class in &self.classes {
            counts[class] += 1;
        }
        let cells = length(self.classes.len());
        counts.into_iter().map(|count| length(count) / cells).collect()
    }
}

/// The cells that hold `value`, as an SVG path in units of a cell and in the
/// colour of a class; nothing where there is none.
#[must_use]
pub fn region(
    cells: &Array2<usize>,
    value: usize,
    class: usize,
    opacity: &str,
    ink: Ink,
) -> String {
    let path = outline(cells, value);
    if path.is_empty() {
        return path;
    }
    let colour = colour(class, ink);
    format!(
        "<path d=\"{path}\" fill=\"{colour}\" fill-opacity=\"{opacity}\" \
         shape-rendering=\"crispEdges\"/>\n"
    )
}

/// The probabilities (samples, classes) that a network gives points x
/// (samples, 2).
///
/// # Panics
///
/// When the network has not two inputs.
#[must_use]
pub fn probabilities(
    np: Numpy,
    network: &Network,
    x: &Array2<f64>,
) -> Array2<f64> {
    let a1 = relu(np, &network.first.forward(np, x));
    softmax(np, &network.second.forward(np, &a1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::outline::tests::enclosed;
    use crate::pictures::reported::tests::{NP, network};

    #[test]
    fn each_cell_has_the_class_that_the_network_finds_most_probable() {
        let network = network(3);
        let square = Square { left: -1.0, top: 1.0, side: 2.0 };
        let regions = Regions::of(NP, &network, &square, 20);
        let p = probabilities(NP, &network, &square.centres(20));
        for (i, p) in p.outer_iter().enumerate() {
            let class = regions.classes[[i / 20, i % 20]];
            assert!(p.iter().all(|&other| other <= p[class]), "{i}");
            assert_eq!(regions.confidence[[i / 20, i % 20]], p[class]);
        }
        let shares = regions.shares();
        assert!(shares.iter().all(|&share| 0.0 < share), "{shares:?}");
        // 400 cells: each share is a multiple of 1/400, rounded once, and so
        // are the two sums of numbers up to 1.
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn each_cell_lies_in_the_path_of_its_class_alone() {
        let square = Square { left: -1.0, top: 1.0, side: 2.0 };
        let regions = Regions::of(NP, &network(3), &square, 20);
        let paths = regions.paths(Ink::Paper);
        assert_eq!(paths.lines().count(), 3);
        for (class, path) in paths.lines().enumerate() {
            let data = path.split('"').nth(1).expect("the path's data");
            let expected = regions.classes.mapv(|cell| cell == class);
            assert_eq!(enclosed(data, (20, 20)), expected, "{class}");
        }
    }
}
