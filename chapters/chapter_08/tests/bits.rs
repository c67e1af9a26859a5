//! The tape's gradients have the bits of those that chapters 1 to 4 and 6
//! compute by hand, in every order of summation.
//!
//! One thing may differ: a gradient of 0 may be −0.0. Where a ReLU is shut,
//! chapters 1 to 4 multiply by the slope 0, as the tape does, and chapter 6
//! writes 0.0; chapters 1 and 2 multiply a single dz by x, which `np.dot` of
//! the tape, in lanes, adds to 0.0. So 0.0 is added to all that is compared.
//!
//! Under nnfs, `np.dot` rounds to 32 bits. Chapters 1 and 2 have no product of
//! matrices in their backward passes, the tape has: they are left out there.

use chapter_01::neuron::Neuron;
use chapter_02::layer::Layer;
use chapter_03::two_layer::TwoLayer;
use chapter_04::chain::Chain;
use chapter_04::dense_layer::DenseLayer;
use chapter_05::labels::Labels;
use chapter_06::network::Network;
use chapter_08::models;
use chapter_08::tape::{Gradients, Tape, Var};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array1, Array2, Axis, array};
use proptest::prelude::*;

/// Every order of summation.
fn orders() -> impl Iterator<Item = Numpy> {
    Order::ALL.into_iter().map(Numpy::with_order)
}

/// Every order of summation, and with products rounded to 32 bits.
fn orders_and_nnfs() -> impl Iterator<Item = Numpy> {
    orders().chain(orders().map(Numpy::under_nnfs))
}

/// The bits of arrays, one after the other.
fn bits<'a>(arrays: impl IntoIterator<Item = &'a Array2<f64>>) -> Vec<u64> {
    let entries = arrays.into_iter().flatten();
    entries.map(|x| (x + 0.0).to_bits()).collect()
}

fn bits_of(gradients: &Gradients, leaves: &[Var<'_>]) -> Vec<u64> {
    bits(leaves.iter().map(|leaf| &gradients[*leaf]))
}

fn row(x: &Array1<f64>) -> Array2<f64> {
    x.clone().insert_axis(Axis(0))
}

fn column(x: &Array1<f64>) -> Array2<f64> {
    x.clone().insert_axis(Axis(1))
}

fn number(x: f64) -> Array2<f64> {
    array![[x]]
}

fn leaves<'t>(tape: &'t Tape, arrays: [&Array2<f64>; 4]) -> [Var<'t>; 4] {
    arrays.map(|array| tape.leaf(array.clone()))
}

fn assert_neuron(np: Numpy, neuron: &Neuron, x: &Array1<f64>, target: f64) {
    let forward = neuron.forward(np, x, target);
    let by_hand = neuron.backward(x, target, &forward);
    let tape = Tape::new(np);
    let [w, b] = [row(&neuron.w), number(neuron.b)].map(|w| tape.leaf(w));
    let [x, t] = [column(x), number(target)].map(|x| tape.leaf(x));
    let loss = models::neuron(w, b, x, t);
    assert_eq!(bits([&*loss.value()]), bits([&number(forward.loss)]));
    let by_hand = [row(&by_hand.dloss_dw), number(by_hand.dloss_db)];
    assert_eq!(bits_of(&loss.backward(), &[w, b]), bits(&by_hand));
}

fn assert_layer(np: Numpy, layer: &Layer, x: &Array1<f64>) {
    let forward = layer.forward(np, x);
    let by_hand = layer.backward(np, x, &forward);
    let tape = Tape::new(np);
    let (w, b) = (tape.leaf(layer.w.clone()), tape.leaf(column(&layer.b)));
    let loss = models::layer(w, b, tape.leaf(column(x)));
    assert_eq!(bits([&*loss.value()]), bits([&number(forward.loss)]));
    let by_hand = [by_hand.dloss_dw, column(&by_hand.dloss_db)];
    assert_eq!(bits_of(&loss.backward(), &[w, b]), bits(&by_hand));
}

/// The loss of the tape is the sum, which chapter 3 differentiates; its forward
/// pass computes the mean.
fn assert_two_layer(
    np: Numpy, network: &TwoLayer, x: &Array2<f64>, target: &Array2<f64>,
) {
    let forward = network.forward(np, x, target);
    let by_hand = network.backward(np, x, target, &forward);
    let tape = Tape::new(np);
    let TwoLayer { w1, b1, w2, b2 } = network;
    let leaves = leaves(&tape, [w1, b1, w2, b2]);
    let loss = models::two_layer(leaves, tape.leaf(x.clone()), target);
    let by_hand = [&by_hand.dw1, &by_hand.db1, &by_hand.dw2, &by_hand.db2];
    assert_eq!(bits_of(&loss.backward(), &leaves), bits(by_hand));
}

