//! The pictures of the runs.

use chapter_04::dense_layer::DenseLayer;
use chapter_05::accuracy::accuracy;
use chapter_05::activations::softmax;
use chapter_05::pictures::arms;
use harness::{Drawing, Finished, Picture, series};
use mini_numpy::RandomState;
use ndarray::{Array2, Array3, array};
use plots::axis::Axis;
use plots::contours::Contours;
use plots::curves;
use plots::plane::{Panel, Plane, Square};

use crate::network::Network;
use crate::report::reported_network;
use crate::samples::{DataSet, Samples};
use crate::settings::Settings;

/// The pictures of a training.
pub(crate) const PICTURES: &[Drawing<Settings>] = &[
    Drawing { name: "regions", draw: regions },
    Drawing { name: "data", draw: data },
    Drawing { name: "confidence", draw: confidence },
    Drawing { name: "half-planes", draw: half_planes },
    Drawing { name: "surface", draw: surface },
    Drawing::LOSS,
];

type Run<'a> = Finished<'a, Settings>;

/// Where each class is the most probable, in the epochs named or at the `end`.
fn regions(run: &Run<'_>) -> Result<Picture, String> {
    let np = run.settings.np;
    let samples = samples(run);
    let words = if run.words.is_empty() { &["end"] } else { run.words };
    let mut panels = Vec::new();
    for word in words {
        let no = |_| format!("'{word}' is not an epoch; use a number or 'end'");
        let epoch = match *word {
            "end" => None,
            number => Some(number.parse().map_err(no)?),
        };
        let when = epoch.map_or("trained".to_owned(), |i| format!("epoch {i}"));
        let network = network(run, epoch)?;
        let p = softmax(np, &network.scores(np, &samples.x));
        let accuracy = accuracy(np, &p, &samples.labels);
        let heading = format!("{when}: accuracy {accuracy:.3}");
        let scores = Some(scores(run, &network, &samples));
        panels.push(Panel { heading, scores, ..Panel::default() });
    }
    let plane = Plane { panels, ..plane(&samples) };
    drawn(run, "The decision regions of", &plane)
}

fn data(run: &Run<'_>) -> Result<Picture, String> {
    let samples = samples(run);
    let arms = match run.settings.data_set {
        DataSet::Spiral => arms(run.settings.classes),
        DataSet::Vertical => Vec::new(),
    };
    let plane = Plane { arms: &arms, ..plane(&samples) };
    drawn(run, "The samples of", &plane)
}

/// The probability of the most probable class at the end.
fn confidence(run: &Run<'_>) -> Result<Picture, String> {
    let samples = samples(run);
    let scores = Some(scores(run, &network(run, None)?, &samples));
    let panels = vec![Panel { scores, ..Panel::default() }];
    let thresholds = &[0.7, 0.9, 0.99];
    let plane = Plane { thresholds, panels, ..plane(&samples) };
    drawn(run, "The confidence of", &plane)
}

/// The half-plane where each hidden neuron is not 0, before training and after;
/// of so many neurons, if a number is given.
fn half_planes(run: &Run<'_>) -> Result<Picture, String> {
    let layers = [network(run, Some(0))?.first, network(run, None)?.first];
    let most = number(run, layers[0].w.ncols())?;
    let headings = ["before training", "after training"].into_iter();
    let panels = headings.zip(&layers).map(|(heading, layer)| {
        let neurons = layer.w.columns().into_iter().zip(&layer.b);
        let all = neurons.take(most).map(|(w, &c)| [w[0], w[1], c]);
        let (heading, half_planes) = (heading.to_owned(), all.collect());
        Panel { heading, half_planes, ..Panel::default() }
    });
    let (panels, samples) = (panels.collect(), samples(run));
    let plane = Plane { points: None, panels, ..plane(&samples) };
    let title = "The half-planes of the hidden neurons,";
    let mut picture = drawn(run, title, &plane)?;
    if layers[0].b.iter().all(|b| *b == 0.0) {
        picture.description +=
            " Before training, all lines pass through the origin.";
    }
    Ok(picture)
}

