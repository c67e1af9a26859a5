//! What chapter 4 says of its gradients.

use chapter_04::chain::Chain;
use chapter_04::dense_layer::DenseLayer;
use chapter_04::difference::H;
use chapter_04::input_gradient::{by_product, by_sum};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::{Array1, Array2, Axis, array};

const NP: Numpy = Numpy::with_order(Order::Sequential);

fn bits<'a>(x: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    x.into_iter().map(|x| x.to_bits()).collect()
}

/// The sum over the neurons, the product and the dense layer round alike where
/// the product adds one term after the other.
#[test]
fn the_three_ways_to_the_input_gradient_agree_bit_for_bit() {
    let mut random = RandomState::seed(3);
    let dz: Array1<f64> = random.randn(5); // (5,)
    let w: Array2<f64> = random.randn((5, 7)); // (5, 7)
    let transposed = DenseLayer {
        w: w.t().as_standard_layout().into_owned(), // (7, 5)
        b: Array2::zeros((1, 5)),
    };
    let x = Array2::zeros((1, 7));
    let dz_row = dz.clone().insert_axis(Axis(0)); // (1, 5)
    let sum = by_sum(&dz, &w);
    assert_eq!(bits(&sum), bits(&by_product(NP, &dz, &w)));
    let dx = transposed.backward(NP, &x, &dz_row).dx;
    assert_eq!(bits(&sum), bits(&dx));
}

/// The difference quotients of the run take the loss for a parabola, which it
/// is as long as every z stays on its side of 0.
#[test]
fn no_relu_changes_sides_within_the_step() {
    let find = |name: &str| {
        let record = chapter_04::CHAPTER.runs[0].record();
        let event = record.find(name, None).expect("an event").clone();
        let notebook::Value::Array(array) = event.value else {
            panic!("{name} is no array")
        };
        array.iter().copied().collect::<Vec<_>>()
    };
    // One number is moved at a time. A z moves by the step times what
    // multiplies that number on its way: an input, a weight of either layer
    // or a product of the two, all below 4.1, or an output of the first layer.
    let largest_a1 = find("a1")
        .into_iter()
        .fold(4.1, |most, a| if most < a { a } else { most });
    let reach = H * (largest_a1 + 0.1);
    for z in find("z1").into_iter().chain(find("z2")) {
        assert!(reach < z.abs(), "{z} lies within {reach} of 0");
    }
}

/// Samples add up: a batch's gradients by the parameters are the sums of those
/// of its rows, and its gradients by the inputs stand row by row.
#[test]
fn a_batch_is_the_sum_of_its_samples() {
    let mut random = RandomState::seed(5);
    let layer = DenseLayer { w: random.randn((3, 2)), b: random.randn((1, 2)) };
    let x: Array2<f64> = random.randn((2, 3)); // (2, 3)
    let dz: Array2<f64> = random.randn((2, 2)); // (2, 2)
    let row =
        |a: &Array2<f64>, i: usize| a.row(i).to_owned().insert_axis(Axis(0));
    let batch = layer.backward(NP, &x, &dz);
    let rows: Vec<_> =
        (0..2).map(|i| layer.backward(NP, &row(&x, i), &row(&dz, i))).collect();
    assert_eq!(bits(&batch.dw), bits(&(&rows[0].dw + &rows[1].dw)));
    assert_eq!(bits(&batch.db), bits(&(&rows[0].db + &rows[1].db)));
    for (i, gradients) in rows.iter().enumerate() {
        assert_eq!(bits(&row(&batch.dx, i)), bits(&gradients.dx));
    }
}

/// A dead layer passes nothing back.
#[test]
fn a_dead_layer_passes_back_zeros() {
    let dead = DenseLayer {
        w: array![[-1.0], [-1.0]], // (2, 1)
        b: array![[0.0]],          // (1, 1)
    };
    let alive = DenseLayer {
        w: array![[1.0, 2.0]], // (1, 2)
        b: array![[0.5, 0.5]], // (1, 2)
    };
    let chain = Chain { first: dead, second: alive };
    let x = array![[1.0, 1.0]]; // (1, 2)
    let forward = chain.forward(NP, &x);
    let backward = chain.backward(NP, &x, &forward);
    assert_eq!(backward.first.dx, array![[0.0, 0.0]]);
    assert_eq!(backward.first.dw, array![[0.0], [0.0]]);
    // Its bias still lets the second layer learn.
    assert_ne!(backward.second.db, array![[0.0, 0.0]]);
}
