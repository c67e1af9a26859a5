//! The pictures of the neuron and of its descent.

use harness::{Drawing, Experiment, Picture, Record};
use mini_numpy::{Numpy, Order, repr};
use ndarray::{Array1, array};
use plots::NothingToDraw;
use plots::axis::Axis;
use plots::contours::{Contours, Track};
use plots::curves::{Curves, Panel, Series};
use plots::graph::{self, Edge, Graph};
use plots::network::{Link, Network, Neurons, Node, Weights};
use plots::plane::Square;

use crate::neuron::Neuron;
use crate::runs::start;
use crate::settings::Settings;

pub(crate) const PICTURES: &[Drawing<Settings>] = &[
    Drawing::LOSS,
    Drawing { name: "network", draw: network },
    Drawing { name: "graph", draw: graph },
    Drawing { name: "relu", draw: |_, _, _, _| relu().map_err(in_words) },
    Drawing { name: "descent", draw: descent },
];

#[expect(clippy::needless_pass_by_value, reason = "as map_err passes it")]
fn in_words(nothing: NothingToDraw) -> String {
    nothing.to_string()
}

/// The neuron before training. Its bias is drawn as the weight of an input 1.
fn network(
    experiment: &Experiment<Settings>,
    _: &Settings,
    _: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let (_, target, neuron) = start();
    let w = Array1::from_iter(neuron.parameters());
    let weights = Weights {
        name: "w".to_owned(),
        w: w.insert_axis(ndarray::Axis(0)), // (1, inputs + 1)
        neurons: Neurons::InRows,
        bias: None,
    };
    let network = Network {
        title: format!("The neuron of run {}", experiment.name),
        layers: vec![
            ["x₁", "x₂", "x₃", "1"].map(Node::new).into(),
            vec![Node::captioned("z", "sum")],
            vec![Node::captioned("a", "ReLU")],
            vec![Node::captioned("loss", &format!("(a − {target})²"))],
        ],
        links: vec![Link::Weights(weights), Link::OneToOne, Link::OneToOne],
    };
    network.draw().map_err(in_words)
}

/// The computation graph of the first iteration.
fn graph(
    experiment: &Experiment<Settings>,
    _: &Settings,
    record: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let (x, _, neuron) = start();
    let dw: Array1<f64> = record.array("dloss_dw", Some(1))?;
    let number = |name| record.scalar(name, Some(1));
    let dz = number("dloss_dz")?;

    let node = |label: &str, column, row, is_operation| graph::Node {
        label: label.to_owned(),
        column,
        row,
        is_operation,
    };
    let mut nodes = vec![
        node("b", 0.0, 2.4, false),
        node("+", 1.0, 2.4, true),
        node("ReLU", 1.0, 3.4, true),
        node("( )²", 1.0, 4.4, true),
        node("loss", 1.0, 5.3, false),
    ];
    let edge = |from, to, forward, backward| Edge {
        from,
        to,
        forward,
        backward: Some(backward),
    };
    let mut edges = vec![
        edge(0, 1, neuron.b, number("dloss_db")?),
        edge(1, 2, number("z")?, dz),
        edge(2, 3, number("a")?, number("dloss_da")?),
        edge(3, 4, record.scalar("loss", Some(1))?, 1.0),
    ];
    for (n, label) in ["w₁", "w₂", "w₃"].into_iter().enumerate() {
        let (from, column) = (nodes.len(), [0.0, 1.0, 2.0][n]);
        let times = format!("× {}", x[n]).replace('-', "−");
        nodes.push(node(label, column, 0.0, false));
        nodes.push(node(&times, column, 1.0, true));
        edges.push(edge(from, from + 1, neuron.w[n], dw[n]));
        edges.push(edge(from + 1, 1, neuron.w[n] * x[n], dz));
    }
    let graph = Graph {
        title: format!("The first iteration of run {}", experiment.name),
        forward: "value".to_owned(),
        backward: "derivative of the loss".to_owned(),
        nodes,
        edges,
    };
    graph.draw().map_err(in_words)
}

