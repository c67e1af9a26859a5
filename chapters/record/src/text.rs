//! A record as the notebook printed it.

use std::collections::BTreeMap;

use crate::{Event, Record, Stop, Value};

/// How the events of one name are printed.
///
/// In its template, `{iteration}` is replaced by the event's iteration,
/// `{value}` by its value as Python's `print` shows it, `{value!r}` by its
/// `repr`, and `{value:.3f}` by its value with three digits after the point, or
/// `{value:.3e}` in scientific notation.
/// `{NAME}` and `{NAME:.3f}` are replaced by the first event of that name at
/// the same iteration.
pub struct Line {
    event: &'static str,
    template: &'static str,
    is_thinned: bool,
}

impl Line {
    /// A line for every event of that name.
    pub const fn each(event: &'static str, template: &'static str) -> Self {
        Self { event, template, is_thinned: false }
    }

    /// A line for the first event of that name, and then for every Nth, as
    /// `--every N` says.
    pub const fn every(event: &'static str, template: &'static str) -> Self {
        Self { event, template, is_thinned: true }
    }
}

/// What a run prints: for each event in turn, the lines declared for its name,
/// and a sentence for each stop. Of the lines that are thinned, those `every`
/// iterations apart are printed. `iteration` is what one of these is called,
/// and `zero_gradient` says what it means that every gradient is 0.
///
/// Panics when a template names an event that its iteration does not have, or a
/// format that the value does not have. Templates are part of the program.
pub fn text(
    record: &Record, lines: &[Line], every: usize, iteration: &str,
    zero_gradient: &str,
) -> String {
    let first = |name| record.named(name).next()?.iteration;
    let lines = lines.iter().map(|line| (line, first(line.event).unwrap_or(0)));
    let lines: Vec<_> = lines.collect();
    // A long record is searched once, and not for every line.
    let mut by_name = BTreeMap::new();
    for event in &record.events {
        let key = (&*event.name, event.iteration);
        by_name.entry(key).or_insert(&event.value);
    }
    let mut text = String::new();
    for event in &record.events {
        if let Value::Stop(stop) = event.value {
            let at = event.iteration.map(|i| format!("{iteration} {i}"));
            let at = at.as_deref().unwrap_or("here");
            text.extend([&stop_line(at, stop, zero_gradient), "\n"]);
        }
        for (line, first) in &lines {
            let distance = event.iteration.map_or(0, |i| i.abs_diff(*first));
            let is_due = !line.is_thinned || distance.is_multiple_of(every);
            if line.event == event.name && is_due {
                text.extend([&filled(line.template, event, &by_name), "\n"]);
            }
        }
    }
    text
}

/// A sentence that says why nothing is learned from an iteration on.
fn stop_line(at: &str, stop: Stop, zero_gradient: &str) -> String {
    let why = match stop {
        Stop::Loss => {
            return format!("At {at} the loss is not finite; training goes on");
        }
        Stop::NotANumber => "a value is nan",
        Stop::Overflow => "a value has overflowed to infinity",
        Stop::Converged => {
            "every gradient is 0, and the loss is down to rounding errors"
        }
        Stop::LowestLoss => {
            "every gradient is 0, because the loss is as low as it can be"
        }
        Stop::ZeroGradient => &format!("every gradient is 0, {zero_gradient}"),
    };
    format!("Nothing is learned from {at} on: {why}")
}

/// The first value of each name at each iteration.
type ByName<'a> = BTreeMap<(&'a str, Option<usize>), &'a Value>;

