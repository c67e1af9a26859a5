//! What a run reports: events, in order.

use std::borrow::Cow;

use mini_numpy::Float;
use ndarray::{ArrayBase, ArrayD, Data, Dimension};

use crate::fingerprint::fingerprint;

/// The events of one run, in the order in which they came.
#[derive(Default)]
pub struct Record {
    events: Vec<Event>,
    losses: Losses,
    stopped: bool,
    on_iteration: Option<Box<dyn FnMut(usize) + Send + Sync>>,
}

/// Something that a run reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its name: `loss`, or a symbol of the page such as `dloss_dw`. It is
    /// owned only where the event was read from a file.
    pub name: Cow<'static, str>,
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
    /// A number of 32 bits.
    Single(f32),
    /// An array of such numbers.
    SingleArray(Box<ArrayD<f32>>),
    /// A vector of whole numbers, which NumPy prints without points.
    Integers(Vec<i64>),
    /// The fingerprint of numbers: one other bit in one of them, another
    /// fingerprint.
    Fingerprint(u64),
    /// The reason why nothing is learned from here on.
    Stop(Stop),
}

/// What went wrong, or came to its end, in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A gradient or a parameter is not a number: nothing more is learned.
    NotANumber,
    /// A gradient or a parameter is infinite: nothing more is learned.
    Overflow,
    /// Every gradient is 0, and no parameter moves: nothing more is learned.
    ZeroGradient,
    /// Every gradient is 0, and the loss had come down to what rounding leaves
    /// of its first value.
    Converged,
    /// Every gradient is 0, and the loss is as low as it can be.
    LowestLoss,
    /// The loss alone is not finite; training goes on.
    Loss,
}

/// What rounding leaves of a loss. The loss is a square of sums of products,
/// and these are rounded to 24 bits at the least.
const ROUNDED_AWAY: f64 = 1.0 / 281_474_976_710_656.0; // 2⁻⁴⁸

/// What is remembered of the losses.
#[derive(Default)]
struct Losses {
    first: Option<f64>,
    before: Option<f64>,
    last: Option<f64>,
    lowest: Option<f64>,
    told: bool,
}

impl Losses {
    fn add(&mut self, loss: f64) {
        self.before = self.last;
        self.last = Some(loss);
        self.first.get_or_insert(loss);
    }

    /// Whether the last loss is the first that is not finite.
    fn turns_bad(&mut self) -> bool {
        let is_bad = self.last.is_some_and(|loss| !loss.is_finite());
        let turns = !self.told && is_bad;
        self.told |= turns;
        turns
    }

    /// A step too far, or the end of the way?
    fn why_zero(&self) -> Stop {
        if let (Some(last), Some(lowest)) = (self.last, self.lowest)
            && last <= lowest
        {
            return Stop::LowestLoss;
        }
        match (self.first, self.before) {
            (Some(first), Some(before)) if before < first * ROUNDED_AWAY => {
                Stop::Converged
            }
            _ => Stop::ZeroGradient,
        }
    }
}

impl Record {
    /// A record without events.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A record that tells `on_iteration` each iteration as it comes.
    #[must_use]
    pub fn observed(
        on_iteration: impl FnMut(usize) + Send + Sync + 'static,
    ) -> Self {
        Self { on_iteration: Some(Box::new(on_iteration)), ..Self::default() }
    }

    /// The loss at an iteration.
    pub fn loss(&mut self, iteration: usize, loss: f64) {
        self.push("loss", Some(iteration), Value::Scalar(loss));
        self.losses.add(loss);
        self.tell(iteration);
    }

    /// The loss of an iteration that is not reported: who waits is told that
    /// it is done, and [`watch`](Self::watch) looks at it.
    pub fn silent_loss(&mut self, iteration: usize, loss: f64) {
        self.losses.add(loss);
        self.tell(iteration);
    }

    /// Where the loss can come to an end above 0: up to here it counts as that
    /// end, and every gradient that is 0 as no fault.
    pub fn lowest_loss(&mut self, loss: f64) {
        self.losses.lowest = Some(loss);
    }

    fn tell(&mut self, iteration: usize) {
        if let Some(on_iteration) = &mut self.on_iteration {
            on_iteration(iteration);
        }
    }

