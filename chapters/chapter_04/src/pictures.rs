//! The pictures of the two layers, and of what a gradient costs.

use harness::{Descent, Drawing, Finished, Picture};
use ndarray::Array2;
use plots::axis::Axis;
use plots::curves::{self, Panel, Series};
use plots::graph::{self, Edge, Graph};
use plots::network::{Link, Network, Table};

use crate::chain::{Backward, Forward};
use crate::cost_run::{SWEPT, Sizes};
use crate::dense_layer::DenseLayer;
use crate::runs::start;

pub(crate) const PICTURES: &[Drawing<Descent>] = &[
    Drawing::LOSS,
    Drawing { name: "network", draw: |_| Ok(network()) },
    Drawing { name: "graph", draw: |run| Ok(graph(run)) },
];

/// The two layers before training.
fn network() -> Picture {
    let (_, chain) = start();
    let table = |names, DenseLayer { w, b }| {
        let (w, b) = (w.reversed_axes(), b.into_iter().collect());
        Link::Table(Table { names, w, b, neurons_in_columns: true })
    };
    let first = table(["w₁", "b₁"], chain.first);
    let second = table(["w₂", "b₂"], chain.second);
    let links = vec![first, second, Link::All, Link::OneToOne];
    let layers = vec![
        vec!["x₁", "x₂", "x₃", "x₄"],
        vec!["a₁₁", "a₁₂", "a₁₃"],
        vec!["a₂₁", "a₂₂", "a₂₃"],
        vec!["y\nsum"],
        vec!["loss\ny²"],
    ];
    Network { layers, links }.draw("The two layers before training")
}

/// The two layers as a graph of operations, forward and backward. Of weights
/// there is only room for their shapes.
fn graph(run: &Finished<'_, Descent>) -> Picture {
    let (x, chain) = start();
    let np = run.settings.np;
    let forward = chain.forward(np, &x);
    let Backward { first, second } = chain.backward(np, &x, &forward);
    let Forward { z1, a1, z2, a2, y, loss } = &forward;
    let da2 = Array2::from_elem(a2.dim(), 2.0 * y); // (1, outputs)
    let node = |label: &str, column, row, is_operation| {
        let label = label.to_owned();
        graph::Node { label, at: (column, row), is_operation }
    };
    let nodes = vec![
        node("x", 1.0, 0.0, false),
        node("dense", 1.0, 1.0, true),
        node("ReLU", 1.0, 2.0, true),
        node("dense", 1.0, 3.0, true),
        node("ReLU", 1.0, 4.0, true),
        node("sum", 1.0, 5.0, true),
        node("( )²", 1.0, 6.0, true),
        node("loss", 1.0, 6.9, false),
        node("w₁", 0.0, 1.0, false),
        node("b₁", 2.0, 1.0, false),
        node("w₂", 0.0, 3.0, false),
        node("b₂", 2.0, 3.0, false),
    ];
    let edge = |from, to, values: &Array2<f64>, gradient: &Array2<f64>| {
        let flows = [values, gradient].map(graph::enumerated);
        Edge { from, to, flows }
    };
    let weights = |from, to, w: &Array2<f64>| {
        let shape = format!("{} × {}", w.nrows(), w.ncols());
        Edge { from, to, flows: [shape.clone(), shape] }
    };
    let number = |x: f64| Array2::from_elem((1, 1), x);
    let edges = vec![
        edge(0, 1, &x, &first.dx),
        weights(8, 1, &chain.first.w),
        edge(9, 1, &chain.first.b, &first.db),
        edge(1, 2, z1, &first.db), // of one sample, db is dz
        edge(2, 3, a1, &second.dx),
        weights(10, 3, &chain.second.w),
        edge(11, 3, &chain.second.b, &second.db),
        edge(3, 4, z2, &second.db),
        edge(4, 5, a2, &da2),
        edge(5, 6, &number(*y), &number(2.0 * y)),
        edge(6, 7, &number(*loss), &number(1.0)),
    ];
    Graph { nodes, edges }.draw("The two layers, forward and backward")
}

/// The multiplications for one gradient, in forward passes, against the number
/// of parameters.
pub(crate) fn cost(run: &Finished<'_, Sizes>) -> Result<Picture, String> {
    let of = |name| run.record.series(name).into_iter().map(|(_, x)| x);
    let [parameters, forward, totals @ ..] = SWEPT;
    let names = ["backpropagation", "forward mode", "difference quotients"];
    let series = names.into_iter().zip(totals).map(|(name, total)| {
        let passes = of(total).zip(of(forward)).map(|(x, one)| x / one);
        Series::new(name, of(parameters).zip(passes).collect())
    });
    let x = Axis::logarithmic("parameters");
    let y = Axis::logarithmic("cost in forward passes");
    let panel = Panel::new(x, y, series.collect());
    Ok(curves::draw("What a gradient costs", &[panel])?)
}
