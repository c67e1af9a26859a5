//! The samples for training and for validation.

use chapter_00::data::{Data, spiral_data, vertical_data};
use chapter_00::labels::Labels;
use mini_numpy::RandomState;
use ndarray::Array2;

/// A data set of points in the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSet {
    /// The arms of a spiral.
    Spiral,
    /// Clouds side by side.
    Vertical,
}

impl DataSet {
    /// Draws so many samples of each class.
    pub fn draw(
        self,
        random: &mut RandomState,
        samples: usize,
        classes: usize,
    ) -> Samples {
        let draw = match self {
            Self::Spiral => spiral_data,
            Self::Vertical => vertical_data,
        };
        Samples::of(&draw(random, samples, classes), classes)
    }
}

/// Points in the plane with their classes.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The points, in 64 bits.
    pub x: Array2<f64>, // (samples, 2)
    /// The class of each.
    pub labels: Labels,
}

impl Samples {
    /// The samples of a data set.
    fn of(data: &Data, classes: usize) -> Self {
        let shape = (data.x.nrows(), classes);
        let labels = Labels::sparse(&data.y, shape);
        let labels = labels.expect("every point belongs to a class");
        Self { x: data.x.mapv(f64::from), labels }
    }
}
