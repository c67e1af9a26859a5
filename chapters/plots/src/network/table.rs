//! The weights of a layer as a table, laid out as the matrix that the code has.

use ndarray::Array1;
use plotters::element::PathElement;
use plotters::style::text_anchor::HPos;

use crate::legend::in_rows;
use crate::network::{Neurons, Weights};
use crate::number::{decimals, fixed, largest, length};
use crate::role::Role;
use crate::sheet::Sheet;
use crate::text::{LINE, text_width};

/// The distance between two rows, and between two columns beside their texts.
const ROW: f64 = LINE + 2.0;
const COLUMN_GAP: f64 = 16.0;
/// Between two tables, and above them.
const GAP: f64 = 36.0;

/// A table: its columns, each by its texts from above. The first has the name
/// of the weights and those of the rows.
pub(super) struct Table(Vec<Vec<String>>);

impl Weights {
    /// The weights between two layers whose nodes have these names. Numbers
    /// have as many digits after the point as one of them needs.
    pub(super) fn table(
        &self,
        mut inputs: Vec<String>,
        neurons: Vec<String>,
    ) -> Table {
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
                let at = (right, sheet.height + ROW * (length(row) + 0.5));
                sheet.write(Role::Label, at, HPos::Right, text);
            }
        }
        let line = sheet.height + ROW;
        let ends = [left, left + self.width()].map(|x| (x, line));
        sheet.put(&PathElement::new(ends, Role::Axis));
    }
}

/// Draws tables below what the sheet has already, as many in a row as there is
/// room for.
pub(super) fn draw_tables(tables: &[Table], sheet: &mut Sheet) {
    let widths: Vec<_> = tables.iter().map(Table::width).collect();
    let mut tables = tables.iter();
    for row in in_rows(&widths, GAP) {
        sheet.height += 0.6 * GAP;
        let mut rows = 0;
        for (left, table) in row.into_iter().zip(tables.by_ref()) {
            table.draw(sheet, left);
            rows = rows.max(table.0[0].len());
        }
        sheet.height += ROW * length(rows);
    }
}
