//! The pictures of the network, its sigmoids, and the check of its gradient.

use harness::{Drawing, Finished, Picture};
use mini_numpy::{Numpy, Order};
use ndarray::{Array2, Axis as Dimension, Ix1, Ix2};
use plots::axis::Axis;
use plots::blocks::{Block, Blocks, Part};
use plots::curves::{self, Panel, Series};
use plots::network::{Link, Network, Table};

use crate::graphs::{passes, paths};
use crate::runs::Settings;
use crate::two_layer::{sigmoid, sigmoid_derivative};

pub(crate) const PICTURES: &[Drawing<Settings>] = &[
    Drawing::LOSS,
    Drawing { name: "network", draw: network },
    Drawing { name: "sigmoid", draw: |_| sigmoids() },
    Drawing { name: "steps", draw: steps },
    Drawing { name: "graph", draw: passes },
    Drawing { name: "saturation", draw: saturation },
];

pub(crate) const OF_TWO_OUTPUTS: &[Drawing<Settings>] = &[
    Drawing { name: "network", draw: network },
    Drawing { name: "paths", draw: paths },
    Drawing { name: "products", draw: |_| Ok(products()) },
];

pub(crate) const OF_SATURATION: &[Drawing<Settings>] =
    &[Drawing::LOSS, Drawing { name: "saturation", draw: saturation }];

/// The network. Its neurons have letters as names, since from this chapter on a
/// number at a symbol names a layer.
fn network(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let mut outputs = 0;
    let mut table = |w, b, names| -> Result<_, String> {
        let w: Array2<f64> = run.record.array(w, None)?; // (inputs, neurons)
        let b: Array2<f64> = run.record.array(b, None)?; // (1, neurons)
        outputs = w.ncols();
        let (w, b) = (w.reversed_axes(), b.into_iter().collect());
        Ok(Link::Table(Table { names, w, b, neurons_in_columns: true }))
    };
    let first = table("w1", "b1", ["w₁", "b₁"])?;
    let second = table("w2", "b2", ["w₂", "b₂"])?;
    let links = vec![first, second, Link::All];
    let outputs = ["C", "D"].into_iter().take(outputs).collect();
    let layers =
        vec![vec!["in 1", "in 2"], vec!["A", "B"], outputs, vec!["loss"]];
    let title = format!("The network of run {}", run.experiment.name);
    Ok(Network { layers, links }.draw(&title))
}

fn sigmoids() -> Result<Picture, String> {
    let (x, y) = (Axis::linear("z"), Axis::linear("a and its slope"));
    let panel = Panel::new(x, y, sigmoid_and_slope());
    Ok(curves::draw("The sigmoid and its slope", &[panel])?)
}

fn sigmoid_and_slope() -> Vec<Series> {
    let np = Numpy::with_order(Order::Sequential);
    let z = np.linspace(-6.0, 6.0, 121).insert_axis(Dimension(0)); // (1, 121)
    let a = sigmoid(np, &z); // (1, 121)
    let slope = sigmoid_derivative(&a); // (1, 121)
    let series = |name, values: Array2<f64>| {
        Series::new(name, z.iter().copied().zip(values).collect())
    };
    vec![series("sigmoid", a), series("slope", slope)]
}

/// Where the weighted sums of the hidden neurons are in the first step, on the
/// sigmoid and on its slope.
fn saturation(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let array = |name| run.record.array::<Ix2>(name, None); // (2, 2)
    let [z1, a1, slopes] = [array("z1")?, array("a1")?, array("slopes")?];
    let dots = |(i, label): (usize, &str)| {
        let at = |y: &Array2<f64>| -> Vec<_> {
            let pairs = z1.column(i).into_iter().zip(y.column(i));
            pairs.map(|(z, y)| vec![(*z, *y)]).collect()
        };
        let pieces = [at(&slopes), at(&a1)].concat();
        Series { label: label.to_owned(), pieces }
    };
    let mut series = sigmoid_and_slope();
    series.extend(["neuron A", "neuron B"].into_iter().enumerate().map(dots));
    let (x, y) = (Axis::linear("z"), Axis::linear("a and its slope"));
    let name = run.experiment.name;
    let title = format!("Where the hidden neurons of run {name} begin");
    Ok(curves::draw(&title, &[Panel::new(x, y, series)])?)
}

/// The three products of a layer, for four samples, three inputs and two
/// neurons: three different numbers, so that no two shapes are the same.
fn products() -> Picture {
    let [samples, inputs, neurons] =
        [("samples", 4), ("inputs", 3), ("neurons", 2)];
    let block = |name, rows: (&'static str, usize), columns: (_, usize)| {
        let sides = [rows.0, columns.0];
        Part::Block(Block::of_shape(name, sides, (rows.1, columns.1)))
    };
    let product = |left, right, result| {
        vec![left, Part::Sign("·"), right, Part::Sign("="), result]
    };
    let forward = product(
        block("x", samples, inputs),
        block("w", inputs, neurons),
        block("z", samples, neurons),
    );
    let to_weights = product(
        block("xᵀ", inputs, samples),
        block("dz", samples, neurons),
        block("dw", inputs, neurons),
    );
    let to_inputs = product(
        block("dz", samples, neurons),
        block("wᵀ", neurons, inputs),
        block("dx", samples, inputs),
    );
    let equations = vec![forward, to_weights, to_inputs];
    Blocks { equations }.draw("The three products of a layer")
}

/// The error of the numeric gradient against its step.
fn steps(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let array = |name| run.record.array::<Ix1>(name, None); // (40,)
    let points = array("step")?.into_iter().zip(array("worst_difference")?);
    let series = vec![Series::new("error", points.collect())];
    let x = Axis { is_reversed: true, ..Axis::logarithmic("step h") };
    let y = Axis::logarithmic("largest error");
    let title = "The error of the numeric gradient against its step";
    Ok(curves::draw(title, &[Panel::new(x, y, series)])?)
}
