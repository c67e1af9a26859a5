//! The loss of the neuron over two of its weights, and the way down.

use chapter_01::neuron::Neuron;
use notebook::{Record, Run, Value};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point};
use crate::runs::{Played, Runs};

/// What is drawn of the plane: the first weight to the right, the third one
/// upward, in the same units, so that right angles stay right.
const FIRST: (f64, f64) = (-4.6, -1.8);
const THIRD: (f64, f64) = (-0.4, 2.4);
const SIZE: f64 = 400.0;
/// The weights that the plane has for axes.
const AXES: (usize, usize) = (0, 2);

/// `{{#surface RUN: caption}}`: the loss of a run of chapter 1 over its first
/// and third weight, the others held, and descent on these two.
pub(crate) fn surface(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let Played { run, record } = runs.get(name)?;
    let path = descent(run, record)?;
    let (x, neuron) = start(record)?;
    let np = run.settings.np;

    let at = |first: f64, third: f64| -> Point {
        let right = (first - FIRST.0) / (FIRST.1 - FIRST.0);
        let up = (third - THIRD.0) / (THIRD.1 - THIRD.0);
        (50.0 + SIZE * right, 20.0 + SIZE * (1.0 - up))
    };
    // Over a plane of two weights, z is a plane too; its contours, and those of
    // the loss, are straight lines. Where z is `level` the third weight is
    let third = |first: f64, level: f64| {
        let mut moved = neuron.clone();
        moved.w[AXES.0] = first;
        let z = moved.forward(np, &x, 0.0).z;
        neuron.w[AXES.1] + (level - z) / x[AXES.1]
    };

    let mut drawing = Drawing::new(480.0);
    drawing.clip(50.0, 20.0, SIZE, SIZE, &format!("surface-{name}-clip"));
    for z in 0..=8 {
        let level = f64::from(z);
        let ends = [FIRST.0, FIRST.1].map(|w| at(w, third(w, level)));
        let class = if z == 0 { "function" } else { "contour" };
        drawing.line(ends[0], ends[1], class);
    }
    drawing.end_clip();
    for z in [0, 2, 4, 6] {
        let level = f64::from(z);
        let at = at(FIRST.1 - 0.2, third(FIRST.1 - 0.2, level));
        drawing.text(at, &format!("{}", level * level), "weight");
    }
    let points: Vec<_> = path.iter().map(|w| at(w.0, w.1)).collect();
    drawing.curve(&points, "path");
    for point in &points {
        drawing.dot(*point);
    }
    for (w, label) in [(FIRST.0, "−4.6"), (-3.2, "−3.2"), (FIRST.1, "−1.8")]
    {
        drawing.text((at(w, THIRD.0).0, 440.0), label, "label");
    }
    for (w, label) in [(THIRD.0, "−0.4"), (1.0, "1"), (THIRD.1, "2.4")] {
        drawing.text((26.0, at(FIRST.0, w).1), label, "label");
    }
    drawing.text((250.0, 464.0), "first weight", "label");
    drawing.turned_text((8.0, 220.0), "third weight");

    let description = format!(
        "Contours of the loss over the first and the third weight are parallel \
         lines, closer together where the loss is higher; beyond the one of loss \
         0, below on the left, the ReLU is shut and all is flat. The path of {} \
         steps goes straight down across them, each step shorter than the last.",
        path.len() - 1
    );
    let title = "The loss of the neuron over two of its weights";
    let id = format!("surface-{name}");
    Ok(drawing.figure(&id, title, &description, caption))
}

/// The first and third weight at each iteration of descent on these two.
fn descent(run: &Run, record: &Record) -> Result<Vec<(f64, f64)>, String> {
    let (x, mut neuron) = start(record)?;
    let held = neuron.clone();
    let mut path = vec![(neuron.w[AXES.0], neuron.w[AXES.1])];
    for _ in 0..run.settings.iterations {
        let forward = neuron.forward(run.settings.np, &x, 0.0);
        let backward = neuron.backward(&x, 0.0, &forward);
        neuron.descend(&backward, run.settings.learning_rate);
        neuron.w[1] = held.w[1];
        neuron.b = held.b;
        path.push((neuron.w[AXES.0], neuron.w[AXES.1]));
    }
    Ok(path)
}

/// The inputs and the neuron that the run starts from.
fn start(record: &Record) -> Result<(ndarray::Array1<f64>, Neuron), String> {
    let array = |name: &str| match record.find(name, Some(1)) {
        Some(event) => match &event.value {
            Value::Array(array) => Ok(array.iter().copied().collect()),
            _ => Err(format!("{name} is no array")),
        },
        None => Err(format!("the run reports no {name} at iteration 1")),
    };
    match record.find("b", Some(1)).map(|event| &event.value) {
        Some(Value::Scalar(b)) => {
            Ok((array("x")?, Neuron { w: array("w")?, b: *b }))
        }
        _ => Err("the run reports no bias".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_down_crosses_the_contours_at_right_angles() {
        let runs = Runs::of_book();
        let Played { run, record } = runs.get("chain-rule").unwrap();
        let path = descent(run, record).unwrap();
        assert_eq!(path.len(), 21);
        for step in path.windows(2) {
            // The inputs are 1 and 3, so the third weight moves thrice as far;
            // both are rounded to about 2⁻⁵².
            let (first, third) = (step[1].0 - step[0].0, step[1].1 - step[0].1);
            assert!((third - 3.0 * first).abs() < 1e-14);
            assert!(first < 0.0);
        }
    }

    #[test]
    fn the_surface_is_drawn_with_every_step() {
        let svg = surface(Runs::of_book(), "chain-rule: a caption").unwrap();
        assert_eq!(svg.matches("class=\"dot\"").count(), 21);
        assert_eq!(svg.matches("contour").count(), 8);
        assert!(surface(Runs::of_book(), "layer: x").is_err());
    }
}
