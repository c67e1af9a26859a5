//! What a record is checked against.

use record::{Figure, Record, Tensor, Transcript};

/// What a record is checked against.
#[derive(Debug)]
pub enum Expected {
    /// The figures that the document prints, in the form that
    /// [`Transcript::new`] reads.
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

/// How many of all values agree with what is expected, and the first that does
/// not, in words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    pub(crate) agreeing: usize,
    pub(crate) total: usize,
    pub(crate) first_difference: Option<String>,
}

impl Expected {
    /// The figures that the document prints.
    pub fn documented(&self) -> Option<Transcript> {
        match self {
            Self::Documented(text) => Some(Transcript::new(text)),
            _ => None,
        }
    }

    /// What is compared, in words, and how many figures it has.
    pub(crate) fn summary(&self) -> String {
        let count = |text| Transcript::new(text).count();
        match self {
            Self::Documented(text) => {
                format!("{} figures documented", count(text))
            }
            Self::Reference(text) => {
                format!("{} reference figures", count(text))
            }
            _ => "no figures documented".to_owned(),
        }
    }

    /// Compares a record; none if there is nothing to compare with. Also says
    /// what is compared.
    pub(crate) fn compare(
        &self, record: &Record,
    ) -> Option<(&'static str, Agreement)> {
        let (what, differences) = match self {
            Self::Documented(text) => {
                ("documented figures", in_figures(text, record))
            }
            Self::Reference(text) => {
                ("reference figures", in_figures(text, record))
            }
            Self::Gradients(rows) => (
                "gradients agree with their difference quotients",
                rows.iter().flat_map(|row| in_gradient(*row, record)).collect(),
            ),
            Self::Nothing => return None,
        };
        let total = differences.len();
        let agreeing = differences.iter().filter(|x| x.is_none()).count();
        let first_difference = differences.into_iter().flatten().next();
        Some((what, Agreement { agreeing, total, first_difference }))
    }
}

/// For each figure, how it differs; none where it agrees.
fn in_figures(transcript: &str, record: &Record) -> Vec<Option<String>> {
    let figures = Transcript::new(transcript).figures(record);
    let difference = |x: &Figure| (!x.agrees()).then(|| x.to_string());
    figures.iter().map(difference).collect()
}

/// The same for each entry of a gradient.
fn in_gradient(
    [name, quotient, tolerance]: [&str; 3], record: &Record,
) -> Vec<Option<String>> {
    let tensor = |name| record.tensor(name, None).map(Tensor::to_f64);
    let gradient = tensor(name);
    let count = gradient.as_ref().map_or(1, |g| g.len().max(1));
    let in_all = |what| vec![Some(format!("{name} {what}")); count];
    let (Ok(gradient), Ok(quotient), Ok(tolerance)) =
        (gradient, tensor(quotient), record.scalar(tolerance, None))
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

    fn agreement(quotient: f64, tolerance: f64) -> Agreement {
        let mut record = Record::new();
        record.add("dx", &array![1.0, 2.0]);
        record.add("dx_quotient", &array![1.0, quotient]);
        record.add("tolerance", tolerance);
        PAIRS.compare(&record).expect("pairs to compare").1
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
            let difference = found.first_difference.expect("a difference");
            assert!(difference.starts_with("dx[1] is 2.0"), "{difference}");
        }
    }

    #[test]
    fn a_gradient_without_quotients_does_not_agree() {
        let mut record = Record::new();
        for total in [1, 2] {
            let (_, found) = PAIRS.compare(&record).expect("pairs");
            assert_eq!((found.agreeing, found.total), (0, total));
            assert!(found.first_difference.is_some());
            record.add("dx", &array![1.0, 2.0]);
        }
    }
}
