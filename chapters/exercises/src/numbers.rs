//! Values as lists of named arrays, to be shown and compared whatever their
//! types are.

use ndarray::{Array, ArrayD, Dimension, arr0};
use serde_json::{Value, json};

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
/// Whole numbers are shown as such, others with five digits, or all of them.
pub(crate) fn shown(numbers: &Numbers, exactly: bool) -> String {
    let line = |(name, x): &(String, ArrayD<f64>)| {
        let margin = format!("\n{}", " ".repeat(name.len() + 5));
        let is_whole = x.iter().all(|entry| entry.fract() == 0.0);
        let x = if exactly || is_whole {
            format!("{x}")
        } else {
            format!("{x:.5}")
        };
        format!("  {name} = {}\n", x.replace('\n', &margin))
    };
    numbers.iter().map(line).collect()
}

/// The arrays for a file. JSON has no number that is none, and none that is
/// infinite: these are texts.
pub(crate) fn exported(numbers: &Numbers) -> Value {
    let entry = |x: &f64| {
        if x.is_finite() { json!(x) } else { json!(x.to_string()) }
    };
    let arrays = numbers.iter().map(|(name, x)| {
        let data: Vec<_> = x.iter().map(entry).collect();
        json!({ "name": name, "shape": x.shape(), "data": data })
    });
    arrays.collect()
}

/// A value that consists of named arrays.
pub(crate) trait Parts {
    /// The arrays of this value, which is called `name`.
    fn parts(&self, name: &str) -> Numbers;

    /// The value as an argument of an answer in Python: a number, or an array
    /// of numbers, or a list of these.
    fn argument(&self) -> Value;
}

impl Parts for f64 {
    fn parts(&self, name: &str) -> Numbers {
        arr0(*self).parts(name)
    }

    fn argument(&self) -> Value {
        json!(self)
    }
}

/// Makes a type of whole numbers a value.
macro_rules! whole_parts {
    ($($whole:ident)+) => {$(
        impl Parts for $whole {
            fn parts(&self, name: &str) -> Numbers {
                (*self as f64).parts(name)
            }

            fn argument(&self) -> Value {
                json!(self)
            }
        }
    )+};
}

whole_parts!(usize u64);

/// The numbers that an array may hold.
pub(crate) trait Number: Parts + Copy {
    fn number(self) -> f64;
}

impl Number for f64 {
    fn number(self) -> f64 {
        self
    }
}

impl Number for usize {
    fn number(self) -> f64 {
        self as f64
    }
}

impl<T: Number, D: Dimension> Parts for Array<T, D> {
    fn parts(&self, name: &str) -> Numbers {
        vec![(name.to_owned(), self.mapv(Number::number).into_dyn())]
    }

    fn argument(&self) -> Value {
        let data: Vec<_> = self.iter().map(Parts::argument).collect();
        json!({ "shape": self.shape(), "data": data })
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

    fn argument(&self) -> Value {
        self.iter().map(Parts::argument).collect()
    }
}

impl<A: Parts, B: Parts> Parts for (A, B) {
    fn parts(&self, names: &str) -> Numbers {
        let (first, second) = names.split_once(", ").expect("two names");
        [self.0.parts(first), self.1.parts(second)].concat()
    }

    fn argument(&self) -> Value {
        json!([self.0.argument(), self.1.argument()])
    }
}

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
        let layers = [array![[1.0, 2.0], [3.5, -4.0]], array![[0.0, 1.0]]];
        let margin = " ".repeat("  layers[0] = [".len());
        let parts = (0.1, layers).parts("h, layers");
        assert_eq!(
            shown(&parts, false),
            format!(
                "  h = 0.10000\n  layers[0] = [[1.00000, 2.00000],\n\
                 {margin}[3.50000, -4.00000]]\n  \
                 layers[1] = [[0, 1]]\n"
            )
        );
        assert!(shown(&parts, true).starts_with("  h = 0.1\n"));
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
