//! What counts as a right prediction.

use chapter_05::accuracy::accuracy;
use chapter_05::labels::Labels;
use mini_numpy::{Float, Numpy, Order};
use ndarray::{Array2, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The accuracy, after checking that it is the same in 64 and in 32 bits.
fn of(p: &Array2<f64>, y: &[usize]) -> f64 {
    let y = y.iter().copied().collect();
    let labels = Labels::sparse(&y, p.dim()).expect("labels");
    let single = p.mapv(f32::nearest);
    let accuracy_in_32 = accuracy(NP, &single, &labels);
    let accuracy = accuracy(NP, p, &labels);
    assert_eq!(accuracy.to_bits(), accuracy_in_32.to_bits());
    accuracy
}

#[test]
fn the_accuracy_is_the_fraction_of_the_rows_that_are_right() {
    let p = array![[0.75, 0.25], [0.25, 0.75], [0.5, 0.25], [0.0, 1.0]];
    assert_eq!(of(&p, &[0, 1, 0, 1]), 1.0);
    assert_eq!(of(&p, &[0, 1, 0, 0]), 0.75);
    assert_eq!(of(&p, &[1, 0, 1, 0]), 0.0);
}

#[test]
fn the_first_of_equal_probabilities_is_the_prediction() {
    let third = 1.0 / 3.0;
    let p = array![[third, third, third], [0.25, 0.375, 0.375]];
    assert_eq!(of(&p, &[0, 1]), 1.0);
    assert_eq!(of(&p, &[1, 2]), 0.0);
}

#[test]
fn the_first_nan_of_a_row_is_the_prediction() {
    let p = array![[0.5, f64::NAN, f64::NAN], [f64::NAN, 1.0, 0.0]];
    assert_eq!(of(&p, &[1, 0]), 1.0);
    assert_eq!(of(&p, &[0, 1]), 0.0);
    assert_eq!(of(&p, &[2, 1]), 0.0);
}

#[test]
fn the_accuracy_on_no_samples_is_nan() {
    assert!(of(&Array2::zeros((0, 2)), &[]).is_nan());
}

#[test]
#[should_panic(expected = "the labels are for other predictions")]
fn labels_of_other_classes_are_refused() {
    let labels = Labels::sparse(&array![0, 1], (2, 2)).expect("labels");
    let _ = accuracy(NP, &Array2::<f64>::zeros((2, 3)), &labels);
}
