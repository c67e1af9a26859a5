//! One value of several runs over their iterations, for comparison.

use std::collections::BTreeSet;

use mini_numpy::repr;
use notebook::{Record, Run, Value};

use crate::axis::Axis;
use crate::directive::captioned;
use crate::drawing::{Drawing, Point, WIDTH, length};
use crate::runs::{Played, Runs};

/// The drawing, without its margins; the one on the right depends on the
/// labels.
const LEFT: f64 = 62.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 300.0;
const HEIGHT: f64 = 356.0;
/// From the end of the iterations to a sample of the line, and to its label.
const SAMPLE: (f64, f64) = (10.0, 32.0);
const LABEL: f64 = 37.0;
/// What a letter of a label takes, and a line of labels.
const LETTER: f64 = 11.0;
const LINE: f64 = 20.0;
/// The theme has as many kinds of lines.
const MOST_CURVES: usize = 6;

/// A value over the iterations.
struct Curve {
    label: String,
    points: Vec<(usize, f64)>,
}

/// `{{#curves loss RUN RUN: caption}}`: what the runs report under that name at
/// their iterations, a curve for each. `{{#curves loss,validation_loss RUN:
/// caption}}` draws several values of a run, and `logarithmic` after the runs
/// makes the axis of the values so.
pub(crate) fn curves(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (what, caption) = captioned(arguments)?;
    let mut names: Vec<_> = what.split_whitespace().collect();
    let is_logarithmic = names.pop_if(|last| *last == "logarithmic").is_some();
    let [events, names @ ..] = &names[..] else {
        return Err("write an event and runs".to_owned());
    };
    let events: Vec<_> = events.split(',').collect();
    let runs = names.iter().map(|name| runs.get(name));
    let runs: Vec<&Played> = runs.collect::<Result<_, _>>()?;

    let mut curves = Vec::new();
    for Played { run, record } in &runs {
        for event in &events {
            let label = match (&events[..], &runs[..]) {
                ([_], _) if differ_by_optimizer(&runs) => {
                    run.settings.optimizer.to_owned()
                }
                ([_], _) => run.name.to_owned(),
                (_, [_]) => in_words(event),
                _ => format!("{}, {}", run.name, in_words(event)),
            };
            let points = points(record, event, is_logarithmic);
            if points.is_empty() {
                return Err(format!(
                    "run {} reports no {event} at its iterations that could \
                     be drawn",
                    run.name
                ));
            }
            curves.push(Curve { label, points });
        }
    }
    if !(1..=MOST_CURVES).contains(&curves.len()) {
        return Err(format!(
            "{} curves cannot be told apart; draw up to {MOST_CURVES}",
            curves.len()
        ));
    }

    let values: Vec<_> = events.iter().map(|event| in_words(event)).collect();
    let value = enumerated(&values);
    let iteration = iteration_name(&runs);
    let picture = Picture::of(&curves, is_logarithmic);
    let drawing = picture.draw(&curves, &value, iteration);

    let scale = if is_logarithmic { "logarithmic" } else { "linear" };
    let run_names: Vec<_> =
        runs.iter().map(|played| played.run.name.to_owned()).collect();
    let title = format!(
        "Compared over the {iteration}s: {value} of {}",
        enumerated(&run_names)
    );
    let ends: Vec<_> =
        curves.iter().map(|curve| curve.ends(iteration)).collect();
    let description = format!("On a {scale} axis: {}.", ends.join("; "));
    let mut id = vec!["curves", scale];
    id.extend(&events);
    id.extend(names);
    Ok(drawing.figure(&id.join("-"), &title, &description, caption))
}

/// The finite values of an event at the iterations; on a logarithmic axis,
/// those above 0.
fn points(record: &Record, name: &str, above_0: bool) -> Vec<(usize, f64)> {
    let events = record.events().iter().filter(|event| event.name == name);
    let points = events.filter_map(|event| {
        let value = match event.value {
            Value::Scalar(x) => x,
            Value::Single(x) => x.into(),
            _ => return None,
        };
        Some((event.iteration?, value))
    });
    points.filter(|(_, x)| x.is_finite() && (!above_0 || 0.0 < *x)).collect()
}

