//! The record of a run: what it reported, in order.

use std::borrow::Cow;
use std::fmt;

use ndarray::{Array, Dimension, Ix0};

use crate::fingerprint::fingerprint;
use crate::{Element, Stop, Tensor, ToTensor};

/// What a run reported, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub(crate) events: Vec<Event>,
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

impl Record {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a tensor or a number.
    pub fn add(&mut self, name: &'static str, x: impl ToTensor) {
        self.push(name, None, Value::Tensor(x.to_tensor()));
    }

    /// Adds several of them, each under its name.
    pub fn add_each<const N: usize>(
        &mut self, names: [&'static str; N], xs: [impl ToTensor; N],
    ) {
        names.into_iter().zip(xs).for_each(|(name, x)| self.add(name, x));
    }

    /// Adds a tensor or a number at an iteration.
    pub fn add_at(&mut self, i: usize, name: &'static str, x: impl ToTensor) {
        self.push(name, Some(i), Value::Tensor(x.to_tensor()));
    }

    /// Adds several of them at an iteration.
    pub fn add_each_at<const N: usize>(
        &mut self, i: usize, names: [&'static str; N], xs: [impl ToTensor; N],
    ) {
        names.into_iter().zip(xs).for_each(|(name, x)| self.add_at(i, name, x));
    }

    /// Adds the loss at an iteration.
    pub fn loss(&mut self, iteration: usize, loss: f64) {
        self.add_at(iteration, "loss", loss);
    }

    /// Adds the fingerprint of the numbers, in their order.
    pub fn fingerprint<'a, T: Element + 'a>(
        &mut self, name: &'static str, numbers: impl IntoIterator<Item = &'a T>,
    ) {
        self.push(name, None, Value::Fingerprint(fingerprint(numbers)));
    }

    /// Adds the reason why nothing is learned from an iteration on.
    pub(crate) fn stop(&mut self, iteration: usize, stop: Stop) {
        self.push("stop", Some(iteration), Value::Stop(stop));
    }

    fn push(&mut self, name: &'static str, i: Option<usize>, value: Value) {
        self.events.push(Event { name: name.into(), iteration: i, value });
    }

    /// The events so far.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The events of that name.
    #[must_use = "an iterator does nothing by itself"]
    pub fn named(&self, name: &str) -> impl DoubleEndedIterator<Item = &Event> {
        self.events.iter().filter(move |event| event.name == name)
    }

    /// The first event of that name at that iteration.
    pub fn find(&self, name: &str, iteration: Option<usize>) -> Option<&Event> {
        self.named(name).find(|event| event.iteration == iteration)
    }

    /// The first tensor of that name at that iteration.
    ///
    /// # Errors
    ///
    /// When the run reported none.
    pub fn tensor(
        &self, name: &str, iteration: Option<usize>,
    ) -> Result<&Tensor, Missing> {
        match self.find(name, iteration).map(|event| &event.value) {
            Some(Value::Tensor(tensor)) => Ok(tensor),
            _ => Err(Missing { name: name.to_owned(), iteration }),
        }
    }

    /// The same as 64-bit floats, with as many axes as are asked for.
    ///
    /// # Errors
    ///
    /// When the run reported no such array.
    pub fn array<D: Dimension>(
        &self, name: &str, iteration: Option<usize>,
    ) -> Result<Array<f64, D>, Missing> {
        let array = self.tensor(name, iteration)?.to_f64();
        let missing = |_| Missing { name: name.to_owned(), iteration };
        array.into_dimensionality().map_err(missing)
    }

    /// The same as one number.
    ///
    /// # Errors
    ///
    /// When the run reported no such number.
    pub fn scalar(
        &self, name: &str, iteration: Option<usize>,
    ) -> Result<f64, Missing> {
        Ok(self.array::<Ix0>(name, iteration)?.into_scalar())
    }

    /// The iteration and the number of every event of that name.
    pub fn series(&self, name: &str) -> Vec<(usize, f64)> {
        let numbers = self.named(name).filter_map(|event| match &event.value {
            Value::Tensor(tensor) => Some((event.iteration?, tensor.scalar()?)),
            _ => None,
        });
        numbers.collect()
    }
}

/// A run did not report what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    name: String,
    iteration: Option<usize>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the run reports no such {}", self.name)?;
        match self.iteration {
            Some(iteration) => write!(f, " at iteration {iteration}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Missing {}

impl From<Missing> for String {
    fn from(missing: Missing) -> Self {
        missing.to_string()
    }
}
