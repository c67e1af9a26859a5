//! The samples for training and for validation.

use chapter_05::data::{Data, spiral_data, vertical_data};
use chapter_05::labels::Labels;
use mini_numpy::RandomState;
use ndarray::{Array1, Array2, Axis};

use crate::settings::Settings;

/// A data set of points in the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSet {
    /// The arms of a spiral.
    Spiral,
    /// Clouds side by side.
    Vertical,
}

/// Points x in the plane, in 64 bits, and the class of each.
#[expect(missing_docs, reason = "the line above names the fields")]
pub struct Samples {
    pub x: Array2<f64>, // (samples, 2)
    pub labels: Labels,
}

impl Samples {
    /// Draws samples of all classes.
    pub fn draw(settings: &Settings, random: &mut RandomState) -> Self {
        let Settings { samples, classes, .. } = *settings;
        let Data { x, labels } = match settings.data_set {
            DataSet::Spiral => spiral_data(random, samples, classes),
            DataSet::Vertical => vertical_data(random, samples, classes),
        };
        let labels = Labels::sparse(&labels, (x.nrows(), classes));
        let labels = labels.expect("every point belongs to a class");
        Self { x: x.mapv(f64::from), labels }
    }

    /// The samples in that order (samples,), in batches of so many; the last
    /// has those that are left.
    pub fn in_batches(&self, order: &Array1<usize>, size: usize) -> Vec<Self> {
        let select = |rows: &[usize]| Self {
            x: self.x.select(Axis(0), rows),
            labels: self.labels.select(rows),
        };
        order.to_vec().chunks(size).map(select).collect()
    }

    /// How many samples there are, as a float.
    pub(crate) fn number(&self) -> f64 {
        u32::try_from(self.x.nrows()).expect("they fit into memory").into()
    }
}
