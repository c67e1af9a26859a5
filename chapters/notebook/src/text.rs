//! A record as the notebook printed it.

use std::collections::{BTreeMap, BTreeSet};

use mini_numpy::{array_repr, array_str, repr};
use ndarray::aview1;

use crate::{Event, Line, Record, Run, Settings, Stop, Value};

/// What the run prints: for each event, in order, the line that the run
/// declares for its name, if it declares one.
///
/// # Panics
///
/// When a template names an event that its iteration does not have, or asks
/// for a form that the event's value does not have: templates are part of the
/// program.
#[must_use]
pub fn text(run: &Run, settings: &Settings, record: &Record) -> String {
    let named = Named::by(run.lines, record);
    let firsts: Vec<_> =
        run.lines.iter().map(|line| first_iteration(line, record)).collect();
    let mut text = String::new();
    for event in record.events() {
        if let Value::Stop(stop) = event.value {
            text.push_str(&stop_line(run, event.iteration, stop));
            text.push('\n');
        }
        for (line, first) in run.lines.iter().zip(&firsts) {
            if line.event == event.name
                && is_due(line, event, *first, settings.every)
            {
                text.push_str(&fill(line.template, event, &named));
                text.push('\n');
            }
        }
    }
    text
}

/// Why training is over, in a sentence.
pub(crate) fn stop_line(
    run: &Run,
    iteration: Option<usize>,
    stop: Stop,
) -> String {
    let at = iteration.map_or("here".to_owned(), |i| format!("iteration {i}"));
    let why = match stop {
        Stop::Loss => {
            return format!("At {at} the loss is not finite; training goes on");
        }
        Stop::NotANumber => "a value is nan".to_owned(),
        Stop::Overflow => "a value has overflowed to infinity".to_owned(),
        Stop::Converged => "every gradient is 0, after the loss had come down \
                            to what rounding leaves"
            .to_owned(),
        Stop::LowestLoss => "every gradient is 0, because the loss is as low \
                             as it can be"
            .to_owned(),
        Stop::ZeroGradient => {
            format!("every gradient is 0, {}", run.zero_gradient)
        }
    };
    format!("Nothing is learned from {at} on: {why}")
}

/// The iteration of the first event that the line is for.
fn first_iteration(line: &Line, record: &Record) -> usize {
    let first = record.events().iter().find(|e| e.name == line.event);
    first.and_then(|event| event.iteration).unwrap_or(0)
}

fn is_due(line: &Line, event: &Event, first: usize, every: usize) -> bool {
    !line.thinned
        || event
            .iteration
            .is_none_or(|i| i.abs_diff(first).is_multiple_of(every))
}

/// The events that templates name, each the first of its name at its
/// iteration. A long record is searched once, not for every line.
struct Named<'a>(BTreeMap<(&'a str, Option<usize>), &'a Value>);

impl<'a> Named<'a> {
    fn by(lines: &[Line], record: &'a Record) -> Self {
        let names: BTreeSet<_> = lines
            .iter()
            .flat_map(|line| parts(line.template))
            .filter_map(|(_, place)| place)
            .map(|place| Place::parse(place).name)
            .collect();
        let mut named = BTreeMap::new();
        for event in record.events() {
            if names.contains(&*event.name) {
                named
                    .entry((&*event.name, event.iteration))
                    .or_insert(&event.value);
            }
        }
        Self(named)
    }

    fn value(&self, name: &str, event: &Event) -> &'a Value {
        let found = self.0.get(&(name, event.iteration)).copied();
        found.unwrap_or_else(|| {
            let at = match event.iteration {
                Some(iteration) => format!("at iteration {iteration}"),
                None => "outside of the iterations".to_owned(),
            };
            panic!(
                "the template for {} names {name}, and there is none {at}",
                event.name
            )
        })
    }
}

/// The template with its places filled.
fn fill(template: &str, event: &Event, named: &Named<'_>) -> String {
    let mut line = String::new();
    for (before, place) in parts(template) {
        line.push_str(before);
        if let Some(place) = place {
            line.push_str(&filled(&Place::parse(place), event, named));
        }
    }
    line
}

/// The pieces of a template: some text, and what stands between the braces
/// behind it.
fn parts(template: &str) -> Vec<(&str, Option<&str>)> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((before, (place, after))) = next_place(rest) {
        parts.push((before, Some(place)));
        rest = after;
    }
    parts.push((rest, None));
    parts
}

fn next_place(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}

/// A place in a template: `{value}`, `{value!r}` or `{value:.3f}`.
struct Place<'a> {
    name: &'a str,
    form: Form,
}

