//! The class of each sample, checked once against the predictions that it is
//! compared with, so that nothing later has to check it.

use std::error::Error;
use std::fmt;

use mini_numpy::Float;
use ndarray::{Array1, Array2, ArrayView1, Axis};

/// The class of each sample, for predictions of the shape (samples, classes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    of_row: Array1<usize>, // (samples,)
    classes: usize,
}

impl Labels {
    /// Labels given as the numbers (samples,) of the samples' classes. An
    /// error if there is not one for each sample, or one is not a class.
    pub fn sparse(
        labels: &Array1<usize>, (samples, classes): (usize, usize),
    ) -> Result<Self, LabelError> {
        check_rows(labels.len(), samples)?;
        match labels.indexed_iter().find(|(_, label)| classes <= **label) {
            None => Ok(Self { of_row: labels.clone(), classes }),
            Some((row, label)) => Err(LabelError(format!(
                "row {row}: the label is {label}, and the classes are numbered \
                 below {classes}"
            ))),
        }
    }

    /// Labels given as a matrix t (samples, classes): in each row a 1 for the
    /// sample's class, and zeros else. An error if a row or the shape differs.
    pub fn one_hot<T: Float>(
        t: &Array2<T>, (samples, classes): (usize, usize),
    ) -> Result<Self, LabelError> {
        check_rows(t.nrows(), samples)?;
        if t.ncols() != classes && 0 < samples {
            return Err(LabelError(format!(
                "row 0 has {} entries, and there are {classes} classes; give \
                 it one for each",
                t.ncols()
            )));
        }
        let label = |(row, entries): (usize, ArrayView1<T>)| {
            let zeros = entries.iter().filter(|x| **x == T::zero()).count();
            let one = entries.iter().position(|x| *x == T::one());
            let label = one.filter(|_| zeros + 1 == classes);
            let why = "is not one-hot; give it a single 1, and zeros else";
            label.ok_or_else(|| LabelError(format!("row {row} {why}")))
        };
        let of_row = t.outer_iter().enumerate().map(label);
        Ok(Self { of_row: of_row.collect::<Result<_, _>>()?, classes })
    }

    // ANCHOR: labels
    /// The probability that each row of p (samples, classes) gives to the
    /// sample's own class. For finite p it has the bits of the sum over p·t.
    pub fn pick<T: Float>(&self, p: &Array2<T>) -> Array1<T> {
        self.assert_fit(p.dim());
        let rows = p.outer_iter().zip(&self.of_row);
        rows.map(|(p, &class)| p[class]).collect()
    }

    /// The labels as a matrix t (samples, classes), one-hot in each row.
    pub fn to_one_hot<T: Float>(&self) -> Array2<T> {
        Array2::from_shape_fn(self.shape(), |(row, class)| {
            if self.of_row[row] == class { T::one() } else { T::zero() }
        })
    }
    // ANCHOR_END: labels

    /// The labels of some of the samples, by their rows.
    pub fn select(&self, rows: &[usize]) -> Self {
        let of_row = self.of_row.select(Axis(0), rows);
        Self { of_row, classes: self.classes }
    }

    /// The number of each sample's class.
    pub fn classes(&self) -> &Array1<usize> {
        &self.of_row
    }

    /// The shape of the predictions that the labels are for.
    pub fn shape(&self) -> (usize, usize) {
        (self.of_row.len(), self.classes)
    }

    /// Panics unless the labels are for predictions of this shape.
    #[track_caller]
    pub fn assert_fit(&self, shape: (usize, usize)) {
        assert_eq!(shape, self.shape(), "the labels are for other predictions");
    }
}

fn check_rows(labels: usize, samples: usize) -> Result<(), LabelError> {
    let lacks = if labels < samples { "label" } else { "prediction" };
    let row = labels.min(samples);
    if labels == samples {
        return Ok(());
    }
    Err(LabelError(format!(
        "row {row} has no {lacks}: there are {samples} predictions and \
         {labels} labels; give one for each"
    )))
}

/// What is wrong with labels, in which row, counted from 0, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelError(String);

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for LabelError {}
