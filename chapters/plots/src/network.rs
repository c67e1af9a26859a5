//! Networks: layers of nodes from left to right, and their weights.

use std::fmt::Write;

use ndarray::{Array1, Array2, ArrayView2};
use plotters::element::{Circle, PathElement};
use plotters::style::text_anchor::HPos;

use crate::geometry::{beside, between, direction, moved};
use crate::legend::in_rows;
use crate::number::{decimals, enumerated, fixed, largest, length, short};
use crate::picture::Picture;
use crate::role::Role;
use crate::sheet::{Point, Sheet, WIDTH};
use crate::svg::tenths;
use crate::text::{LINE, text_width};

/// The distance between two nodes of a layer.
const ROW: f64 = 64.0;
/// The radius of a node, and what the outermost have beside them.
const RADIUS: f64 = 22.0;
const MARGIN: f64 = 34.0;
/// From an edge to its weight.
const GAP: f64 = 3.0;
/// The distance between two rows of a table, and between two columns beside
/// their texts.
const TABLE_ROW: f64 = LINE + 2.0;
const COLUMN_GAP: f64 = 16.0;
/// Between two tables, and above them.
const TABLE_GAP: f64 = 36.0;
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
    /// What stands in the node, as in `x₁`: there is room for four letters.
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

/// The weights of a layer; [`Link::weights`] makes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    name: String,
    w: Array2<f64>,
    neurons: Neurons,
    bias: Option<(String, Vec<f64>)>,
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
    /// Weights with a name, as in `w1`, and the name and the values of the
    /// biases, of which each neuron has one.
    pub fn weights(
        name: &str, w: Array2<f64>, neurons: Neurons,
        bias: Option<(&str, Vec<f64>)>,
    ) -> Self {
        let bias = bias.map(|(name, b)| (name.to_owned(), b));
        Self::Weights(Weights { name: name.to_owned(), w, neurons, bias })
    }
}

impl Node {
    /// A node without a caption.
    pub fn new(label: &str) -> Self {
        Self::captioned(label, "")
    }

    /// A node with a caption.
    pub fn captioned(label: &str, caption: &str) -> Self {
        Self { label: label.to_owned(), caption: caption.to_owned() }
    }
}

impl Weights {
    /// The weights, in a row for each neuron.
    fn by_neuron(&self) -> ArrayView2<'_, f64> {
        match self.neurons {
            Neurons::InRows => self.w.view(),
            Neurons::InColumns => self.w.t(),
        }
    }

    /// The weights between two layers whose nodes have these names. Numbers
    /// have as many digits after the point as one of them needs.
    fn table(&self, mut inputs: Vec<String>, neurons: Vec<String>) -> Table {
        let mut numbers = self.by_neuron().to_owned();
        if let Some((name, biases)) = &self.bias {
            inputs.push(name.clone());
            let biases = Array1::from(biases.clone());
            numbers.push_column(biases.view()).expect("a bias each");
        }
        let (rows, columns) = match self.neurons {
            Neurons::InRows => (neurons, inputs),
            Neurons::InColumns => {
                numbers = numbers.reversed_axes();
                (inputs, neurons)
            }
        };
        let digits = numbers.iter().map(|&x| decimals(x)).max().unwrap_or(0);
        let texts = numbers.mapv(|x| fixed(x, digits));
        let mut table = vec![[vec![self.name.clone()], rows].concat()];
        for (name, texts) in columns.into_iter().zip(texts.columns()) {
            table.push([vec![name], texts.to_vec()].concat());
        }
        Table(table)
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
    pub fn draw(&self) -> Result<Picture, String> {
        let numbers = self.layers.iter().map(Vec::len);
        if numbers.min().unwrap_or(0) == 0 {
            return Err(
                "there is nothing to draw: a layer has no node".to_owned()
            );
        }
        let mut sheet = Sheet::new();
        let mut tables = Vec::new();
        for i in 0..self.links.len() {
            let weights = match &self.links[i] {
                Link::Weights(weights) => Some(weights),
                Link::All | Link::OneToOne => None,
            };
            let has_bias = weights.is_some_and(|w| w.bias.is_some());
            let is_on_edges = self.layers[i + 1].len() == 1 && !has_bias;
            self.draw_edges(i, weights, is_on_edges, &sheet);
            let in_table = weights.filter(|_| !is_on_edges);
            tables.extend(in_table.map(|weights| {
                weights.table(self.names(i), self.names(i + 1))
            }));
        }
        for (layer, nodes) in self.layers.iter().enumerate() {
            for (i, Node { label, caption }) in nodes.iter().enumerate() {
                let at = self.place(layer, i);
                sheet.put(&Circle::new(at, tenths(RADIUS), Role::Node));
                sheet.write(Role::Label, at, HPos::Center, label);
                let below = (at.0, at.1 + RADIUS + 0.6 * LINE);
                sheet.write(Role::Label, below, HPos::Center, caption);
                let room = if caption.is_empty() { 0.0 } else { LINE };
                let bottom = at.1 + RADIUS + 1.0 + room;
                sheet.height = largest([sheet.height, bottom]);
            }
        }
        draw_tables(&tables, &mut sheet);
        Ok(Picture::new(&self.title, self.in_words(), &sheet))
    }

    /// Draws the edges from one layer to the next, with their weights if these
    /// stand on them.
    fn draw_edges(
        &self, link: usize, weights: Option<&Weights>, is_on_edges: bool,
        sheet: &Sheet,
    ) {
        let [from, to] = [link, link + 1].map(|i| self.layers[i].len());
        let is_one_to_one = self.links[link] == Link::OneToOne;
        for (a, b) in ndarray::indices((from, to)) {
            if is_one_to_one && a != b {
                continue;
            }
            let weight = weights.map(|weights| weights.by_neuron()[[b, a]]);
            let [start, end] = [self.place(link, a), self.place(link + 1, b)];
            let along = direction(start, end);
            let start = moved(start, along, RADIUS);
            let end = moved(end, along, -RADIUS);
            let is_negative = weight.is_some_and(|w| w < 0.0);
            let role = if is_negative { Role::Negative } else { Role::Edge };
            sheet.put(&PathElement::new([start, end], role));
            if let (true, Some(weight)) = (is_on_edges, weight) {
                // Above the edges that fall, and below those that rise.
                let side = if along.1 < 0.0 { -1.0 } else { 1.0 };
                let side = (side * along.1, -side * along.0);
                let text = short(weight, 2);
                let on = between(start, end, WEIGHT_AT);
                let at = beside(on, side, GAP, &text);
                sheet.write(Role::Label, at, HPos::Center, &text);
            }
        }
    }

    /// The middle of a node of a layer.
    fn place(&self, layer: usize, i: usize) -> Point {
        let most = self.layers.iter().map(Vec::len).max().unwrap_or(1);
        let above = 0.5 * length(most - self.layers[layer].len()) + length(i);
        let across = length(layer) / length(self.layers.len().max(2) - 1);
        let right = MARGIN + (WIDTH - 2.0 * MARGIN) * across;
        (right, RADIUS + 1.0 + ROW * above)
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
            for (own, node) in weights.by_neuron().outer_iter().zip(nodes) {
                let own = own.iter().map(|&weight| short(weight, 2));
                let own = enumerated(&own.collect::<Vec<_>>());
                let _ =
                    write!(words, " The weights of {} are {own}.", node.label);
            }
        }
        words
    }
}

