//! Equations of matrices, each drawn as a block with its shape on its sides.
//!
//! Sides that count the same have one colour, so that the product of two
//! matrices shows which sides have to agree, and which the result has.

use std::ops::Range;

use ndarray::Array2;
use plotters::element::{PathElement, Polygon};
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::geometry::{Bounds, LINE, text_width};
use crate::number::{enumerated, largest, length, short};
use crate::picture::Picture;
use crate::sheet::{Point, Sheet, WIDTH, draw_legend};
use crate::svg::Role;

/// The height of a cell and its least width, and what a number has beside it.
const CELL: f64 = 24.0;
const PADDING: f64 = 4.0;
/// From a side to the line of its colour, and from there to the number.
const TO_LINE: f64 = 5.0;
const TO_NUMBER: f64 = 4.0;
/// Between two parts of an equation, and between two equations.
const GAP: f64 = 10.0;
const BETWEEN: f64 = 22.0;
/// How strongly the marked cells are filled.
const MARKED: f64 = 0.3;

/// Equations, one below the other.
pub struct Blocks<'a> {
    /// The parts of each, from left to right. There is room for a dozen columns
    /// of empty cells, or for half as many numbers.
    pub equations: Vec<Vec<Part<'a>>>,
}

/// A part of an equation.
pub enum Part<'a> {
    /// A matrix, or a vector as a matrix of one row or one column.
    Block(Block<'a>),
    /// What stands between two of them, as in `·` or `=`.
    Sign(&'a str),
}

/// A matrix.
pub struct Block<'a> {
    name: &'a str,
    sides: [&'a str; 2],
    cells: Array2<String>,
    marked: [Range<usize>; 2],
}

impl<'a> Block<'a> {
    /// A matrix (rows, columns) of empty cells. Its sides say what the rows and
    /// what the columns are, as in `["samples", "inputs"]`; an empty word
    /// leaves a side without a number.
    pub fn of_shape(
        name: &'a str, sides: [&'a str; 2], shape: (usize, usize),
    ) -> Self {
        let cells = Array2::default(shape);
        Self { name, sides, cells, marked: [0..0, 0..0] }
    }

    /// A matrix with its entries, which have two digits after the point at
    /// most.
    pub fn of_numbers(
        name: &'a str, sides: [&'a str; 2], numbers: &Array2<f64>,
    ) -> Self {
        let cells = numbers.map(|&x| short(x, 2));
        Self { cells, ..Self::of_shape(name, sides, (0, 0)) }
    }

    /// The same, with the cells of some rows and columns filled.
    #[must_use]
    pub fn marked(self, rows: Range<usize>, columns: Range<usize>) -> Self {
        Self { marked: [rows, columns], ..self }
    }

    /// The width of a column.
    fn cell(&self) -> f64 {
        let widths = self.cells.iter().map(|text| text_width(text));
        largest(widths.map(|width| width + 2.0 * PADDING).chain([CELL]))
    }

    /// Half the width and half the height of the matrix.
    fn half(&self) -> Point {
        let (rows, columns) = self.cells.dim();
        (0.5 * self.cell() * length(columns), 0.5 * CELL * length(rows))
    }

    /// From the middle to the left end and to the right one, with the number
    /// beside the matrix and the name below it.
    fn reach(&self) -> [f64; 2] {
        let name = 0.5 * text_width(self.name);
        let matrix = self.half().0;
        let number = match self.sides[0] {
            "" => 0.0,
            _ => TO_LINE + TO_NUMBER + text_width(&self.count(0)),
        };
        [largest([name, matrix + number]), largest([name, matrix])]
    }

    /// The number of rows or of columns.
    fn count(&self, side: usize) -> String {
        self.cells.shape()[side].to_string()
    }

    fn draw(&self, sheet: &Sheet, middle: Point, colors: &[&str]) {
        let bounds = Bounds::around(middle, self.half());
        let Bounds { left, top, right, bottom } = bounds;
        let across = |column: usize| left + self.cell() * length(column);
        let down = |row: usize| top + CELL * length(row);
        let [rows, columns] = &self.marked;
        if !rows.is_empty() && !columns.is_empty() {
            let [left, right] = [columns.start, columns.end].map(across);
            let [top, bottom] = [rows.start, rows.end].map(down);
            let marked = Bounds { left, top, right, bottom };
            let fill = Role::Region.of(0).mix(MARKED);
            sheet.put(&Polygon::new(marked.corners(), fill));
        }
        for column in 1..self.cells.ncols() {
            let ends = [top, bottom].map(|y| (across(column), y));
            sheet.put(&PathElement::new(ends, Role::Grid));
        }
        for row in 1..self.cells.nrows() {
            let ends = [left, right].map(|x| (x, down(row)));
            sheet.put(&PathElement::new(ends, Role::Grid));
        }
        sheet.put(&Polygon::new(bounds.corners(), Role::Frame));
        for ((row, column), text) in self.cells.indexed_iter() {
            let at = (across(column) + 0.5 * self.cell(), down(row));
            let at = (at.0, at.1 + 0.5 * CELL);
            sheet.write(Role::Label, at, HPos::Center, text);
        }
        let below = (middle.0, bottom + 0.6 * LINE);
        sheet.write(Role::Label, below, HPos::Center, self.name);
        let lines = [
            [(left - TO_LINE, top), (left - TO_LINE, bottom)],
            [(left, top - TO_LINE), (right, top - TO_LINE)],
        ];
        let numbers = [
            ((left - TO_LINE - TO_NUMBER, middle.1), HPos::Right),
            ((middle.0, top - TO_LINE - 0.5 * LINE), HPos::Center),
        ];
        for (side, (line, (at, anchor))) in
            lines.into_iter().zip(numbers).enumerate()
        {
            let color = colors.iter().position(|x| *x == self.sides[side]);
            if let Some(color) = color {
                let [curve, name] =
                    [Role::Curve, Role::Name].map(|role| role.of(color + 1));
                sheet.put(&PathElement::new(line, curve));
                sheet.write(name, at, anchor, &self.count(side));
            }
        }
    }

    fn in_words(&self) -> String {
        let sides = (0..2).filter(|&side| !self.sides[side].is_empty());
        let sides = sides
            .map(|side| format!("{} {}", self.count(side), self.sides[side]));
        let shape = sides.collect::<Vec<_>>().join(" by ");
        let rows = self.cells.outer_iter();
        let rows = rows.map(|row| enumerated(row.iter().map(String::as_str)));
        let entries = rows.collect::<Vec<_>>().join("; ");
        let has_entries = self.cells.iter().any(|text| !text.is_empty());
        let entries =
            if has_entries { format!(": {entries}") } else { String::new() };
        match shape.as_str() {
            "" => format!("{}{entries}", self.name),
            _ => format!("{} ({shape}{entries})", self.name),
        }
    }
}

