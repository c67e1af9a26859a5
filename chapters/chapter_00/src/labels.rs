//! The class that each sample belongs to, checked once, so that no sum has to
//! ask whether it may be taken.

use std::fmt;

use mini_numpy::Float;
use ndarray::{Array1, Array2};

// ANCHOR: labels
/// The class of each sample, checked against the shape of the predictions that
/// it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    of_row: Array1<usize>, // (samples,)
    classes: usize,
}

impl Labels {
    /// Labels given as the number of each sample's class, for predictions of
    /// the shape (samples, classes).
    ///
    /// # Errors
    ///
    /// When there is not one for each sample, or one names no class.
    pub fn sparse(
        y: &Array1<usize>,
        (samples, classes): (usize, usize),
    ) -> Result<Self, LabelError> {
        check_rows(y.len(), samples)?;
        for (row, &label) in y.indexed_iter() {
            if classes <= label {
                return Err(LabelError::OutOfRange { row, label, classes });
            }
        }
        Ok(Self { of_row: y.clone(), classes })
    }

    /// Labels given as a matrix, in each row a 1 for the sample's class and
    /// a 0 for every other, for predictions of the shape (samples, classes).
    ///
    /// # Errors
    ///
    /// When the shapes differ, or a row is not one-hot.
    pub fn one_hot<T: Float>(
        y: &Array2<T>,
        (samples, classes): (usize, usize),
    ) -> Result<Self, LabelError> {
        check_rows(y.nrows(), samples)?;
        if y.ncols() != classes && 0 < samples {
            let columns = y.ncols();
            return Err(LabelError::Columns { row: 0, columns, classes });
        }
        let mut of_row = Array1::zeros(samples);
        for (row, entries) in y.outer_iter().enumerate() {
            let ones = entries.iter().filter(|x| **x == T::one()).count();
            let zeros = entries.iter().filter(|x| **x == T::zero()).count();
            let hot = entries.iter().position(|x| *x == T::one());
            match hot {
                Some(label) if ones == 1 && zeros == classes - 1 => {
                    of_row[row] = label;
                }
                _ => return Err(LabelError::NotOneHot { row }),
            }
        }
        Ok(Self { of_row, classes })
    }

    /// The entry of each row of p (samples, classes) that belongs to its
    /// sample's class: `p[range(samples), y]`, and, bit for bit, what is left
    /// of the sum over p times one-hot labels where every p is finite.
    ///
    /// # Panics
    ///
    /// When p is not of the shape that the labels are for.
    #[must_use]
    pub fn pick<T: Float>(&self, p: &Array2<T>) -> Array1<T> {
        self.assert_fit(p.dim());
        let rows = p.outer_iter().zip(&self.of_row);
        rows.map(|(p, &label)| p[label]).collect()
    }
}
// ANCHOR_END: labels

impl Labels {
    /// The number of each sample's class.
    #[must_use]
    pub fn classes(&self) -> &Array1<usize> {
        &self.of_row
    }

    /// The shape of the predictions that the labels are for.
    #[must_use]
    pub fn shape(&self) -> (usize, usize) {
        (self.of_row.len(), self.classes)
    }

    /// The labels as a matrix (samples, classes), in each row a 1 for the
    /// sample's class.
    #[must_use]
    pub fn to_one_hot<T: Float>(&self) -> Array2<T> {
        Array2::from_shape_fn(self.shape(), |(row, class)| {
            if self.of_row[row] == class { T::one() } else { T::zero() }
        })
    }

    /// Makes sure that the labels are for predictions of this shape.
    ///
    /// # Panics
    ///
    /// When they are not.
    #[track_caller]
    pub fn assert_fit(&self, shape: (usize, usize)) {
        assert_eq!(shape, self.shape(), "the labels are for other predictions");
    }
}

fn check_rows(labels: usize, samples: usize) -> Result<(), LabelError> {
    if labels == samples {
        return Ok(());
    }
    let row = labels.min(samples);
    Err(LabelError::Rows { row, labels, samples })
}

/// What is wrong with labels, and in which row; rows are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// A label is no number of a class.
    OutOfRange {
        /// The row.
        row: usize,
        /// What stands there.
        label: usize,
        /// How many classes there are.
        classes: usize,
    },
    /// A row has not exactly one 1 and zeros else.
    NotOneHot {
        /// The row.
        row: usize,
    },
    /// There are more labels than predictions, or fewer.
    Rows {
        /// The first row that has one and lacks the other.
        row: usize,
        /// How many labels there are.
        labels: usize,
        /// How many predictions there are.
        samples: usize,
    },
    /// A row of one-hot labels is longer or shorter than there are classes.
    Columns {
        /// The row.
        row: usize,
        /// How many entries it has.
        columns: usize,
        /// How many classes there are.
        classes: usize,
    },
}

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::OutOfRange { row, label, classes } => write!(
                f,
                "row {row}: the label is {label}, and the classes are \
                 numbered below {classes}"
            ),
            Self::NotOneHot { row } => write!(
                f,
                "row {row} is not one-hot; give it a single 1, and zeros else"
            ),
            Self::Rows { row, labels, samples } if labels < samples => write!(
                f,
                "row {row} has no label: there are {samples} predictions and \
                 {labels} labels; give one for each"
            ),
            Self::Rows { row, labels, samples } => write!(
                f,
                "row {row} has no prediction: there are {labels} labels and \
                 {samples} predictions; give one for each"
            ),
            Self::Columns { row, columns, classes } => write!(
                f,
                "row {row} has {columns} entries, and there are {classes} \
                 classes; give it one for each"
            ),
        }
    }
}

impl std::error::Error for LabelError {}
