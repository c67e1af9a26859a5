//! The pictures of a record.

use std::collections::{BTreeMap, BTreeSet};

use plots::axis::Axis;
use plots::curves::{self, Panel, Series};
use record::{Record, Setting};

use crate::{Configured, Experiment, Picture};

/// A picture that an experiment can draw of its record.
pub struct Drawing<S: 'static> {
    /// The name by which `--picture` and the pages choose it.
    pub name: &'static str,
    /// Draws it.
    pub draw: fn(&Finished<'_, S>) -> Result<Picture, String>,
}

/// A finished run, to be drawn.
pub struct Finished<'a, S: 'static> {
    /// The experiment.
    pub experiment: &'static Experiment<S>,
    /// The settings with which it was run.
    pub settings: &'a S,
    /// What it reported.
    pub record: &'a Record,
    /// Words that say more precisely what to draw, such as the epochs to show.
    pub words: &'a [&'a str],
}

impl<S> Drawing<S> {
    /// The loss over the iterations, on a linear axis.
    pub const LOSS: Self = Self {
        name: "loss",
        draw: |run| {
            let name = run.experiment.name;
            let title = format!("The loss of run {name}");
            let losses = finite(name, run.record, "loss", "loss")?;
            let x = Axis::linear(run.experiment.iteration);
            let y = Axis::linear("loss");
            Ok(curves::draw(&title, &[Panel::new(x, y, vec![losses])])?)
        },
    };
}

/// What several runs report under one or more names, over the iterations, in a
/// panel for each scale of the values: [`Axis::linear`] from 0 up, or
/// [`Axis::logarithmic`], on which a value that shrinks by a constant factor is
/// a straight line. Fails when a run reports nothing under a name that could be
/// drawn, or when there are too many curves to be told apart.
pub fn curves(
    title: &str, events: &[&str], runs: &[(&dyn Configured, &Record)],
    scales: &[fn(&str) -> Axis],
) -> Result<Picture, String> {
    let mut all = Vec::new();
    for ((run, record), name) in runs.iter().zip(labels(runs)) {
        for event in events {
            let label = match (events, runs) {
                ([_], _) => name.to_owned(),
                (_, [_]) => in_words(event),
                _ => format!("{name}, {}", in_words(event)),
            };
            all.push(finite(run.run().name(), record, event, &label)?);
        }
    }
    let iterations = runs.iter().map(|(run, _)| run.run().iteration());
    let shared = iterations.reduce(|a, b| if a == b { a } else { "iteration" });
    let panels = scales.iter().map(|scale| {
        let x = Axis::linear(shared.unwrap_or("iteration"));
        let y = scale(&in_words(&events.join(", ")));
        Panel::new(x, y, all.clone())
    });
    Ok(curves::draw(title, &panels.collect::<Vec<_>>())?)
}

/// The numbers of an event over the iterations, if one of them is finite.
fn finite(
    run: &str, record: &Record, event: &str, label: &str,
) -> Result<Series, String> {
    let series = series(record, event, label);
    let points = series.pieces.concat();
    if points.is_empty() {
        return Err(format!("run {run} has no {event} to draw"));
    }
    if !points.iter().any(|(_, y)| y.is_finite()) {
        let advice = "try a smaller learning rate";
        return Err(format!(
            "run {run} has no finite {event} to draw; {advice}"
        ));
    }
    Ok(series)
}

/// The numbers of an event over the iterations.
#[expect(clippy::cast_precision_loss, reason = "no run has 2⁵³ iterations")]
pub fn series(record: &Record, event: &str, label: &str) -> Series {
    let points = record.series(event).into_iter();
    Series::new(label, points.map(|(i, y)| (i as f64, y)).collect())
}

/// What tells the runs apart: a setting that is a word and another in each, or
/// else the names of the runs.
fn labels(runs: &[(&dyn Configured, &Record)]) -> Vec<&'static str> {
    let mut words = BTreeMap::<_, Vec<_>>::new();
    for (name, value) in runs.iter().flat_map(|(run, _)| run.settings()) {
        if let Setting::Word(word) = value {
            words.entry(name).or_default().push(word);
        }
    }
    let tell_apart = |words: &Vec<_>| {
        let different = words.iter().collect::<BTreeSet<_>>().len();
        1 < runs.len() && different == runs.len()
    };
    let names = runs.iter().map(|(run, _)| run.run().name()).collect();
    words.into_values().find(tell_apart).unwrap_or(names)
}

/// An event's name in words.
fn in_words(event: &str) -> String {
    event.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_that_is_never_finite_asks_for_a_smaller_learning_rate() {
        let mut record = Record::default();
        let drawn = |record: &Record| finite("long", record, "loss", "loss");
        assert_eq!(drawn(&record).unwrap_err(), "run long has no loss to draw");
        record.add_at(1, "loss", f64::INFINITY);
        record.add_at(2, "loss", f64::NAN);
        assert_eq!(
            drawn(&record).unwrap_err(),
            "run long has no finite loss to draw; try a smaller learning rate"
        );
        record.add_at(3, "loss", 36.0);
        assert!(drawn(&record).is_ok());
    }
}
