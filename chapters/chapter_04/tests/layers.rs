//! A list of layers computes what the chapters wrote by hand, bit for bit.

use chapter_03::two_layer::TwoLayer;
use chapter_04::chain::Chain;
use chapter_04::dense_layer::DenseLayer;
use chapter_04::five_layers::{self, STEP};
use chapter_04::layers::{Gradients, Layers, Relu, Sigmoid};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::Array2;

fn bits<'a>(x: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    x.into_iter().map(|x| x.to_bits()).collect()
}

/// The bits of the gradients of all parameters, in the order of the list.
fn of_parameters(gradients: &[Gradients]) -> Vec<u64> {
    let arrays = gradients.iter().flat_map(|layer| &layer.parameters);
    bits(arrays.flatten())
}

#[test]
fn four_layers_in_a_list_are_the_chain_bit_for_bit() {
    let (x, chain) = chapter_04::runs::start();
    for order in Order::ALL {
        let np = Numpy::with_order(order);
        let forward = chain.forward(np, &x);
        let backward = chain.backward(np, &x, &forward);
        let Chain { first, second } = chain.clone();
        let layers = Layers(vec![
            Box::new(first),
            Box::new(Relu),
            Box::new(second),
            Box::new(Relu),
        ]);
        let values = layers.forward(np, &x);
        assert_eq!(bits(&values[4]), bits(&forward.a2));
        let da = Array2::from_elem((1, 3), 2.0 * forward.y);
        let gradients = layers.backward(np, &values, &da);
        let expected: Vec<_> = backward.gradients().collect();
        assert_eq!(of_parameters(&gradients), bits(&expected));
        assert_eq!(bits(&gradients[0].dx), bits(&backward.first.dx));
    }
}

/// Chapter 3 differentiates the sum of the losses of its two samples. Half of
/// its dz₂ belongs to their mean, and makes half of every gradient.
#[test]
fn three_layers_in_a_list_are_chapter_3_up_to_its_factor() {
    let np = Numpy::DOCUMENT_003;
    let (x, target) = chapter_03::runs::samples();
    let network = TwoLayer::random(&mut RandomState::seed(42));
    let forward = network.forward(np, &x, &target);
    let backward = network.backward(np, &x, &target, &forward);
    let TwoLayer { w1, b1, w2, b2 } = network;
    let layers = Layers(vec![
        Box::new(DenseLayer { w: w1, b: b1 }),
        Box::new(Sigmoid),
        Box::new(DenseLayer { w: w2, b: b2 }),
    ]);
    let values = layers.forward(np, &x);
    for (value, by_hand) in
        values[1..].iter().zip([&forward.z1, &forward.a1, &forward.z2])
    {
        assert_eq!(bits(value), bits(by_hand));
    }
    for factor in [1.0, 0.5] {
        let dz2 = factor * &backward.dz2;
        let gradients = layers.backward(np, &values, &dz2);
        let expected = backward.gradients().map(|x| factor * x);
        let expected: Vec<_> = expected.collect();
        assert_eq!(of_parameters(&gradients), bits(&expected));
    }
}

/// The tolerance of the run takes the loss for smooth between its steps.
#[test]
fn no_relu_of_the_five_layers_changes_sides_within_the_steps() {
    let np = Numpy::with_order(Order::Sequential);
    let (x, parameters) = five_layers::start();
    let open = |parameters: &[Array2<f64>; 6], x: &Array2<f64>| {
        let layers = five_layers::five_layers(parameters.clone());
        layers.forward(np, x)[1].mapv(|z| 0.0 < z)
    };
    let unmoved = open(&parameters, &x);
    for step in [2.0 * STEP, -2.0 * STEP] {
        for k in 0..parameters.len() {
            for n in 0..parameters[k].len() {
                let mut moved = parameters.clone();
                *moved[k].iter_mut().nth(n).expect("an entry") += step;
                assert_eq!(open(&moved, &x), unmoved);
            }
        }
        for n in 0..x.len() {
            let mut moved = x.clone();
            *moved.iter_mut().nth(n).expect("an input") += step;
            assert_eq!(open(&parameters, &moved), unmoved);
        }
    }
}

#[test]
fn an_empty_list_passes_everything_on() {
    let np = Numpy::with_order(Order::Sequential);
    let x = Array2::from_elem((2, 3), 1.5);
    let layers = Layers(Vec::new());
    assert_eq!(layers.forward(np, &x), std::slice::from_ref(&x));
    let gradients = layers.backward(np, std::slice::from_ref(&x), &x);
    assert!(gradients.is_empty());
}
