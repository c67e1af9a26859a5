//! How far one training in two orders of rounding is from itself: the network
//! beside chapter 1's neuron, on one logarithmic axis.

use mini_numpy::{Numpy, Order};
use notebook::{Record, Run, Value};

use crate::directive::captioned;
use crate::drawing::{Drawing, length};
use crate::runs::Runs;

/// What is drawn, from the left: the name of the events, what it is of, what
/// its steps are called, and where it begins and ends.
const PANELS: [(&str, &str, &str, f64, f64); 2] = [
    ("distance", "the network", "epoch", 66.0, 286.0),
    ("neuron_distance", "a neuron", "iteration", 338.0, 458.0),
];
/// Where the logarithmic axis begins and ends.
const TOP: f64 = 34.0;
const BOTTOM: f64 = 300.0;
/// Below it, where a distance of 0 is drawn.
const ZERO: f64 = 328.0;

/// `{{#apart RUN: caption}}`: the distances that a run of chapter 5 reports,
/// between a network and itself in another order, and between two neurons.
pub(crate) fn apart(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let played = runs.get(name)?;
    draw(played.run, &played.record, caption)
}

fn draw(run: &Run, record: &Record, caption: &str) -> Result<String, String> {
    let distances =
        [distances(record, PANELS[0].0)?, distances(record, PANELS[1].0)?];
    let axis = Axis::of(distances.iter().flatten().map(|&(_, d)| d))?;

    let mut drawing = Drawing::new(392.0);
    for (place, power) in axis.ticks() {
        for (.., left, right) in PANELS {
            drawing.line((left, place), (right, place), "grid");
        }
        drawing.text((32.0, place), &power, "label");
    }
    drawing.text((32.0, ZERO), "0", "label");
    let mut told = Vec::new();
    for ((_, of, step, left, right), distances) in
        PANELS.into_iter().zip(&distances)
    {
        drawing.line((left, TOP), (left, ZERO), "axis");
        drawing.line((left, ZERO), (right, ZERO), "axis");
        let last = distances.last().map_or(1, |&(at, _)| at.max(1));
        let x = |at: usize| left + (right - left) * length(at) / length(last);
        for at in [0, last] {
            drawing.line((x(at), ZERO), (x(at), ZERO + 5.0), "axis");
            let text = at.to_string();
            drawing.text((x(at), ZERO + 20.0), &text, "label");
        }
        let middle = 0.5 * (left + right);
        drawing.text((middle, ZERO + 46.0), step, "label");
        drawing.text((middle, 14.0), of, "label");
        let points: Vec<_> = distances
            .iter()
            .map(|&(at, distance)| (x(at), axis.place(distance)))
            .collect();
        drawing.curve(&points, "function");
        told.push(words(of, step, distances));
    }
    let id = format!("apart-{}", run.name);
    let title = "The distance of the parameters in two orders of rounding";
    let description = format!(
        "On a logarithmic axis, below which a distance of 0 has a line of its \
         own: {}.",
        told.join("; ")
    );
    Ok(drawing.figure(&id, title, &description, caption))
}

/// The logarithmic axis.
struct Axis {
    /// Its powers of ten at the bottom and at the top.
    powers: (f64, f64),
}

impl Axis {
    /// From the power of ten below the least distance that is not 0 to the one
    /// above the largest.
    fn of(distances: impl Iterator<Item = f64>) -> Result<Self, String> {
        let powers = distances.filter(|d| 0.0 < *d).map(log10);
        let ends = powers.fold(None, |ends, power| match ends {
            None => Some((power, power)),
            Some((least, most)) => Some((
                if power < least { power } else { least },
                if most < power { power } else { most },
            )),
        });
        let (least, most) = ends.ok_or("the run reports no distance but 0")?;
        let (least, most) = (least.floor(), most.ceil());
        Ok(Self {
            powers: (least, if least < most { most } else { most + 1.0 }),
        })
    }

    /// How far below the top a distance is drawn.
    fn place(&self, distance: f64) -> f64 {
        if distance == 0.0 {
            return ZERO;
        }
        let (least, most) = self.powers;
        TOP + (BOTTOM - TOP) * (most - log10(distance)) / (most - least)
    }

    /// At most seven powers of ten, with their places.
    fn ticks(&self) -> Vec<(f64, String)> {
        let (least, most) = self.powers;
        let apart = ((most - least) / 6.0).ceil();
        let mut ticks = Vec::new();
        // Multiples of what is between them, so that 1 is among them.
        let mut power = (most / apart).floor() * apart;
        while least <= power {
            let place = TOP + (BOTTOM - TOP) * (most - power) / (most - least);
            ticks.push((place, power_of_ten(power)));
            power -= apart;
        }
        ticks
    }
}