/// Whether the runs differ in their optimizers, so that these tell them apart
/// in fewer letters than the names do.
fn differ_by_optimizer(runs: &[&Played]) -> bool {
    let names: BTreeSet<_> =
        runs.iter().map(|played| played.run.settings.optimizer).collect();
    names.len() == runs.len() && !names.contains("")
}

/// An event's name in words.
fn in_words(event: &str) -> String {
    event.replace('_', " ")
}

/// "a, b and c".
fn enumerated(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [firsts @ .., last] => format!("{} and {last}", firsts.join(", ")),
    }
}

/// What the runs call their iterations, where they print them all alike.
fn iteration_name(runs: &[&Played]) -> &'static str {
    let has_epochs = |run: &Run| {
        let mut lines = run.lines.iter();
        lines.any(|line| line.template.to_lowercase().contains("epoch"))
    };
    let all = runs.iter().all(|played| has_epochs(played.run));
    if all { "epoch" } else { "iteration" }
}

impl Curve {
    /// Where the curve begins and ends, in words.
    fn ends(&self, iteration: &str) -> String {
        let Self { label, points } = self;
        let at = |(i, x): &(usize, f64)| {
            format!("{} at {iteration} {i}", shortened(*x))
        };
        match &points[..] {
            [first, .., last] => {
                format!("{label} goes from {} to {}", at(first), at(last))
            }
            only => {
                let points: Vec<_> = only.iter().map(at).collect();
                format!("{label} is {}", points.join(", "))
            }
        }
    }
}

/// A number with four digits or so.
fn shortened(x: f64) -> String {
    match x.abs() {
        0.0 => "0".to_owned(),
        magnitude if (0.01..10_000.0).contains(&magnitude) => {
            let rounded = format!("{x:.3}");
            // Three digits after the point, as few as are not 0.
            rounded.parse().map_or(rounded, |x: f64| {
                repr(x).trim_end_matches(".0").to_owned()
            })
        }
        _ => format!("{x:.3e}"),
    }
}

/// Where everything stands.
struct Picture {
    right: f64,
    iterations: Axis,
    values: Axis,
}

impl Picture {
    fn of(curves: &[Curve], is_logarithmic: bool) -> Self {
        let letters = curves.iter().map(|curve| curve.label.chars().count());
        let letters = letters.max().unwrap_or(0);
        let points = || curves.iter().flat_map(|curve| &curve.points);
        let iterations = || points().map(|&(i, _)| length(i));
        let values = || points().map(|&(_, x)| x);
        let least = |a: f64, b: f64| if b < a { b } else { a };
        let most = |a: f64, b: f64| if a < b { b } else { a };
        let lowest = values().fold(f64::INFINITY, least);
        let highest = values().fold(f64::NEG_INFINITY, most);
        Self {
            right: WIDTH - LABEL - LETTER * length(letters),
            iterations: Axis::exact(
                iterations().fold(f64::INFINITY, least),
                iterations().fold(0.0, most),
            ),
            values: if is_logarithmic {
                Axis::logarithmic(lowest, highest)
            } else {
                Axis::linear(lowest, highest)
            },
        }
    }

    fn x(&self, iteration: f64) -> f64 {
        LEFT + (self.right - LEFT) * self.iterations.share(iteration)
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * self.values.share(value)
    }

    fn draw(&self, curves: &[Curve], value: &str, iteration: &str) -> Drawing {
        let mut drawing = Drawing::new(HEIGHT);
        self.axes(&mut drawing, value, iteration);
        let lines: Vec<Vec<Point>> = curves
            .iter()
            .map(|curve| {
                let points = curve.points.iter();
                let points =
                    points.map(|&(i, x)| (self.x(length(i)), self.y(x)));
                thinned(&points.collect::<Vec<_>>())
            })
            .collect();
        let ends: Vec<_> =
            lines.iter().filter_map(|line| line.last().copied()).collect();
        let heights: Vec<_> = ends.iter().map(|end| end.1).collect();
        let heights = spread(&heights);
        for (i, curve) in curves.iter().enumerate() {
            let class = |what: &str| format!("{what} curve-{}", i + 1);
            drawing.curve(&lines[i], &class("curve"));
            // A line of one point could not be seen.
            if let [only] = lines[i][..] {
                drawing.dot(only);
            }
            let (from, to) = SAMPLE;
            let at = (self.right + from, heights[i]);
            drawing.line(ends[i], at, &class("leader"));
            let to = (self.right + to, heights[i]);
            drawing.line(at, to, &class("curve"));
            let at = (self.right + LABEL, heights[i]);
            drawing.text(at, &curve.label, &class("curve-label"));
        }
        drawing
    }