/// The ReLU and its slope, as a neuron with the input 1 and no bias computes
/// them.
fn relu() -> Result<Picture, NothingToDraw> {
    let np = Numpy::with_order(Order::Sequential);
    let neuron_at = |z: f64| {
        let (neuron, x) = (Neuron { w: array![z], b: 0.0 }, array![1.0]);
        let forward = neuron.forward(np, &x, 0.0);
        (forward.a, neuron.backward(&x, 0.0, &forward).da_dz)
    };
    let a = |z| (z, neuron_at(z).0);
    let slope = |z| neuron_at(z).1;
    let [left, right] = [-2.0, 2.0];
    let panel = Panel {
        heading: String::new(),
        x: Axis::linear("z"),
        y: Axis::linear("a and its slope"),
        series: vec![
            Series::new("ReLU", vec![a(left), a(0.0), a(right)]),
            Series::of_pieces(
                "slope",
                vec![
                    vec![(left, slope(left)), (0.0, slope(0.0))],
                    vec![(0.0, slope(right)), (right, slope(right))],
                ],
            ),
        ],
    };
    Curves::of_panel("The ReLU and its slope", panel).draw()
}

/// How many steps of a descent are drawn.
const STEPS: usize = 20;

/// The loss over the first and the third weight, and a descent that moves these
/// two alone. A second one, with ten times the learning rate, starts beside it
/// where the loss is the same.
fn descent(
    experiment: &Experiment<Settings>,
    settings: &Settings,
    _: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let (x, target, neuron) = start();
    let at = |w1: f64, w3: f64| Neuron {
        w: array![w1, neuron.w[1], w3],
        b: neuron.b,
    };
    let (w1, w3) = (neuron.w[0], neuron.w[2]);
    // A step across the gradient, which is a multiple of x, is along a contour.
    let beside = (w1 + 0.2 * x[2], w3 - 0.2 * x[0]);
    let tracks = [((w1, w3), 1.0), (beside, 10.0)].map(|(from, times)| {
        let settings = Settings {
            iterations: STEPS,
            learning_rate: times * settings.learning_rate,
            ..*settings
        };
        Track {
            label: format!("learning rate {}", repr(settings.learning_rate)),
            points: track(&settings, at(from.0, from.1), &x, target),
        }
    });
    // Down the gradient, and a third of the way further, every z is below 0.
    let far = 4.0 / 3.0 * neuron.forward(settings.np, &x, target).z
        / (x[0] * x[0] + x[2] * x[2]);
    let flat = (w1 - far * x[0], w3 - far * x[2]);
    let points = tracks.iter().flat_map(|track| &track.points).chain([&flat]);
    let points: Vec<_> = points.map(|&(w1, w3)| [w1, w3]).collect();
    let Square { left, top, side } = Square::around(&points.into());
    let contours = Contours {
        title: format!("The loss of run {}, and two descents", experiment.name),
        x: "w₁".to_owned(),
        y: "w₃".to_owned(),
        x_range: (left, left + side),
        y_range: (top - side, top),
        field: &|w1, w3| at(w1, w3).forward(settings.np, &x, target).loss,
        levels: Vec::new(),
        tracks: tracks.to_vec(),
    };
    contours.draw().map_err(in_words)
}

/// The first and the third weight before the first step and after each.
fn track(
    settings: &Settings,
    mut neuron: Neuron,
    x: &Array1<f64>, // (inputs,)
    target: f64,
) -> Vec<(f64, f64)> {
    let mut points = vec![(neuron.w[0], neuron.w[2])];
    for _ in 0..settings.iterations {
        let forward = neuron.forward(settings.np, x, target);
        let mut backward = neuron.backward(x, target, &forward);
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
        let (x, target, neuron) = start();
        let settings = (CHAIN_RULE.settings)();
        let points = track(&settings, neuron, &x, target);
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