fn assert_chain(np: Numpy, chain: &Chain, x: &Array2<f64>) {
    let forward = chain.forward(np, x);
    let by_hand = chain.backward(np, x, &forward);
    let tape = Tape::new(np);
    let Chain { first, second } = chain;
    let arrays = [&first.w, &first.b, &second.w, &second.b];
    let (leaves, x) = (leaves(&tape, arrays), tape.leaf(x.clone()));
    let loss = models::chain(leaves, x);
    assert_eq!(bits([&*loss.value()]), bits([&number(forward.loss)]));
    let gradients = loss.backward();
    assert_eq!(bits_of(&gradients, &leaves), bits(by_hand.arrays()));
    assert_eq!(bits_of(&gradients, &[x]), bits([&by_hand.first.dx]));
}

fn assert_spiral(
    np: Numpy, network: &Network, x: &Array2<f64>, labels: &Labels,
) {
    let forward = network.forward(np, x, labels);
    let by_hand = network.backward(np, x, labels, &forward);
    let tape = Tape::new(np);
    let leaves = leaves(&tape, network.arrays());
    let x = tape.leaf(x.clone());
    let loss = models::spiral(leaves, x, labels);
    assert_eq!(bits([&*loss.value()]), bits([&number(forward.loss)]));
    let gradients = loss.backward();
    assert_eq!(bits_of(&gradients, &leaves), bits(by_hand.arrays()));
    assert_eq!(bits_of(&gradients, &[x]), bits([&by_hand.first.dx]));
}

#[test]
fn gradients_at_the_documented_starts_are_those_by_hand() {
    for np in orders_and_nnfs() {
        let (x, target, neuron) = chapter_01::runs::start();
        assert_neuron(np, &neuron, &x, target);
        if !np.nnfs {
            let x = chapter_02::runs::inputs();
            assert_layer(np, &chapter_02::runs::start(), &x);
        }
        let (x, target) = chapter_03::runs::samples();
        let network = TwoLayer::random(&mut RandomState::seed(42));
        assert_two_layer(np, &network, &x, &target);
        let (x, chain) = chapter_04::runs::start();
        assert_chain(np, &chain, &x);
    }
}

#[test]
fn gradients_of_the_spiral_before_training_are_those_by_hand() {
    let settings = chapter_06::settings::Settings::with_optimizer("descent");
    let (trainer, data, _) = chapter_06::runs::start(&settings);
    for np in orders_and_nnfs() {
        assert_spiral(np, &trainer.network, &data.x, &data.labels);
    }
}

/// Matrices of normal numbers from NumPy's generator.
struct Draw(RandomState);

impl Draw {
    fn matrix(&mut self, rows: usize, columns: usize) -> Array2<f64> {
        self.0.randn((rows, columns))
    }

    fn vector(&mut self, n: usize) -> Array1<f64> {
        self.0.randn(n)
    }

    fn layer(&mut self, inputs: usize, neurons: usize) -> DenseLayer {
        let w = self.matrix(inputs, neurons);
        DenseLayer { w, b: self.matrix(1, neurons) }
    }
}

proptest! {
    #[test]
    fn gradients_of_random_networks_are_those_by_hand(
        seed: u32, s in 1_usize..6, n in 1_usize..6, m in 1_usize..6,
        k in 2_usize..5,
    ) {
        let mut draw = Draw(RandomState::seed(seed));
        for np in orders() {
            let w = draw.vector(n);
            let neuron = Neuron { w, b: draw.vector(1)[0] };
            assert_neuron(np, &neuron, &draw.vector(n), draw.vector(1)[0]);
            let layer = Layer { w: draw.matrix(m, n), b: draw.vector(m) };
            assert_layer(np, &layer, &draw.vector(n));
        }
        for np in orders_and_nnfs() {
            let x = draw.matrix(s, n);
            let (first, second) = (draw.layer(n, m), draw.layer(m, k));
            let target = draw.matrix(s, k).mapv(|x| f64::from(u8::from(0.0 < x)));
            let (one, two) = (first.clone(), second.clone());
            let network =
                TwoLayer { w1: one.w, b1: one.b, w2: two.w, b2: two.b };
            assert_two_layer(np, &network, &x, &target);
            let network =
                Network { first: first.clone(), second: second.clone() };
            let y = (0..s).map(|s| s * seed as usize % k).collect();
            let labels = Labels::sparse(&y, (s, k)).expect("classes");
            assert_spiral(np, &network, &x, &labels);
            assert_chain(np, &Chain { first, second }, &x);
        }
    }
}
