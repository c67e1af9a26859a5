//! Chapter 7: the gradients of a network of three layers, with any of the
//! activation functions.

use std::ops::RangeInclusive;

use chapter_04::dense_layer::{DenseGradients, DenseLayer};
use chapter_05::labels::Labels;
use chapter_07::activation::Activation;
use chapter_07::network::{Deep, Forward};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;
use proptest::sample::select;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    U, agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{
    every_numpy, for_random, labels, matrix, multiple, numpy, real,
};
use crate::networks::{self, Pass};
use crate::softmax;

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    network: Deep,  // two hidden layers
    x: Array2<f64>, // (samples, inputs)
    labels: Labels,
}

/// The largest possible entry: 1/2, moved by up to 2⁻⁴.
const LARGEST: f64 = 0.5 + 1.0 / 16.0;

/// The parameters of each layer.
const PARAMETERS: [[Variable; 2]; 3] = [
    [Variable::W1, Variable::B1],
    [Variable::W2, Variable::B2],
    [Variable::W3, Variable::B3],
];

impl Point {
    fn forward(&self) -> Forward {
        self.network.forward(self.np, &self.x, &self.labels)
    }

    /// The layers, the first one first.
    fn layers(&self) -> [&DenseLayer; 3] {
        let Deep { hidden, last, .. } = &self.network;
        [&hidden[0], &hidden[1], last]
    }

    /// The numbers of inputs of the layers.
    fn inputs(&self) -> [f64; 3] {
        self.layers().map(|layer| count(layer.w.nrows()))
    }

    /// The largest possible input of each layer, and the largest possible z of
    /// the last. No a is larger than 1 and than its z.
    fn largest(&self) -> [f64; 4] {
        let mut largest = [LARGEST; 4];
        for (l, inputs) in self.inputs().into_iter().enumerate() {
            let z = inputs * largest[l] * LARGEST + LARGEST;
            largest[l + 1] = if z < 1.0 { 1.0 } else { z };
        }
        largest
    }

    /// Bounds the error of the computed loss; terms with u² are neglected.
    ///
    /// An error of the inputs of a layer reaches z through as many weights.
    /// Each product in z is rounded at most once more than there are inputs. No
    /// slope of an activation function exceeds 1; tanh, the least exact of
    /// them, is at most four ulps off, or 8u. Two z that differ by up to twice
    /// the largest are subtracted in softmax. The derivatives of the loss with
    /// respect to the z of a sample add up to at most 2 in size.
    fn loss_error(&self) -> f64 {
        let largest = self.largest();
        let (mut a, mut z) = (0.0, 0.0);
        for (inputs, largest) in self.inputs().into_iter().zip(largest) {
            let sum = (inputs * largest + 1.0) * LARGEST;
            z = inputs * LARGEST * a + (inputs + 1.0) * U * sum;
            a = z + 8.0 * U;
        }
        let z = z + 2.0 * largest[3] * U;
        2.0 * z + softmax::loss_error(&self.labels, largest[3])
    }

