//! Looks on while a network trains: is it still learning?

use crate::{Record, Value};

/// Looks at every iteration of a training. It reports once that the loss is no
/// longer finite, and once, with the reason, that nothing is learned any more.
#[derive(Default)]
pub struct Watch {
    /// A bound that a loss comes below only where nothing is left to be
    /// learned. A gradient of 0 is then no fault.
    pub lowest_loss: Option<f64>,
    first: Option<f64>,
    previous: Option<f64>,
    reported_loss: bool,
    stopped: bool,
    on_iteration: Option<Box<dyn FnMut()>>,
}

/// Why a training has stopped learning, or what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A gradient or a parameter is not a number.
    NotANumber,
    /// A gradient or a parameter is infinite.
    Overflow,
    /// Every gradient is 0, and no parameter changes any more.
    ZeroGradient,
    /// Every gradient is 0, and the loss is down to rounding errors.
    Converged,
    /// Every gradient is 0, and the loss is as low as it can be.
    LowestLoss,
    /// The loss alone is not finite; training goes on.
    Loss,
}

impl Stop {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::NotANumber,
        Self::Overflow,
        Self::ZeroGradient,
        Self::Converged,
        Self::LowestLoss,
        Self::Loss,
    ];
}

/// A loss below this fraction of the first one consists of rounding errors. It
/// is the square of a sum of products, each rounded to at least 24 bits.
const ROUNDING: f64 = 1.0 / 281_474_976_710_656.0; // 2⁻⁴⁸

impl Watch {
    /// A watch that calls `on_iteration` after every iteration.
    pub fn calling(on_iteration: impl FnMut() + 'static) -> Self {
        Self { on_iteration: Some(Box::new(on_iteration)), ..Self::default() }
    }

    /// Notes that an iteration is done, without looking at what it computed.
    pub fn tick(&mut self) {
        if let Some(on_iteration) = &mut self.on_iteration {
            on_iteration();
        }
    }

    /// Reports the loss of an iteration, and looks at it, the gradients and
    /// the updated parameters. If every gradient is 0 once, gradient descent on
    /// fixed data changes nothing from there on.
    pub fn iteration(
        &mut self, record: &mut Record, iteration: usize, loss: f64,
        gradients: impl Iterator<Item = f64>,
        parameters: impl Iterator<Item = f64>,
    ) {
        record.add_at(iteration, "loss", loss);
        self.step(record, iteration, loss, false, gradients, parameters);
    }

