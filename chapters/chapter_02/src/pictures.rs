//! The picture of the layer.

use harness::Picture;
use plots::network::{Link, Network, Neurons, Node};

use crate::layer::Layer;
use crate::runs::start;

/// The layer before training.
pub(crate) fn network() -> Result<Picture, String> {
    let Layer { w, b } = start();
    let bias = Some(("b", b.to_vec()));
    let weights = Link::weights("w", w, Neurons::InRows, bias);
    let network = Network {
        title: "The layer before training".to_owned(),
        layers: vec![
            ["x₁", "x₂", "x₃", "x₄"].map(Node::new).into(),
            ["z₁", "z₂", "z₃"].map(Node::new).into(),
            ["a₁", "a₂", "a₃"].map(Node::new).into(),
            vec![Node::captioned("y", "sum")],
            vec![Node::captioned("loss", "y²")],
        ],
        links: vec![weights, Link::OneToOne, Link::All, Link::OneToOne],
    };
    network.draw()
}
