//! A record as the notebook printed it.

use mini_numpy::{array_repr, array_str, integers_str, repr};

use crate::{Event, Line, Record, Run, Settings, Stop, Value};

/// What the run prints: for each event, in order, the line that the run
/// declares for its name, if it declares one.
#[must_use]
pub fn text(run: &Run, settings: &Settings, record: &Record) -> String {
    let mut text = String::new();
    for event in record.events() {
        if let Value::Stop(stop) = event.value {
            text.push_str(&stop_line(run, event.iteration, stop));
            text.push('\n');
        }
        for line in run.lines.iter().filter(|line| line.event == event.name) {
            if is_due(line, event, settings.every, record) {
                text.push_str(&fill(line.template, event, record));
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
        Stop::ZeroGradient => {
            format!("every gradient is 0, {}", run.zero_gradient)
        }
    };
    format!("Nothing is learned from {at} on: {why}")
}

fn is_due(line: &Line, event: &Event, every: usize, record: &Record) -> bool {
    if !line.thinned {
        return true;
    }
    let first = record.events().iter().find(|e| e.name == event.name);
    let first = first.and_then(|e| e.iteration).unwrap_or(0);
    event.iteration.is_none_or(|i| (i - first).is_multiple_of(every))
}

/// The template with its places filled: `{iteration}`, and `{value}` or the
/// name of another event of the same iteration, with `!r` or `:.3f`.
fn fill(template: &str, event: &Event, record: &Record) -> String {
    let mut line = String::new();
    let mut rest = template;
    while let Some((before, (place, after))) = next_place(rest) {
        line.push_str(before);
        line.push_str(&filled(place, event, record));
        rest = after;
    }
    line + rest
}

fn next_place(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
}

fn filled(place: &str, event: &Event, record: &Record) -> String {
    if place == "iteration" {
        return event.iteration.map_or(String::new(), |i| i.to_string());
    }
    let (name, digits) = match place.split_once(":.") {
        Some((name, digits)) => (name, digits.strip_suffix('f')),
        None => (place, None),
    };
    let (name, as_repr) = match name.strip_suffix("!r") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let found = match name {
        "value" => Some(event),
        name => record.find(name, event.iteration),
    };
    let Some(found) = found else { return "?".to_owned() };
    let digits = digits.and_then(|digits| digits.parse::<usize>().ok());
    match (&found.value, digits) {
        (Value::Scalar(x), Some(digits)) => format!("{x:.digits$}"),
        (Value::Single(x), Some(digits)) => format!("{x:.digits$}"),
        (value, _) => shown(value, as_repr),
    }
}

fn shown(value: &Value, as_repr: bool) -> String {
    match value {
        Value::Scalar(x) => repr(*x),
        Value::Array(x) if as_repr => array_repr(x),
        Value::Array(x) => array_str(x),
        Value::Single(x) if as_repr => format!("np.float32({})", repr(*x)),
        Value::Single(x) => repr(*x),
        Value::SingleArray(x) if as_repr => array_repr(x),
        Value::SingleArray(x) => array_str(x),
        Value::Integers(x) => integers_str(x),
        Value::Fingerprint(x) => format!("{x:016x}"),
        Value::Stop(stop) => format!("{stop:?}"),
    }
}
