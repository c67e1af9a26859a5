//! The picture of the two layers.

use chapter_00::dense_layer::DenseLayer;
use harness::Picture;
use plots::network::{Link, Network, Weights};

use crate::runs::start;

/// The two layers before training.
pub(crate) fn network() -> Picture {
    let (_, chain) = start();
    let weights = |name, bias, DenseLayer { w, b }| {
        let bias = Some((bias, b.into_iter().collect()));
        Link::Weights(Weights { name, w, neurons_in_columns: true, bias })
    };
    let first = weights("w₁", "b₁", chain.first);
    let second = weights("w₂", "b₂", chain.second);
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
