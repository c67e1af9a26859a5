//! Facts that chapter 6 states about its gradients.

use chapter_04::dense_layer::DenseLayer;
use chapter_05::activations::softmax;
use chapter_05::labels::Labels;
use chapter_06::network::{Backward, Network, relu_backward};
use chapter_06::softmax_gradient::{by_jacobian, combined, jacobian};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array1, Array2, Axis, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The unit roundoff u: rounding changes a number by at most u times it.
const U: f64 = f64::EPSILON / 2.0;

fn bits<'a>(x: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    x.into_iter().map(|x| x.to_bits()).collect()
}

/// The probabilities of 100 samples, and labels for them.
fn drawn(classes: usize) -> (Array2<f64>, Labels) {
    let mut random = RandomState::seed(29);
    let z = random.randn((100, classes)) * 3.0;
    let y: Array1<usize> = (0..100).map(|i| i * i % classes).collect();
    (softmax(NP, &z), Labels::sparse(&y, (100, classes)).expect("labels"))
}

/// Both are (p − y)/N of the same p. The single step rounds the difference and
/// the quotient: 2. The other way rounds 1/p, its quotient by N, a product of
/// two probabilities, the difference p − p² and the product of the derivatives,
/// and these terms add up to (p + y)/N: 5. One more covers the squares of u and
/// the rounding of the bound.
#[test]
fn the_two_ways_back_through_softmax_agree_within_8_roundings() {
    for classes in [2, 3, 10] {
        let (p, labels) = drawn(classes);
        let y = labels.to_one_hot::<f64>();
        let one_step = combined(&p, &labels);
        for order in Order::ALL {
            let np = Numpy::with_order(order);
            let differences = (by_jacobian(np, &p, &labels) - &one_step).abs();
            let tolerance = 8.0 * U * (&p + &y) / 100.0;
            for (difference, tolerance) in differences.iter().zip(&tolerance) {
                assert!(
                    difference <= tolerance,
                    "{difference} exceeds {tolerance}"
                );
            }
        }
    }
}

#[test]
fn the_jacobian_of_softmax_is_symmetric() {
    let (p, _) = drawn(4);
    for p in p.outer_iter() {
        let jacobian = jacobian(NP, &p.to_owned());
        assert_eq!(bits(&jacobian), bits(jacobian.t()));
    }
}

/// A row of the Jacobian adds up to pᵢ·(1 − Σpⱼ), which is 0 in exact
/// arithmetic. With c classes, the error of Σpⱼ is at most c·u: c − 1 roundings
/// of the sum that they were divided by, and the rounding of the quotients. The
/// absolute values of the terms add up to at most pᵢ·(1 + Σpⱼ) = 2pᵢ, and each
/// term is rounded twice itself and c − 1 times in the sum. This makes 3c + 2
/// roundings, and one more covers the squares of u.
#[test]
fn the_rows_of_the_jacobian_add_up_to_0() {
    let (p, _) = drawn(4);
    for p in p.outer_iter() {
        let jacobian = jacobian(NP, &p.to_owned());
        for (sum, p) in NP.sum_columns(&jacobian).iter().zip(&p) {
            assert!(sum.abs() <= (3.0 * 4.0 + 2.0 + 1.0) * U * p, "{sum}");
        }
    }
}

/// Link by link, the slope of the logarithm of 0 is infinite.
#[test]
fn with_a_probability_of_0_only_the_single_step_is_finite() {
    let p = array![[0.0, 1.0], [0.5, 0.5]];
    for (own, dz) in [(0, [-0.5, 0.5]), (1, [0.0, 0.0])] {
        let labels = Labels::sparse(&array![own, 0], p.dim()).expect("labels");
        assert_eq!(combined(&p, &labels).row(0), Array1::from_iter(dz));
        let by_jacobian = by_jacobian(NP, &p, &labels);
        assert!(by_jacobian.row(0).iter().all(|dz| dz.is_nan()));
        assert_eq!(by_jacobian.row(1), array![-0.25, 0.25]);
    }
}

#[test]
fn the_relu_passes_gradients_back_only_for_positive_inputs() {
    let da = array![[1.5, -2.5, 3.5, f64::INFINITY]];
    let z = array![[1e-300, 2.0, -1.0, 0.0]];
    let expected = array![[1.5, -2.5, 0.0, 0.0]];
    assert_eq!(relu_backward(&da, &z), expected);
}

fn network(inputs: usize, hidden: usize, classes: usize) -> Network {
    let mut random = RandomState::seed(31);
    let mut layer = |m, n| {
        let w = random.randn((m, n));
        DenseLayer { w, b: random.randn((1, n)) }
    };
    Network { first: layer(inputs, hidden), second: layer(hidden, classes) }
}

fn backward(network: &Network, x: &Array2<f64>, labels: &Labels) -> Backward {
    let forward = network.forward(NP, x, labels);
    network.backward(NP, x, labels, &forward)
}

/// Division by 2 is exact.
#[test]
fn the_gradient_of_two_samples_is_the_mean_of_their_gradients() {
    let network = network(2, 5, 3);
    let mut random = RandomState::seed(37);
    let x: Array2<f64> = random.randn((2, 2)); // (2, 2)
    let labels = Labels::sparse(&array![2, 0], (2, 3)).expect("labels");
    let batch = backward(&network, &x, &labels);
    let [one, other] = [0, 1].map(|i| {
        let x = x.row(i).to_owned().insert_axis(Axis(0));
        let y = array![labels.classes()[i]];
        let labels = Labels::sparse(&y, (1, 3)).expect("labels");
        backward(&network, &x, &labels)
    });
    let means = one.arrays().into_iter().zip(other.arrays());
    for (batch, (one, other)) in batch.arrays().into_iter().zip(means) {
        assert_eq!(bits(batch), bits(&((one + other) / 2.0)));
    }
}

/// Hidden neurons that are inactive for every sample do not learn; the biases
/// of the output layer still do.
#[test]
fn a_dead_hidden_layer_passes_nothing_back() {
    let Network { mut first, second } = network(2, 5, 3);
    first.b.fill(-100.0);
    let network = Network { first, second };
    let x = array![[0.5, -0.5], [1.0, 0.25]]; // (2, 2)
    let labels = Labels::sparse(&array![1, 2], (2, 3)).expect("labels");
    let Backward { first, second } = backward(&network, &x, &labels);
    for zeros in [first.dw, first.db, first.dx, second.dw] {
        assert!(zeros.iter().all(|dp| *dp == 0.0));
    }
    assert!(second.db.iter().all(|db| *db != 0.0));
}

#[test]
fn the_gradient_has_an_array_of_the_same_shape_for_each_parameter() {
    let network = network(2, 5, 3);
    let x = array![[0.5, -0.5]];
    let labels = Labels::sparse(&array![1], (1, 3)).expect("labels");
    let backward = backward(&network, &x, &labels);
    let pairs = network.arrays().into_iter().zip(backward.arrays());
    for (p, dp) in pairs {
        assert_eq!(p.dim(), dp.dim());
    }
    assert_eq!(network.parameters().count(), backward.gradients().count());
}

#[test]
#[should_panic(expected = "the labels are for other predictions")]
fn the_single_step_refuses_labels_of_other_samples() {
    let (p, _) = drawn(3);
    let labels = Labels::sparse(&array![0], (1, 3)).expect("labels");
    let _ = combined(&p, &labels);
}

#[test]
#[should_panic(expected = "the labels are for other predictions")]
fn the_jacobians_refuse_labels_of_other_samples() {
    let (_, labels) = drawn(3);
    let _ = by_jacobian(NP, &Array2::ones((1, 3)), &labels);
}
