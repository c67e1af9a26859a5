//! The picture of a fork.

use harness::{Picture, Record};
use plots::graph::{Edge, Graph, Node};

/// A number x whose gradient comes back on two ways.
pub(crate) fn fork(record: &Record) -> Result<Picture, String> {
    let number = |name| record.scalar(name, None);
    let (x, square, loss) = (number("x")?, number("square")?, number("loss")?);
    let dloss = number("dloss")?;
    let node = |label: &str, at, is_operation| Node {
        label: label.to_owned(),
        at,
        is_operation,
    };
    let nodes = vec![
        node("x", (1.0, 0.0), false),
        node("( )²", (0.0, 1.0), true),
        node("+", (1.0, 2.0), true),
        node("loss", (1.0, 3.0), false),
    ];
    let edge = |from, to, x, dx| Edge { from, to, flows: [x, dx] };
    // A sum passes back what it gets. The square's part comes last, and is what
    // is left if it overwrites the other.
    let edges = vec![
        edge(0, 1, x, number("dx_overwritten")?),
        edge(0, 2, x, dloss),
        edge(1, 2, square, dloss),
        edge(2, 3, loss, dloss),
    ];
    Ok(Graph { nodes, edges }.draw("A fork: x² + x"))
}
