//! Networks: layers of nodes from left to right, and their weights.

mod table;

use std::fmt::Write;

use ndarray::Array2;

use plotters_backend::text_anchor::HPos;

use crate::geometry::{beside, between, direction, half_size, moved};
use crate::network::table::Table;
use crate::number::{enumerated, largest, length, short};
use crate::picture::{NothingToDraw, Picture};
use crate::role::Role;
use crate::svg::{Canvas, Point, WIDTH};
use crate::text::LINE;

/// The distance between two nodes of a layer.
const ROW: f64 = 64.0;
/// The least radius of a node, and what it has around its label.
const RADIUS: f64 = 20.0;
const PADDING: f64 = 5.0;
/// From an edge to its weight.
const GAP: f64 = 3.0;
/// Where on its edge a weight stands: near the beginning, since the edges meet
/// at their end.
const WEIGHT_AT: f64 = 0.4;

/// A network: layers of nodes, and the links between each layer and the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// What the picture is called.
    pub title: String,
    /// The layers, from the inputs to the output.
    pub layers: Vec<Vec<Node>>,
    /// The links, one fewer than layers.
    pub links: Vec<Link>,
}

/// A node of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What stands in the node, as in `x₁`.
    pub label: String,
    /// What stands below it, as in `ReLU`, if it is not empty.
    pub caption: String,
}

/// How a layer leads to the next.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// From every node to every node, with weights. They stand on their edges
    /// where these lead to a single node without a bias, and else in a table
    /// below.
    Weights(Weights),
    /// From every node to every node, as in a sum.
    All,
    /// From each node to the one beside it, as in an activation.
    OneToOne,
}

/// The weights of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Their name, as in `w1`.
    pub name: String,
    /// The weights, in a row or a column for each neuron.
    pub w: Array2<f64>,
    /// How the neurons lie in them.
    pub neurons: Neurons,
    /// The name of the biases, and one for each neuron.
    pub bias: Option<(String, Vec<f64>)>,
}

/// How the neurons of a layer lie in its weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neurons {
    /// Each has a row: (neurons, inputs).
    InRows,
    /// Each has a column: (inputs, neurons).
    InColumns,
}

impl Link {
    /// Weights, with the biases (their name, and one for each neuron).
    #[must_use]
    pub fn weights(
        name: &str,
        w: Array2<f64>,
        neurons: Neurons,
        bias: Option<(&str, Vec<f64>)>,
    ) -> Self {
        let bias = bias.map(|(name, b)| (name.to_owned(), b));
        Self::Weights(Weights { name: name.to_owned(), w, neurons, bias })
    }
}

impl Node {
    /// A node without a caption.
    #[must_use]
    pub fn new(label: &str) -> Self {
        Self::captioned(label, "")
    }

    /// A node with a caption.
    #[must_use]
    pub fn captioned(label: &str, caption: &str) -> Self {
        Self { label: label.to_owned(), caption: caption.to_owned() }
    }
}

impl Weights {
    /// The weight from a node of the layer before to a neuron.
    fn between(&self, from: usize, to: usize) -> f64 {
        match self.neurons {
            Neurons::InRows => self.w[[to, from]],
            Neurons::InColumns => self.w[[from, to]],
        }
    }
}

impl Network {
    /// Draws the network.
    ///
    /// # Errors
    ///
    /// When a layer has no node, or there is none.
    ///
    /// # Panics
    ///
    /// When the links do not fit the layers.
    pub fn draw(&self) -> Result<Picture, NothingToDraw> {
        let number = self.layers.iter().map(Vec::len);
        let most = number.clone().max().unwrap_or(0);
        if number.min().unwrap_or(0) == 0 {
            return Err(NothingToDraw::of(&self.title));
        }
        let layout = Layout::of(self, most);
        let mut canvas = Canvas::new(layout.height);
        for i in 0..self.links.len() {
            self.draw_edges(i, &layout, &mut canvas);
        }
        for (layer, nodes) in self.layers.iter().enumerate() {
            for (i, node) in nodes.iter().enumerate() {
                let at = layout.place(layer, nodes.len(), i);
                canvas.circle(Role::Node, at, layout.radius);
                canvas.text(Role::Label, at, HPos::Center, &node.label);
                let below = moved(at, (0.0, 1.0), layout.radius + 0.6 * LINE);
                canvas.text(Role::Label, below, HPos::Center, &node.caption);
            }
        }
        table::draw(&self.tables(), &mut canvas);
        Ok(Picture::new(&self.title, self.in_words(), canvas))
    }

