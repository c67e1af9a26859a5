//! Values as lists of named arrays, to be shown and compared whatever their
//! types are.

use std::fmt;

use chapter_00::dense_layer::{DenseGradients, DenseLayer};
use chapter_00::labels::Labels;
use ndarray::{Array, ArrayD, Dimension, arr0};

use crate::Hint;

/// The numbers in a value, as arrays with names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(Vec<(String, ArrayD<f64>)>);

impl Numbers {
    /// The numbers in a value that is called `name`.
    pub(crate) fn of(name: &str, value: &impl Parts) -> Self {
        let mut numbers = Self::default();
        value.add_to(&mut numbers, name);
        numbers
    }

    /// The largest distance between two entries with the same place; infinite
    /// where shapes differ, or only one of the entries is infinite or NaN.
    pub(crate) fn distance(&self, other: &Self) -> f64 {
        let mut largest = 0.0;
        for (_, x, y) in self.pairs(other) {
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
    /// the expected ones. NaN is never right.
    pub(crate) fn first_difference(
        &self,
        expected: &Self,
        tolerance: f64,
    ) -> Option<Hint> {
        for (part, x, y) in self.pairs(expected) {
            let part = part.clone();
            if x.shape() != y.shape() {
                let found = x.shape().to_vec();
                let expected = y.shape().to_vec();
                return Some(Hint::Shape { part, found, expected });
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

    /// The arrays of two values of the same type, with their common name.
    ///
    /// # Panics
    ///
    /// When the values have different parts.
    fn pairs<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (&'a String, &'a ArrayD<f64>, &'a ArrayD<f64>)>
    {
        assert_eq!(self.0.len(), other.0.len(), "values of the same type");
        self.0.iter().zip(&other.0).map(|((name, x), (_, y))| (name, x, y))
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

/// A value that consists of named arrays.
pub(crate) trait Parts {
    /// Adds the arrays of this value, which is called `name`.
    fn add_to(&self, numbers: &mut Numbers, name: &str);
}

impl<D: Dimension> Parts for Array<f64, D> {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        numbers.0.push((name.to_owned(), self.clone().into_dyn()));
    }
}

impl Parts for f64 {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        arr0(*self).add_to(numbers, name);
    }
}

impl Parts for usize {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        (*self as f64).add_to(numbers, name);
    }
}

impl Parts for bool {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        f64::from(*self).add_to(numbers, name);
    }
}

/// A case without arguments.
impl Parts for () {
    fn add_to(&self, _: &mut Numbers, _: &str) {}
}

impl<T: Parts> Parts for [T] {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        for (i, entry) in self.iter().enumerate() {
            entry.add_to(numbers, &format!("{name}[{i}]"));
        }
    }
}

impl<T: Parts, const N: usize> Parts for [T; N] {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        self.as_slice().add_to(numbers, name);
    }
}

impl<T: Parts> Parts for Vec<T> {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        self.as_slice().add_to(numbers, name);
    }
}

impl Parts for Labels {
    fn add_to(&self, numbers: &mut Numbers, name: &str) {
        self.to_one_hot::<f64>().add_to(numbers, name);
    }
}

/// A part of a case that only the reference needs, and nobody is shown.
pub(crate) struct Hidden<T>(pub(crate) T);

impl<T> Parts for Hidden<T> {
    fn add_to(&self, _: &mut Numbers, _: &str) {}
}

/// The name of a struct's field.
pub(crate) fn field_name(of: &str, field: &str) -> String {
    if of.is_empty() { field.to_owned() } else { format!("{of}.{field}") }
}

/// Declares a struct each of whose fields has [`Parts`], or, given a struct's
/// name and all of its fields, does the same for a struct from elsewhere.
macro_rules! parts {
    ($name:ident { $($field:ident),* }) => {
        impl $crate::Parts for $name {
            fn add_to(&self, numbers: &mut $crate::Numbers, name: &str) {
                let Self { $($field),* } = self;
                $($field.add_to(
                    numbers,
                    &$crate::numbers::field_name(name, stringify!($field)),
                );)*
            }
        }
    };
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $($(#[$doc:meta])* $public:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$attribute])*
        $visibility struct $name {
            $($(#[$doc])* $public $field: $type,)*
        }
        parts!($name { $($field),* });
    };
}

parts!(DenseLayer { w, b });
parts!(DenseGradients { dw, db, dx });

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{arr1, array};

    #[test]
    fn nan_is_never_right() {
        let (nan, one) = (Numbers::of("z", &f64::NAN), Numbers::of("z", &1.0));
        assert_eq!(nan.distance(&one), f64::INFINITY);
        let hint = nan.first_difference(&one, 1.0).expect("a difference");
        assert_eq!(hint.to_string(), "z is NaN, and should be 1.00000");
    }

    #[test]
    fn two_answers_that_overflow_in_the_same_places_are_alike() {
        let both = Numbers::of("z", &arr1(&[f64::NAN, f64::INFINITY, 1.0]));
        assert_eq!(both.distance(&both), 0.0);
        let other = [f64::NAN, f64::NEG_INFINITY, 1.0];
        let other = Numbers::of("z", &arr1(&other));
        assert_eq!(both.distance(&other), f64::INFINITY);
        // They are not right, whatever the reference says.
        assert!(both.first_difference(&both, 1.0).is_some());
    }

    #[test]
    fn every_part_is_shown_under_its_name() {
        parts! {
            struct Case {
                h: f64,
                seen: Hidden<f64>,
                layers: Vec<DenseLayer>,
            }
        }
        let w = array![[1.0, 2.0], [3.0, -4.0]];
        let layer = DenseLayer { w, b: array![[0.0, 1.0]] };
        let case = Case { h: 0.5, seen: Hidden(1.0), layers: vec![layer] };
        let margin = " ".repeat("  layers[0].w = [".len());
        assert_eq!(
            Numbers::of("", &case).to_string(),
            format!(
                "  h = 0.50000\n  layers[0].w = [[1.00000, 2.00000],\n\
                 {margin}[3.00000, -4.00000]]\n  \
                 layers[0].b = [[0.00000, 1.00000]]\n"
            )
        );
        assert_eq!(case.seen.0, 1.0);
    }

    #[test]
    fn a_difference_is_named_with_its_place() {
        let found = Numbers::of("dw", &array![[1.0, 2.0]]);
        let expected = Numbers::of("dw", &array![[1.0, 2.5]]);
        assert_eq!(found.distance(&expected), 0.5);
        assert_eq!(found.first_difference(&expected, 0.5), None);
        let hint = found.first_difference(&expected, 0.25).expect("one");
        assert_eq!(
            hint.to_string(),
            "dw[0, 1] is 2.00000, and should be 2.50000"
        );
        let column = Numbers::of("dw", &array![[1.0], [2.5]]);
        let hint = found.first_difference(&column, 1.0).expect("one");
        assert_eq!(
            hint.to_string(),
            "dw has the shape [1, 2], and should have [2, 1]"
        );
    }
}
