//! The pictures of the runs.

use harness::{Finished, Picture};
use mini_numpy::Numpy;
use ndarray::{Array1, Array2};
use plots::axis::Axis;
use plots::curves::{self, Series};
use plots::plane::{Panel, Plane, Square};

use crate::activations::softmax;
use crate::data::spiral_arm;
use crate::runs::{NP, scores};
use crate::settings::Settings;

/// The points, each marked for its class, and the arms without the noise.
pub(crate) fn data(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let x: Array2<f64> = run.record.array("x", None)?; // (classes·samples, 2)
    let Settings { samples, classes, .. } = *run.settings;
    let arms = arms(classes);
    let classes: Vec<_> = (0..x.nrows()).map(|i| i / samples).collect();
    let plane = Plane {
        square: Square::around(&x),
        thresholds: &[],
        arms: &arms,
        points: Some((&x, &classes)),
        panels: vec![Panel::default()],
    };
    Ok(plane.draw(&format!("The points of run {}", run.experiment.name))?)
}

/// The arm of each class of the spiral, without noise: a hundred points.
pub fn arms(classes: usize) -> Vec<Vec<(f64, f64)>> {
    let arm = |k: u32| {
        let [right, up] = spiral_arm(k.into(), &Array1::zeros(100));
        right.into_iter().zip(up).collect()
    };
    (0..).map(arm).take(classes).collect()
}

/// The probabilities over the score of class 0, while the others stay.
pub(crate) fn softmax_curves() -> Result<Picture, String> {
    let at = |score: f64| {
        let mut z = scores();
        z.column_mut(0).fill(score);
        softmax(NP, &z).row(0).to_owned() // (classes,)
    };
    let grid = NP.linspace(-6.0, 8.0, 57);
    let curve = |class: usize| {
        let points = grid.iter().map(|&score| (score, at(score)[class]));
        Series::new(&format!("class {class}"), points.collect())
    };
    let series = (0..scores().ncols()).map(curve).collect();
    let axes = (Axis::linear("score of class 0"), Axis::linear("probability"));
    let panel = curves::Panel::new(axes.0, axes.1, series);
    Ok(curves::draw("Softmax, as one score grows", &[panel])?)
}

/// The loss over the probability of the sample's own class.
pub(crate) fn cross_entropy() -> Result<Picture, String> {
    let p = NP.linspace(0.0, 1.0, 101);
    let loss = -NP.log(&p); // infinite at 0, where no curve is drawn
    let points = p.into_iter().zip(loss).collect();
    let series = vec![Series::new("loss", points)];
    let x = Axis::linear("probability of the sample’s own class");
    let panel = curves::Panel::new(x, Axis::linear("loss"), series);
    Ok(curves::draw("The cross-entropy of a sample", &[panel])?)
}

/// Three ReLUs, each times its weight, and their sum.
pub(crate) fn relus(run: &Finished<'_, Numpy>) -> Result<Picture, String> {
    let x: Array1<f64> = run.record.array("x", None)?; // (samples,)
    let terms: Array2<f64> = run.record.array("terms", None)?;
    let sum: Array1<f64> = run.record.array("sum", None)?; // (samples,)
    let series = |label: &str, of_x: Vec<f64>| {
        Series::new(label, x.iter().copied().zip(of_x).collect())
    };
    let neurons = terms.columns().into_iter().enumerate();
    let neurons =
        neurons.map(|(i, term)| series(&format!("neuron {i}"), term.to_vec()));
    let all = neurons.chain([series("sum", sum.to_vec())]).collect();
    let panel = curves::Panel::new(
        Axis::linear("x"),
        Axis::linear("terms and sum"),
        all,
    );
    Ok(curves::draw("Three ReLUs and their sum", &[panel])?)
}
