//! What a record is checked against.

use ndarray::IxDyn;
use record::{Figure, Record, figures};

/// What a record is checked against.
#[derive(Debug)]
pub enum Expected {
    /// The figures that the document prints, in the form that [`figures`]
    /// reads.
    Documented(&'static str),
    /// The figures of a reference, in the same form, where the document prints
    /// none: those of NumPy, or those of this book's own first run.
    Reference(&'static str),
    /// Difference quotients, where no figures are known. Each row has the names
    /// under which a run reports a gradient, its difference quotients of the
    /// same shape, and how far apart two entries can be by rounding.
    Gradients(&'static [[&'static str; 3]]),
    /// Nothing but its pinned record.
    Nothing,
}

impl Expected {
    /// The transcript of the figures that the document prints.
    pub fn documented(&self) -> Option<&'static str> {
        match self {
            Self::Documented(transcript) => Some(transcript),
            _ => None,
        }
    }

    /// What is compared, in words, and how many figures it has.
    pub(crate) fn summary(&self) -> String {
        let count = |text| figures(text, &Record::default()).len();
        match self {
            Self::Documented(t) => format!("{} figures documented", count(t)),
            Self::Reference(t) => format!("{} reference figures", count(t)),
            _ => "no figures documented".to_owned(),
        }
    }

    /// What is compared, in words, and for each figure or entry how a record
    /// differs, none where it agrees. None if there is nothing to compare with.
    pub(crate) fn compare(
        &self, record: &Record,
    ) -> Option<(&'static str, Vec<Option<String>>)> {
        let difference = |x: &Figure| (!x.agrees()).then(|| x.to_string());
        let differences =
            |text| figures(text, record).iter().map(difference).collect();
        Some(match self {
            Self::Documented(t) => ("documented figures", differences(t)),
            Self::Reference(t) => ("reference figures", differences(t)),
            Self::Gradients(rows) => (
                "gradients agree with their difference quotients",
                rows.iter().flat_map(|row| in_gradient(*row, record)).collect(),
            ),
            Self::Nothing => return None,
        })
    }
}

fn in_gradient(
    [name, quotient, tolerance]: [&str; 3], record: &Record,
) -> Vec<Option<String>> {
    let array = |name| record.array::<IxDyn>(name, None);
    let gradient = array(name);
    let count = gradient.as_ref().map_or(1, |g| g.len().max(1));
    let in_all = |what| vec![Some(format!("{name} {what}")); count];
    let (Ok(gradient), Ok(quotient), Ok(tolerance)) =
        (gradient, array(quotient), record.scalar(tolerance, None))
    else {
        return in_all("is reported without its difference quotients");
    };
    if gradient.shape() != quotient.shape() {
        return in_all("and its difference quotients differ in shape");
    }
    let difference = |(i, (g, q)): (usize, (&f64, &f64))| {
        let agrees = (g - q).abs() <= tolerance;
        (!agrees).then(|| {
            format!(
                "{name}[{i}] is {g:?}, its difference quotient {q:?}: \
                 more than {tolerance:?} apart"
            )
        })
    };
    gradient.iter().zip(&quotient).enumerate().map(difference).collect()
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    const PAIRS: Expected =
        Expected::Gradients(&[["dx", "dx_quotient", "tolerance"]]);

    /// The differences.
    fn differences(quotient: f64, tolerance: f64) -> Vec<Option<String>> {
        let mut record = Record::default();
        record.add("dx", &array![1.0, 2.0]);
        record.add("dx_quotient", &array![1.0, quotient]);
        record.add("tolerance", tolerance);
        PAIRS.compare(&record).expect("pairs to compare").1
    }

    #[test]
    fn entries_within_the_tolerance_agree() {
        assert_eq!(differences(2.125, 0.125), [None, None]);
    }

    #[test]
    fn an_entry_beyond_the_tolerance_is_named() {
        for quotient in [2.25, f64::NAN] {
            let found = differences(quotient, 0.125);
            let [None, Some(difference)] = &found[..] else {
                panic!("{found:?}");
            };
            assert!(difference.starts_with("dx[1] is 2.0"), "{difference}");
        }
    }

    #[test]
    fn a_gradient_without_quotients_does_not_agree() {
        let mut record = Record::default();
        for total in [1, 2] {
            let (_, found) = PAIRS.compare(&record).expect("pairs");
            assert_eq!(found.iter().flatten().count(), total);
            assert_eq!(found.len(), total);
            record.add("dx", &array![1.0, 2.0]);
        }
    }
}
