//! Networks: layers of nodes from left to right, and their weights.

use std::fmt::Write;

use ndarray::{Array1, Array2};
use plotters::element::{Circle, PathElement};
use plotters::style::text_anchor::HPos;

use crate::geometry::{
    Bounds, LINE, between, direction, half_size, moved, text_width,
};
use crate::number::{decimals, enumerated, fixed, largest, length, short};
use crate::picture::Picture;
use crate::sheet::{Point, Sheet, WIDTH, in_rows};
use crate::svg::{Role, tenths};

/// The radius of a node, and what the outermost have beside them.
const RADIUS: f64 = 22.0;
const MARGIN: f64 = 34.0;
/// The distance between two nodes of a layer.
const ROW: f64 = 2.0 * RADIUS + 10.0;
/// Where on its edge a weight stands, in a gap of the edge: near the beginning,
/// since the edges meet at their end.
const WEIGHT_AT: f64 = 0.4;
const GAP: f64 = 2.0;
/// Between the lines of a table, and between the texts of two columns.
const TABLE_ROW: f64 = LINE + 2.0;
const COLUMN_GAP: f64 = 16.0;
/// Between two tables, and above them.
const TABLE_GAP: f64 = 36.0;

/// A network: layers of nodes, and the links between each layer and the next.
pub struct Network<'a> {
    /// The layers, from the inputs to the output, by what stands in each node,
    /// as in `x₁`: there is room for four letters. What a second line has, as
    /// in `a\nReLU`, stands below the node.
    pub layers: Vec<Vec<&'a str>>,
    /// The links, one fewer than layers.
    pub links: Vec<Link<'a>>,
}

/// How a layer leads to the next.
pub enum Link<'a> {
    /// From every node to a single one, with weights (1, inputs) on the edges.
    Weights(Array2<f64>),
    /// From every node to every node, with weights and biases in a table below.
    Table(Table<'a>),
    /// From every node to every node, as in a sum.
    All,
    /// From each node to the one beside it, as in an activation.
    OneToOne,
}

/// The weights and the biases of a layer.
pub struct Table<'a> {
    /// The names of the weights and of the biases, as in `w₁` and `b₁`.
    pub names: [&'a str; 2],
    /// The weights (neurons, inputs).
    pub w: Array2<f64>,
    /// The biases (neurons,).
    pub b: Array1<f64>,
    /// Whether each neuron has a column of the table, not a row.
    pub neurons_in_columns: bool,
}

impl Table<'_> {
    /// What the table says, given what stands in the nodes. Numbers have as
    /// many digits after the point as one of them needs.
    fn texts<'a>(
        &'a self, mut inputs: Vec<&'a str>, neurons: Vec<&'a str>,
    ) -> Array2<String> {
        let [name, bias] = self.names;
        inputs.push(bias);
        let mut numbers = self.w.clone();
        numbers.push_column(self.b.view()).expect("a bias each");
        let (mut rows, mut columns) = (neurons, inputs);
        if self.neurons_in_columns {
            numbers = numbers.reversed_axes();
            (rows, columns) = (columns, rows);
        }
        let digits = numbers.iter().map(|&x| decimals(x)).max().unwrap_or(0);
        let shape = (rows.len() + 1, columns.len() + 1);
        Array2::from_shape_fn(shape, |at| match at {
            (0, 0) => name.to_owned(),
            (0, column) => columns[column - 1].to_owned(),
            (row, 0) => rows[row - 1].to_owned(),
            (row, column) => fixed(numbers[[row - 1, column - 1]], digits),
        })
    }
}

