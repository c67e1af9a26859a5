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

/// The optimizers, each with its learning rate.
const OPTIMIZERS: [(Optimizer, f64); 5] = [
    (Descent, 0.036),
    (Momentum { momentum: MOMENTUM }, 0.036),
    (AdaGrad, 1.0),
    (RmsProp { rho: 0.9 }, 0.2),
    (Adam { beta1: 0.9, beta2: 0.999 }, 0.3),
];

/// The fraction of a step that momentum keeps.
const MOMENTUM: f64 = 0.7;
// ANCHOR_END: valley

/// The names of an optimizer, and of what is reported of it.
struct Track {
    name: &'static str,
    w: &'static str,
    loss: &'static str,
    rates: Option<&'static str>,
}

impl Track {
    const fn new(
        name: &'static str, w: &'static str, loss: &'static str,
        rates: Option<&'static str>,
    ) -> Self {
        Self { name, w, loss, rates }
    }
}

const TRACKS: [Track; 5] = [
    Track::new("descent", "descent_w", "descent_loss", None),
    Track::new("momentum", "momentum_w", "momentum_loss", None),
    Track::new("AdaGrad", "adagrad_w", "adagrad_loss", Some("adagrad_rates")),
    Track::new("RMSProp", "rmsprop_w", "rmsprop_loss", Some("rmsprop_rates")),
    Track::new("Adam", "adam_w", "adam_loss", None),
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
    np: Numpy, (optimizer, rate): (Optimizer, f64), mut neuron: DenseLayer,
    x: &Array2<f64>,
) -> Descended {
    let mut state = OptimizerState::new(&neuron.w);
    let mut all = Descended::default();
    for _ in 0..STEPS {
        let (loss, dw) = loss(np, &neuron, x);
        all.weights.extend(&neuron.w);
        all.losses.push(loss);
        optimizer.step(np, &mut neuron.w, &dw, &mut state, rate);
        all.rates.extend(&(rate / np.sqrt(&state.cache)));
    }
    all.weights.extend(&neuron.w);
    all.losses.push(loss(np, &neuron, x).0);
    all
}

/// Reports each optimizer's weights and losses, the learning rate of each
/// weight after every step where that changes, and the losses at the end: in
/// the valley as it is, and in the same valley, turned by half a right angle.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "every experiment is handed its settings by reference"
)]
pub(crate) fn run(&np: &Numpy, record: &mut Record, _: &mut Watch) {
    let (x, neuron) = (samples(), start());
    record.add("first_dw", &loss(np, &neuron, &x).1.column(0));
    let rates = OPTIMIZERS.map(|(_, learning_rate)| learning_rate);
    record.add("learning_rates", &Array1::from_iter(rates)); // (optimizers,)
    record.add("momentum", MOMENTUM);
    let tracks = OPTIMIZERS.map(|with| descended(np, with, start(), &x));
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
    let losses =
        OPTIMIZERS.map(|with| last(&descended(np, with, turned.clone(), &x)));
    record.add("turned_losses", &Array1::from_iter(losses));
}

/// Pairs of numbers, a row for each.
fn of_weights(numbers: Vec<f64>) -> Array2<f64> {
    let shape = (numbers.len() / 2, 2);
    Array2::from_shape_vec(shape, numbers).expect("two weights")
}

/// The root of the loss over both weights, and the tracks of the optimizers
/// that the words name, or of all. The loss itself is too steep: its contours
/// would leave the floor of the valley empty.
pub(crate) fn tracks(run: &Finished<'_, Numpy>) -> Result<Picture, String> {
    let is_asked = |track: &&Track| {
        run.words.is_empty() || run.words.contains(&track.name)
    };
    let mut tracks = Vec::new();
    for track in TRACKS.iter().filter(is_asked) {
        let w: Array2<f64> = run.record.array(track.w, None)?; // (steps+1, 2)
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

#[cfg(test)]
mod tests {
    use harness::{max_distance, numeric_gradient};
    use mini_numpy::Order;

    use super::*;

    const NP: Numpy = Numpy::with_order(Order::Sequential);

    /// The loss is a parabola, whose central differences are exact but for
    /// roundings at 2⁷, divided by the step.
    #[test]
    fn the_gradient_agrees_with_central_differences() {
        let (x, neuron) = (samples(), start());
        let of = |w: &Array2<f64>| {
            loss(NP, &DenseLayer { w: w.clone(), ..start() }, &x).0
        };
        let quotients = numeric_gradient(&neuron.w, 0.5, of);
        let gradient = loss(NP, &neuron, &x).1;
        assert!(max_distance(&gradient, &quotients) < 1e-12);
    }

    /// Descent and momentum know no axes. Turned, each of 20 steps is rounded
    /// otherwise, a few times at numbers below 2⁷.
    #[test]
    fn a_turned_valley_is_the_same_to_descent_and_momentum() {
        let mut record = Record::default();
        run(&NP, &mut record, &mut Watch::default());
        let losses = ["final_losses", "turned_losses"]
            .map(|name| record.array::<ndarray::Ix1>(name, None).unwrap());
        let far = |i: usize| (losses[0][i] - losses[1][i]).abs();
        assert!(far(0) < 1e-12 && far(1) < 1e-12);
        assert!((2..5).all(|i| 1.0 < far(i)), "{losses:?}");
    }
}
