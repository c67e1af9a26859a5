//! The picture of the two layers.

use chapter_00::dense_layer::DenseLayer;
use harness::{Descent, Finished, Picture};
use plots::network::{Link, Network, Neurons, Node};

use crate::runs::start;

/// The two layers before training.
pub(crate) fn network(_: &Finished<'_, Descent>) -> Result<Picture, String> {
    let (_, chain) = start();
    let weights = |w: &str, b: &str, layer: DenseLayer| {
        let bias = Some((b, layer.b.into_iter().collect()));
        Link::weights(w, layer.w, Neurons::InColumns, bias)
    };
    let first = weights("w1", "b1", chain.first);
    let second = weights("w2", "b2", chain.second);
    let links = vec![first, second, Link::All, Link::OneToOne];
    let layers = vec![
        ["x₁", "x₂", "x₃", "x₄"].map(Node::new).into(),
        ["h₁", "h₂", "h₃"].map(Node::new).into(),
        ["a₁", "a₂", "a₃"].map(Node::new).into(),
        vec![Node::captioned("y", "sum")],
        vec![Node::captioned("loss", "y²")],
    ];
    let title = "The two layers before training".to_owned();
    Ok(Network { title, layers, links }.draw()?)
}