impl Network<'_> {
    /// Draws the network under a title.
    ///
    /// # Panics
    ///
    /// When the links do not fit the layers.
    pub fn draw(&self, title: &str) -> Picture {
        let mut sheet = Sheet::new();
        let mut tables = Vec::new();
        for (i, link) in self.links.iter().enumerate() {
            self.draw_edges(i, &sheet);
            if let Link::Table(table) = link {
                tables.push(table.texts(self.labels(i), self.labels(i + 1)));
            }
        }
        for (layer, nodes) in self.layers.iter().enumerate() {
            for (i, node) in nodes.iter().enumerate() {
                let (label, caption) =
                    node.split_once('\n').unwrap_or((node, ""));
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
        Picture::new(title, self.in_words(), &sheet)
    }

    /// Draws the edges from one layer to the next, and the weights on them.
    fn draw_edges(&self, link: usize, sheet: &Sheet) {
        let [from, to] = [link, link + 1].map(|i| self.layers[i].len());
        for (a, b) in ndarray::indices((from, to)) {
            let (weight, is_on_edge) = match &self.links[link] {
                Link::OneToOne if a != b => continue,
                Link::OneToOne | Link::All => (0.0, false),
                Link::Table(Table { w, .. }) => (w[[b, a]], false),
                Link::Weights(w) => (w[[b, a]], true),
            };
            let role = if weight < 0.0 { Role::Negative } else { Role::Edge };
            let [start, end] = [self.place(link, a), self.place(link + 1, b)];
            let along = direction(start, end);
            let mut ends =
                [moved(start, along, RADIUS), moved(end, along, -RADIUS)];
            if is_on_edge {
                let text = short(weight, 2);
                let at = between(ends[0], ends[1], WEIGHT_AT);
                let half = half_size(&text);
                let gap = Bounds::around(at, (half.0 + GAP, half.1));
                if let Some([from, to]) = gap.clip(ends[0], ends[1]) {
                    sheet.put(&PathElement::new([ends[0], from], role));
                    ends[0] = to;
                }
                sheet.write(Role::Label, at, HPos::Center, &text);
            }
            sheet.put(&PathElement::new(ends, role));
        }
    }

    /// The middle of a node of a layer.
    fn place(&self, layer: usize, i: usize) -> Point {
        let most = self.layers.iter().map(Vec::len).max().unwrap_or(0);
        let above = 0.5 * length(most - self.layers[layer].len()) + length(i);
        let across = length(layer) / length(self.layers.len().max(2) - 1);
        let right = MARGIN + (WIDTH - 2.0 * MARGIN) * across;
        // A caption has its room where there are several nodes, too.
        let mut columns = self.layers.iter().filter(|layer| 1 < layer.len());
        let has_captions = columns.any(|nodes| nodes.concat().contains('\n'));
        let row = if has_captions { ROW + LINE } else { ROW };
        (right, RADIUS + 1.0 + row * above)
    }

    /// What stands in the nodes of a layer.
    fn labels(&self, layer: usize) -> Vec<&str> {
        let nodes = self.layers[layer].iter();
        nodes.filter_map(|node| node.lines().next()).collect()
    }

    fn in_words(&self) -> String {
        let layers = (0..self.layers.len()).map(|i| enumerated(self.labels(i)));
        let layers: Vec<_> = layers.collect();
        let mut words =
            format!("From left to right, a layer each: {}.", layers.join("; "));
        for (i, link) in self.links.iter().enumerate() {
            let (Link::Weights(w) | Link::Table(Table { w, .. })) = link else {
                continue;
            };
            for (own, neuron) in w.outer_iter().zip(self.labels(i + 1)) {
                let own = enumerated(own.iter().map(|&x| short(x, 2)));
                let _ = write!(words, " The weights of {neuron} are {own}.");
            }
        }
        words
    }
}

/// Draws tables below what the sheet has already, as many in a row as there is
/// room for.
fn draw_tables(tables: &[Array2<String>], sheet: &mut Sheet) {
    let column = |table: &Array2<String>| {
        COLUMN_GAP + largest(table.iter().map(|text| text_width(text)))
    };
    let widths = tables.iter().map(|x| column(x) * length(x.ncols()));
    let widths: Vec<_> = widths.map(|width| width - COLUMN_GAP).collect();
    let mut tables = tables.iter().zip(&widths);
    for row in in_rows(&widths, TABLE_GAP) {
        let top = sheet.height + 0.6 * TABLE_GAP;
        for (left, (table, width)) in row.into_iter().zip(tables.by_ref()) {
            for ((row, i), text) in table.indexed_iter() {
                let right = left + column(table) * length(i + 1) - COLUMN_GAP;
                let at = (right, top + TABLE_ROW * (length(row) + 0.5));
                sheet.write(Role::Label, at, HPos::Right, text);
            }
            let ends = [left, left + width].map(|x| (x, top + TABLE_ROW));
            sheet.put(&PathElement::new(ends, Role::Axis));
            let bottom = top + TABLE_ROW * length(table.nrows());
            sheet.height = largest([sheet.height, bottom]);
        }
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Ink;

    fn network(neurons_in_columns: bool, w: Array2<f64>) -> Picture {
        let (names, b) = (["w", "b"], array![7.0, 8.0]);
        let table = Table { names, w, b, neurons_in_columns };
        let layers = vec![vec!["x₁", "x₂"], vec!["a₁", "a₂"]];
        Network { layers, links: vec![Link::Table(table)] }.draw("title")
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
        let rows = network(false, w.clone());
        assert_eq!(
            texts(&rows)[4..],
            [
                "w", "x₁", "x₂", "b", "a₁", "0.5", "−2.0", "7.0", "a₂", "3.0",
                "4.0", "8.0"
            ]
        );
        let columns = network(true, w.reversed_axes());
        assert_eq!(
            texts(&columns)[4..],
            [
                "w", "a₁", "a₂", "x₁", "0.5", "−2.0", "x₂", "3.0", "4.0", "b",
                "7.0", "8.0"
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
        let svg = network(false, w).svg("id", Ink::Page);
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
        let layers = vec![vec!["x₁", "x₂", "x₃"], vec!["a\nReLU"]];
        let links = vec![Link::Weights(array![[-3.0, -1.0, 2.0]])];
        let picture = Network { layers, links }.draw("title");
        let expected = ["−3", "−1", "2", "x₁", "x₂", "x₃", "a", "ReLU"];
        assert_eq!(texts(&picture), expected);
    }
}
