//! The numbers of an answer, whatever its type.

use std::fmt;

use ndarray::{ArrayBase, ArrayD, Data, Dimension, arr0};

use crate::Hint;

/// The numbers of an answer: arrays of any shape, each under its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(Vec<(&'static str, ArrayD<f64>)>);

impl Numbers {
    /// No numbers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These, and an array.
    #[must_use]
    pub fn array<S, D>(
        mut self,
        part: &'static str,
        x: &ArrayBase<S, D>,
    ) -> Self
    where
        S: Data<Elem = f64>,
        D: Dimension,
    {
        self.0.push((part, x.to_owned().into_dyn()));
        self
    }

    /// These, and a number that stands alone.
    #[must_use]
    pub fn scalar(self, part: &'static str, x: f64) -> Self {
        self.array(part, &arr0(x))
    }

    /// The largest distance between two entries of the same place; infinite
    /// where a shape differs, or one entry is infinite or not a number and the
    /// other is something else.
    #[must_use]
    pub fn distance(&self, other: &Self) -> f64 {
        let mut largest = 0.0;
        for ((_, x), (_, y)) in self.0.iter().zip(&other.0) {
            if x.shape() != y.shape() {
                return f64::INFINITY;
            }
            for (x, y) in x.iter().zip(y) {
                // A mistake that overflows is recognised by where it does.
                if x == y || (x.is_nan() && y.is_nan()) {
                    continue;
                }
                let distance = (x - y).abs();
                if distance.is_nan() {
                    return f64::INFINITY;
                }
                if largest < distance {
                    largest = distance;
                }
            }
        }
        largest
    }

    /// The first place where these numbers are further than `tolerance` from
    /// the expected ones.
    #[must_use]
    pub fn first_difference(
        &self,
        expected: &Self,
        tolerance: f64,
    ) -> Option<Hint> {
        for ((part, x), (_, y)) in self.0.iter().zip(&expected.0) {
            if x.shape() != y.shape() {
                return Some(Hint::Shape {
                    part,
                    found: x.shape().to_vec(),
                    expected: y.shape().to_vec(),
                });
            }
            for ((at, &found), &expected) in x.indexed_iter().zip(y) {
                let distance = (found - expected).abs();
                if distance.is_nan() || tolerance < distance {
                    let at = at.slice().to_vec();
                    return Some(Hint::Value { part, at, found, expected });
                }
            }
        }
        None
    }
}

/// A line for each, `name = value`; a matrix takes a line for each row.
impl fmt::Display for Numbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (part, x) in &self.0 {
            let value = format!("{x:.5}");
            let margin = format!("\n{}", " ".repeat(part.len() + 5));
            writeln!(f, "  {part} = {}", value.replace('\n', &margin))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{arr1, array};

    #[test]
    fn a_number_that_is_none_is_no_right_answer() {
        let nan = Numbers::new().scalar("z", f64::NAN);
        let one = Numbers::new().scalar("z", 1.0);
        assert_eq!(nan.distance(&one), f64::INFINITY);
        let hint = nan.first_difference(&one, 1.0).expect("a difference");
        assert_eq!(hint.to_string(), "z is NaN, and should be 1.00000");
    }

    #[test]
    fn two_answers_that_overflow_in_the_same_places_are_alike() {
        let both = [f64::NAN, f64::NEG_INFINITY, 1.0];
        let both = Numbers::new().array("z", &arr1(&both));
        assert_eq!(both.distance(&both), 0.0);
        let other = [f64::NAN, f64::INFINITY, 1.0];
        let other = Numbers::new().array("z", &arr1(&other));
        assert_eq!(both.distance(&other), f64::INFINITY);
        // Right they are not, whatever the reference says.
        assert!(both.first_difference(&both, 1.0).is_some());
    }

    #[test]
    fn a_matrix_is_shown_with_its_rows_below_each_other() {
        let numbers = Numbers::new()
            .scalar("h", 0.5)
            .array("w", &array![[1.0, 2.0], [3.0, -4.0]]);
        assert_eq!(
            numbers.to_string(),
            "  h = 0.50000\n  w = [[1.00000, 2.00000],\n       \
             [3.00000, -4.00000]]\n"
        );
    }

    #[test]
    fn a_difference_is_named_with_its_place() {
        let found = Numbers::new().array("dw", &array![[1.0, 2.0]]);
        let expected = Numbers::new().array("dw", &array![[1.0, 2.5]]);
        assert_eq!(found.distance(&expected), 0.5);
        assert_eq!(found.first_difference(&expected, 0.5), None);
        let hint = found.first_difference(&expected, 0.25).expect("one");
        assert_eq!(
            hint.to_string(),
            "dw[0, 1] is 2.00000, and should be 2.50000"
        );
        let column = Numbers::new().array("dw", &array![[1.0], [2.5]]);
        let hint = found.first_difference(&column, 1.0).expect("one");
        assert_eq!(
            hint.to_string(),
            "dw has the shape [1, 2], and should have [2, 1]"
        );
    }
}