    fn axes(&self, drawing: &mut Drawing, value: &str, iteration: &str) {
        for tick in self.values.ticks() {
            let y = self.y(tick.value);
            drawing.line((LEFT, y), (self.right, y), "grid");
            drawing.text((LEFT - 8.0, y), &tick.label, "tick");
        }
        for tick in self.iterations.ticks() {
            let x = self.x(tick.value);
            drawing.line((x, BOTTOM), (x, BOTTOM + 5.0), "axis");
            drawing.text((x, BOTTOM + 18.0), &tick.label, "label");
        }
        drawing.line((LEFT, TOP - 8.0), (LEFT, BOTTOM), "axis");
        drawing.line((LEFT, BOTTOM), (self.right, BOTTOM), "axis");
        drawing.text((LEFT, TOP - 24.0), value, "name");
        let middle = 0.5 * (LEFT + self.right);
        drawing.text((middle, BOTTOM + 42.0), iteration, "label");
    }
}

/// For each unit of the drawing the points that show its extent, so that ten
/// thousand iterations make no larger a page than a thousand.
fn thinned(points: &[Point]) -> Vec<Point> {
    let mut kept = Vec::new();
    for column in points.chunk_by(|a, b| a.0.floor() == b.0.floor()) {
        let by_height =
            |a: &(usize, &Point), b: &(usize, &Point)| a.1.1.total_cmp(&b.1.1);
        let places = || column.iter().enumerate();
        let mut shown = vec![0, column.len() - 1];
        shown.extend(places().min_by(by_height).map(|(i, _)| i));
        shown.extend(places().max_by(by_height).map(|(i, _)| i));
        shown.sort_unstable();
        shown.dedup();
        kept.extend(shown.into_iter().map(|i| column[i]));
    }
    kept
}

/// The heights of labels, as near as may be to those asked for, in their
/// order, and so far apart that none covers another.
fn spread(heights: &[f64]) -> Vec<f64> {
    let mut order: Vec<_> = (0..heights.len()).collect();
    order.sort_by(|&a, &b| heights[a].total_cmp(&heights[b]));
    // Labels that would cover each other make a group, which stands around the
    // mean of what its labels ask for, within the drawing.
    let mut groups: Vec<Group> = Vec::new();
    for &i in &order {
        let mut group = Group { labels: vec![i], sum: heights[i] };
        while let Some(above) =
            groups.pop_if(|above| group.top() < above.bottom() + LINE)
        {
            group.labels.splice(0..0, above.labels);
            group.sum += above.sum;
        }
        groups.push(group);
    }
    let mut result = heights.to_vec();
    for group in groups {
        let top = group.top();
        for (place, &i) in group.labels.iter().enumerate() {
            result[i] = top + LINE * length(place);
        }
    }
    result
}

/// Labels one below the other.
struct Group {
    labels: Vec<usize>,
    /// The sum of the heights that they ask for.
    sum: f64,
}

impl Group {
    fn height(&self) -> f64 {
        LINE * length(self.labels.len() - 1)
    }

    fn top(&self) -> f64 {
        let middle = self.sum / length(self.labels.len());
        let top = middle - 0.5 * self.height();
        top.clamp(TOP, BOTTOM - self.height())
    }

