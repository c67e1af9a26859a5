//! The pictures of the passes.

use harness::{Drawing, Finished, Picture};
use mini_numpy::{Numpy, Order};
use ndarray::{Array2, Axis as Dimension};
use plots::axis::Axis;
use plots::curves::{self, Panel, Series};

use crate::activation::Activation;
use crate::settings::Settings;

pub(crate) const PICTURES: &[Drawing<Settings>] = &[
    Drawing { name: "gradients", draw: gradients },
    Drawing { name: "activations", draw: |_| activations() },
];

/// The size of dz in each layer.
fn gradients(run: &Finished<'_, Settings>) -> Result<Picture, String> {
    let name = run.experiment.name;
    let series = vec![harness::series(run.record, "dz", "dz")];
    let x = Axis::linear(run.experiment.iteration);
    let title = format!("The size of dz in each layer of run {name}");
    let panel = Panel::new(x, Axis::logarithmic("size of dz"), series);
    Ok(curves::draw(&title, &[panel])?)
}

/// The activation functions, and beside them their slopes.
fn activations() -> Result<Picture, String> {
    let np = Numpy::with_order(Order::Sequential);
    let z = np.linspace(-3.0, 3.0, 121).insert_axis(Dimension(0)); // (1, 121)
    let panel = |heading: &str, values: &dyn Fn(Activation) -> Array2<f64>| {
        let series = Activation::ALL.map(|activation| {
            let points = z.iter().copied().zip(values(activation)).collect();
            Series::new(activation.name(), points)
        });
        Panel {
            heading: heading.to_owned(),
            x: Axis::linear("z"),
            y: Axis::linear(""),
            series: series.to_vec(),
        }
    };
    let a = |activation: Activation| activation.forward(np, &z);
    let slope = |activation: Activation| activation.slope(&a(activation));
    let mut slopes = panel("slope", &slope);
    // The slope of the ReLU jumps at 0, where it still is 0.
    let relu = &mut slopes.series[2].pieces;
    let (shut, open) = relu[0].split_at(61);
    *relu = vec![shut.to_vec(), [&[(0.0, 1.0)], open].concat()];
    let title = "The activation functions and their slopes";
    Ok(curves::draw(title, &[panel("a", &a), slopes])?)
}
