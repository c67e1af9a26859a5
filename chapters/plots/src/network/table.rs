//! The weights of a layer as a table, laid out as the matrix that the code has.

use plotters_backend::text_anchor::HPos;

use crate::network::{Neurons, Weights};
use crate::number::{decimals, fixed, largest, length};
use crate::role::Role;
use crate::svg::{Canvas, WIDTH};
use crate::text::{LINE, text_width};

/// The distance between two rows, and between two columns beside their texts.
const ROW: f64 = LINE + 2.0;
const COLUMN_GAP: f64 = 16.0;
/// Between two tables, and above them.
const GAP: f64 = 36.0;

/// A table: its columns, each by its texts from above. The first has the name
/// of the weights and those of the rows.
pub(super) struct Table(Vec<Vec<String>>);

impl Table {
    /// The weights between two layers whose nodes have these names. Numbers
    /// have as many digits after the point as one of them needs.
    pub(super) fn of(
        weights: &Weights,
        mut inputs: Vec<String>,
        neurons: Vec<String>,
    ) -> Self {
        let Weights { name, w, neurons: layout, bias } = weights;
        let mut rows = match layout {
            Neurons::InRows => w.clone(),
            Neurons::InColumns => w.t().to_owned(),
        }
        .outer_iter()
        .map(|row| row.to_vec())
        .collect::<Vec<_>>();
        if let Some((name, biases)) = bias {
            inputs.push(name.clone());
            for (row, &bias) in rows.iter_mut().zip(biases) {
                row.push(bias);
            }
        }
        let digits = rows.iter().flatten().map(|&x| decimals(x)).max();
        let text = |&x: &f64| fixed(x, digits.unwrap_or(0));
        // A row for each neuron, its name first, and above them the inputs.
        let mut table = vec![inputs];
        table[0].insert(0, name.clone());
        for (name, row) in neurons.into_iter().zip(rows) {
            table
                .push([name].into_iter().chain(row.iter().map(text)).collect());
        }
        match layout {
            Neurons::InRows => Self(transposed(&table)),
            Neurons::InColumns => Self(table),
        }
    }

    /// The widths of the first column, and that of all others.
    fn widths(&self) -> [f64; 2] {
        let (names, numbers) = self.0.split_at(1);
        [names, numbers].map(|columns| {
            largest(columns.iter().flatten().map(|text| text_width(text)))
        })
    }

    fn width(&self) -> f64 {
        let [names, numbers] = self.widths();
        names + (COLUMN_GAP + numbers) * length(self.0.len() - 1)
    }

    fn height(&self) -> f64 {
        ROW * length(self.0[0].len())
    }

    fn draw(&self, canvas: &mut Canvas, left: f64, top: f64) {
        let [names, numbers] = self.widths();
        for (i, column) in self.0.iter().enumerate() {
            let right = left + names + (COLUMN_GAP + numbers) * length(i);
            for (row, text) in column.iter().enumerate() {
                let at = (right, top + ROW * (length(row) + 0.5));
                canvas.text(Role::Label, at, HPos::Right, text);
            }
        }
        let ends = [left, left + self.width()].map(|x| (x, top + ROW));
        canvas.line(Role::Axis, &ends);
    }
}

fn transposed(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    let column = |i: usize| rows.iter().map(|row| row[i].clone()).collect();
    (0..columns).map(column).collect()
}

/// Draws tables below what the canvas has already, as many in a row as there
/// is room for.
pub(super) fn draw(tables: &[Table], canvas: &mut Canvas) {
    let mut rest = tables;
    while !rest.is_empty() {
        let width = |n: usize| {
            let widths = rest[..n].iter().map(Table::width);
            widths.sum::<f64>() + GAP * length(n - 1)
        };
        let fitting = (1..=rest.len()).take_while(|&n| width(n) <= WIDTH);
        let in_row = fitting.last().unwrap_or(1);
        let (row, others) = rest.split_at(in_row);
        canvas.height += 0.6 * GAP;
        let mut left = 0.5 * (WIDTH - width(in_row));
        for table in row {
            table.draw(canvas, left, canvas.height);
            left += table.width() + GAP;
        }
        let heights = row.iter().map(Table::height);
        canvas.height += largest(heights);
        rest = others;
    }
}