/// The score of class 0 over the plane, from the biases and all hidden neurons,
/// or, if a number is given, from the neurons alone that fold it most sharply
/// between the samples. It is shown as far as the scores of the samples reach.
fn surface(run: &Run<'_>) -> Result<Picture, String> {
    let np = run.settings.np;
    let Network { first, second } = network(run, None)?;
    let hidden = first.w.ncols();
    let number = number(run, hidden)?;
    let samples = samples(run);
    let z1 = first.forward(np, &samples.x); // (samples, hidden)
    // By so much does the slope change across the fold of a neuron, times the
    // numbers of the samples on both sides of it; all squared.
    let weight = |i: usize| {
        let (w, v) = (first.w.column(i), second.w[[i, 0]]);
        let open = z1.column(i).into_iter().map(|z| f64::from(0.0 < *z));
        let open = open.sum::<f64>();
        let both = open * (samples.number() - open);
        (w[0] * w[0] + w[1] * w[1]) * v * v * both * both
    };
    let mut neurons: Vec<_> = (0..hidden).collect();
    neurons.sort_by(|&i, &j| weight(j).total_cmp(&weight(i)));
    neurons.truncate(number);
    let of_neurons =
        |w: &Array2<f64>, axis| w.select(ndarray::Axis(axis), &neurons);
    let layers = Network {
        first: DenseLayer {
            w: of_neurons(&first.w, 1),
            b: of_neurons(&first.b, 1),
        },
        second: DenseLayer { w: of_neurons(&second.w, 0), b: second.b },
    };
    let of_samples = layers.scores(np, &samples.x); // (samples, classes)
    let of_samples = of_samples.column(0);
    let mut sorted = of_samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let (lowest, highest) = (sorted[0], sorted[sorted.len() - 1]);
    let score = |(x1, x2)| {
        let score = layers.scores(np, &array![[x1, x2]])[[0, 0]];
        if lowest < highest { score.clamp(lowest, highest) } else { score }
    };
    let square = Square::around(&samples.x);
    let names = ["x₁", "x₂"];
    let contours =
        Contours { names, square, field: &score, tracks: Vec::new() };
    let small = |fault| format!("{fault}; try a smaller learning rate");
    let title = format!(
        "The score of class 0 of run {}, from {number} of {hidden} neurons",
        run.experiment.name
    );
    contours.draw(&title).map_err(small)
}

/// The number of neurons to draw, which the first word gives, or all.
fn number(run: &Run<'_>, all: usize) -> Result<usize, String> {
    let Some(word) = run.words.first() else { return Ok(all) };
    let number = word.parse().ok().filter(|n| (1..=all).contains(n));
    number.ok_or_else(|| format!("'{word}' is no number from 1 to {all}"))
}

/// The distance of one network in two orders of rounding, beside a neuron's.
pub(crate) fn distances(run: &Run<'_>) -> Result<Picture, String> {
    let panel = |heading: &str, event: &str, iteration: &str| curves::Panel {
        heading: heading.to_owned(),
        x: Axis::linear(iteration),
        y: Axis { shows_zero: true, ..Axis::logarithmic("distance") },
        series: vec![series(run.record, event, heading)],
    };
    let title = "The distance of the parameters in two orders of rounding";
    let panels = [
        panel("the network", "distance", "epoch"),
        panel("a neuron", "neuron_distance", "iteration"),
    ];
    Ok(curves::draw(title, &panels)?)
}

fn samples(run: &Run<'_>) -> Samples {
    Samples::draw(run.settings, &mut RandomState::seed(run.settings.seed))
}

/// The square around the samples, with these.
fn plane(samples: &Samples) -> Plane<'_> {
    let classes = samples.labels.classes().as_slice();
    Plane {
        square: Square::around(&samples.x),
        thresholds: &[],
        arms: &[],
        points: Some((&samples.x, classes.expect("a vector has no gaps"))),
        panels: vec![Panel::default()],
    }
}

fn drawn(run: &Run<'_>, title: &str, plane: &Plane) -> Result<Picture, String> {
    let small = |fault| format!("{fault}; try a smaller learning rate");
    let title = format!("{title} run {}", run.experiment.name);
    plane.draw(&title).map_err(small)
}

/// The network's scores (classes, nodes, nodes) on a grid over that square.
fn scores(run: &Run<'_>, network: &Network, samples: &Samples) -> Array3<f64> {
    let nodes = 97; // on a side
    let grid = Square::around(&samples.x).grid(nodes); // (nodes², 2)
    let scores = network.scores(run.settings.np, &grid); // (nodes², classes)
    let shape = (scores.ncols(), nodes, nodes);
    scores.t().to_shape(shape).expect("as many").into_owned()
}

/// The network before the step of an epoch, or else the trained one, if finite.
fn network(run: &Run<'_>, epoch: Option<usize>) -> Result<Network, String> {
    let network = reported_network(run.record, epoch)?;
    let Err(infinite) = network.check_finite() else { return Ok(network) };
    let advice = "try a smaller learning rate";
    Err(format!("there is nothing to draw: {infinite}; {advice}"))
}