/// A table: its columns, each by its texts from above. The first has the name
/// of the weights and those of the rows.
struct Table(Vec<Vec<String>>);

impl Table {
    /// The width of every column but for the gap beside it.
    fn column(&self) -> f64 {
        largest(self.0.iter().flatten().map(|text| text_width(text)))
    }

    fn width(&self) -> f64 {
        let columns = length(self.0.len());
        (COLUMN_GAP + self.column()) * columns - COLUMN_GAP
    }

    fn draw(&self, sheet: &Sheet, left: f64) {
        let column = self.column();
        for (i, texts) in self.0.iter().enumerate() {
            let right = left + column + (COLUMN_GAP + column) * length(i);
            for (row, text) in texts.iter().enumerate() {
                let at =
                    (right, sheet.height + TABLE_ROW * (length(row) + 0.5));
                sheet.write(Role::Label, at, HPos::Right, text);
            }
        }
        let line = sheet.height + TABLE_ROW;
        let ends = [left, left + self.width()].map(|x| (x, line));
        sheet.put(&PathElement::new(ends, Role::Axis));
    }
}

/// Draws tables below what the sheet has already, as many in a row as there is
/// room for.
fn draw_tables(tables: &[Table], sheet: &mut Sheet) {
    let widths: Vec<_> = tables.iter().map(Table::width).collect();
    let mut tables = tables.iter();
    for row in in_rows(&widths, TABLE_GAP) {
        sheet.height += 0.6 * TABLE_GAP;
        let mut rows = 0;
        for (left, table) in row.into_iter().zip(tables.by_ref()) {
            table.draw(sheet, left);
            rows = rows.max(table.0[0].len());
        }
        sheet.height += TABLE_ROW * length(rows);
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Ink;

    fn network(neurons: Neurons, w: Array2<f64>) -> Picture {
        let nodes = |labels: [&str; 2]| labels.map(Node::new).to_vec();
        let bias = Some(("b", vec![7.0, 8.0]));
        Network {
            title: "title".to_owned(),
            layers: vec![nodes(["x₁", "x₂"]), nodes(["a₁", "a₂"])],
            links: vec![Link::weights("w", w, neurons, bias)],
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
        assert!(rows.description.ends_with(words));
        let words = "The weights of a₁ are 0.5 and 3. The weights of a₂ are −2 \
                     and 4.";
        assert!(columns.description.ends_with(words));
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
        let weights = Link::weights("w", w, Neurons::InRows, None);
        let inputs = ["x₁", "x₂", "x₃"].map(Node::new).to_vec();
        let picture = Network {
            title: "title".to_owned(),
            layers: vec![inputs, vec![Node::captioned("a", "ReLU")]],
            links: vec![weights],
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