fn log10(x: f64) -> f64 {
    let np = Numpy::with_order(Order::Sequential);
    np.log(x) / np.log(10.0)
}

/// `10⁻³`, and 1 as it is.
fn power_of_ten(power: f64) -> String {
    const DIGITS: [&str; 10] =
        ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
    if power == 0.0 {
        return "1".to_owned();
    }
    let raised = format!("{power:.0}").chars().fold(String::new(), |all, c| {
        all + c.to_digit(10).map_or("⁻", |digit| DIGITS[digit as usize])
    });
    format!("10{raised}")
}

/// What the distances do, in words.
fn words(of: &str, step: &str, distances: &[(usize, f64)]) -> String {
    let zeros = distances.iter().filter(|(_, d)| *d == 0.0).count();
    let first = distances.iter().find(|(_, d)| 0.0 < *d);
    let most = distances.iter().reduce(|a, b| if a.1 < b.1 { b } else { a });
    let (Some(first), Some(most)) = (first, most) else {
        return format!("{of} is 0 from itself throughout");
    };
    let mut text = format!(
        "{of} is {:.0e} from itself at {step} {}, and at most {:.0e}, at {step} \
         {}",
        first.1, first.0, most.1, most.0
    );
    if let Some((last, 0.0)) = distances.last() {
        let number = distances.len();
        let end = format!(
            ", with 0 at {zeros} of {number} points, {step} {last} among them"
        );
        text.push_str(&end);
    }
    text
}

/// The distances of that name that are numbers, by epoch or iteration.
fn distances(record: &Record, name: &str) -> Result<Vec<(usize, f64)>, String> {
    let distances: Vec<_> = record
        .events()
        .iter()
        .filter(|event| event.name == name)
        .filter_map(|event| match (event.iteration, &event.value) {
            (Some(at), Value::Scalar(d)) if d.is_finite() => Some((at, *d)),
            _ => None,
        })
        .collect();
    if distances.is_empty() {
        return Err(format!("the run reports no {name}"));
    }
    Ok(distances)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let mut record = Record::new();
        for (epoch, distance) in [(0, 1e-16), (10, 1e-8), (20, 2.5)] {
            record.scalar_at(epoch, "distance", distance);
        }
        for (iteration, distance) in [(0, 0.0), (1, 2e-16), (2, 0.0)] {
            record.scalar_at(iteration, "neuron_distance", distance);
        }
        record
    }

    fn run() -> Run {
        Run { name: "by-hand", ..Run::DEFAULT }
    }

    #[test]
    fn every_distance_is_a_point_and_0_stands_below_the_axis() {
        let html = draw(&run(), &record(), "a caption").unwrap();
        let curves: Vec<Vec<_>> = html
            .split("points=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().split(' ').collect())
            .collect();
        assert_eq!(curves.len(), 2);
        // From 10⁻¹⁶ to 10, each power has 266 / 17 units.
        assert_eq!(curves[0], ["66.0,300.0", "176.0,174.8", "286.0,43.4"]);
        assert_eq!(curves[1], ["338.0,328.0", "398.0,295.3", "458.0,328.0"]);
        assert!(html.contains("with 0 at 2 of 3 points, iteration 2 among"));
    }

    #[test]
    fn the_axis_has_few_powers_and_1_among_them() {
        let axis = Axis::of([0.0, 3e-17, 2.5].into_iter()).unwrap();
        assert_eq!(axis.powers, (-17.0, 1.0));
        let ticks = axis.ticks();
        let labels: Vec<_> = ticks.iter().map(|(_, label)| &**label).collect();
        let expected = ["1", "10⁻³", "10⁻⁶", "10⁻⁹", "10⁻¹²", "10⁻¹⁵"];
        assert_eq!(labels, expected);
        assert_eq!(axis.place(0.0), ZERO);
        assert!(axis.place(2.5) < axis.place(1.0));
    }

    #[test]
    fn a_single_distance_has_an_axis_too() {
        let axis = Axis::of([1.0].into_iter()).unwrap();
        assert_eq!(axis.powers, (0.0, 1.0));
        assert!(Axis::of([0.0].into_iter()).is_err());
    }

    #[test]
    fn a_run_without_distances_is_a_fault() {
        let fault = draw(&run(), &Record::new(), "").unwrap_err();
        assert_eq!(fault, "the run reports no distance");
    }
}
