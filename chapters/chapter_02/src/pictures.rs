//! The picture of the layer.

use harness::Picture;
use plots::network::{Link, Network, Table};

use crate::layer::Layer;
use crate::runs::start;

/// The layer before training.
pub(crate) fn network() -> Picture {
    let Layer { w, b } = start();
    let table = Table { names: ["w", "b"], w, b, neurons_in_columns: false };
    let table = Link::Table(table);
    let links = vec![table, Link::OneToOne, Link::All, Link::OneToOne];
    let layers = vec![
        vec!["x₁", "x₂", "x₃", "x₄"],
        vec!["z₁", "z₂", "z₃"],
        vec!["a₁", "a₂", "a₃"],
        vec!["y\nsum"],
        vec!["loss\ny²"],
    ];
    Network { layers, links }.draw("The layer before training")
}
