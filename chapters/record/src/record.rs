//! The record of a run: what it reported, in order.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use ndarray::{Array, Dimension, Ix0};

use crate::{Stop, Tensor};

/// What a run reported, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// One after the other.
    pub events: Vec<Event>,
}

/// One thing that a run reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name: `loss`, or a symbol of the page such as `dloss_dw`.
    pub name: Cow<'static, str>,
    /// The iteration, counted as the notebook counts; none for what is
    /// reported before or after the loop.
    pub iteration: Option<usize>,
    /// What was reported.
    pub value: Value,
}

/// The value of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Numbers.
    Tensor(Tensor),
    /// A hash of the bits of some numbers. If one bit of them changes, so does
    /// the fingerprint.
    Fingerprint(u64),
    /// Why nothing is learned from here on.
    Stop(Stop),
}

/// There is no such number in the record. Whoever reads it asks for a name that
/// the run does not report, for another iteration, or for other axes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotReported {
    /// The name that was asked for.
    pub name: String,
    /// The iteration that was asked for.
    pub iteration: Option<usize>,
}

impl fmt::Display for NotReported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the run reports no such {}", self.name)?;
        self.iteration.map_or(Ok(()), |i| write!(f, " at iteration {i}"))
    }
}

impl Error for NotReported {}

impl From<NotReported> for String {
    fn from(why: NotReported) -> Self {
        why.to_string()
    }
}

/// A name that the program gives.
type Name = &'static str;

impl Record {
    /// Adds a tensor or a number.
    pub fn add(&mut self, name: Name, x: impl Into<Tensor>) {
        self.push(name, None, Value::Tensor(x.into()));
    }

    /// Adds several of them, each under its name.
    pub fn add_each<const N: usize>(
        &mut self, names: [Name; N], xs: [impl Into<Tensor>; N],
    ) {
        names.into_iter().zip(xs).for_each(|(name, x)| self.add(name, x));
    }

    /// Adds a tensor or a number at an iteration.
    pub fn add_at(&mut self, i: usize, name: Name, x: impl Into<Tensor>) {
        self.push(name, Some(i), Value::Tensor(x.into()));
    }

    /// Adds several of them at an iteration.
    pub fn add_each_at<const N: usize>(
        &mut self, i: usize, names: [Name; N], xs: [impl Into<Tensor>; N],
    ) {
        names.into_iter().zip(xs).for_each(|(name, x)| self.add_at(i, name, x));
    }

    /// Adds the fingerprint of a tensor.
    pub fn fingerprint(&mut self, name: Name, x: impl Into<Tensor>) {
        self.push(name, None, Value::Fingerprint(x.into().fingerprint()));
    }

    pub(crate) fn push(&mut self, name: Name, i: Option<usize>, value: Value) {
        self.events.push(Event { name: name.into(), iteration: i, value });
    }

    /// The events of that name.
    pub fn named(&self, name: &str) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.iter().filter(move |event| event.name == name)
    }

    /// The first event of that name at that iteration.
    pub fn find(&self, name: &str, iteration: Option<usize>) -> Option<&Event> {
        self.named(name).find(|event| event.iteration == iteration)
    }

    /// The first array of that name at that iteration, as 64-bit floats and with
    /// as many axes as are asked for.
    ///
    /// # Errors
    ///
    /// If the run reported none.
    pub fn array<D: Dimension>(
        &self, name: &str, iteration: Option<usize>,
    ) -> Result<Array<f64, D>, NotReported> {
        let array = match self.find(name, iteration).map(|e| &e.value) {
            Some(Value::Tensor(x)) => x.to_f64().into_dimensionality().ok(),
            _ => None,
        };
        array.ok_or_else(|| NotReported { name: name.to_owned(), iteration })
    }

    /// The same as one number.
    ///
    /// # Errors
    ///
    /// If the run reported none.
    pub fn scalar(
        &self, name: &str, iteration: Option<usize>,
    ) -> Result<f64, NotReported> {
        Ok(self.array::<Ix0>(name, iteration)?.into_scalar())
    }

    /// The iteration and the number of every event of that name.
    pub fn series(&self, name: &str) -> Vec<(usize, f64)> {
        let number = |event: &Event| match &event.value {
            Value::Tensor(x) => Some((event.iteration?, x.scalar()?)),
            _ => None,
        };
        self.named(name).filter_map(number).collect()
    }
}