/// The template with each `{…}` replaced.
fn filled(template: &str, event: &Event, by_name: &ByName<'_>) -> String {
    let Event { name, iteration, value } = event;
    let (mut text, mut rest) = (String::new(), template);
    while let Some((before, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').expect("a closing brace");
        // Like Python's: NAME, NAME!r or NAME:.3f.
        let end = place.find(['!', ':']).unwrap_or(place.len());
        let (event, format) = place.split_at(end);
        let filling = match event {
            "iteration" => iteration.map_or(String::new(), |i| i.to_string()),
            "value" => formatted(value, format),
            other => match by_name.get(&(other, *iteration)) {
                Some(value) => formatted(value, format),
                None => panic!(
                    "the template for {name} refers to {other}, but there is \
                     none at iteration {iteration:?}"
                ),
            },
        };
        text.extend([before, &filling]);
        rest = after;
    }
    text + rest
}

fn formatted(value: &Value, format: &str) -> String {
    let tensor = match value {
        Value::Tensor(tensor) => tensor,
        Value::Fingerprint(x) => return format!("{x:016x}"),
        Value::Stop(stop) => return format!("{stop:?}"),
    };
    match format {
        "" => tensor.str(),
        "!r" => tensor.repr(),
        _ => {
            let rounded = || {
                let format = format.strip_prefix(":.")?;
                let end = format.len().checked_sub(1)?;
                let (digits, kind) = format.split_at_checked(end)?;
                let (digits, x) = (digits.parse().ok()?, tensor.scalar()?);
                match kind {
                    "f" => Some(fixed(x, digits)),
                    "e" => Some(scientific(x, digits)),
                    _ => None,
                }
            };
            let no = || panic!("{format} is no format of {value:?}");
            rounded().unwrap_or_else(no)
        }
    }
}

/// `format(x, ".3f")`, of 32 bits, too. Both Python and Rust round the exact
/// value of the double, and ties to even.
fn fixed(x: f64, digits: usize) -> String {
    if x.is_nan() { "nan".to_owned() } else { format!("{x:.digits$}") }
}

/// `format(x, ".3e")`: the exponent has a sign and at least two digits.
fn scientific(x: f64, digits: usize) -> String {
    let text =
        if x.is_nan() { "nan".to_owned() } else { format!("{x:.digits$e}") };
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let (sign, exponent) = match exponent.strip_prefix('-') {
        Some(exponent) => ('-', exponent),
        None => ('+', exponent),
    };
    format!("{digits}e{sign}{exponent:0>2}")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn printed(lines: &[Line], every: usize, record: &Record) -> String {
        text(record, lines, every, "epoch", "")
    }

    fn trained(iterations: usize) -> Record {
        let mut record = Record::default();
        let mut count = 0.0;
        for iteration in 1..=iterations {
            count += 1.0;
            record.add_at(iteration, "accuracy", count / 8.0_f32);
            record.add_at(iteration, "loss", f64::from(count) + 1.0 / 16.0);
            record.add_at(iteration, "rate", 1.0);
        }
        record
    }

    /// One event comes before the loss, and one after it.
    const EPOCHS: &[Line] = &[Line::every(
        "loss",
        "epoch {iteration}: accuracy {accuracy:.3f}, loss {value:.3f}, \
         {loss!r}, learning rate {rate}",
    )];

    #[test]
    fn a_template_takes_other_events_of_its_own_iteration() {
        assert_eq!(
            printed(EPOCHS, 2, &trained(3)),
            "epoch 1: accuracy 0.125, loss 1.062, 1.0625, learning rate 1.0\n\
             epoch 3: accuracy 0.375, loss 3.062, 3.0625, learning rate 1.0\n"
        );
    }

    #[test]
    fn a_template_outside_the_iterations_takes_events_from_there() {
        let mut record = Record::default();
        record.add("accuracy", 0.5);
        record.add_at(1, "accuracy", 0.25);
        record.add("done", 1.0);
        let lines = const { &[Line::each("done", "{accuracy:.3f}")] };
        assert_eq!(printed(lines, 1, &record), "0.500\n");
    }

    /// Each as Python 3.11 formats it: `format(0.0625, '.3f')`.
    #[test]
    fn digits_after_the_point_are_rounded_as_python_rounds_them() {
        for (x, digits, python) in [
            (0.0625, 3, "0.062"),
            (0.1875, 3, "0.188"),
            (0.0005, 3, "0.001"),
            (0.0015, 3, "0.002"),
            (2.6745, 3, "2.675"),
            (0.125, 2, "0.12"),
            (2.5, 0, "2"),
            (-0.0004, 3, "-0.000"),
            (1e22, 1, "10000000000000000000000.0"),
            (f64::INFINITY, 3, "inf"),
            (f64::NAN, 3, "nan"),
            (-f64::NAN, 3, "nan"),
        ] {
            assert_eq!(fixed(x, digits), python);
        }
        // format(np.float32(0.34), '.10f')
        let value = Value::Tensor(0.34_f32.into());
        assert_eq!(formatted(&value, ":.10f"), "0.3400000036");
    }

    /// Each as Python 3.11 formats it: `format(0.00025, '.1e')`.
    #[test]
    fn exponents_are_written_as_python_writes_them() {
        for (x, digits, python) in [
            (0.00025, 1, "2.5e-04"),
            (1.0, 0, "1e+00"),
            (-1234.5, 3, "-1.234e+03"),
            (2e-300, 1, "2.0e-300"),
            (0.0, 2, "0.00e+00"),
            (f64::INFINITY, 1, "inf"),
            (f64::NAN, 1, "nan"),
        ] {
            assert_eq!(scientific(x, digits), python);
        }
    }

    #[test]
    #[should_panic(
        expected = "refers to nothing, but there is none at iteration Some(1)"
    )]
    fn a_template_that_names_no_event_panics() {
        let lines = const { &[Line::each("loss", "{nothing}")] };
        let _ = printed(lines, 1, &trained(1));
    }

    #[test]
    #[should_panic(expected = ":3 is no format of")]
    fn an_unknown_format_panics() {
        let lines = const { &[Line::each("loss", "{loss:3}")] };
        let _ = printed(lines, 1, &trained(1));
    }

    /// This takes a second. A search from the start for each line would take
    /// minutes, and an hour for the longest record that is allowed.
    #[test]
    fn a_long_record_is_printed_in_linear_time() {
        let record = trained(100_000);
        let start = Instant::now();
        assert_eq!(printed(EPOCHS, 1, &record).lines().count(), 100_000);
        let limit = Duration::from_mins(1);
        assert!(start.elapsed() < limit, "{:?}", start.elapsed());
    }
}
