//! Computation graphs: both passes of the network, and the paths of a neuron.

use harness::{Finished, Picture};
use mini_numpy::Numpy;
use ndarray::{Array2, Axis as Dimension, Ix2, array};
use plots::graph::{Edge, Graph, Node};

use crate::runs::Settings;
use crate::two_layer::cross_entropy;

/// The second sample in the first step: its values, and the derivatives of its
/// own loss.
pub(crate) fn passes(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let sample = 1;
    let array = |name| -> Result<Array2<f64>, String> {
        Ok(run.record.array::<Ix2>(name, None)?)
    };
    let row = |name| -> Result<Array2<f64>, String> {
        Ok(array(name)?.select(Dimension(0), &[sample])) // one row
    };
    let [w1, w2] = [array("w1")?, array("w2")?];
    let [x, t, z1, a1] = [row("x")?, row("target")?, row("z1")?, row("a1")?];
    let [z2, a2, dz2] = [row("z2")?, row("a2")?, row("dz2")?];
    let [da1, dz1] = [row("da1")?, row("dz1")?];
    let output = |array: &Array2<f64>| array[[0, 0]];
    let dz = output(&dz2);

    let mut graph = Graph { nodes: Vec::new(), edges: Vec::new() };
    let sum = graph.node("+ b₂", (1.0, 5.0), true);
    let sigmoid = graph.node("σ", (1.0, 6.0), true);
    let entropy = graph.node("ln", (1.0, 7.0), true);
    let loss = graph.node("loss", (1.0, 7.9), false);
    let value = cross_entropy(run.settings.np, &a2, &t);
    graph.edge(sum, sigmoid, [output(&z2), dz]);
    let da2 = slope_of_loss(output(&a2), output(&t));
    graph.edge(sigmoid, entropy, [output(&a2), da2]);
    // The derivative of the loss with respect to itself is 1.
    graph.edge(entropy, loss, [value, 1.0]);
    for (i, column, product, side) in [(0, 0.62, 0.5, 0.0), (1, 1.38, 1.5, 2.0)]
    {
        let at = |row| (column, row);
        let (z, a, w) = (z1[[0, i]], a1[[0, i]], w2[[i, 0]]);
        let (dz1, da1) = (dz1[[0, i]], da1[[0, i]]);
        let hidden = graph.node("+ b₁", at(2.0), true);
        let sigmoid = graph.node("σ", at(3.0), true);
        let times = graph.node("×", (product, 4.0), true);
        let weight = graph.node("w₂", (side, 4.0), false);
        graph.edge(hidden, sigmoid, [z, dz1]);
        graph.edge(sigmoid, times, [a, da1]);
        graph.edge(weight, times, [w, a * dz]);
        graph.edge(times, sum, [a * w, dz]);
        // The first input comes from above, the second one from the side.
        for (n, (column, row)) in
            [(column, 0.0), (side, 1.0)].into_iter().enumerate()
        {
            let (x, w) = (x[[0, n]], w1[[n, i]]);
            let weight = graph.node("w₁", (column, row), false);
            let label = format!("× {}", signed(x));
            let times = graph.node(&label, (column, row + 1.0), true);
            graph.edge(weight, times, [w, x * dz1]);
            graph.edge(times, hidden, [x * w, dz1]);
        }
    }
    let name = run.experiment.name;
    let title = format!("The second sample in the first step of run {name}");
    Ok(graph.draw(&title))
}

/// Both ways from the output of hidden neuron B to the loss of the first
/// sample. What else goes into the sums of the next layer is one number there.
pub(crate) fn paths(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let (sample, neuron) = (0, 1);
    let array = |name| run.record.array::<Ix2>(name, None);
    let [w2, t, a1] = [array("w2")?, array("target")?, array("a1")?];
    let [z2, a2, dz2] = [array("z2")?, array("a2")?, array("dz2")?];
    let da1 = array("da1")?[[sample, neuron]];
    let a = a1[[sample, neuron]];

    let mut graph = Graph { nodes: Vec::new(), edges: Vec::new() };
    let input = graph.node("a₁", (1.0, 0.0), false);
    let fork = graph.node("fork", (1.0, 0.9), true);
    let sum = graph.node("+", (1.0, 5.7), true);
    let loss = graph.node("loss", (1.0, 6.6), false);
    graph.edge(input, fork, [a, da1]);
    let mut total = 0.0;
    for (j, column) in [(0, 0.0), (1, 2.0)] {
        let (w, z, dz) = (w2[[neuron, j]], z2[[sample, j]], dz2[[sample, j]]);
        let (out, target) = (a2[[sample, j]], t[[sample, j]]);
        let node = |graph: &mut Graph, label: &str, row| {
            graph.node(label, (column, row), true)
        };
        let times = node(&mut graph, &format!("× {}", signed(w)), 1.6);
        let rest = z - a * w;
        let sign = if rest < 0.0 { '−' } else { '+' };
        let rest = format!("{sign}{:.2}", rest.abs());
        let plus = node(&mut graph, &rest, 2.7);
        let sigmoid = node(&mut graph, "σ", 3.8);
        let entropy = node(&mut graph, "ln", 4.9);
        graph.edge(fork, times, [a, dz * w]);
        graph.edge(times, plus, [a * w, dz]);
        graph.edge(plus, sigmoid, [z, dz]);
        graph.edge(sigmoid, entropy, [out, slope_of_loss(out, target)]);
        let loss = loss_of(run.settings.np, out, target);
        total += loss;
        graph.edge(entropy, sum, [loss, 1.0]);
    }
    graph.edge(sum, loss, [total, 1.0]);
    let name = run.experiment.name;
    Ok(graph.draw(&format!("The paths of a hidden neuron in run {name}")))
}

/// The loss of a single output.
fn loss_of(np: Numpy, a: f64, t: f64) -> f64 {
    let [a, t] = [a, t].map(|x| array![x].insert_axis(Dimension(0))); // (1, 1)
    cross_entropy(np, &a, &t)
}

/// The derivative of a single output's loss with respect to the output.
fn slope_of_loss(a: f64, t: f64) -> f64 {
    (a - t) / (a * (1.0 - a))
}

/// A number with the sign that is as wide as a plus.
fn signed(x: f64) -> String {
    x.to_string().replace('-', "−")
}

/// Builds a graph node by node.
trait Build {
    /// Adds a node, and returns its index.
    fn node(&mut self, label: &str, at: (f64, f64), is_op: bool) -> usize;

    /// Adds an edge.
    fn edge(&mut self, from: usize, to: usize, flows: [f64; 2]);
}

impl Build for Graph {
    fn node(&mut self, label: &str, at: (f64, f64), is_op: bool) -> usize {
        let label = label.to_owned();
        self.nodes.push(Node { label, at, is_operation: is_op });
        self.nodes.len() - 1
    }

    fn edge(&mut self, from: usize, to: usize, flows: [f64; 2]) {
        self.edges.push(Edge { from, to, flows });
    }
}
