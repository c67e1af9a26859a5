//! The weights of a layer as a table, laid out as the matrix that the code has.

use crate::network::{Neurons, Weights};
use crate::number::{decimals, fixed, largest, length};
use crate::role::Role;
use crate::svg::{Anchor, Canvas, WIDTH};
use crate::text::{LINE, text_width};

/// The distance between two rows, and between two columns beside their texts.
const ROW: f64 = LINE + 2.0;
const COLUMN_GAP: f64 = 16.0;
/// Between two tables, and above them.
const GAP: f64 = 36.0;

/// A table with names above its columns and before its rows.
pub(super) struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<f64>)>,
}

impl Table {
    /// The weights between two layers whose nodes have these names.
    pub(super) fn of(
        weights: &Weights,
        inputs: Vec<String>,
        neurons: Vec<String>,
    ) -> Self {
        let (mut columns, rows) = match weights.neurons {
            Neurons::InRows => (inputs, neurons),
            Neurons::InColumns => (neurons, inputs),
        };
        let entries = weights.w.outer_iter().map(|row| row.to_vec());
        let mut rows: Vec<_> = rows.into_iter().zip(entries).collect();
        if let Some((name, biases)) = &weights.bias {
            match weights.neurons {
                Neurons::InColumns => rows.push((name.clone(), biases.clone())),
                Neurons::InRows => {
                    columns.push(name.clone());
                    for ((_, entries), &bias) in rows.iter_mut().zip(biases) {
                        entries.push(bias);
                    }
                }
            }
        }
        Self { name: weights.name.clone(), columns, rows }
    }

    /// The texts of a column, from above: that of the rows' names is 0.
    /// Numbers have as many digits after the point as one of them needs.
    fn texts(&self, column: usize) -> Vec<String> {
        let entries = self.rows.iter().flat_map(|(_, entries)| entries);
        let digits = entries.map(|&x| decimals(x)).max().unwrap_or(0);
        let below = self.rows.iter().map(|(name, entries)| match column {
            0 => name.clone(),
            _ => fixed(entries[column - 1], digits),
        });
        let above = match column {
            0 => &self.name,
            _ => &self.columns[column - 1],
        };
        [above.clone()].into_iter().chain(below).collect()
    }

    /// The names of the rows have a width of their own; all other columns
    /// have the same.
    fn column_width(&self, column: usize) -> f64 {
        let width = |column: usize| {
            largest(self.texts(column).iter().map(|text| text_width(text)))
        };
        match column {
            0 => width(0),
            _ => largest((1..=self.columns.len()).map(width)),
        }
    }

    fn width(&self) -> f64 {
        let columns = length(self.columns.len());
        self.column_width(0) + (COLUMN_GAP + self.column_width(1)) * columns
    }

    fn height(&self) -> f64 {
        ROW * length(self.rows.len() + 1)
    }

    fn draw(&self, canvas: &mut Canvas, left: f64, top: f64) {
        let mut right = left;
        for column in 0..=self.columns.len() {
            right += self.column_width(column);
            for (row, text) in self.texts(column).iter().enumerate() {
                let at = (right, top + ROW * (length(row) + 0.5));
                canvas.text(Role::Label, at, Anchor::End, text);
            }
            right += COLUMN_GAP;
        }
        let ends = [left, left + self.width()].map(|x| (x, top + ROW));
        canvas.line(Role::Axis, &ends);
    }
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
