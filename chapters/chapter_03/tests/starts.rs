//! What the network learns from other starts: symmetric, and not saturated.

use chapter_03::runs::samples;
use chapter_03::saturation::centered;
use chapter_03::symmetry::{between_neurons, exclusive_or, start};
use chapter_03::two_layer::TwoLayer;
use harness::Record;
use mini_numpy::{Numpy, RandomState};

fn record(name: &str) -> Record {
    let run = chapter_03::CHAPTER.run(name).expect("a run");
    run.as_documented().record()
}

fn last_loss(name: &str) -> f64 {
    record(name).series("loss").last().expect("losses").1
}

/// Their gradients are the same sums of the same numbers, so that no rounding
/// parts them, whatever the learning rate is.
#[test]
fn equal_neurons_stay_equal_bit_for_bit() {
    let np = Numpy::DOCUMENT_003;
    let (x, target) = exclusive_or();
    let mut network = start();
    for epoch in 0..1000 {
        let forward = network.forward(np, &x, &target);
        let backward = network.backward(np, &x, &target, &forward);
        network.descend(&backward, 0.5);
        let distance = between_neurons(&network);
        assert_eq!(distance.to_bits(), 0.0_f64.to_bits(), "{epoch}");
    }
    assert_eq!(record("symmetric").scalar("farthest", None), Ok(0.0));
}

/// Twins are one hidden neuron with twice the weight. Its output only grows, or
/// only shrinks, with a weighted sum of the inputs, in which the two samples of
/// each class have the same mean. So one sample of a class lies between, or at,
/// those of the other, and the best that such an output can do is to be sure of
/// one sample, and 1/3 or 2/3 for the others. That makes a mean loss of
/// (3·ln 3 − 2·ln 2)/4.
#[test]
fn twins_do_not_learn_exclusive_or() {
    let np = Numpy::DOCUMENT_003;
    let best = (3.0 * np.log(3.0) - 2.0 * np.log(2.0)) / 4.0;
    assert!(best < last_loss("symmetric"));
    assert!(last_loss("nudged") < 0.01);
}

#[test]
fn a_centered_network_has_weighted_sums_around_0() {
    let np = Numpy::DOCUMENT_003;
    let (x, target) = samples();
    let random = TwoLayer::random(&mut RandomState::seed(42));
    let network = centered(np, random.clone(), &x);
    assert_eq!((&network.w1, &network.w2), (&random.w1, &random.w2));
    let z1 = network.forward(np, &x, &target).z1;
    // Two products, a sum and a bias, each of at most 4 and rounded to 2⁻⁵³.
    let sums = np.sum_rows(&z1);
    assert!(sums.iter().all(|sum| sum.abs() < 1e-14), "{sums}");
    assert!(last_loss("unsaturated") < last_loss("two-layer"));
}
