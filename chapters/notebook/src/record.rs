//! What a run reports: events, in order.

use ndarray::{ArrayBase, ArrayD, Data, Dimension};

/// The events of one run, in the order in which they came.
#[derive(Default)]
pub struct Record {
    events: Vec<Event>,
    last_loss: f64,
    stopped: bool,
    on_loss: Option<Box<dyn FnMut(usize)>>,
}

/// Something that a run reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name: `loss`, or a symbol of the page such as `dloss_dw`.
    pub name: &'static str,
    /// The iteration, counted as the notebook counts; none for what stands
    /// before or after the loop.
    pub iteration: Option<usize>,
    /// What is reported.
    pub value: Value,
}

/// What an event carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Scalar(f64),
    /// An array, of whichever shape.
    Array(Box<ArrayD<f64>>),
    /// A vector of whole numbers, which NumPy prints without points.
    Integers(Vec<i64>),
    /// The reason why nothing is learned from here on.
    Stop(Stop),
}

/// Why training learns nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The loss, a gradient or a parameter is not a number.
    NotANumber,
    /// The loss, a gradient or a parameter is infinite.
    Overflow,
    /// Every gradient is 0.
    ZeroGradient,
}

impl Record {
    /// A record without events.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A record that tells `on_loss` the iteration of each loss as it comes.
    #[must_use]
    pub fn observed(on_loss: impl FnMut(usize) + 'static) -> Self {
        Self { on_loss: Some(Box::new(on_loss)), ..Self::default() }
    }

    /// The loss at an iteration.
    pub fn loss(&mut self, iteration: usize, loss: f64) {
        self.push("loss", Some(iteration), Value::Scalar(loss));
        self.last_loss = loss;
        if let Some(on_loss) = &mut self.on_loss {
            on_loss(iteration);
        }
    }

    /// A number.
    pub fn scalar(&mut self, name: &'static str, x: f64) {
        self.push(name, None, Value::Scalar(x));
    }

    /// A number at an iteration.
    pub fn scalar_at(&mut self, iteration: usize, name: &'static str, x: f64) {
        self.push(name, Some(iteration), Value::Scalar(x));
    }

    /// An array.
    pub fn array<S, D>(&mut self, name: &'static str, x: &ArrayBase<S, D>)
    where
        S: Data<Elem = f64>,
        D: Dimension,
    {
        self.push(name, None, array(x));
    }

    /// An array at an iteration.
    pub fn array_at<S, D>(
        &mut self,
        iteration: usize,
        name: &'static str,
        x: &ArrayBase<S, D>,
    ) where
        S: Data<Elem = f64>,
        D: Dimension,
    {
        self.push(name, Some(iteration), array(x));
    }

    /// A vector of whole numbers at an iteration.
    pub fn integers_at(
        &mut self,
        iteration: usize,
        name: &'static str,
        x: &[i64],
    ) {
        self.push(name, Some(iteration), Value::Integers(x.to_vec()));
    }

    /// Looks at an iteration's gradients and parameters, and at the loss that
    /// was reported last: reports once, and for the first reason found, that
    /// nothing is learned from here on.
    ///
    /// Gradient descent on fixed data is a function of the parameters, so one
    /// iteration whose gradients are all 0 is followed by nothing else.
    pub fn watch(
        &mut self,
        iteration: usize,
        gradients: impl Iterator<Item = f64>,
        parameters: impl Iterator<Item = f64>,
    ) {
        if self.stopped {
            return;
        }
        let mut gradients_are_zero = true;
        let mut stop = None;
        let gradients = gradients.inspect(|g| gradients_are_zero &= *g == 0.0);
        for x in gradients.chain(parameters).chain([self.last_loss]) {
            if x.is_nan() {
                stop = Some(Stop::NotANumber);
            } else if x.is_infinite() {
                stop = stop.or(Some(Stop::Overflow));
            }
        }
        if stop.is_none() && gradients_are_zero {
            stop = Some(Stop::ZeroGradient);
        }
        if let Some(stop) = stop {
            self.push("stop", Some(iteration), Value::Stop(stop));
            self.stopped = true;
        }
    }

    /// Ends the run: who was told of the losses is told no more.
    pub fn finish(&mut self) {
        self.on_loss = None;
    }

    /// The events so far.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The first event of that name at that iteration.
    #[must_use]
    pub fn find(&self, name: &str, iteration: Option<usize>) -> Option<&Event> {
        self.events
            .iter()
            .find(|event| event.name == name && event.iteration == iteration)
    }

    /// The iteration and the loss of every event named `loss`.
    pub fn losses(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.events.iter().filter_map(|event| match event {
            Event {
                name: "loss",
                iteration: Some(iteration),
                value: Value::Scalar(loss),
            } => Some((*iteration, *loss)),
            _ => None,
        })
    }

    fn push(
        &mut self,
        name: &'static str,
        iteration: Option<usize>,
        value: Value,
    ) {
        self.events.push(Event { name, iteration, value });
    }
}

fn array<S, D>(x: &ArrayBase<S, D>) -> Value
where
    S: Data<Elem = f64>,
    D: Dimension,
{
    Value::Array(Box::new(x.to_owned().into_dyn()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop_of(loss: f64, gradient: f64, parameter: f64) -> Option<Stop> {
        let mut record = Record::new();
        record.loss(3, loss);
        let gradients = [gradient, gradient];
        record.watch(3, gradients.into_iter(), [parameter].into_iter());
        let event = record.find("stop", Some(3))?;
        let Value::Stop(stop) = event.value else { unreachable!() };
        Some(stop)
    }

    #[test]
    fn a_stop_is_reported_with_its_reason() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        assert_eq!(stop_of(1.0, 0.5, 2.0), None);
        assert_eq!(stop_of(0.0, 0.0, 2.0), Some(Stop::ZeroGradient));
        assert_eq!(stop_of(0.0, -0.0, 2.0), Some(Stop::ZeroGradient));
        assert_eq!(stop_of(inf, 0.5, 2.0), Some(Stop::Overflow));
        assert_eq!(stop_of(1.0, -inf, 2.0), Some(Stop::Overflow));
        assert_eq!(stop_of(0.0, 0.0, inf), Some(Stop::Overflow));
        assert_eq!(stop_of(nan, 0.5, 2.0), Some(Stop::NotANumber));
        assert_eq!(stop_of(inf, nan, 2.0), Some(Stop::NotANumber));
        assert_eq!(stop_of(1.0, 0.5, nan), Some(Stop::NotANumber));
    }

    #[test]
    fn a_stop_is_reported_once() {
        let mut record = Record::new();
        for iteration in 0..3 {
            record.loss(iteration, 0.0);
            record.watch(iteration, [0.0].into_iter(), [1.0].into_iter());
        }
        let stops = record.events().iter().filter(|e| e.name == "stop");
        assert_eq!(stops.count(), 1);
        assert_eq!(record.losses().count(), 3);
    }
}
