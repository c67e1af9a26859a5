//! Properties of chapter 4's gradients.

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

/// The sum over the neurons, the product and the dense layer round alike if the
/// product adds one term after the other.
#[test]
fn three_ways_to_compute_the_input_gradient_agree_bit_for_bit() {
    let mut random = RandomState::seed(3);
    let dz: Array1<f64> = random.randn(5); // (5,)
    let w: Array2<f64> = random.randn((7, 5)); // (7, 5)
    let layer = DenseLayer { w, b: Array2::zeros((1, 5)) };
    let x = Array2::zeros((1, 7));
    let dz_row = dz.clone().insert_axis(Axis(0)); // (1, 5)
    let sum = by_sum(&dz, &layer.w);
    assert_eq!(bits(&sum), bits(&by_product(NP, &dz, &layer.w)));
    let dx = layer.backward(NP, &x, &dz_row).dx;
    assert_eq!(bits(&sum), bits(&dx));
}

/// Every chain and input of which one number is moved by the step, up or down.
fn moved(chain: &Chain, x: &Array2<f64>) -> Vec<(Chain, Array2<f64>)> {
    let mut all = Vec::new();
    let parameters: Array1<f64> = chain.parameters().collect();
    for step in [H, -H] {
        for n in 0..parameters.len() {
            let mut moved = parameters.clone();
            moved[n] += step;
            all.push((chain.with(&moved), x.clone()));
        }
        for n in 0..x.len() {
            let mut moved = x.clone();
            *moved.iter_mut().nth(n).expect("an input") += step;
            all.push((chain.clone(), moved));
        }
    }
    all
}

/// Central differences are exact for a parabola, which the loss is as long as
/// every z stays on its side of 0.
#[test]
fn no_relu_changes_sides_within_the_step() {
    let (x, chain) = chapter_04::runs::start();
    let open_relus = |chain: &Chain, x: &Array2<f64>| {
        let forward = chain.forward(NP, x);
        let open = |z: &Array2<f64>| z.mapv(|z| 0.0 < z);
        (open(&forward.z1), open(&forward.z2))
    };
    let open = open_relus(&chain, &x);
    let shut = |z: &Array2<bool>| z.iter().filter(|open| !**open).count();
    assert_eq!((shut(&open.0), shut(&open.1)), (1, 1), "one in each layer");
    for (chain, x) in moved(&chain, &x) {
        assert_eq!(open_relus(&chain, &x), open);
    }
}

/// Nor is a number of the run rounded when the step is added to it or
/// subtracted from it.
#[test]
fn the_step_is_added_without_rounding() {
    let (x, chain) = chapter_04::runs::start();
    for p in chain.parameters().chain(x) {
        assert_eq!((p + H) - p, H, "{p}");
        assert_eq!(p - (p - H), H, "{p}");
    }
}

/// Samples add up: a batch's gradients with respect to the parameters are the
/// sums of those of its rows. Those with respect to the inputs are its rows.
#[test]
fn the_gradients_of_a_batch_are_the_sums_of_those_of_its_samples() {
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
    // The biases of the second layer still learn.
    assert_ne!(backward.second.db, array![[0.0, 0.0]]);
}
