//! The outline of some cells of a grid, as the data of an SVG path.
//!
//! Outlines take a fraction of the bytes that rectangles take, and leave no
//! seams between cells of one region.

use std::fmt::Write;

use ndarray::{Array2, Array3};

/// Directions in the order of the clock.
const RIGHT: usize = 0;
const DOWN: usize = 1;
const LEFT: usize = 2;
const UP: usize = 3;

/// The outline of the cells of `cells` (rows, columns) that hold `value`, in
/// units of a cell, with the first cell below and to the right of (0, 0).
/// A region with holes has several loops, and is to be filled by either rule
/// of SVG. It is empty where no cell holds the value.
#[must_use]
pub fn outline(cells: &Array2<usize>, value: usize) -> String {
    let mut sides = Sides::of(cells, value);
    let mut path = String::new();
    for row in 0..=cells.nrows() {
        for column in 0..=cells.ncols() {
            if sides.0[[row, column, RIGHT]] {
                sides.walk((row, column), &mut path);
            }
        }
    }
    path
}

/// For each corner of the grid, the directions in which a side of the region
/// leaves it. The region lies at the right hand.
struct Sides(Array3<bool>);

impl Sides {
    fn of(cells: &Array2<usize>, value: usize) -> Self {
        let (rows, columns) = cells.dim();
        let mut sides = Array3::from_elem((rows + 1, columns + 1, 4), false);
        let holds = |row: Option<usize>, column: Option<usize>| {
            let at = row.zip(column);
            at.and_then(|at| cells.get(at)) == Some(&value)
        };
        for ((row, column), _) in
            cells.indexed_iter().filter(|(_, x)| **x == value)
        {
            let (here, there) = (Some(row), Some(column));
            let above = holds(row.checked_sub(1), there);
            let right = holds(here, Some(column + 1));
            let below = holds(Some(row + 1), there);
            let left = holds(here, column.checked_sub(1));
            sides[[row, column, RIGHT]] |= !above;
            sides[[row, column + 1, DOWN]] |= !right;
            sides[[row + 1, column + 1, LEFT]] |= !below;
            sides[[row + 1, column, UP]] |= !left;
        }
        Self(sides)
    }

    /// Writes the loop that begins to the right of a corner, and strikes out
    /// its sides.
    fn walk(&mut self, start: (usize, usize), path: &mut String) {
        let _ = write!(path, "M{} {}", start.1, start.0);
        let (mut at, mut direction, mut steps) = (start, RIGHT, 0);
        loop {
            self.0[[at.0, at.1, direction]] = false;
            steps += 1;
            match direction {
                RIGHT => at.1 += 1,
                DOWN => at.0 += 1,
                LEFT => at.1 -= 1,
                _ => at.0 -= 1,
            }
            // Two loops that meet in a corner stay two by keeping to the
            // right.
            let turns = [1, 0, 3].map(|turn| (direction + turn) % 4);
            let next =
                turns.into_iter().find(|&turn| self.0[[at.0, at.1, turn]]);
            let Some(next) = next else { break };
            if next != direction {
                step(path, direction, steps);
                (direction, steps) = (next, 0);
            }
        }
        // The last side, back to the start, is drawn by closing the loop.
        path.push('z');
    }
}

fn step(path: &mut String, direction: usize, steps: usize) {
    let (axis, sign) = match direction {
        RIGHT => ('h', ""),
        DOWN => ('v', ""),
        LEFT => ('h', "-"),
        _ => ('v', "-"),
    };
    let _ = write!(path, "{axis}{sign}{steps}");
}

#[cfg(test)]
pub(crate) mod tests {
    use ndarray::array;

    use super::*;

    /// The cells that a path encloses: those with an odd number of its
    /// vertical sides to their left.
    pub(crate) fn enclosed(
        path: &str,
        (rows, columns): (usize, usize),
    ) -> Array2<bool> {
        let mut inside = Array2::from_elem((rows, columns), false);
        let mut side = |x: usize, from: usize, to: usize| {
            for row in from.min(to)..from.max(to) {
                for column in x..columns {
                    inside[[row, column]] ^= true;
                }
            }
        };
        let number = |text: &str| text.parse::<isize>().unwrap();
        for part in path.split('M').skip(1) {
            let part = part.strip_suffix('z').expect("a closed loop");
            let at = part.find(['h', 'v']).expect("a side");
            let (x, y) = part[..at].split_once(' ').expect("a start");
            let start = (number(x), number(y));
            let (mut x, mut y) = start;
            let sides = part[at..].replace('h', " h").replace('v', " v");
            for text in sides.split_whitespace() {
                let length = number(&text[1..]);
                if text.starts_with('h') {
                    x += length;
                } else {
                    let [x, from, to] =
                        [x, y, y + length].map(|x| usize::try_from(x).unwrap());
                    side(x, from, to);
                    y += length;
                }
            }
            let [x, from, to] =
                [x, y, start.1].map(|x| usize::try_from(x).unwrap());
            side(x, from, to);
        }
        inside
    }

    #[test]
    fn a_rectangle_has_four_sides() {
        let cells = array![[0, 0, 0], [0, 1, 1], [0, 1, 1], [0, 1, 1]];
        assert_eq!(outline(&cells, 1), "M1 1h2v3h-2z");
        assert_eq!(outline(&cells, 2), "");
    }

    #[test]
    fn a_hole_is_a_loop_of_its_own() {
        let cells = array![[1, 1, 1], [1, 0, 1], [1, 1, 1]];
        assert_eq!(outline(&cells, 1), "M0 0h3v3h-3zM1 2h1v-1h-1z");
    }

    #[test]
    fn cells_that_meet_in_a_corner_are_two_loops() {
        let cells = array![[1, 0], [0, 1]];
        assert_eq!(outline(&cells, 1), "M0 0h1v1h-1zM1 1h1v1h-1z");
        assert_eq!(outline(&cells, 0), "M1 0h1v1h-1zM0 1h1v1h-1z");
    }

    #[test]
    fn each_cell_is_enclosed_by_its_own_outline_alone() {
        // A pattern that repeats nowhere in the grid, with every corner.
        let cells = Array2::from_shape_fn((13, 17), |(row, column)| {
            (row * row * 7 + column * column * 5 + row * column) % 11 % 3
        });
        for value in 0..3 {
            let inside = enclosed(&outline(&cells, value), cells.dim());
            assert_eq!(inside, cells.mapv(|cell| cell == value), "{value}");
        }
    }
}