impl Part<'_> {
    /// From the middle to the left end and to the right one.
    fn reach(&self) -> [f64; 2] {
        match self {
            Self::Block(block) => block.reach(),
            Self::Sign(sign) => [0.5 * text_width(sign); 2],
        }
    }

    fn block(&self) -> Option<&Block<'_>> {
        match self {
            Self::Block(block) => Some(block),
            Self::Sign(_) => None,
        }
    }
}

impl Blocks<'_> {
    /// Draws the equations under a title.
    ///
    /// # Panics
    ///
    /// When the sides count more than six different things.
    pub fn draw(&self, title: &str) -> Picture {
        let mut sheet = Sheet::new();
        let colors = self.colors();
        for (i, equation) in self.equations.iter().enumerate() {
            let above = if i == 0 { 0.0 } else { BETWEEN };
            let blocks = equation.iter().filter_map(Part::block);
            let half = largest(blocks.map(|block| block.half().1));
            let height = sheet.height + above + LINE + TO_LINE + half;
            let widths = equation.iter().map(Part::reach);
            let width: f64 =
                widths.map(|[left, right]| left + right + GAP).sum();
            let mut at = 0.5 * (WIDTH - (width - GAP));
            for part in equation {
                let [left, right] = part.reach();
                let middle = (at + left, height);
                match part {
                    Part::Block(block) => block.draw(&sheet, middle, &colors),
                    Part::Sign(sign) => {
                        sheet.write(Role::Label, middle, HPos::Center, sign);
                    }
                }
                at += left + right + GAP;
            }
            sheet.height = height + half + 1.2 * LINE;
        }
        let name = |i| Role::Name.of(i + 1);
        sheet.height += 0.4 * LINE;
        draw_legend(&mut sheet, &colors, name, |sheet, i, ends| {
            sheet.put(&PathElement::new(ends, Role::Curve.of(i + 1)));
        });
        Picture::new(title, self.in_words(), &sheet)
    }

    /// What the sides count, each once: that of the first colour first.
    fn colors(&self) -> Vec<&str> {
        let blocks = self.equations.iter().flatten().filter_map(Part::block);
        let mut colors = Vec::new();
        for side in blocks.flat_map(|block| block.sides) {
            if !side.is_empty() && !colors.contains(&side) {
                colors.push(side);
            }
        }
        colors
    }

    fn in_words(&self) -> String {
        let equations = self.equations.iter().map(|equation| {
            let parts = equation.iter().map(|part| match part {
                Part::Block(block) => block.in_words(),
                Part::Sign(sign) => (*sign).to_owned(),
            });
            parts.collect::<Vec<_>>().join(" ")
        });
        format!("{}.", equations.collect::<Vec<_>>().join(". "))
    }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;
    use crate::Ink;

    fn product() -> Blocks<'static> {
        let w = Block::of_shape("w", ["neurons", "inputs"], (3, 4));
        let x = array![[1.0], [-2.0], [3.0], [4.0]];
        let x = Block::of_numbers("x", ["inputs", ""], &x);
        let z = Block::of_shape("z", ["neurons", ""], (3, 1));
        let [w, x, z] = [w.marked(1..2, 0..4), x, z].map(Part::Block);
        Blocks {
            equations: vec![
                vec![w, Part::Sign("·"), x, Part::Sign("=")]
                    .into_iter()
                    .chain([z])
                    .collect(),
            ],
        }
    }

    #[test]
    fn sides_that_count_the_same_have_the_same_colour() {
        let svg = product().draw("title").svg("id", Ink::Page);
        let numbers = |class: &str, number: &str| {
            let class = format!("class=\"name {class}");
            let texts = svg.split(&class).skip(1);
            let end = format!(">{number}</text>");
            texts
                .filter(|text| text.lines().next().unwrap().contains(&end))
                .count()
        };
        // The neurons of w and z; the inputs of w and x.
        assert_eq!(numbers("curve-1", "3"), 2, "{svg}");
        assert_eq!(numbers("curve-2", "4"), 2, "{svg}");
        assert_eq!(numbers("curve-1", "neurons"), 1);
        assert_eq!(svg.matches("region").count(), 1);
    }

    #[test]
    fn an_equation_is_described_from_left_to_right() {
        assert_eq!(
            product().draw("title").description,
            "w (3 neurons by 4 inputs) · x (4 inputs: 1; −2; 3; 4) = z (3 \
             neurons)."
        );
    }

    #[test]
    fn a_column_is_as_wide_as_its_widest_number() {
        let wide = array![[-172.85, 1.0]];
        let block = Block::of_numbers("x", ["", ""], &wide);
        let width = text_width("−172.85") + 2.0 * PADDING;
        assert_eq!(block.half(), (width, 0.5 * CELL));
        assert_eq!(Block::of_shape("x", ["", ""], (1, 2)).cell(), CELL);
    }
}
