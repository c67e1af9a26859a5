//! The picture of the two layers.

use chapter_00::dense_layer::DenseLayer;
use harness::Picture;
use plots::network::{Link, Network, Neurons, Node};

use crate::runs::start;

/// The two layers before training.
pub(crate) fn network() -> Result<Picture, String> {
    let (_, chain) = start();
    let weights = |w: &str, b: &str, layer: DenseLayer| {
        let bias = Some((b, layer.b.into_iter().collect()));
        Link::weights(w, layer.w, Neurons::InColumns, bias)
    };
    let network = Network {
        title: "The two layers before training".to_owned(),
        layers: vec![
            ["x₁", "x₂", "x₃", "x₄"].map(Node::new).into(),
            ["h₁", "h₂", "h₃"].map(Node::new).into(),
            ["a₁", "a₂", "a₃"].map(Node::new).into(),
            vec![Node::captioned("y", "sum")],
            vec![Node::captioned("loss", "y²")],
        ],
        links: vec![
            weights("w1", "b1", chain.first),
            weights("w2", "b2", chain.second),
            Link::All,
            Link::OneToOne,
        ],
    };
    network.draw()
}
