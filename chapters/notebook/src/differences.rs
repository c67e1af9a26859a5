//! Gradients beside their difference quotients.

use crate::{Record, Value};

/// The names under which a run reports a gradient, its difference quotient,
/// and how far apart rounding can drive the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradientPair {
    /// The array of the analytic gradient.
    pub gradient: &'static str,
    /// The array of difference quotients, of the same shape.
    pub quotient: &'static str,
    /// The number that bounds the distance of their entries.
    pub tolerance: &'static str,
}

/// How a run's gradients compare with their difference quotients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// How many entries agree.
    pub agreeing: usize,
    /// How many entries there are.
    pub total: usize,
    /// The first that does not, in words.
    pub first_difference: Option<String>,
}

impl Agreement {
    /// Compares all pairs of a record.
    #[must_use]
    pub fn of(pairs: &[GradientPair], record: &Record) -> Self {
        let mut agreement =
            Self { agreeing: 0, total: 0, first_difference: None };
        for pair in pairs {
            agreement.add(pair, record);
        }
        agreement
    }

    fn add(&mut self, pair: &GradientPair, record: &Record) {
        let gradient = numbers(record, pair.gradient);
        let quotient = numbers(record, pair.quotient);
        let tolerance = numbers(record, pair.tolerance);
        let complete = !gradient.is_empty() && gradient.len() == quotient.len();
        let (Some(tolerance), true) = (tolerance.first(), complete) else {
            self.total += gradient.len().max(1);
            self.differs(format!(
                "{} is reported without its difference quotients",
                pair.gradient
            ));
            return;
        };
        for (i, (g, q)) in gradient.iter().zip(&quotient).enumerate() {
            self.total += 1;
            if (g - q).abs() <= *tolerance {
                self.agreeing += 1;
            } else {
                self.differs(format!(
                    "{}[{i}] is {g:?}, its difference quotient {q:?}, further \
                     apart than {tolerance:?}",
                    pair.gradient
                ));
            }
        }
    }

    fn differs(&mut self, difference: String) {
        self.first_difference.get_or_insert(difference);
    }
}

/// The largest distance of an entry of a gradient from its difference quotient
/// (loss(+h) − loss(−h)) / 2h, where `loss_at(n, step)` is the loss with number
/// n moved by the step. NaN where one of them is NaN.
pub fn worst_difference(
    gradient: impl Iterator<Item = f64>,
    h: f64,
    loss_at: impl Fn(usize, f64) -> f64,
) -> f64 {
    let mut worst = 0.0;
    for (n, g) in gradient.enumerate() {
        let quotient = (loss_at(n, h) - loss_at(n, -h)) / (2.0 * h);
        let distance = (g - quotient).abs();
        if worst < distance || distance.is_nan() {
            worst = distance;
        }
    }
    worst
}

fn numbers(record: &Record, name: &str) -> Vec<f64> {
    match record.find(name, None).map(|event| &event.value) {
        Some(Value::Scalar(x)) => vec![*x],
        Some(Value::Array(array)) => array.iter().copied().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const PAIR: GradientPair = GradientPair {
        gradient: "dx",
        quotient: "dx_quotient",
        tolerance: "tolerance",
    };

    fn agreement(quotient: f64, tolerance: f64) -> Agreement {
        let mut record = Record::new();
        record.array("dx", &array![1.0, 2.0]);
        record.array("dx_quotient", &array![1.0, quotient]);
        record.scalar("tolerance", tolerance);
        Agreement::of(&[PAIR], &record)
    }

    /// x² + y² at (1, 2): the quotients of a parabola are its derivatives.
    #[test]
    fn the_worst_entry_is_found() {
        let loss_at = |n: usize, step: f64| {
            let mut at = [1.0, 2.0];
            at[n] += step;
            at[0] * at[0] + at[1] * at[1]
        };
        let worst = |g: [f64; 2]| worst_difference(g.into_iter(), 0.5, loss_at);
        assert_eq!(worst([2.0, 4.0]), 0.0);
        assert_eq!(worst([2.5, 3.0]), 1.0);
        assert!(worst([f64::NAN, 4.0]).is_nan());
    }

    #[test]
    fn entries_within_the_tolerance_agree() {
        let expected =
            Agreement { agreeing: 2, total: 2, first_difference: None };
        assert_eq!(agreement(2.125, 0.125), expected);
    }

    #[test]
    fn an_entry_beyond_the_tolerance_is_named() {
        for quotient in [2.25, f64::NAN] {
            let found = agreement(quotient, 0.125);
            assert_eq!((found.agreeing, found.total), (1, 2));
            let difference = found.first_difference.unwrap();
            assert!(difference.starts_with("dx[1] is 2.0"), "{difference}");
        }
    }

    #[test]
    fn a_gradient_without_quotients_does_not_agree() {
        let mut record = Record::new();
        record.array("dx", &array![1.0, 2.0]);
        let found = Agreement::of(&[PAIR], &record);
        assert_eq!((found.agreeing, found.total), (0, 2));
        assert!(found.first_difference.is_some());
        let found = Agreement::of(&[PAIR], &Record::new());
        assert_eq!((found.agreeing, found.total), (0, 1));
    }
}
