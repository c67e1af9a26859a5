//! Lines of many corners without those that hardly bend them.

/// A corner, in tenths of a unit.
pub(crate) type Vertex = (i32, i32);

/// How far a corner may be from the straight line that is drawn in its place.
const TOLERANCE: f64 = 2.0;

/// A line without the corners that hardly bend it: the same ones in whichever
/// direction it runs.
pub(crate) fn straightened(line: &[Vertex]) -> Vec<Vertex> {
    let backward: Vec<_> = line.iter().rev().copied().collect();
    if backward.as_slice() < line {
        let mut kept = Vec::new();
        keep_bends(&backward, &mut kept);
        kept.push(line[0]);
        kept.reverse();
        kept
    } else {
        let mut kept = Vec::new();
        keep_bends(line, &mut kept);
        kept.extend(line.last());
        kept
    }
}

/// Keeps the first corner, and as many of the others as the tolerance asks
/// for, without the last one: the method of Douglas and Peucker.
fn keep_bends(line: &[Vertex], kept: &mut Vec<Vertex>) {
    let [first, inner @ .., last] = line else { return };
    let distances = inner.iter().map(|&vertex| distance(vertex, *first, *last));
    let farthest =
        (1..).zip(distances).reduce(|a, b| if a.1 < b.1 { b } else { a });
    match farthest {
        Some((bend, distance)) if TOLERANCE < distance => {
            keep_bends(&line[..=bend], kept);
            keep_bends(&line[bend..], kept);
        }
        _ => kept.push(*first),
    }
}

/// How far a point is from the line through two others, or from these where
/// they are one.
fn distance(point: Vertex, from: Vertex, to: Vertex) -> f64 {
    let way = |to: Vertex| (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let ((x, y), (along_x, along_y)) = (way(point), way(to));
    let length = (along_x * along_x + along_y * along_y).sqrt();
    if length == 0.0 {
        return (x * x + y * y).sqrt();
    }
    (x * along_y - y * along_x).abs() / length
}
