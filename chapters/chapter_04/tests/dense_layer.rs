//! Compares the layer in 32 bits, as under nnfs, with the layer in 64 bits.
//!
//! `tests/derivatives` at the root of the repository checks the gradients in 64
//! bits. Here those in 32 bits are compared with them.

use chapter_04::dense_layer::{DenseGradients, DenseLayer};
use mini_numpy::{Float, Numpy, Order, RandomState};
use ndarray::Array2;

/// A layer, its inputs and ∂loss/∂z, in 32 bits.
struct Case {
    layer: DenseLayer<f32>,
    x: Array2<f32>,  // (samples, inputs)
    dz: Array2<f32>, // (samples, neurons)
}

/// Layers with one to five inputs and neurons, and one to nine samples.
fn cases() -> impl Iterator<Item = Case> {
    let mut random = RandomState::seed(23);
    let sizes = (1..=5).flat_map(|n| (1..=5).map(move |m| (n, m)));
    let sizes = sizes.flat_map(|(n, m)| [1, 2, 5, 9].map(|s| (s, n, m)));
    sizes.map(move |(samples, inputs, neurons)| {
        let mut draw = |m, n| random.randn((m, n)).mapv(f32::nearest);
        let w = draw(inputs, neurons);
        let b = draw(1, neurons);
        let x = draw(samples, inputs);
        let dz = draw(samples, neurons);
        Case { layer: DenseLayer { w, b }, x, dz }
    })
}

fn widened(x: &Array2<f32>) -> Array2<f64> {
    x.mapv(f64::from)
}

fn bits(x: &Array2<f32>) -> Vec<u32> {
    x.iter().map(|x| x.to_bits()).collect()
}

/// The nearest 32-bit floats.
fn rounded(x: &Array2<f64>) -> Array2<f32> {
    x.mapv(f32::nearest)
}

/// The gradients in 32 bits under nnfs, and in 64 bits without it.
fn both(
    case: &Case, order: Order,
) -> (DenseGradients<f32>, DenseGradients<f64>) {
    let np = Numpy::with_order(order);
    let Case { layer, x, dz } = case;
    let wide = DenseLayer { w: widened(&layer.w), b: widened(&layer.b) };
    (
        layer.backward(np.under_nnfs(), x, dz),
        wide.backward(np, &widened(x), &widened(dz)),
    )
}

/// nnfs sums products in 64 bits, and rounds the sum once.
#[test]
fn dw_and_dx_in_32_bits_are_those_in_64_rounded_once() {
    for case in cases() {
        for order in Order::ALL {
            let (single, double) = both(&case, order);
            assert_eq!(bits(&single.dw), bits(&rounded(&double.dw)));
            assert_eq!(bits(&single.dx), bits(&rounded(&double.dx)));
        }
    }
}

/// The rows of dz are added up in 32 bits: with s samples, s − 1 roundings of
/// at most 2⁻²⁴ of the sum of the absolute values. One more allows for
/// their squares, and for the sum in 64 bits.
#[test]
fn db_in_32_bits_is_that_in_64_within_the_rounding_of_its_sums() {
    let u = f64::from(f32::EPSILON) / 2.0;
    for case in cases() {
        let (single, double) = both(&case, Order::Sequential);
        let np = Numpy::with_order(Order::Sequential);
        let magnitude = np.sum_rows(&widened(&case.dz).mapv(f64::abs));
        let samples = u32::try_from(case.dz.nrows()).expect("at most nine");
        let differences = (widened(&single.db) - double.db).mapv(f64::abs);
        for (difference, magnitude) in differences.iter().zip(&magnitude) {
            let tolerance = f64::from(samples) * u * magnitude;
            assert!(
                *difference <= tolerance,
                "{difference} exceeds {tolerance}"
            );
        }
    }
}

/// The bias is added in 32 bits.
#[test]
fn z_in_32_bits_rounds_the_product_and_then_the_sum() {
    for case in cases() {
        let Case { layer, x, .. } = &case;
        for order in Order::ALL {
            let np = Numpy::with_order(order);
            let z = layer.forward(np.under_nnfs(), x);
            let product = np.dot(&widened(x), &widened(&layer.w));
            assert_eq!(bits(&z), bits(&(rounded(&product) + &layer.b)));
        }
    }
}

#[test]
fn gradient_descent_steps_against_the_gradient() {
    let mut layer = DenseLayer::<f32>::random(&mut RandomState::seed(3), 2, 2);
    let before = layer.clone();
    let gradients = DenseGradients {
        dw: Array2::from_elem((2, 2), 2.0),
        db: Array2::from_elem((1, 2), -1.0),
        dx: Array2::zeros((1, 2)),
    };
    layer.descend(&gradients, 0.5);
    assert_eq!(layer.w, before.w - 1.0);
    assert_eq!(layer.b, before.b + 0.5);
}

/// In 32 bits, the normal numbers are rounded before they are multiplied.
#[test]
fn a_layer_starts_with_small_normal_weights_and_biases_of_0() {
    let layer = DenseLayer::<f32>::random(&mut RandomState::seed(5), 3, 4);
    let normal: Array2<f64> = RandomState::seed(5).randn((3, 4));
    assert_eq!(bits(&layer.w), bits(&(rounded(&normal) * 0.01)));
    assert_eq!(bits(&layer.b), [0; 4]);
    let layer = DenseLayer::<f64>::random(&mut RandomState::seed(5), 3, 4);
    assert_eq!(layer.w, normal * 0.01);
    assert_eq!(layer.b, Array2::<f64>::zeros((1, 4)));
}

/// ndarray alone would broadcast a gradient of one entry.
#[test]
#[should_panic(expected = "another layer's")]
fn a_gradient_of_another_layer_is_refused() {
    let mut layer = DenseLayer::<f64>::random(&mut RandomState::seed(5), 2, 3);
    let one = Array2::ones((1, 1));
    let gradients =
        DenseGradients { dw: one.clone(), db: one.clone(), dx: one };
    layer.descend(&gradients, 0.5);
}

#[test]
#[should_panic(expected = "a bias a neuron")]
fn biases_of_more_than_one_row_are_refused() {
    let b = Array2::zeros((4, 3));
    let layer = DenseLayer { w: Array2::<f64>::zeros((2, 3)), b };
    let np = Numpy::with_order(Order::Sequential);
    let _ = layer.forward(np, &Array2::zeros((1, 2)));
}
