//! The pictures of the runs.

use chapter_00::accuracy::accuracy;
use chapter_00::activations::softmax;
use chapter_00::pictures::arms;
use harness::{Drawing, Experiment, Picture, Record};
use mini_numpy::{Numpy, RandomState};
use ndarray::Array3;
use plots::axis::Axis;
use plots::curves::{self, Curves, Series};
use plots::plane::{HalfPlane, Panel, Plane, Points, Square};
use record::Missing;

use crate::network::Network;
use crate::report::{network_at, trained_network};
use crate::samples::{DataSet, Samples};
use crate::settings::Settings;

/// The pictures of a training.
pub(crate) const OF_A_TRAINING: &[Drawing<Settings>] = &[
    Drawing { name: "regions", draw: regions },
    Drawing { name: "data", draw: data },
    Drawing { name: "confidence", draw: confidence },
    Drawing { name: "half-planes", draw: half_planes },
    Drawing::LOSS,
];

/// The pictures of the run in several orders of rounding.
pub(crate) const OF_TWO_ORDERS: &[Drawing<Settings>] =
    &[Drawing { name: "divergence", draw: divergence }, Drawing::LOSS];

/// The number of nodes on a side of the grid on which a network is evaluated.
const NODES: usize = 73;

/// The region where each class is the most probable, before the steps of the
/// epochs that the words name, and at the `end`.
fn regions(
    experiment: &Experiment<Settings>,
    settings: &Settings,
    record: &Record,
    words: &[&str],
) -> Result<Picture, String> {
    let np = settings.np;
    let samples = samples(settings);
    let words = if words.is_empty() { &["end"] } else { words };
    let mut panels = Vec::new();
    for &word in words {
        let (when, network) = network_of(record, word)?;
        let p = softmax(np, &network.scores(np, &samples.x));
        let accuracy = accuracy(np, &p, &samples.labels);
        let heading = format!("{when}: accuracy {accuracy:.3}");
        panels.push((heading, scores(np, &network, &samples)));
    }
    let points = Some(points(&samples));
    let panels = panels.iter().map(|(heading, scores)| Panel {
        heading: heading.clone(),
        scores: Some(scores),
        points,
        ..Panel::default()
    });
    let title = format!("The decision regions of run {}", experiment.name);
    plane(title, &samples, panels.collect())
}

/// The samples that the network is trained on.
fn data(
    experiment: &Experiment<Settings>,
    settings: &Settings,
    _: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let samples = samples(settings);
    let arms = match settings.data_set {
        DataSet::Spiral => arms(settings.classes),
        DataSet::Vertical => Vec::new(),
    };
    let panel = Panel {
        arms: &arms,
        points: Some(points(&samples)),
        ..Panel::default()
    };
    let title = format!("The samples of run {}", experiment.name);
    plane(title, &samples, vec![panel])
}

/// The probability of the most probable class at the end.
fn confidence(
    experiment: &Experiment<Settings>,
    settings: &Settings,
    record: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let samples = samples(settings);
    let network = drawable(trained_network(record))?;
    let panel = Panel {
        scores: Some(&scores(settings.np, &network, &samples)),
        thresholds: &[0.5, 0.7, 0.9, 0.99],
        points: Some(points(&samples)),
        ..Panel::default()
    };
    let title = format!("The confidence of run {}", experiment.name);
    plane(title, &samples, vec![panel])
}

/// The half-plane in which each hidden neuron is not 0, before and after
/// training.
fn half_planes(
    experiment: &Experiment<Settings>,
    settings: &Settings,
    record: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let networks = [
        ("before training", drawable(network_at(record, 0))?),
        ("after training", drawable(trained_network(record))?),
    ];
    let half_planes = networks.each_ref().map(|(_, network)| {
        let (w, b) = (&network.first.w, &network.first.b);
        let neurons = w.columns().into_iter().zip(b);
        let neurons = neurons.map(|(w, &b)| (w[0], w[1], b));
        let half_planes = neurons.map(|(a, b, c)| HalfPlane { a, b, c });
        half_planes.collect::<Vec<_>>()
    });
    let panels = networks.iter().zip(&half_planes);
    let panels = panels.map(|((when, _), half_planes)| Panel {
        heading: (*when).to_owned(),
        half_planes,
        ..Panel::default()
    });
    let title = format!(
        "The half-planes of the hidden neurons, run {}",
        experiment.name
    );
    let picture = plane(title, &samples(settings), panels.collect())?;
    let start = &networks[0].1.first.b;
    if start.iter().any(|b| *b != 0.0) {
        return Ok(picture);
    }
    Ok(picture
        .with_sentence("Before training, all lines pass through the origin."))
}

/// The distance between one network in two orders of rounding, beside that
/// between two of chapter 1's neurons.
fn divergence(
    _: &Experiment<Settings>,
    _: &Settings,
    record: &Record,
    _: &[&str],
) -> Result<Picture, String> {
    let panel = |heading: &str, event: &str, iteration: &str| {
        let point = |(i, distance)| (float(i), distance);
        let points = record.series(event).into_iter().map(point).collect();
        curves::Panel {
            heading: heading.to_owned(),
            x: Axis::linear(iteration),
            y: Axis::logarithmic("distance").with_zero(),
            series: vec![Series::new(heading, points)],
        }
    };
    let title = "The distance of the parameters in two orders of rounding";
    let panels = vec![
        panel("the network", "distance", "epoch"),
        panel("a neuron", "neuron_distance", "iteration"),
    ];
    let title = title.to_owned();
    let curves = Curves { title, has_common_y: true, panels };
    Ok(curves.draw()?)
}

/// The samples that the network is trained on.
fn samples(settings: &Settings) -> Samples {
    settings.draw(&mut RandomState::seed(settings.seed))
}

fn points(samples: &Samples) -> Points<'_> {
    let classes = samples.labels.classes().as_slice();
    Points { x: &samples.x, classes: classes.expect("a vector has no gaps") }
}

/// Draws the square around the samples.
fn plane(
    title: String,
    samples: &Samples,
    panels: Vec<Panel<'_>>,
) -> Result<Picture, String> {
    let square = Square::around(&samples.x);
    Ok(Plane { title, square, panels }.draw()?)
}

/// The network's scores (classes, nodes, nodes) on a grid over that square.
fn scores(np: Numpy, network: &Network, samples: &Samples) -> Array3<f64> {
    let grid = Square::around(&samples.x).grid(NODES); // (nodes², 2)
    let scores = network.scores(np, &grid); // (nodes², classes)
    let shape = (scores.ncols(), NODES, NODES);
    Array3::from_shape_fn(shape, |(class, row, column)| {
        scores[[row * NODES + column, class]]
    })
}

/// The network before the step of the epoch that a word names, or at the
/// `end`, and what it is called.
fn network_of(
    record: &Record,
    word: &str,
) -> Result<(String, Network), String> {
    let (when, network) = if word == "end" {
        ("trained".to_owned(), trained_network(record))
    } else {
        let epoch = word.parse().map_err(|_| {
            format!("'{word}' is not an epoch; use a number or 'end'")
        })?;
        (format!("epoch {epoch}"), network_at(record, epoch))
    };
    Ok((when, drawable(network)?))
}

/// Refuses a network whose parameters are not finite.
fn drawable(network: Result<Network, Missing>) -> Result<Network, String> {
    let network = network?;
    match network.check_finite() {
        Ok(()) => Ok(network),
        Err(infinite) => Err(format!(
            "there is nothing to draw: {infinite}; try a smaller learning rate"
        )),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no run has 2⁵³ of anything")]
fn float(count: usize) -> f64 {
    count as f64
}
