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
                text.push_str(&fill(line.template, event));
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

fn fill(template: &str, event: &Event) -> String {
    let mut line = template.to_owned();
    if let Some(iteration) = event.iteration {
        line = line.replace("{iteration}", &iteration.to_string());
    }
    if line.contains("{value!r}") {
        line = line.replace("{value!r}", &shown(&event.value, true));
    }
    if line.contains("{value}") {
        line = line.replace("{value}", &shown(&event.value, false));
    }
    line
}

fn shown(value: &Value, as_repr: bool) -> String {
    match value {
        Value::Scalar(x) => repr(*x),
        Value::Array(x) if as_repr => array_repr(x),
        Value::Array(x) => array_str(x),
        Value::Integers(x) => integers_str(x),
        Value::Stop(stop) => format!("{stop:?}"),
    }
}
