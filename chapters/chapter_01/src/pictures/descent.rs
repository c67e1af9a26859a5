//! The picture of two descents over the contours of the loss.

use harness::{Finished, Picture, Settings};
use mini_numpy::repr;
use ndarray::array;
use plots::contours::{Contours, Track};
use plots::plane::Square;

use crate::neuron::Neuron;
use crate::runs::start;

/// The loss over the first and the third weight, and a descent that moves these
/// two alone. A second one, with ten times the learning rate, starts beside it
/// where the loss is the same.
pub(super) fn descent(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let (x, target, neuron) = start();
    let (np, w2, b) = (run.settings.np, neuron.w[1], neuron.b);
    let at = |w1: f64, w3: f64| Neuron { w: array![w1, w2, w3], b };
    let (w1, w3) = (neuron.w[0], neuron.w[2]);
    // A step across the gradient, which is a multiple of x, is along a contour.
    let beside = (w1 + 0.2 * x[2], w3 - 0.2 * x[0]);
    let tracks = [((w1, w3), 1.0), (beside, 10.0)].map(|(from, times)| {
        let learning_rate = times * run.settings.learning_rate;
        let settings = Settings { learning_rate, ..*run.settings };
        let label = format!("learning rate {}", repr(learning_rate));
        Track { label, points: track(&settings, at(from.0, from.1)) }
    });
    // Down the gradient, and a third of the way further, every z is below 0.
    let far = 4.0 / 3.0 * neuron.forward(np, &x, target).z
        / (x[0] * x[0] + x[2] * x[2]);
    let flat = (w1 - far * x[0], w3 - far * x[2]);
    let points = tracks.iter().flat_map(|track| &track.points).chain([&flat]);
    let points: Vec<_> = points.map(|&(w1, w3)| [w1, w3]).collect();
    let Square { left, top, side } = Square::around(&points.into());
    let name = run.experiment.name;
    let contours = Contours {
        title: format!("The loss of run {name}, and two descents"),
        x: "w₁".to_owned(),
        y: "w₃".to_owned(),
        x_range: (left, left + side),
        y_range: (top - side, top),
        field: &|w1, w3| at(w1, w3).forward(np, &x, target).loss,
        levels: Vec::new(),
        tracks: tracks.to_vec(),
    };
    Ok(contours.draw()?)
}

/// The first and the third weight before the first of twenty steps and after
/// each.
fn track(settings: &Settings, mut neuron: Neuron) -> Vec<(f64, f64)> {
    let (x, target, _) = start();
    let mut points = vec![(neuron.w[0], neuron.w[2])];
    for _ in 0..20 {
        let forward = neuron.forward(settings.np, &x, target);
        let mut backward = neuron.backward(&x, target, &forward);
        backward.dloss_dw[1] = 0.0;
        backward.dloss_db = 0.0;
        neuron.descend(&backward, settings.learning_rate);
        points.push((neuron.w[0], neuron.w[2]));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runs::CHAIN_RULE;

    #[test]
    fn a_descent_crosses_the_contours_at_right_angles() {
        let settings = (CHAIN_RULE.settings)();
        let points = track(&settings, start().2);
        assert_eq!(points.len(), 21);
        for step in points.windows(2) {
            // The inputs are 1 and 3, so the third weight moves three times as
            // far. Both weights are rounded to 2⁻⁵² or so.
            let (first, third) = (step[1].0 - step[0].0, step[1].1 - step[0].1);
            assert!((third - 3.0 * first).abs() < 1e-14);
            assert!(first < 0.0);
        }
    }
}
