//! Properties of softmax and the ReLU.

use chapter_05::activations::{relu, softmax};
use mini_numpy::{Float, Numpy, Order, RandomState};
use ndarray::{Array2, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

fn bits<T: Float>(x: &Array2<T>) -> Vec<u64> {
    x.iter().map(|&x| x.into().to_bits()).collect()
}

/// With c classes and the unit roundoff u, the relative error of the computed
/// sum of the exponentials is at most (c − 1)·u, a quotient adds u, and the sum
/// of the probabilities adds (c − 1)·u: (2c − 1)·u in all, and one u more to
/// cover its squares.
fn rows_add_up_to_1<T: Float>(u: f64) {
    for (classes, roundings) in [(1, 2.0), (2, 4.0), (3, 6.0), (20, 40.0)] {
        let mut random = RandomState::seed(17);
        let z = random.randn((40, classes)).mapv(|x| T::nearest(4.0 * x));
        let p = softmax(NP, &z);
        assert!(p.iter().all(|&p| T::zero() <= p && p <= T::one()));
        for sum in NP.sum_columns(&p) {
            let error = (sum.into() - 1.0).abs();
            assert!(error <= roundings * u, "{classes} classes: {sum}");
        }
    }
}

#[test]
fn the_probabilities_of_a_row_add_up_to_1() {
    rows_add_up_to_1::<f64>(f64::EPSILON / 2.0);
    rows_add_up_to_1::<f32>(f64::from(f32::EPSILON) / 2.0);
}

/// e¹⁰⁰⁰ overflows 64 bits, and e¹⁰⁰ overflows 32.
#[test]
fn large_entries_do_not_overflow() {
    let small = array![[1.0, 0.0, -1000.0_f64]];
    let p = softmax(NP, &small);
    assert_eq!(bits(&softmax(NP, &(&small + 1000.0))), bits(&p));
    assert!(p.iter().all(|p| p.is_finite()));
    assert_eq!(p[[0, 2]], 0.0);

    let small = small.mapv(f32::nearest);
    let p = softmax(NP, &small);
    assert_eq!(bits(&softmax(NP, &(&small + 1000.0))), bits(&p));
    assert_eq!(bits(&softmax(NP, &(&small + 100.0))), bits(&p));
    assert!(p.iter().all(|p| p.is_finite()));
    assert_eq!(p[[0, 2]], 0.0);
}

#[test]
fn the_largest_floats_do_not_overflow() {
    let p = softmax(NP, &array![[f64::MAX, f64::MIN, f64::MAX]]);
    assert_eq!(p, array![[0.5, 0.0, 0.5]]);
    let p = softmax(NP, &array![[f32::MAX, f32::MIN, f32::MAX]]);
    assert_eq!(p, array![[0.5, 0.0, 0.5]]);
}

#[test]
fn equal_entries_have_equal_probabilities() {
    for z in [0.0, 0.1, -300.0, 1e6] {
        let third = 1.0 / 3.0;
        let p = softmax(NP, &array![[z, z, z]]);
        assert_eq!(p, array![[third, third, third]], "z = {z}");
        let z = f32::nearest(z);
        let third = 1.0_f32 / 3.0;
        let p = softmax(NP, &array![[z, z, z]]);
        assert_eq!(p, array![[third, third, third]], "z = {z}");
    }
}

/// The entries are multiples of 2⁻¹⁰ below 2¹⁰, so adding the shift is exact.
#[test]
fn a_row_shifted_by_a_constant_has_the_same_probabilities() {
    let mut random = RandomState::seed(19);
    let z: Array2<f64> = random.randn((20, 3));
    let z = z.mapv(|z| (z * 1024.0).round() / 1024.0);
    for shift in [1.0, -7.5, 512.25] {
        assert_eq!(bits(&softmax(NP, &(&z + shift))), bits(&softmax(NP, &z)));
        let single = z.mapv(f32::nearest);
        let shifted = &single + f32::nearest(shift);
        let p = softmax(NP, &single);
        assert_eq!(bits(&softmax(NP, &shifted)), bits(&p));
    }
}

#[test]
fn a_nan_stays_in_its_row() {
    let z = array![[1.0, f64::NAN], [0.0, 0.0], [f64::INFINITY, 0.0]];
    let p = softmax(NP, &z);
    assert!(p.row(0).iter().all(|p| p.is_nan()));
    assert_eq!(p.row(1), array![0.5, 0.5]);
    assert!(p[[2, 0]].is_nan(), "∞ − ∞");
}

#[test]
fn the_relu_keeps_positive_entries_and_nan() {
    let a = relu(NP, &array![[-1.0, 0.0, 2.5, f64::NEG_INFINITY, f64::NAN]]);
    assert_eq!(a.as_slice().expect("a row")[..4], [0.0, 0.0, 2.5, 0.0]);
    assert!(a[[0, 4]].is_nan());
    let a = relu(NP, &array![[-1.0_f32, 2.5, f32::NAN]]);
    assert_eq!(a.as_slice().expect("a row")[..2], [0.0, 2.5]);
    assert!(a[[0, 2]].is_nan());
}