    /// A number.
    pub fn scalar<T: Reported>(&mut self, name: &'static str, x: T) {
        self.push(name, None, x.number());
    }

    /// A number at an iteration.
    pub fn scalar_at<T: Reported>(
        &mut self,
        iteration: usize,
        name: &'static str,
        x: T,
    ) {
        self.push(name, Some(iteration), x.number());
    }

    /// An array.
    pub fn array<T, S, D>(&mut self, name: &'static str, x: &ArrayBase<S, D>)
    where
        T: Reported,
        S: Data<Elem = T>,
        D: Dimension,
    {
        self.push(name, None, T::array(x.to_owned().into_dyn()));
    }

    /// An array at an iteration.
    pub fn array_at<T, S, D>(
        &mut self,
        iteration: usize,
        name: &'static str,
        x: &ArrayBase<S, D>,
    ) where
        T: Reported,
        S: Data<Elem = T>,
        D: Dimension,
    {
        self.push(name, Some(iteration), T::array(x.to_owned().into_dyn()));
    }

    /// A vector of whole numbers.
    pub fn integers(&mut self, name: &'static str, x: Vec<i64>) {
        self.push(name, None, Value::Integers(x));
    }

    /// The fingerprint of numbers, all their bits: that of one array after the
    /// other, each row after row.
    pub fn fingerprint<'a, T: Reported + 'a>(
        &mut self,
        name: &'static str,
        numbers: impl IntoIterator<Item = &'a T>,
    ) {
        self.push(name, None, Value::Fingerprint(fingerprint(numbers)));
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
    /// was reported last: reports once that the loss is not finite, and once,
    /// for the first reason found, that nothing is learned from here on.
    ///
    /// Gradient descent on fixed data is a function of the parameters, so one
    /// iteration whose gradients are all 0 is followed by nothing else. For an
    /// optimizer with a memory, see [`watch_moving`](Self::watch_moving).
    pub fn watch(
        &mut self,
        iteration: usize,
        gradients: impl Iterator<Item = f64>,
        parameters: impl Iterator<Item = f64>,
    ) {
        self.watch_moving(iteration, false, gradients, parameters);
    }

    /// As [`watch`](Self::watch), where parameters may go on without
    /// a gradient: with momentum they do, in steps that shrink. Whether this
    /// iteration `moves` one of them is asked where every gradient is 0: if so,
    /// training is not over yet.
    pub fn watch_moving(
        &mut self,
        iteration: usize,
        moves: bool,
        gradients: impl Iterator<Item = f64>,
        parameters: impl Iterator<Item = f64>,
    ) {
        if self.stopped {
            return;
        }
        let mut gradients_are_zero = true;
        let mut stop = None;
        let gradients = gradients.inspect(|g| gradients_are_zero &= *g == 0.0);
        for x in gradients.chain(parameters) {
            if x.is_nan() {
                stop = Some(Stop::NotANumber);
            } else if x.is_infinite() {
                stop = stop.or(Some(Stop::Overflow));
            }
        }
        if stop.is_none() && gradients_are_zero && !moves {
            stop = Some(self.losses.why_zero());
        }
        if let Some(stop) = stop {
            self.push("stop", Some(iteration), Value::Stop(stop));
            self.stopped = true;
        } else if self.losses.turns_bad() {
            self.push("stop", Some(iteration), Value::Stop(Stop::Loss));
        }
    }

    /// Ends the run: who was told of the losses is told no more.
    pub fn finish(&mut self) {
        self.on_iteration = None;
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
        let losses = self.events.iter().filter(|event| event.name == "loss");
        losses.filter_map(|event| match (event.iteration, &event.value) {
            (Some(iteration), Value::Scalar(loss)) => Some((iteration, *loss)),
            _ => None,
        })
    }

    fn push(
        &mut self,
        name: &'static str,
        iteration: Option<usize>,
        value: Value,
    ) {
        self.events.push(Event { name: name.into(), iteration, value });
    }
}

/// The record of a run that is over.
impl FromIterator<Event> for Record {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        Self { events: events.into_iter().collect(), ..Self::default() }
    }
}

/// A float that can be reported: f64 or f32.
pub trait Reported: Float {
    /// The number as a value.
    fn number(self) -> Value;