    fn bottom(&self) -> f64 {
        self.top() + self.height()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(arguments: &str) -> Result<String, String> {
        curves(Runs::of_book(), arguments)
    }

    #[test]
    fn every_run_has_its_curve_with_its_name_at_its_end() {
        let svg = drawn("loss two-layer layer: a < b").unwrap();
        assert_eq!(svg.matches("<polyline").count(), 2);
        for label in ["curve-1\">two-layer<", "curve-2\">layer<"] {
            assert!(svg.contains(label), "{label}");
        }
        assert!(svg.contains("<figcaption>a &lt; b</figcaption>"));
        assert!(svg.contains(">loss</text>"));
        assert!(svg.lines().all(|line| !line.trim().is_empty()));
    }

    #[test]
    fn the_axis_is_named_as_the_runs_name_their_iterations() {
        let svg = drawn("loss two-layer: x").unwrap();
        assert!(svg.contains(">epoch</text>"), "{svg}");
        let svg = drawn("loss two-layer chain-rule: x").unwrap();
        assert!(svg.contains(">iteration</text>"), "{svg}");
    }

    #[test]
    fn what_is_drawn_is_also_said() {
        let svg = drawn("loss chain-rule: x").unwrap();
        assert!(
            svg.contains(
                "On a linear axis: chain-rule goes from 36 at iteration 1 to \
                 11.314 at iteration 20."
            ),
            "{svg}"
        );
        assert!(
            svg.contains("over the iterations: loss of chain-rule</title>")
        );
    }

    #[test]
    fn several_values_of_one_run_are_labelled_by_their_names() {
        let svg = drawn("z,dloss_dz chain-rule: x").unwrap();
        assert!(svg.contains(">z and dloss dz</text>"), "{svg}");
        assert!(svg.contains("curve-2\">dloss dz</text>"), "{svg}");
    }

    #[test]
    fn every_picture_has_ids_of_its_own() {
        let ids: std::collections::BTreeSet<_> = [
            "loss layer: x",
            "loss layer logarithmic: x",
            "loss layer two-layer: x",
            "z layer-nonsense: x",
            "z chain-rule: x",
            "z,loss chain-rule: x",
        ]
        .into_iter()
        .filter_map(|arguments| drawn(arguments).ok())
        .map(|svg| svg.split("<title id=\"").nth(1).map(str::to_owned))
        .collect();
        assert_eq!(ids.len(), 5);
    }

    #[test]
    fn a_logarithmic_axis_has_no_place_for_0() {
        let mut record = Record::new();
        for (i, x) in [1.0, 0.0, f64::NAN, -1.0, 0.5].into_iter().enumerate() {
            record.loss(i, x);
        }
        record.scalar("loss", 7.0);
        record.scalar_at(9, "loss", 0.25_f32);
        let linear = points(&record, "loss", false);
        let linear: Vec<_> = linear.into_iter().map(|(i, _)| i).collect();
        assert_eq!(linear, [0, 1, 3, 4, 9]);
        let logarithmic = points(&record, "loss", true);
        assert_eq!(logarithmic, [(0, 1.0), (4, 0.5), (9, 0.25)]);
    }

    #[test]
    fn what_cannot_be_drawn_is_a_fault() {
        let fault = |arguments| drawn(arguments).unwrap_err();
        assert!(fault("loss layer").contains("caption"));
        assert!(fault(": x").contains("an event"));
        assert!(fault("loss: x").contains("0 curves"));
        assert!(fault("loss nonsense: x").contains("no run 'nonsense'"));
        assert!(fault("loss forward: x").contains("reports no loss"));
        assert!(fault("w chain-rule: x").contains("reports no w"));
        assert!(fault("loss logarithmic: x").contains("0 curves"));
        let seven = " chain-rule".repeat(7);
        assert!(fault(&format!("loss{seven}: x")).contains("7 curves"));
    }

    #[test]
    fn labels_keep_their_order_and_do_not_cover_each_other() {
        let asked = [299.0, 100.0, 298.0, 101.0, 299.5, 41.0];
        let placed = spread(&asked);
        for a in 0..asked.len() {
            assert!((TOP..=BOTTOM).contains(&placed[a]), "{placed:?}");
            for b in 0..asked.len() {
                if asked[a] < asked[b] {
                    assert!(placed[a] + LINE <= placed[b], "{placed:?}");
                }
            }
        }
        assert_eq!(placed[5], 41.0, "a label that is alone stays");
        assert_eq!((placed[1], placed[3]), (90.5, 110.5));
        let same = spread(&[170.0; 6]);
        assert_eq!(same, [120.0, 140.0, 160.0, 180.0, 200.0, 220.0]);
    }

    #[test]
    fn a_long_run_is_thinned_to_what_can_be_seen() {
        let points: Vec<_> = (0..100_000_u32)
            .map(|i| (f64::from(i) / 1000.0, f64::from(i % 977)))
            .collect();
        let kept = thinned(&points);
        assert!(kept.len() <= 4 * 100);
        assert_eq!(kept.first(), points.first());
        assert_eq!(kept.last(), points.last());
        assert!(kept.iter().any(|point| point.1 == 976.0));
        assert_eq!(thinned(&kept[..1]), kept[..1]);
    }
}
