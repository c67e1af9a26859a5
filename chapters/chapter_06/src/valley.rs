//! A neuron of two weights whose loss is a narrow valley, and the tracks of the
//! optimizers down that valley.

use chapter_04::dense_layer::DenseLayer;
use harness::{Finished, Picture, Record, Watch};
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, array};
use plots::contours::Contours;
use plots::plane::Square;

use crate::optimizers::Optimizer::{AdaGrad, Adam, Descent, Momentum, RmsProp};
use crate::optimizers::{Optimizer, OptimizerState};

// ANCHOR: valley
/// How many steps each optimizer takes.
const STEPS: usize = 20;

/// The inputs of two samples. The second is five times as large as the first.
fn samples() -> Array2<f64> {
    array![[1.0, 5.0], [1.0, -5.0]] // (samples, inputs)
}

/// The neuron before its first step. There is no ReLU, and the bias stays 0.
fn start() -> DenseLayer {
    let w = array![[4.0], [1.6]]; // (inputs, neurons)
    DenseLayer { w, b: array![[0.0]] } // (1, neurons)
}

/// The loss, the mean of z² because every target is 0, and its gradient.
fn loss(np: Numpy, neuron: &DenseLayer, x: &Array2<f64>) -> (f64, Array2<f64>) {
    let z = neuron.forward(np, x); // (samples, neurons)
    let dz = 2.0 * &z / 2.0; // of a mean of two squares
    let dw = neuron.backward(np, x, &dz).dw; // (inputs, neurons)
    (np.mean(&(&z * &z)), dw)
}
// ANCHOR_END: valley

/// An optimizer in the valley, and the names of what is reported of it.
struct Track {
    name: &'static str,
    w: &'static str,
    loss: &'static str,
    rates: Option<&'static str>,
    optimizer: Optimizer,
    learning_rate: f64,
}

const TRACKS: [Track; 5] = [
    Track {
        name: "descent",
        w: "descent_w",
        loss: "descent_loss",
        rates: None,
        optimizer: Descent,
        learning_rate: 0.036,
    },
    Track {
        name: "momentum",
        w: "momentum_w",
        loss: "momentum_loss",
        rates: None,
        optimizer: Momentum { momentum: 0.7 },
        learning_rate: 0.036,
    },
    Track {
        name: "AdaGrad",
        w: "adagrad_w",
        loss: "adagrad_loss",
        rates: Some("adagrad_rates"),
        optimizer: AdaGrad,
        learning_rate: 1.0,
    },
    Track {
        name: "RMSProp",
        w: "rmsprop_w",
        loss: "rmsprop_loss",
        rates: Some("rmsprop_rates"),
        optimizer: RmsProp { rho: 0.9 },
        learning_rate: 0.2,
    },
    Track {
        name: "Adam",
        w: "adam_w",
        loss: "adam_loss",
        rates: None,
        optimizer: Adam { beta1: 0.9, beta2: 0.999 },
        learning_rate: 0.3,
    },
];

/// What an optimizer does on its way down.
#[derive(Default)]
struct Descended {
    weights: Vec<f64>, // both, before every step and after the last
    losses: Vec<f64>,  // likewise
    rates: Vec<f64>,   // of both weights after every step
}

/// Lets an optimizer descend from a neuron's weights.
fn descended(
    np: Numpy, track: &Track, mut neuron: DenseLayer, x: &Array2<f64>,
) -> Descended {
    let mut state = OptimizerState::new(&neuron.w);
    let rate = track.learning_rate;
    let mut all = Descended::default();
    for _ in 0..STEPS {
        let (loss, dw) = loss(np, &neuron, x);
        all.weights.extend(&neuron.w);
        all.losses.push(loss);
        track.optimizer.step(np, &mut neuron.w, &dw, &mut state, rate);
        all.rates.extend(&(rate / np.sqrt(&state.cache)));
    }
    all.weights.extend(&neuron.w);
    all.losses.push(loss(np, &neuron, x).0);
    all
}

/// Reports each optimizer's weights and losses, the learning rate of each
/// weight after every step where that changes, and the losses at the end: in
/// the valley as it is, and in the same valley, turned by half a right angle.
pub(crate) fn run(&np: &Numpy, record: &mut Record, _: &mut Watch) {
    let (x, neuron) = (samples(), start());
    record.add("first_dw", &loss(np, &neuron, &x).1.column(0));
    let rates = TRACKS.iter().map(|track| track.learning_rate);
    record.add("learning_rates", &Array1::from_iter(rates)); // (optimizers,)
    let tracks = TRACKS.iter();
    let tracks = tracks.map(|track| descended(np, track, start(), &x));
    let tracks: Vec<_> = tracks.collect();
    let last = |track: &Descended| track.losses[STEPS];
    let final_losses: Array1<f64> = tracks.iter().map(last).collect();
    for (track, descended) in TRACKS.iter().zip(tracks) {
        record.add(track.w, &of_weights(descended.weights));
        record.add(track.loss, &Array1::from(descended.losses));
        if let Some(name) = track.rates {
            record.add(name, &of_weights(descended.rates));
        }
    }
    record.add("final_losses", &final_losses); // (optimizers,)

    let c = (0.5_f64).sqrt(); // the sine and the cosine of half a right angle
    let turn = array![[c, -c], [c, c]];
    let x = np.dot(&x, &turn.t()); // (samples, inputs)
    let w = np.dot(&turn, &neuron.w); // (inputs, neurons)
    let turned = DenseLayer { w, ..neuron };
    let losses = TRACKS
        .iter()
        .map(|track| last(&descended(np, track, turned.clone(), &x)));
    record.add("turned_losses", &losses.collect::<Array1<_>>());
}

/// Pairs of numbers, a row for each.
fn of_weights(numbers: Vec<f64>) -> Array2<f64> {
    let shape = (numbers.len() / 2, 2);
    Array2::from_shape_vec(shape, numbers).expect("two weights")
}

/// The root of the loss over both weights, and the tracks of the optimizers that
/// the words name, or of all. The loss itself is too steep: its contours would
/// leave the floor of the valley empty.
pub(crate) fn tracks(run: &Finished<'_, Numpy>) -> Result<Picture, String> {
    let is_asked = |track: &&Track| {
        run.words.is_empty() || run.words.contains(&track.name)
    };
    let mut tracks = Vec::new();
    for track in TRACKS.iter().filter(is_asked) {
        let w: Array2<f64> = run.record.array(track.w, None)?; // (steps + 1, 2)
        let points = w.outer_iter().map(|w| (w[0], w[1])).collect();
        tracks.push((track.name.to_owned(), points));
    }
    let x = samples();
    let field = |(w1, w2)| {
        let neuron = DenseLayer { w: array![[w1], [w2]], ..start() };
        loss(*run.settings, &neuron, &x).0.sqrt()
    };
    let square = Square { left: -1.2, top: 2.8, side: 5.6 };
    let names = ["first weight", "second weight"];
    let contours = Contours { names, square, field: &field, tracks };
    Ok(contours.draw(
        "The root of the loss of run valley, and the optimizers’ tracks",
    )?)
}
