//! The pictures of the layer: its network, its products as blocks of shapes,
//! and how its neurons die.

use harness::{Descent, Drawing, Finished, Picture};
use ndarray::{Array1, Array2, Axis};
use plots::axis;
use plots::blocks::{Block, Blocks, Part};
use plots::curves::{self, Panel, Series};
use plots::network::{Link, Network, Table};

use crate::layer::Layer;
use crate::runs::{inputs, start, train};

pub(crate) const PICTURES: &[Drawing<Descent>] = &[
    Drawing::LOSS,
    Drawing { name: "network", draw: |_| Ok(network()) },
    Drawing { name: "weighted-sums", draw: weighted_sums },
    Drawing { name: "outer-product", draw: outer_product },
    Drawing { name: "deaths", draw: deaths },
];

/// The layer before training.
fn network() -> Picture {
    let Layer { w, b } = start();
    let table = Table { names: ["w", "b"], w, b, neurons_in_columns: false };
    let table = Link::Table(table);
    let links = vec![table, Link::OneToOne, Link::All, Link::OneToOne];
    let layers = vec![
        vec!["x₁", "x₂", "x₃", "x₄"],
        vec!["z₁", "z₂", "z₃"],
        vec!["a₁", "a₂", "a₃"],
        vec!["y\nsum"],
        vec!["loss\ny²"],
    ];
    Network { layers, links }.draw("The layer before training")
}

/// A vector as a matrix of one column.
fn column(vector: &Array1<f64>) -> Array2<f64> {
    vector.clone().insert_axis(Axis(1))
}

/// z = w·x + b in the first iteration, the second row marked.
fn weighted_sums(run: &Finished<'_, Descent>) -> Result<Picture, String> {
    let vector = |name| run.record.array::<ndarray::Ix1>(name, Some(0));
    let w: Array2<f64> = run.record.array("w", Some(0))?;
    let [x, b, z] = ["x", "b", "z"].map(vector);
    let neurons = |name, vector: &Array1<f64>| {
        let block = Block::of_numbers(name, ["neurons", ""], &column(vector));
        Part::Block(block.marked(1..2, 0..1))
    };
    let columns = w.ncols();
    let w = Block::of_numbers("w", ["neurons", "inputs"], &w);
    let x = Block::of_numbers("x", ["inputs", ""], &column(&x?));
    let equation = vec![
        Part::Block(w.marked(1..2, 0..columns)),
        Part::Sign("·"),
        Part::Block(x.marked(0..columns, 0..1)),
        Part::Sign("+"),
        neurons("b", &b?),
        Part::Sign("="),
        neurons("z", &z?),
    ];
    Ok(Blocks { equations: vec![equation] }.draw("The weighted sums"))
}

/// ∂loss/∂w as an outer product in the first iteration, an entry marked.
fn outer_product(run: &Finished<'_, Descent>) -> Result<Picture, String> {
    let vector = |name| run.record.array::<ndarray::Ix1>(name, Some(0));
    let dw: Array2<f64> = run.record.array("dloss_dw", Some(0))?;
    let dz = column(&vector("dloss_dz")?);
    let x = vector("x")?.insert_axis(Axis(0));
    let dz = Block::of_numbers("∂loss/∂z", ["neurons", ""], &dz);
    let x = Block::of_numbers("x", ["", "inputs"], &x);
    let dw = Block::of_numbers("∂loss/∂w", ["neurons", "inputs"], &dw);
    let equation = vec![
        Part::Block(dz.marked(1..2, 0..1)),
        Part::Sign("·"),
        Part::Block(x.marked(0..1, 2..3)),
        Part::Sign("="),
        Part::Block(dw.marked(1..2, 2..3)),
    ];
    Ok(Blocks { equations: vec![equation] }.draw("The outer product"))
}

/// How many iterations the picture of the deaths has.
const SHOWN: usize = 30;

/// The weighted sum of each neuron over the first iterations.
fn deaths(run: &Finished<'_, Descent>) -> Result<Picture, String> {
    let settings = Descent { iterations: SHOWN, ..*run.settings };
    let mut points = vec![Vec::new(); 3];
    let (x, mut layer) = (inputs(), start());
    train(&settings, &mut layer, &x, |iteration, _, forward, _| {
        let iteration = f64::from(u32::try_from(iteration).unwrap_or(u32::MAX));
        for (points, z) in points.iter_mut().zip(&forward.z) {
            points.push((iteration, *z));
        }
    });
    let names = ["neuron 1", "neuron 2", "neuron 3"];
    let series = names.into_iter().zip(points);
    let series = series.map(|(name, points)| Series::new(name, points));
    let x = axis::Axis::linear(run.experiment.iteration);
    let y = axis::Axis::linear("weighted sum z");
    let panel = Panel::new(x, y, series.collect());
    Ok(curves::draw("The neurons' weighted sums", &[panel])?)
}