    /// Each edge from one layer to the next: from which node to which, and its
    /// weight where it has one.
    fn edges(&self, link: usize) -> Vec<(usize, usize, Option<f64>)> {
        let [from, to] = [link, link + 1].map(|i| self.layers[i].len());
        let pairs = (0..from).flat_map(|a| (0..to).map(move |b| (a, b)));
        match &self.links[link] {
            Link::Weights(weights) => pairs
                .map(|(a, b)| (a, b, Some(weights.between(a, b))))
                .collect(),
            Link::All => pairs.map(|(a, b)| (a, b, None)).collect(),
            Link::OneToOne => (0..from).map(|a| (a, a, None)).collect(),
        }
    }

    fn shows_weights_on_edges(&self, link: usize) -> bool {
        let has_bias = match &self.links[link] {
            Link::Weights(weights) => weights.bias.is_some(),
            Link::All | Link::OneToOne => false,
        };
        self.layers[link + 1].len() == 1 && !has_bias
    }

    fn draw_edges(&self, link: usize, layout: &Layout, canvas: &mut Canvas) {
        let [from, to] = [link, link + 1].map(|i| self.layers[i].len());
        let is_on_edges = self.shows_weights_on_edges(link);
        let mut labels = Vec::new();
        for (a, b, weight) in self.edges(link) {
            let start = layout.place(link, from, a);
            let end = layout.place(link + 1, to, b);
            let along = direction(start, end);
            let start = moved(start, along, layout.radius);
            let end = moved(end, along, -layout.radius);
            let is_negative = weight.is_some_and(|w| w < 0.0);
            let kind = if is_negative { Role::Negative } else { Role::Edge };
            canvas.line(kind, &[start, end]);
            if let (true, Some(weight)) = (is_on_edges, weight) {
                // Above the edges that fall, and below those that rise.
                let side = if along.1 < 0.0 {
                    (-along.1, along.0)
                } else {
                    (along.1, -along.0)
                };
                let text = short(weight, 2);
                let on = between(start, end, WEIGHT_AT);
                labels.push((beside(on, side, GAP, &text), text));
            }
        }
        for (at, text) in labels {
            canvas.text(Role::Label, at, HPos::Center, &text);
        }
    }

    /// The weights that do not stand on edges, each layer's in a table.
    fn tables(&self) -> Vec<Table> {
        let tables = self.links.iter().enumerate().filter_map(|(i, link)| {
            let Link::Weights(weights) = link else { return None };
            (!self.shows_weights_on_edges(i))
                .then(|| Table::of(weights, self.names(i), self.names(i + 1)))
        });
        tables.collect()
    }

    fn names(&self, layer: usize) -> Vec<String> {
        self.layers[layer].iter().map(|node| node.label.clone()).collect()
    }

    fn in_words(&self) -> String {
        let layers = (0..self.layers.len()).map(|i| enumerated(&self.names(i)));
        let layers: Vec<_> = layers.collect();
        let mut words =
            format!("From left to right, a layer each: {}.", layers.join("; "));
        for (link, nodes) in self.links.iter().zip(&self.layers[1..]) {
            let Link::Weights(weights) = link else { continue };
            let from = match weights.neurons {
                Neurons::InRows => weights.w.ncols(),
                Neurons::InColumns => weights.w.nrows(),
            };
            for (to, node) in nodes.iter().enumerate() {
                let own = (0..from).map(|a| short(weights.between(a, to), 2));
                let own = enumerated(&own.collect::<Vec<_>>());
                let _ =
                    write!(words, " The weights of {} are {own}.", node.label);
            }
        }
        words
    }
}

/// Where the nodes lie.
struct Layout {
    layers: usize,
    radius: f64,
    middle: f64,
    height: f64,
}

impl Layout {
    fn of(network: &Network, most: usize) -> Self {
        let nodes = || network.layers.iter().flatten();
        let halves = nodes().map(|node| half_size(&node.label).0 + PADDING);
        let radius = largest(halves.chain([RADIUS]));
        let column = ROW * length(most - 1) + 2.0 * radius;
        // A caption below the last node of a full column needs room.
        let has_caption = nodes().any(|node| !node.caption.is_empty());
        let captions = if has_caption { LINE } else { 0.0 };
        Self {
            layers: network.layers.len(),
            radius,
            middle: 1.0 + 0.5 * column,
            height: column + 2.0 + captions,
        }
    }

