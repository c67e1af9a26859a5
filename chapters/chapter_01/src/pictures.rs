//! The pictures of the neuron and of its descent.

use harness::{Descent, Drawing, Finished, Picture};
use mini_numpy::{Numpy, Order, repr};
use ndarray::{Array1, array};
use plots::axis::Axis;
use plots::contours::Contours;
use plots::curves::{self, Panel, Series};
use plots::graph::{self, Edge, Graph};
use plots::network::{Link, Network};
use plots::plane::Square;

use crate::neuron::Neuron;
use crate::runs::start;

pub(crate) const PICTURES: &[Drawing<Descent>] = &[
    Drawing::LOSS,
    Drawing { name: "network", draw: |run| Ok(network(run)) },
    Drawing { name: "graph", draw: graph },
    Drawing { name: "relu", draw: |_| relu() },
    Drawing { name: "descent", draw: descent },
];

/// The neuron before training. Its bias is drawn as the weight of an input 1.
fn network(run: &Finished<'_, Descent>) -> Picture {
    let (_, target, neuron) = start();
    let w = Array1::from_iter(neuron.parameters());
    let w = w.insert_axis(ndarray::Axis(0)); // (1, inputs + 1)
    let links = vec![Link::Weights(w), Link::OneToOne, Link::OneToOne];
    let inputs = vec!["x₁", "x₂", "x₃", "1"];
    let loss = format!("loss\n(a − {target})²");
    let layers = vec![inputs, vec!["z\nsum"], vec!["a\nReLU"], vec![&loss]];
    let title = format!("The neuron of run {}", run.experiment.name);
    Network { layers, links }.draw(&title)
}

fn graph(run: &Finished<'_, Descent>) -> Result<Picture, String> {
    let (x, _, neuron) = start();
    let dw: Array1<f64> = run.record.array("dloss_dw", Some(1))?;
    let number = |name| run.record.scalar(name, Some(1));
    let dz = number("dloss_dz")?;
    let node = |label: &str, column, row, is_operation| {
        let label = label.to_owned();
        graph::Node { label, at: (column, row), is_operation }
    };
    let mut nodes = vec![
        node("b", 0.6, 2.8, false),
        node("+", 2.5, 2.8, true),
        node("ReLU", 2.5, 3.8, true),
        node("( )²", 2.5, 4.8, true),
        node("loss", 2.5, 5.7, false),
    ];
    let edge = |from, to, x, dx| Edge { from, to, flows: [x, dx] };
    let mut edges = vec![
        edge(0, 1, neuron.b, number("dloss_db")?),
        edge(1, 2, number("z")?, dz),
        edge(2, 3, number("a")?, number("dloss_da")?),
        // The derivative of the loss with respect to itself is 1.
        edge(3, 4, number("loss")?, 1.0),
    ];
    let names = [["w₁", "x₁"], ["w₂", "x₂"], ["w₃", "x₃"]];
    for (n, [weight, input]) in names.into_iter().enumerate() {
        let (times, column) = (nodes.len(), [0.0, 1.9, 3.8][n]);
        nodes.push(node("×", column + 0.6, 1.6, true));
        nodes.push(node(weight, column, 0.0, false));
        nodes.push(node(input, column + 1.2, 0.0, false));
        edges.push(edge(times + 1, times, neuron.w[n], dw[n]));
        // A product passes on to each factor the other one times what it gets.
        edges.push(edge(times + 2, times, x[n], dz * neuron.w[n]));
        edges.push(edge(times, 1, neuron.w[n] * x[n], dz));
    }
    let title = format!("The first iteration of run {}", run.experiment.name);
    Ok(Graph { nodes, edges }.draw(&title))
}

/// The ReLU as a neuron with the input 1 and no bias computes it.
fn relu() -> Result<Picture, String> {
    let np = Numpy::with_order(Order::Sequential);
    let at = |z: f64| {
        let (neuron, x) = (Neuron { w: array![z], b: 0.0 }, array![1.0]);
        let forward = neuron.forward(np, &x, 0.0);
        let slope = neuron.backward(&x, 0.0, &forward).da_dz;
        ((z, forward.a), (z, slope))
    };
    let [(left, shut), (middle, kink), (right, open)] = [-2., 0., 2.].map(at);
    let pieces = vec![vec![shut, kink], vec![(0.0, open.1), open]];
    let relu = Series::new("ReLU", vec![left, middle, right]);
    let series = vec![relu, Series { label: "slope".to_owned(), pieces }];
    let (x, y) = (Axis::linear("z"), Axis::linear("a and its slope"));
    Ok(curves::draw("The ReLU and its slope", &[Panel::new(x, y, series)])?)
}

/// The loss over the first and the third weight, and two descents that move
/// these alone, from the same loss, with five and with twenty times the run's
/// learning rate: its own steps are too short to be seen.
fn descent(run: &Finished<'_, Descent>) -> Result<Picture, String> {
    let (x, target, neuron) = start();
    let (np, w2, b) = (run.settings.np, neuron.w[1], neuron.b);
    let at = |(w1, w3): (f64, f64)| Neuron { w: array![w1, w2, w3], b };
    let (w1, w3) = (neuron.w[0], neuron.w[2]);
    // A step across the gradient, which is a multiple of x, is along a contour.
    let beside = (w1 + 0.2 * x[2], w3 - 0.2 * x[0]);
    let tracks = [((w1, w3), 5.0), (beside, 20.0)].map(|(from, times)| {
        let learning_rate = times * run.settings.learning_rate;
        let settings = Descent { learning_rate, ..*run.settings };
        let label = format!("learning rate {}", repr(learning_rate));
        (label, track(&settings, at(from)))
    });
    let loss = |neuron: &Neuron| neuron.forward(np, &x, target).loss;
    // Down the gradient, and a third of the way further, every z is below 0.
    let z = neuron.forward(np, &x, target).z;
    let far = 4.0 / 3.0 * z / (x[0] * x[0] + x[2] * x[2]);
    let flat = (w1 - far * x[0], w3 - far * x[2]);
    let points = tracks.iter().flat_map(|track| &track.1).chain([&flat]);
    let points: Vec<_> = points.map(|&(w1, w3)| [w1, w3]).collect();
    let name = run.experiment.name;
    let title = format!("The loss of run {name}, and two descents");
    let (names, square) = (["w₁", "w₃"], Square::around(&points.into()));
    let (tracks, field) = (tracks.into(), &|weights| loss(&at(weights)));
    let contours = Contours { names, square, field, tracks };
    let small = |fault| format!("{fault}; try a smaller learning rate");
    contours.draw(&title).map_err(small)
}

/// The first and the third weight before twelve steps and after each.
fn track(settings: &Descent, mut neuron: Neuron) -> Vec<(f64, f64)> {
    let (x, target, _) = start();
    let mut points = vec![(neuron.w[0], neuron.w[2])];
    for _ in 0..12 {
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
        assert_eq!(points.len(), 13);
        for step in points.windows(2) {
            // The inputs are 1 and 3, so the third weight moves three times as
            // far. Both weights are rounded to 2⁻⁵² or so.
            let (first, third) = (step[1].0 - step[0].0, step[1].1 - step[0].1);
            assert!((third - 3.0 * first).abs() < 1e-14);
            assert!(first < 0.0);
        }
    }
}