    /// The same, without reporting the loss, for an optimizer with a state:
    /// momentum may move a parameter whose gradient is 0. `moved` says whether
    /// one of them changed.
    pub fn step(
        &mut self, record: &mut Record, iteration: usize, loss: f64,
        moved: bool, gradients: impl Iterator<Item = f64>,
        parameters: impl Iterator<Item = f64>,
    ) {
        self.tick();
        let first = *self.first.get_or_insert(loss);
        let previous = self.previous.replace(loss);
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
        if stop.is_none() && gradients_are_zero && !moved {
            // Has it arrived, or has it overshot?
            stop = Some(match (self.lowest_loss, previous) {
                (Some(lowest), _) if loss <= lowest => Stop::LowestLoss,
                (_, Some(x)) if x < first * ROUNDING => Stop::Converged,
                _ => Stop::ZeroGradient,
            });
        }
        self.stopped = stop.is_some();
        if stop.is_none() && !loss.is_finite() && !self.reported_loss {
            self.reported_loss = true;
            stop = Some(Stop::Loss);
        }
        if let Some(stop) = stop {
            record.push("stop", Some(iteration), Value::Stop(stop));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a watch reports of iterations with these losses, gradients and
    /// parameters.
    fn stops(iterations: &[(f64, f64, f64)]) -> Vec<(usize, Stop)> {
        let mut record = Record::default();
        let mut watch = Watch::default();
        for (i, &(loss, gradient, parameter)) in iterations.iter().enumerate() {
            let gradients = [gradient, gradient].into_iter();
            let parameters = [parameter].into_iter();
            watch.iteration(&mut record, i, loss, gradients, parameters);
        }
        stops_of(&record)
    }

    fn stops_of(record: &Record) -> Vec<(usize, Stop)> {
        let stops = record.named("stop").map(|event| match event.value {
            Value::Stop(stop) => (event.iteration.expect("at one"), stop),
            _ => panic!("{event:?}"),
        });
        stops.collect()
    }

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    #[test]
    fn a_stop_is_reported_with_its_reason() {
        for (loss, gradient, parameter, stop) in [
            (0.0, 0.0, 2.0, Stop::ZeroGradient),
            (0.0, -0.0, 2.0, Stop::ZeroGradient),
            (1.0, -INF, 2.0, Stop::Overflow),
            (0.0, 0.0, INF, Stop::Overflow),
            (INF, NAN, 2.0, Stop::NotANumber),
            (1.0, 0.5, NAN, Stop::NotANumber),
        ] {
            let found = stops(&[(1.0, 0.5, 2.0), (loss, gradient, parameter)]);
            assert_eq!(found, [(1, stop)]);
        }
        assert_eq!(stops(&[(1.0, 0.5, 2.0); 3]), []);
    }

    #[test]
    fn a_loss_that_is_not_finite_is_reported_once_and_stops_nothing() {
        for loss in [INF, NAN] {
            let found =
                stops(&[(loss, 0.5, 1.0), (loss, 0.5, 1.0), (loss, 0.0, 1.0)]);
            assert_eq!(found, [(0, Stop::Loss), (2, Stop::ZeroGradient)]);
        }
    }

    #[test]
    fn convergence_is_told_from_overshooting() {
        let zero = |loss| (loss, 0.0, 1.0);
        let falling = [(1.0, 0.5, 1.0), (1e-20, 0.5, 1.0), zero(0.0)];
        assert_eq!(stops(&falling), [(2, Stop::Converged)]);
        // Dead from the start: no loss has come down.
        assert_eq!(stops(&[zero(1.0)]), [(0, Stop::ZeroGradient)]);
    }

    #[test]
    fn momentum_without_a_gradient_is_no_stop() {
        let mut record = Record::default();
        let mut watch = Watch::default();
        for (i, moved) in [true, true, false].into_iter().enumerate() {
            let (gradients, parameters) = ([0.0], [1.0]);
            watch.step(
                &mut record,
                i,
                1.0,
                moved,
                gradients.into_iter(),
                parameters.into_iter(),
            );
        }
        assert_eq!(stops_of(&record), [(2, Stop::ZeroGradient)]);
    }

    #[test]
    fn the_lowest_loss_is_told_from_overshooting() {
        for (loss, stop) in [
            (0.001, Stop::LowestLoss),
            (0.002, Stop::LowestLoss),
            (0.003, Stop::ZeroGradient),
            (NAN, Stop::ZeroGradient),
        ] {
            let mut record = Record::default();
            let lowest_loss = Some(0.002);
            let mut watch = Watch { lowest_loss, ..Watch::default() };
            let (gradients, parameters) = ([0.0], [1.0]);
            watch.iteration(
                &mut record,
                0,
                loss,
                gradients.into_iter(),
                parameters.into_iter(),
            );
            assert_eq!(stops_of(&record), [(0, stop)], "{loss}");
        }
    }

    #[test]
    fn a_stop_is_reported_once() {
        assert_eq!(stops(&[(0.0, 0.0, 1.0); 3]).len(), 1);
    }

    #[test]
    fn every_iteration_is_told() {
        use std::cell::Cell;
        use std::rc::Rc;
        let done = Rc::new(Cell::new(0));
        let count = Rc::clone(&done);
        let mut watch = Watch::calling(move || count.set(count.get() + 1));
        watch.tick();
        let nothing = || [].into_iter();
        watch.iteration(&mut Record::default(), 1, 1.0, nothing(), nothing());
        assert_eq!(done.get(), 2);
    }
}