    /// The middle of a node of a layer with so many.
    fn place(&self, layer: usize, nodes: usize, i: usize) -> Point {
        let margin = self.radius + 12.0;
        let across = match self.layers {
            1 => 0.5,
            layers => length(layer) / length(layers - 1),
        };
        let down = ROW * (length(i) - 0.5 * length(nodes - 1));
        (margin + (WIDTH - 2.0 * margin) * across, self.middle + down)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Ink;

    fn network(neurons: Neurons, w: Array2<f64>) -> Picture {
        let nodes = |labels: [&str; 2]| labels.map(Node::new).to_vec();
        let bias = Some(("b".to_owned(), vec![7.0, 8.0]));
        let weights = Weights { name: "w".to_owned(), w, neurons, bias };
        Network {
            title: "title".to_owned(),
            layers: vec![nodes(["x₁", "x₂"]), nodes(["a₁", "a₂"])],
            links: vec![Link::Weights(weights)],
        }
        .draw()
        .unwrap()
    }

    /// The texts of a picture, in their order.
    fn texts(picture: &Picture) -> Vec<String> {
        let svg = picture.svg("id", Ink::Page);
        let texts = svg.split("</text>").filter_map(|text| {
            let (_, element) = text.rsplit_once("<text")?;
            Some(element.split_once('>')?.1.to_owned())
        });
        texts.collect()
    }

    #[test]
    fn a_table_is_laid_out_as_the_matrix() {
        let w = array![[0.5, -2.0], [3.0, 4.0]];
        let rows = network(Neurons::InRows, w.clone());
        assert_eq!(
            texts(&rows)[4..],
            [
                "w", "a₁", "a₂", "x₁", "0.5", "3.0", "x₂", "−2.0", "4.0", "b",
                "7.0", "8.0"
            ]
        );
        let columns = network(Neurons::InColumns, w);
        assert_eq!(
            texts(&columns)[4..],
            [
                "w", "x₁", "x₂", "b", "a₁", "0.5", "3.0", "7.0", "a₂", "−2.0",
                "4.0", "8.0"
            ]
        );
        let words = "The weights of a₁ are 0.5 and −2. The weights of a₂ are 3 \
                     and 4.";
        assert!(rows.description().ends_with(words));
        let words = "The weights of a₁ are 0.5 and 3. The weights of a₂ are −2 \
                     and 4.";
        assert!(columns.description().ends_with(words));
    }

    #[test]
    fn negative_weights_have_edges_of_their_own_kind() {
        let w = array![[0.5, -2.0], [-3.0, -4.0]];
        let svg = network(Neurons::InRows, w).svg("id", Ink::Page);
        let lines = |class: &str| -> usize {
            let class = format!("class=\"{class}\"");
            let paths = svg.split(&class).skip(1);
            let paths = paths.map(|path| path.split('>').next().unwrap());
            paths.map(|path| path.matches('m').count()).sum()
        };
        assert_eq!((lines("edge"), lines("negative")), (1, 3));
    }

    #[test]
    fn weights_stand_on_edges_that_lead_to_a_single_node() {
        let w = array![[-3.0, -1.0, 2.0]];
        let (name, neurons, bias) = ("w".to_owned(), Neurons::InRows, None);
        let weights = Weights { name, w, neurons, bias };
        let inputs = ["x₁", "x₂", "x₃"].map(Node::new).to_vec();
        let picture = Network {
            title: "title".to_owned(),
            layers: vec![inputs, vec![Node::captioned("a", "ReLU")]],
            links: vec![Link::Weights(weights)],
        }
        .draw()
        .unwrap();
        let expected = ["−3", "−1", "2", "x₁", "x₂", "x₃", "a", "ReLU"];
        assert_eq!(texts(&picture), expected);
    }

    #[test]
    fn a_layer_without_nodes_is_nothing_to_draw() {
        let (title, layers, links) = (String::new(), vec![vec![]], vec![]);
        assert!(Network { title, layers, links }.draw().is_err());
    }
}
