//! The networks, drawn with their weights.

use notebook::{Record, Value};

use crate::directive::captioned;
use crate::drawing::{Drawing, Point, WIDTH, between, length};
use crate::runs::{Played, Runs};

/// The layers of a run's network: their labels, and the weights between them,
/// a row for each node of the upper layer.
struct Network {
    layers: Vec<Vec<String>>,
    weights: Vec<Vec<Vec<f64>>>,
}

const GAP: f64 = 150.0;
const RADIUS: f64 = 24.0;

/// `{{#network RUN: caption}}`: the network of a run as it starts.
pub(crate) fn network(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (name, caption) = captioned(arguments)?;
    let Played { record, .. } = runs.get(name)?;
    let network = read(name, record)?;
    let deepest = network.layers.len() - 1;
    let mut drawing =
        Drawing::new(length(deepest) * GAP + 2.0 * (RADIUS + 8.0));
    let place = |layer: usize, node: usize| -> Point {
        let nodes = length(network.layers[layer].len());
        let x = WIDTH * (length(node) + 0.5) / nodes;
        (x, length(layer) * GAP + RADIUS + 8.0)
    };

    // The weights stand on their lines, each row a little lower than the last,
    // so that they do not cover each other.
    for (layer, rows) in network.weights.iter().enumerate() {
        for (from, row) in rows.iter().enumerate() {
            for (to, &weight) in row.iter().enumerate() {
                let class = if weight < 0.0 { "edge negative" } else { "edge" };
                drawing.line(place(layer, from), place(layer + 1, to), class);
            }
        }
        for (from, row) in rows.iter().enumerate() {
            for (to, &weight) in row.iter().enumerate() {
                let share =
                    0.30 + 0.40 * (length(to) + 0.5) / length(row.len());
                let at =
                    between(place(layer, from), place(layer + 1, to), share);
                drawing.text(at, &short(weight), "weight");
            }
        }
    }
    for (layer, labels) in network.layers.iter().enumerate() {
        for (node, label) in labels.iter().enumerate() {
            drawing.circle(place(layer, node), RADIUS, label);
        }
    }
    let sizes: Vec<_> =
        network.layers.iter().map(|layer| layer.len().to_string()).collect();
    let description = format!(
        "Layers of {} nodes, from the inputs above to the output below. Every \
         node is joined to all of the layer below it, and the lines carry the \
         weights; those of negative weights are dashed.",
        sizes.join(", ")
    );
    let title = format!("The network of run {name}");
    let id = format!("network-{name}");
    Ok(drawing.figure(&id, &title, &description, caption))
}

fn read(name: &str, record: &Record) -> Result<Network, String> {
    let labels = |letter: &str, count: usize| -> Vec<String> {
        let digits = ["₁", "₂", "₃", "₄"];
        digits[..count].iter().map(|d| format!("{letter}{d}")).collect()
    };
    let sum = |terms: usize| vec![vec![1.0]; terms];
    let network = match name {
        "chain-rule" => Network {
            layers: vec![labels("x", 3), vec!["a".into()]],
            weights: vec![rows(record, "w", Some(1), 3)?],
        },
        "layer" => Network {
            layers: vec![labels("x", 4), labels("a", 3), vec!["y".into()]],
            weights: vec![transposed(&rows(record, "w", Some(0), 3)?), sum(3)],
        },
        "two-layer" => Network {
            layers: vec![labels("x", 2), labels("h", 2), vec!["a".into()]],
            weights: vec![
                rows(record, "w1", None, 2)?,
                rows(record, "w2", None, 2)?,
            ],
        },
        "input-gradients" => Network {
            layers: vec![
                labels("x", 4),
                labels("h", 3),
                labels("a", 3),
                vec!["y".into()],
            ],
            weights: vec![
                rows(record, "w1", None, 4)?,
                rows(record, "w2", None, 3)?,
                sum(3),
            ],
        },
        _ => return Err(format!("run {name} has no drawing of its network")),
    };
    Ok(network)
}

/// The rows of a matrix that the run reports, or a vector as a column.
fn rows(
    record: &Record,
    name: &str,
    iteration: Option<usize>,
    count: usize,
) -> Result<Vec<Vec<f64>>, String> {
    match record.find(name, iteration).map(|event| &event.value) {
        Some(Value::Array(array)) if array.len().is_multiple_of(count) => {
            let entries: Vec<_> = array.iter().copied().collect();
            let columns = entries.len() / count;
            Ok(entries.chunks(columns).map(<[f64]>::to_vec).collect())
        }
        _ => Err(format!("the run reports no weights {name}")),
    }
}

fn transposed(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let columns = rows.first().map_or(0, Vec::len);
    (0..columns).map(|n| rows.iter().map(|row| row[n]).collect()).collect()
}

/// A weight with two digits after the point at most.
fn short(weight: f64) -> String {
    let text = format!("{weight:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_stands_on_its_line() {
        let svg = network(Runs::of_book(), "chain-rule: a caption").unwrap();
        for weight in ["−3", "−1", "2"] {
            let label = format!("class=\"weight\">{weight}</text>");
            assert!(svg.contains(&label), "{svg}");
        }
        assert_eq!(svg.matches("edge negative").count(), 2);
        assert_eq!(svg.matches("<circle").count(), 4);
    }

    #[test]
    fn every_network_can_be_drawn() {
        for (name, lines) in
            [("layer", 15), ("two-layer", 6), ("input-gradients", 24)]
        {
            let svg = network(Runs::of_book(), &format!("{name}: x")).unwrap();
            assert_eq!(svg.matches("<line").count(), lines, "{name}");
        }
        assert!(network(Runs::of_book(), "forward: x").is_err());
        assert!(network(Runs::of_book(), "chain-rule").is_err());
    }
}