    /// Bounds the third derivative of the loss with respect to an entry.
    ///
    /// In the entry's own layer, each z is linear in it, with a slope that is
    /// at most the largest input, or 1 for a bias; no weight is larger. The
    /// first three derivatives of every activation function are at most 1, 1
    /// and 2: for the sigmoid 1/4, 1/10 and 1/8, for tanh z = 2σ(2z) − 1 four,
    /// eight and sixteen times as much, for the ReLU 1, 0 and 0 on either side
    /// of the kink. The chain rule, applied three times, yields those of a, and
    /// each z of the next layer adds up as many of them as it has inputs, times
    /// weights.
    ///
    /// With these z of the last layer, the loss ln Σeᶻ minus one of the z has a
    /// third derivative with three parts: the third central moment of z′, at
    /// most range³/10 as in `softmax::tolerance`; three times the covariance of
    /// z′ and z″, which is at most a quarter of the product of the ranges; and
    /// the mean of z‴ minus one of them. A range is at most twice the bound.
    fn third_derivative(&self, variable: Variable) -> f64 {
        let own = PARAMETERS.iter().position(|layer| layer.contains(&variable));
        let own = own.unwrap_or(0); // the inputs are those of the first layer
        let input = self.largest()[own];
        let (mut first, mut second, mut third) =
            (if input < 1.0 { 1.0 } else { input }, 0.0, 0.0);
        for inputs in &self.inputs()[own + 1..] {
            let factor = inputs * LARGEST;
            (first, second, third) = (
                factor * first,
                factor * (first * first + second),
                factor
                    * (2.0 * first * first * first
                        + 3.0 * first * second
                        + third),
            );
        }
        let range = 2.0 * first;
        range * range * range / 10.0 + 3.0 * first * second + 2.0 * third
    }
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        let Deep { hidden, last, .. } = &mut self.network;
        let array = match variable {
            Variable::W1 => &mut hidden[0].w,
            Variable::B1 => &mut hidden[0].b,
            Variable::W2 => &mut hidden[1].w,
            Variable::B2 => &mut hidden[1].b,
            Variable::W3 => &mut last.w,
            Variable::B3 => &mut last.b,
            Variable::X => &mut self.x,
            _ => panic!("the network has no {variable:?}"),
        };
        array.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let forward = self.forward();
        let backward = self.network.backward(self.np, &self.labels, &forward);
        let [third, second, first]: [DenseGradients; 3] =
            backward.gradients.try_into().expect("three layers");
        let array = match variable {
            Variable::W1 => first.dw,
            Variable::B1 => first.db,
            Variable::W2 => second.dw,
            Variable::B2 => second.db,
            Variable::W3 => third.dw,
            Variable::B3 => third.db,
            Variable::X => first.dx,
            _ => panic!("the network has no {variable:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let layers = self.layers().into_iter().zip(PARAMETERS);
        let layers = layers.map(|(layer, [w, b])| {
            [entry.dual_array(w, &layer.w), entry.dual_array(b, &layer.b)]
        });
        let layers: Vec<_> = layers.collect();
        let x = entry.dual_array(Variable::X, &self.x);
        let activation = self.network.activation;
        networks::deep(self.np, activation, &layers, x, &self.labels)
    }

    /// The longest path, from an input to the loss, bounds all of them. Dual
    /// numbers and the model both multiply by two slopes, and add as many
    /// products with weights as a layer has inputs or neurons; the model adds
    /// the products of as many samples.
    ///
    /// The two slopes differ by more than a rounding. For the sigmoid it is
    /// 3κ + 3 roundings and 2 products, as in `chapter_03`, with κ at least
    /// 1/(1 − a). The slope of tanh is 4/(eᶻ + e⁻ᶻ)² in dual numbers, with 6
    /// roundings, and 1 − a² in the model. There a is at most four ulps off, or
    /// 8u, and its square 17u, which relative to 1 − a² is at most 17κu, with κ
    /// at least 1/(1 − a²); then there is the rounding of 1 − a². So 17κ + 7
    /// covers both.
    fn roundings(&self, _: Variable) -> f64 {
        let hidden = &self.forward().a[1..];
        let kappa = |a: &f64| match self.network.activation {
            Activation::Relu => 1.0,
            _ => 1.0 / (1.0 - a.abs()),
        };
        let kappas = hidden.iter().flatten().map(kappa);
        let kappa = kappas.fold(1.0, |x, y| if x < y { y } else { x });
        let products: f64 = self.inputs().iter().sum();
        let (samples, classes) = self.labels.shape();
        let dual = 2.0 + products;
        let model = 2.0 + products + count(classes) + count(samples);
        softmax::roundings(&self.labels, dual)
            + model
            + 2.0 * (17.0 * kappa + 7.0)
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// Truncation error: h²/6 times the third derivative. Rounding error: two
    /// losses with errors of at most E, divided by 2h, yield an error of at
    /// most E/h. Twice that also covers the error of the gradient itself, as in
    /// `chapter_03`.
    fn tolerance(&self, variable: Variable, h: f64) -> f64 {
        self.third_derivative(variable) * h * h / 6.0
            + 2.0 * self.loss_error() / h
    }
}

/// Networks with one to three samples, inputs and neurons in each hidden layer,
/// and two or three classes.
///
/// All entries are from −1/2 to 1/2, one of them moved by up to 2⁻⁴, so no z of
/// the last layer is larger than 5.8. Therefore a probability is at least
/// e⁻¹¹·⁶/3 > 10⁻⁶ and at most 1 − 10⁻⁶, and the loss does not clip it.
fn points(number: BoxedStrategy<f64>) -> impl Strategy<Value = Point> {
    let size = || 1_usize..=3;
    let sizes = (size(), size(), size(), size(), 2_usize..=3);
    let activation = select(&Activation::ALL[..]);
    (numpy(), activation, sizes).prop_flat_map(
        move |(np, activation, (s, n, k, m, c))| {
            let layer = |inputs, neurons| {
                let w = matrix((inputs, neurons), &number);
                let b = matrix((1, neurons), &number);
                (w, b).prop_map(|(w, b)| DenseLayer { w, b })
            };
            let x = matrix((s, n), &number);
            (layer(n, k), layer(k, m), layer(m, c), x, labels((s, c))).prop_map(
                move |(first, second, last, x, labels)| {
                    let hidden = vec![first, second];
                    let network = Deep { activation, hidden, last };
                    Point { np, network, x, labels }
                },
            )
        },
    )
}

/// Any double from −1/2 to 1/2.
fn half() -> BoxedStrategy<f64> {
    real().prop_map(|x| x / 4.0).boxed()
}

/// A multiple of 2⁻¹⁰ from −1/2 to 1/2, to which every step is added exactly.
fn movable() -> BoxedStrategy<f64> {
    multiple(1.0 / 1024.0, 0.5)
}

fn against_dual_numbers(variable: Variable) {
    for_random(points(half()), |point| {
        agrees_with_dual_numbers(&point, variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(movable()), |point| {
        agrees_with_central_differences(&point, variable)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(half()), |point| {
        every_numpy().try_for_each(|np| {
            loss_is_the_models(&Point { np, ..point.clone() })
        })
    });
}

both_ways! {
    against_dual_numbers, against_central_differences:
    dw1: Variable::W1,
    db1: Variable::B1,
    dx1: Variable::X,
    dw2: Variable::W2,
    db2: Variable::B2,
    dw3: Variable::W3,
    db3: Variable::B3,
}
