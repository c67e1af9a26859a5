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

/// How many values agree with what is expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many agree.
    pub agreeing: usize,
    /// How many there are.
    pub total: usize,
    /// The first that does not, in words.
    pub first_difference: Option<String>,
}

impl Expected {
    /// The figures that the document prints.
    #[must_use]
    pub fn documented(&self) -> Option<Transcript> {
        match self {
            Self::Documented(text) => Some(Transcript::new(text)),
            _ => None,
        }
    }

    /// What is compared, in words, and how many figures it has.
    pub(crate) fn summary(&self) -> String {
        match self {
            Self::Documented(text) => {
                format!("{} figures documented", Transcript::new(text).count())
            }
            Self::Reference(text) => {
                format!("{} reference figures", Transcript::new(text).count())
            }
            Self::Gradients(_) | Self::Nothing => {
                "no figures documented".to_owned()
            }
        }
    }

    /// Compares a record; none if there is nothing to compare with. Also says
    /// what is compared.
    pub(crate) fn compare(
        &self,
        record: &Record,
    ) -> Option<(&'static str, Agreement)> {
        match self {
            Self::Documented(text) => {
                Some(("documented figures", figures(text, record)))
            }
            Self::Reference(text) => {
                Some(("reference figures", figures(text, record)))
            }
            Self::Gradients(rows) => {
                let mut agreement = Agreement::default();
                for names in *rows {
                    agreement.add(*names, record);
                }
                let what = "gradients agree with their difference quotients";
                Some((what, agreement))
            }
            Self::Nothing => None,
        }
    }
}

fn figures(transcript: &str, record: &Record) -> Agreement {
    let figures = Transcript::new(transcript).figures(record);
    let differing = || figures.iter().filter(|figure| !figure.agrees());
    Agreement {
        agreeing: figures.len() - differing().count(),
        total: figures.len(),
        first_difference: differing().next().map(Figure::to_string),
    }
}

impl Agreement {
    fn add(&mut self, names: [&str; 3], record: &Record) {
        let [name, quotient, tolerance] = names;
        let tensor = |name| record.tensor(name, None).map(Tensor::to_f64);
        let gradient = tensor(name);
        self.total += gradient.as_ref().map_or(1, |g| g.len().max(1));
        let (Ok(gradient), Ok(quotient), Ok(tolerance)) =
            (gradient, tensor(quotient), record.scalar(tolerance, None))
        else {
            return self.differs(format!(
                "{name} is reported without its difference quotients"
            ));
        };
        if gradient.shape() != quotient.shape() {
            return self.differs(format!(
                "{name} and its difference quotients differ in shape"
            ));
        }
        for (i, (g, q)) in gradient.iter().zip(&quotient).enumerate() {
            if (g - q).abs() <= tolerance {
                self.agreeing += 1;
            } else {
                self.differs(format!(
                    "{name}[{i}] is {g:?}, its difference quotient {q:?}: \
                     more than {tolerance:?} apart"
                ));
            }
        }
    }

    fn differs(&mut self, difference: String) {
        self.first_difference.get_or_insert(difference);
    }
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