    /// An array of such numbers as a value.
    fn array(array: ArrayD<Self>) -> Value;

    /// The number's bits, in bytes, the lowest first.
    fn bytes(self) -> impl Iterator<Item = u8>;
}

impl Reported for f64 {
    fn number(self) -> Value {
        Value::Scalar(self)
    }

    fn array(array: ArrayD<Self>) -> Value {
        Value::Array(Box::new(array))
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        self.to_le_bytes().into_iter()
    }
}

impl Reported for f32 {
    fn number(self) -> Value {
        Value::Single(self)
    }

    fn array(array: ArrayD<Self>) -> Value {
        Value::SingleArray(Box::new(array))
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        self.to_le_bytes().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stop_of(loss: f64, gradient: f64, parameter: f64) -> Option<Stop> {
        let mut record = Record::new();
        record.loss(2, 1.0);
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
        assert_eq!(stop_of(1.0, -inf, 2.0), Some(Stop::Overflow));
        assert_eq!(stop_of(0.0, 0.0, inf), Some(Stop::Overflow));
        assert_eq!(stop_of(inf, nan, 2.0), Some(Stop::NotANumber));
        assert_eq!(stop_of(1.0, 0.5, nan), Some(Stop::NotANumber));
    }

    #[test]
    fn a_loss_that_is_not_finite_is_told_and_stops_nothing() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        assert_eq!(stop_of(inf, 0.5, 2.0), Some(Stop::Loss));
        assert_eq!(stop_of(nan, 0.5, 2.0), Some(Stop::Loss));
        let mut record = Record::new();
        for (iteration, gradient) in [0.5, 0.5, 0.0].into_iter().enumerate() {
            record.loss(iteration, nan);
            let parameters = [1.0].into_iter();
            record.watch(iteration, [gradient].into_iter(), parameters);
        }
        let stops: Vec<_> =
            record.events().iter().filter(|e| e.name == "stop").collect();
        assert_eq!(stops.len(), 2, "{stops:?}");
        assert_eq!(stops[0].value, Value::Stop(Stop::Loss));
        assert_eq!(stops[1].value, Value::Stop(Stop::ZeroGradient));
    }

    #[test]
    fn the_end_of_the_way_is_told_from_a_step_too_far() {
        let mut record = Record::new();
        for (iteration, loss) in [1.0, 1e-20, 0.0].into_iter().enumerate() {
            record.loss(iteration, loss);
        }
        record.watch(2, [0.0].into_iter(), [1.0].into_iter());
        let last = record.events().last().expect("an event");
        assert_eq!(last.value, Value::Stop(Stop::Converged));
    }

    /// It is dead from the start: no loss has come down.
    #[test]
    fn the_first_iteration_is_no_end_of_the_way() {
        let mut record = Record::new();
        record.loss(0, 1.0);
        record.watch(0, [0.0].into_iter(), [1.0].into_iter());
        let last = record.events().last().expect("an event");
        assert_eq!(last.value, Value::Stop(Stop::ZeroGradient));
    }

    #[test]
    fn what_moves_on_without_a_gradient_has_not_stopped() {
        let mut record = Record::new();
        for (iteration, moves) in [true, true, false].into_iter().enumerate() {
            record.loss(iteration, 1.0);
            let (gradients, parameters) = ([0.0], [1.0]);
            record.watch_moving(
                iteration,
                moves,
                gradients.into_iter(),
                parameters.into_iter(),
            );
        }
        let is_stop = |event: &&Event| event.name == "stop";
        let stop = record.events().iter().find(is_stop).expect("a stop");
        assert_eq!(stop.iteration, Some(2));
    }

    #[test]
    fn the_lowest_loss_is_told_from_a_step_too_far() {
        for (loss, stop) in [
            (0.001, Stop::LowestLoss),
            (0.002, Stop::LowestLoss),
            (0.003, Stop::ZeroGradient),
            (f64::NAN, Stop::ZeroGradient),
        ] {
            let mut record = Record::new();
            record.lowest_loss(0.002);
            record.loss(0, loss);
            record.watch(0, [0.0].into_iter(), [1.0].into_iter());
            let last = record.events().last().expect("an event");
            assert_eq!(last.value, Value::Stop(stop), "{loss}");
        }
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