#[derive(Clone, Copy)]
enum Form {
    Str,
    Repr,
    /// So many digits after the point.
    Fixed(usize),
}

impl<'a> Place<'a> {
    fn parse(place: &'a str) -> Self {
        if let Some(name) = place.strip_suffix("!r") {
            return Self { name, form: Form::Repr };
        }
        let Some((name, form)) = place.split_once(':') else {
            return Self { name: place, form: Form::Str };
        };
        let digits = form.strip_prefix('.').and_then(|f| f.strip_suffix('f'));
        let digits = digits.and_then(|digits| digits.parse().ok());
        let digits = digits.unwrap_or_else(|| {
            panic!("{{{place}}} asks for a form that there is not")
        });
        Self { name, form: Form::Fixed(digits) }
    }
}

fn filled(place: &Place<'_>, event: &Event, named: &Named<'_>) -> String {
    match place.name {
        "iteration" => event.iteration.map_or(String::new(), |i| i.to_string()),
        "value" => shown(&event.value, place.form),
        name => shown(named.value(name, event), place.form),
    }
}

fn shown(value: &Value, form: Form) -> String {
    let as_repr = matches!(form, Form::Repr);
    match (value, form) {
        (Value::Scalar(x), Form::Fixed(digits)) => fixed(*x, digits),
        // Python, too, formats a number of 32 bits as the 64-bit one.
        (Value::Single(x), Form::Fixed(digits)) => fixed((*x).into(), digits),
        (_, Form::Fixed(digits)) => {
            panic!("{digits} digits after the point of what is no float")
        }
        (Value::Scalar(x), _) => repr(*x),
        (Value::Array(x), _) if as_repr => array_repr(x),
        (Value::Array(x), _) => array_str(x),
        (Value::Single(x), _) if as_repr => {
            format!("np.float32({})", repr(*x))
        }
        (Value::Single(x), _) => repr(*x),
        (Value::SingleArray(x), _) if as_repr => array_repr(x),
        (Value::SingleArray(x), _) => array_str(x),
        (Value::Integers(x), _) => array_str(&aview1(x)),
        (Value::Fingerprint(x), _) => format!("{x:016x}"),
        (Value::Stop(stop), _) => format!("{stop:?}"),
    }
}

/// `format(x, ".3f")`. Python and Rust both round the double's exact value,
/// halves to even.
fn fixed(x: f64, digits: usize) -> String {
    if x.is_nan() { "nan".to_owned() } else { format!("{x:.digits$}") }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn printed(
        lines: &'static [Line],
        every: usize,
        record: &Record,
    ) -> String {
        let run = Run { lines, ..Run::DEFAULT };
        text(&run, &Settings { every, ..Settings::DEFAULT }, record)
    }

    fn trained(iterations: usize) -> Record {
        let mut record = Record::new();
        let mut count = 0.0;
        for iteration in 1..=iterations {
            count += 1.0;
            record.scalar_at(iteration, "accuracy", count / 8.0_f32);
            record.loss(iteration, f64::from(count) + 1.0 / 16.0);
            record.scalar_at(iteration, "rate", 1.0);
        }
        record
    }

    /// One event stands before the loss, and one behind it.
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
    fn a_template_outside_of_the_iterations_takes_events_from_there() {
        let mut record = Record::new();
        record.scalar("accuracy", 0.5);
        record.scalar_at(1, "accuracy", 0.25);
        record.scalar("done", 1.0);
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
        let value = Value::Single(0.34);
        assert_eq!(shown(&value, Form::Fixed(10)), "0.3400000036");
    }

    #[test]
    #[should_panic(
        expected = "names nothing, and there is none at iteration 1"
    )]
    fn a_template_that_names_no_event_is_a_fault() {
        let lines = const { &[Line::each("loss", "{nothing}")] };
        let _ = printed(lines, 1, &trained(1));
    }

    #[test]
    #[should_panic(expected = "{loss:3} asks for a form that there is not")]
    fn a_template_of_an_unknown_form_is_a_fault() {
        let lines = const { &[Line::each("loss", "{loss:3}")] };
        let _ = printed(lines, 1, &trained(1));
    }

    /// It takes a second. A search from the start for each line would take some
    /// minutes, and an hour for the longest record that there may be.
    #[test]
    fn a_long_record_is_printed_in_linear_time() {
        let record = trained(100_000);
        let start = Instant::now();
        assert_eq!(printed(EPOCHS, 1, &record).lines().count(), 100_000);
        let limit = Duration::from_mins(1);
        assert!(start.elapsed() < limit, "{:?}", start.elapsed());
    }
}
