//! The picture of the two layers.

use chapter_00::dense_layer::DenseLayer;
use harness::Picture;
use plots::network::{Link, Network, Table};

use crate::runs::start;

/// The two layers before training.
pub(crate) fn network() -> Picture {
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
        vec!["h₁", "h₂", "h₃"],
        vec!["a₁", "a₂", "a₃"],
        vec!["y\nsum"],
        vec!["loss\ny²"],
    ];
    Network { layers, links }.draw("The two layers before training")
}
