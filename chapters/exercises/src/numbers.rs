//! Values as lists of named arrays, to be shown and compared whatever their
//! types are.

use chapter_04::dense_layer::{DenseGradients, DenseLayer};
use ndarray::{Array, ArrayD, Dimension, arr0};

/// The numbers in a value, as arrays with names.
pub(crate) type Numbers = Vec<(String, ArrayD<f64>)>;

/// Says where two values of the same type first differ by more than
/// `tolerance`. Two entries that overflow alike, to NaN or to the same
/// infinity, do not differ: a mistake is recognised by where it overflows.
pub(crate) fn first_difference(
    found: &Numbers, expected: &Numbers, tolerance: f64,
) -> Option<String> {
    assert_eq!(found.len(), expected.len(), "values of the same type");
    for ((name, x), (_, y)) in found.iter().zip(expected) {
        let (shape, needed) = (x.shape(), y.shape());
        if shape != needed {
            let shapes = format!("{shape:?}, and should have {needed:?}");
            return Some(format!("{name} has the shape {shapes}"));
        }
        for ((at, &x), &y) in x.indexed_iter().zip(y) {
            let overflow_alike = x == y || (x.is_nan() && y.is_nan());
            if overflow_alike || (x - y).abs() <= tolerance {
                continue;
            }
            let at = match at.slice() {
                [] => String::new(), // a single number
                at => format!("{at:?}"),
            };
            // Most references are difference quotients, and no more of their
            // digits are certain.
            return Some(format!("{name}{at} is {x:.5}, and should be {y:.5}"));
        }
    }
    None
}

/// A line for each array, `name = value`; a matrix takes a line for each row.
pub(crate) fn shown(numbers: &Numbers) -> String {
    let line = |(name, x): &(String, ArrayD<f64>)| {
        let margin = format!("\n{}", " ".repeat(name.len() + 5));
        format!("  {name} = {}\n", format!("{x:.5}").replace('\n', &margin))
    };
    numbers.iter().map(line).collect()
}

/// A value that consists of named arrays.
pub(crate) trait Parts {
    /// The arrays of this value, which is called `name`.
    fn parts(&self, name: &str) -> Numbers;
}

impl<D: Dimension> Parts for Array<f64, D> {
    fn parts(&self, name: &str) -> Numbers {
        vec![(name.to_owned(), self.clone().into_dyn())]
    }
}

impl Parts for f64 {
    fn parts(&self, name: &str) -> Numbers {
        arr0(*self).parts(name)
    }
}

impl<T: Parts, const N: usize> Parts for [T; N] {
    fn parts(&self, name: &str) -> Numbers {
        let names: Vec<_> = match name.split_once(", ") {
            Some(_) => name.split(", ").map(str::to_owned).collect(),
            None => (0..N).map(|i| format!("{name}[{i}]")).collect(),
        };
        names.iter().zip(self).flat_map(|(name, x)| x.parts(name)).collect()
    }
}

impl<A: Parts, B: Parts> Parts for (A, B) {
    fn parts(&self, names: &str) -> Numbers {
        let (first, second) = names.split_once(", ").expect("two names");
        [self.0.parts(first), self.1.parts(second)].concat()
    }
}

/// Makes a struct, given with all of its fields, a value of named arrays.
macro_rules! parts {
    ($struct:ident { $($field:ident),* }) => {
        impl Parts for $struct {
            fn parts(&self, name: &str) -> Numbers {
                let dot = if name.is_empty() { "" } else { "." };
                let named = |field| format!("{name}{dot}{field}");
                [$(self.$field.parts(&named(stringify!($field)))),*].concat()
            }
        }
    };
}

parts!(DenseLayer { w, b });
parts!(DenseGradients { dw, db, dx });

#[cfg(test)]
mod tests {
    use ndarray::{arr1, array};

    use super::*;

    #[test]
    fn nan_differs_from_every_number() {
        let (nan, one) = (f64::NAN.parts("z"), 1.0.parts("z"));
        assert_eq!(
            first_difference(&nan, &one, 1.0).as_deref(),
            Some("z is NaN, and should be 1.00000")
        );
    }

    #[test]
    fn two_answers_that_overflow_in_the_same_places_are_alike() {
        let both = arr1(&[f64::NAN, f64::INFINITY, 1.0]).parts("z");
        assert_eq!(first_difference(&both, &both, 0.0), None);
        let other = arr1(&[f64::NAN, f64::NEG_INFINITY, 1.0]).parts("z");
        let difference = first_difference(&both, &other, f64::MAX);
        assert!(difference.expect("one").starts_with("z[1] is inf"));
    }

    #[test]
    fn every_part_is_shown_under_its_name() {
        let w = array![[1.0, 2.0], [3.0, -4.0]];
        let layers = [DenseLayer { w, b: array![[0.0, 1.0]] }];
        let margin = " ".repeat("  layers[0].w = [".len());
        assert_eq!(
            shown(&(0.5, layers).parts("h, layers")),
            format!(
                "  h = 0.50000\n  layers[0].w = [[1.00000, 2.00000],\n\
                 {margin}[3.00000, -4.00000]]\n  \
                 layers[0].b = [[0.00000, 1.00000]]\n"
            )
        );
    }

    #[test]
    fn a_difference_is_named_with_its_place() {
        let found = array![[1.0, 2.0]].parts("dw");
        let expected = array![[1.0, 2.5]].parts("dw");
        assert_eq!(first_difference(&found, &expected, 0.5), None);
        assert_eq!(
            first_difference(&found, &expected, 0.25).as_deref(),
            Some("dw[0, 1] is 2.00000, and should be 2.50000")
        );
        let column = array![[1.0], [2.5]].parts("dw");
        assert_eq!(
            first_difference(&found, &column, 1.0).as_deref(),
            Some("dw has the shape [1, 2], and should have [2, 1]")
        );
    }
}
