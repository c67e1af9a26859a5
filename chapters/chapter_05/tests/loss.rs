//! The loss, for labels of both kinds.

use chapter_05::activations::softmax;
use chapter_05::labels::Labels;
use chapter_05::loss::{CategoricalCrossEntropy, Loss};
use mini_numpy::{Float, Numpy, Order, RandomState};
use ndarray::{Array1, Array2, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

/// The bits of a float of either type, widened to 64 bits, which is exact.
fn bits<T: Float>(x: T) -> u64 {
    x.into().to_bits()
}

/// Probabilities of 50 samples and 4 classes, and a class for each sample.
fn drawn<T: Float>() -> (Array2<T>, Array1<usize>) {
    let mut random = RandomState::seed(11);
    let z = random.randn((50, 4)).mapv(|x| T::nearest(3.0 * x));
    let y = (0..50).map(|i| i * i % 4).collect();
    (softmax(NP, &z), y)
}

/// `-np.log(np.sum(np.clip(p, 1e-7, 1 - 1e-7) * y, axis=1))`, as the notes
/// write it for one-hot labels.
fn literal<T: Float>(p: &Array2<T>, y: &Array2<T>) -> Array1<T> {
    let clipped = NP.clip(p, T::nearest(1e-7), T::nearest(1.0 - 1e-7));
    let own = NP.sum_columns(&(clipped * y)); // (samples, 1)
    -NP.log(&own.column(0))
}

fn one_hot_and_sparse_agree<T: Float>() {
    let (p, y) = drawn::<T>();
    let sparse = Labels::sparse(&y, p.dim()).expect("labels");
    let matrix = sparse.to_one_hot::<T>();
    let one_hot = Labels::one_hot(&matrix, p.dim()).expect("one-hot rows");
    let literal = literal(&p, &matrix);
    let by_sparse = CategoricalCrossEntropy.forward(NP, &p, &sparse);
    let by_one_hot = CategoricalCrossEntropy.forward(NP, &p, &one_hot);
    for row in 0..p.nrows() {
        assert_eq!(bits(by_sparse[row]), bits(literal[row]), "row {row}");
        assert_eq!(bits(by_one_hot[row]), bits(literal[row]), "row {row}");
    }
    let mean = NP.mean(&literal);
    for labels in [sparse, one_hot] {
        let loss = CategoricalCrossEntropy.calculate(NP, &p, &labels);
        assert_eq!(bits(loss), bits(mean));
    }
}

#[test]
fn sparse_and_one_hot_labels_give_the_bits_of_the_notes_formula() {
    one_hot_and_sparse_agree::<f64>();
    one_hot_and_sparse_agree::<f32>();
}

/// NumPy adds so few losses from first to last.
#[test]
fn the_loss_is_the_mean_of_the_samples_losses() {
    let p = array![[0.25, 0.75], [0.5, 0.5], [0.1, 0.9]];
    let labels = Labels::sparse(&array![0, 1, 1], p.dim()).expect("labels");
    let losses = CategoricalCrossEntropy.forward(NP, &p, &labels);
    assert_eq!(losses, -NP.log(array![0.25, 0.5, 0.9]));
    let loss = CategoricalCrossEntropy.calculate(NP, &p, &labels);
    assert_eq!(loss, (losses[0] + losses[1] + losses[2]) / 3.0);
}

/// The loss of a sample whose class has the probability p.
fn loss_at<T: Float>(p: T) -> T {
    let p = array![[p, T::one() - p]];
    let labels = Labels::sparse(&array![0], p.dim()).expect("labels");
    CategoricalCrossEntropy.calculate(NP, &p, &labels)
}

#[test]
fn a_probability_of_0_is_clipped_to_a_ten_millionth() {
    assert_eq!(loss_at(0.0), -NP.log(1e-7_f64));
    assert_eq!(loss_at(0.0_f32), -NP.log(1e-7_f32));
    assert_eq!(loss_at(1e-300), -NP.log(1e-7_f64));
    assert_eq!(loss_at(1e-30_f32), -NP.log(1e-7_f32));
}

#[test]
fn a_probability_of_1_leaves_a_positive_loss() {
    assert_eq!(loss_at(1.0), -NP.log(1.0_f64 - 1e-7));
    assert!(0.0 < loss_at(1.0));
    // 1 − 10⁻⁷ lies between 1 − 2·2⁻²⁴ and 1 − 2⁻²⁴, closer to the first.
    assert_eq!(loss_at(1.0_f32), -NP.log(1.0 - f32::EPSILON));
    assert!(0.0 < loss_at(1.0_f32));
}

#[test]
fn probabilities_between_the_bounds_are_not_clipped() {
    for p in [2e-7_f64, 0.1, 0.5, 1.0 - 2e-7] {
        assert_eq!(loss_at(p), -NP.log(p));
    }
}

#[test]
fn the_loss_of_a_nan_or_of_no_samples_is_nan() {
    assert!(loss_at(f64::NAN).is_nan());
    assert!(loss_at(f32::NAN).is_nan());
    let nothing = Array2::<f64>::zeros((0, 3));
    let labels = Labels::sparse(&array![], (0, 3)).expect("labels");
    let loss = CategoricalCrossEntropy.calculate(NP, &nothing, &labels);
    assert!(loss.is_nan());
}

#[test]
#[should_panic(expected = "the labels are for other predictions")]
fn labels_for_other_predictions_are_refused() {
    let labels = Labels::sparse(&array![0], (1, 2)).expect("labels");
    let p = array![[0.25, 0.25, 0.5]];
    let _ = CategoricalCrossEntropy.calculate(NP, &p, &labels);
}
