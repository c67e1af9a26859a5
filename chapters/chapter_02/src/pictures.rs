//! The picture of the layer.

use harness::{Descent, Finished, Picture};
use plots::network::{Link, Network, Neurons, Node};

use crate::layer::Layer;
use crate::runs::start;

/// The layer before training.
pub(crate) fn network(_: &Finished<'_, Descent>) -> Result<Picture, String> {
    let Layer { w, b } = start();
    let bias = Some(("b", b.to_vec()));
    let weights = Link::weights("w", w, Neurons::InRows, bias);
    let links = vec![weights, Link::OneToOne, Link::All, Link::OneToOne];
    let layers = vec![
        ["x₁", "x₂", "x₃", "x₄"].map(Node::new).into(),
        ["z₁", "z₂", "z₃"].map(Node::new).into(),
        ["a₁", "a₂", "a₃"].map(Node::new).into(),
        vec![Node::captioned("y", "sum")],
        vec![Node::captioned("loss", "y²")],
    ];
    let title = "The layer before training".to_owned();
    Ok(Network { title, layers, links }.draw()?)
}
