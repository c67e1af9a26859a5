//! The picture of the data.

use harness::{Finished, Picture};
use ndarray::{Array1, Array2};
use plots::plane::{Panel, Plane, Square};

use crate::data::spiral_arm;
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
