//! The pictures of the network, its sigmoids, and the check of its gradient.

use harness::{Drawing, Finished, Picture};
use mini_numpy::{Numpy, Order};
use ndarray::{Array2, Axis as Dimension, Ix1};
use plots::axis::Axis;
use plots::curves::{self, Panel, Series};
use plots::network::{Link, Network, Table};

use crate::runs::Settings;
use crate::two_layer::{sigmoid, sigmoid_derivative};

pub(crate) const PICTURES: &[Drawing<Settings>] = &[
    Drawing::LOSS,
    Drawing { name: "network", draw: network },
    Drawing { name: "sigmoid", draw: |_| sigmoids() },
    Drawing { name: "steps", draw: steps },
];

fn network(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let table = |w, b, names| -> Result<_, String> {
        let w: Array2<f64> = run.record.array(w, None)?; // (inputs, neurons)
        let b: Array2<f64> = run.record.array(b, None)?; // (1, neurons)
        let (w, b) = (w.reversed_axes(), b.into_iter().collect());
        Ok(Link::Table(Table { names, w, b, neurons_in_columns: true }))
    };
    let first = table("w1", "b1", ["w₁", "b₁"])?;
    let second = table("w2", "b2", ["w₂", "b₂"])?;
    let links = vec![first, second, Link::OneToOne];
    let layers =
        vec![vec!["x₁", "x₂"], vec!["h₁", "h₂"], vec!["a"], vec!["loss"]];
    let title = format!("The network of run {}", run.experiment.name);
    Ok(Network { layers, links }.draw(&title))
}

fn sigmoids() -> Result<Picture, String> {
    let np = Numpy::with_order(Order::Sequential);
    let z = np.linspace(-6.0, 6.0, 121).insert_axis(Dimension(0)); // (1, 121)
    let a = sigmoid(np, &z); // (1, 121)
    let slope = sigmoid_derivative(&a); // (1, 121)
    let series = |name, values: Array2<f64>| {
        Series::new(name, z.iter().copied().zip(values).collect())
    };
    let series = vec![series("sigmoid", a), series("slope", slope)];
    let (x, y) = (Axis::linear("z"), Axis::linear("a and its slope"));
    Ok(curves::draw("The sigmoid and its slope", &[Panel::new(x, y, series)])?)
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
