//! The pictures of the runs.

use harness::{Draw, Drawing};
use plots::axis::Axis;
use plots::curves::{Curves, Panel, Series};

use crate::settings::Settings;

/// The pictures of a training.
pub(crate) const OF_A_TRAINING: &[Drawing<Settings>] = &[Drawing::LOSS];

/// The pictures of the run in several orders of rounding.
pub(crate) const OF_TWO_ORDERS: &[Drawing<Settings>] =
    &[Drawing { name: "divergence", draw: DIVERGENCE }, Drawing::LOSS];

/// The distance between one network in two orders of rounding, beside that
/// between two of chapter 1's neurons.
const DIVERGENCE: Draw<Settings> = |_, _, record, _| {
    let panel = |heading: &str, name: &str, iteration: &str| {
        let point = |(i, distance)| (length(i), distance);
        let points = record.series(name).into_iter().map(point).collect();
        Panel {
            heading: heading.to_owned(),
            x: Axis::linear(iteration),
            y: Axis::logarithmic("distance").with_zero(),
            series: vec![Series::new(heading, points)],
        }
    };
    let curves = Curves {
        title: "The distance of the parameters in two orders of rounding"
            .to_owned(),
        has_common_y: true,
        panels: vec![
            panel("the network", "distance", "epoch"),
            panel("a neuron", "neuron_distance", "iteration"),
        ],
    };
    curves.draw().map_err(|nothing| nothing.to_string())
};

#[expect(clippy::cast_precision_loss, reason = "no run has 2⁵³ epochs")]
fn length(count: usize) -> f64 {
    count as f64
}
