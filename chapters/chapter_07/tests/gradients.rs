//! Facts that chapter 7 states about its gradients.

use chapter_03::two_layer::sigmoid;
use chapter_04::dense_layer::DenseGradients;
use chapter_06::network::Network;
use chapter_06::samples::Samples;
use chapter_07::activation::Activation::{Relu, Sigmoid};
use chapter_07::clipping::{clip_norm, norm};
use chapter_07::initialisation::Initialisation::{He, Small};
use chapter_07::network::Backward;
use chapter_07::runs::start;
use chapter_07::settings::Settings;
use chapter_07::sizes::{factor, rms};
use mini_numpy::{Numpy, Order};
use ndarray::Array2;

const NP: Numpy = Numpy::with_order(Order::Sequential);

fn bits<'a>(x: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    x.into_iter().map(|x| x.to_bits()).collect()
}

#[test]
fn two_layers_of_relus_are_chapter_6s_network_bit_for_bit() {
    let (Samples { x, labels }, deep) = start(&Settings::new(2, Relu, He, ()));
    let (first, second) = (deep.hidden[0].clone(), deep.last.clone());
    let network = Network { first, second };
    let [one, other] = [
        deep.forward(NP, &x, &labels).loss,
        network.forward(NP, &x, &labels).loss,
    ];
    assert_eq!(one.to_bits(), other.to_bits());
    let forward = deep.forward(NP, &x, &labels);
    let deep = deep.backward(NP, &labels, &forward).gradients;
    let forward = network.forward(NP, &x, &labels);
    let backward = network.backward(NP, &x, &labels, &forward);
    for (one, other) in deep.iter().zip([backward.second, backward.first]) {
        assert_eq!(bits(&one.dw), bits(&other.dw));
        assert_eq!(bits(&one.db), bits(&other.db));
        // They differ in the sign of a 0: of a product with a slope of 0.
        assert_eq!(one.dx, other.dx);
    }
}

#[test]
fn a_step_leaves_the_first_ten_of_twenty_sigmoid_layers_as_they_are() {
    let settings = Settings::new(20, Sigmoid, Small, ());
    let (Samples { x, labels }, mut network) = start(&settings);
    let before = network.clone();
    let forward = network.forward(NP, &x, &labels);
    let backward = network.backward(NP, &labels, &forward);
    network.descend(&backward, 1.0);
    let layers = before.hidden.iter().zip(&network.hidden);
    let same = layers.map(|(a, b)| bits(&a.w) == bits(&b.w));
    assert_eq!(same.take_while(|same| *same).count(), 10);
    assert_ne!(before.last.w, network.last.w);
}

/// All samples have nearly the same dz, up to a factor, so that a mean square
/// is one over 256 normal numbers, with a standard deviation of √(2/256) or 9
/// %. Its root has half of that. Four times as much is 18 %.
#[test]
fn he_keeps_the_sizes_of_z_and_dz_in_wide_layers() {
    let settings = Settings { hidden: 256, ..Settings::new(20, Relu, He, ()) };
    let (Samples { x, labels }, network) = start(&settings);
    let forward = network.forward(NP, &x, &labels);
    let Backward { dz, .. } = network.backward(NP, &labels, &forward);
    for back in 1..19 {
        let ratio = rms(NP, &dz[back + 1]) / rms(NP, &dz[back]);
        assert!((0.8..1.25).contains(&ratio), "{ratio} {back} layers back");
        let l = 18 - back; // that layer, counted from 0
        let slope = Relu.slope(&forward.a[l + 1]);
        let factor = factor(NP, &network.hidden[l + 1].w, &slope);
        assert!((ratio / factor - 1.0).abs() < 0.18, "{ratio}, not {factor}");
        let z = rms(NP, &forward.z[l + 1]) / rms(NP, &forward.z[l]);
        assert!((0.8..1.25).contains(&z), "{z} {back} layers back");
    }
}

fn gradients() -> Vec<DenseGradients> {
    let array = |x: f64| Array2::from_elem((2, 2), x);
    let one = |dw, db| DenseGradients {
        dw: array(dw),
        db: array(db),
        dx: array(7.0),
    };
    vec![one(1.0, 2.0), one(-4.0, 2.0)] // 4·(1 + 4 + 16 + 4) = 10²
}

#[test]
fn a_longer_gradient_is_shortened_and_keeps_its_direction() {
    let mut clipped = gradients();
    assert_eq!(norm(NP, &clipped), 10.0);
    clip_norm(NP, &mut clipped, 2.5);
    assert_eq!(norm(NP, &clipped), 2.5);
    for (before, after) in gradients().iter().zip(&clipped) {
        assert_eq!(after.dw, &before.dw / 4.0);
        assert_eq!(after.db, &before.db / 4.0);
    }
}

#[test]
fn a_gradient_that_is_not_longer_stays() {
    let mut clipped = gradients();
    clip_norm(NP, &mut clipped, 10.0);
    assert_eq!(clipped, gradients());
}

#[test]
fn tanh_is_a_sigmoid_of_twice_the_argument() {
    let z = NP.linspace(-3.0, 3.0, 61);
    let tanh = NP.tanh(&z);
    let from_sigmoid = 2.0 * sigmoid(NP, &(2.0 * &z)) - 1.0;
    // Four ulps of tanh, at most 1; three roundings of a sigmoid, doubled.
    let tolerance = (4.0 + 3.0) * f64::EPSILON;
    for (a, b) in tanh.iter().zip(&from_sigmoid) {
        assert!((a - b).abs() <= tolerance, "{a} and {b}");
    }
}
