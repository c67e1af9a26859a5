//! Chapter 5: the gradients of the network that learns the spiral.

use std::ops::RangeInclusive;

use chapter_00::dense_layer::DenseLayer;
use chapter_00::labels::Labels;
use chapter_05::network::{Backward, Forward, Network};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Moved, Place};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, count,
    has_the_models_loss,
};
use crate::draw::{
    every_numpy, for_random, labels, matrix, multiple, numpy, real,
};
use crate::networks::{self, Pass};
use crate::softmax;

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    network: Network,
    x: Array2<f64>, // (samples, inputs)
    labels: Labels,
}

/// The most that a number is: 1/2, and one of them moved by up to 2⁻⁴.
const LARGEST: f64 = 0.5 + 1.0 / 16.0;

impl Point {
    fn forward(&self) -> Forward {
        self.network.forward(self.np, &self.x, &self.labels)
    }

    fn backward(&self) -> Backward {
        let forward = self.forward();
        self.network.backward(self.np, &self.x, &self.labels, &forward)
    }

    /// The same network, its first layer one that passes on what it takes:
    /// a₁ = x, and what the second layer passes back is the gradient by x.
    fn without_first_layer(self) -> Self {
        let hidden = self.network.second.w.nrows();
        let samples = self.x.nrows();
        let x = Array2::from_shape_fn((samples, hidden), |(i, j)| {
            // No a₁ is 0, where the ReLUs have their kink.
            let x = self.x[[i, j % self.x.ncols()]].abs();
            if x == 0.0 { 0.5 } else { x }
        });
        let identity = DenseLayer {
            w: Array2::eye(hidden),
            b: Array2::zeros((1, hidden)),
        };
        let second = self.network.second;
        Self { network: Network { first: identity, second }, x, ..self }
    }

    /// The most that a hidden neuron's output can be; an x that takes its
    /// place is not larger.
    fn largest_a1(&self) -> f64 {
        count(self.network.first.w.nrows()) * LARGEST * LARGEST + LARGEST
    }

    /// The most that a z₂ can be.
    fn largest_z2(&self) -> f64 {
        let hidden = count(self.network.second.w.nrows());
        hidden * self.largest_a1() * LARGEST + LARGEST
    }
}

impl Case for Point {
    fn numbers(&mut self, place: Place) -> &mut [f64] {
        let array = match place {
            Place::W1 => &mut self.network.first.w,
            Place::B1 => &mut self.network.first.b,
            Place::W2 => &mut self.network.second.w,
            Place::B2 => &mut self.network.second.b,
            Place::X | Place::A1 => &mut self.x,
            _ => panic!("the network has no {place:?}"),
        };
        array.as_slice_mut().expect("a matrix without gaps")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, place: Place) -> Vec<f64> {
        let Backward { first, second } = self.backward();
        let array = match place {
            Place::W1 => first.dw,
            Place::B1 => first.db,
            Place::W2 => second.dw,
            Place::B2 => second.db,
            Place::X => first.dx,
            Place::A1 => second.dx,
            _ => panic!("the network has no {place:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, moved: Moved) -> Pass {
        let Network { first, second } = &self.network;
        let parameters = [
            moved.array(Place::W1, &first.w),
            moved.array(Place::B1, &first.b),
            moved.array(Place::W2, &second.w),
            moved.array(Place::B2, &second.b),
        ];
        // Where a₁ is asked for, it is x.
        let inputs =
            if moved.place == Place::A1 { Place::A1 } else { Place::X };
        let x = moved.array(inputs, &self.x);
        networks::spiral(self.np, &parameters, &x, &self.labels)
    }

    /// With s samples, k hidden neurons and c classes, beside what the way
    /// between z₂ and the loss takes (see `softmax`).
    ///
    /// A number of the second layer, or an a₁, comes to z₂ without a rounding
    /// in dual numbers. The model then adds up s products, or for an a₁ those
    /// of c classes. A number of the first layer comes to z₂ through a product
    /// with w₂; the model adds up c products on the way back through the second
    /// layer and s in the first. An input comes to z₂ through k hidden
    /// neurons, and the model adds up c products and then k.
    fn roundings(&self, place: Place) -> f64 {
        let s = count(self.x.nrows());
        let (k, c) = self.network.second.w.dim();
        let (k, c) = (count(k), count(c));
        let (dual, model) = match place {
            Place::W2 | Place::B2 => (0.0, s),
            Place::A1 => (0.0, c),
            Place::X => (k, c + k),
            _ => (1.0, c + s),
        };
        softmax::roundings(&self.labels, dual) + model
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// No z is rounded: with h = 2⁻²⁰ at the least and every other number a
    /// multiple of 2⁻¹⁰, z₁ is a multiple of 2⁻³⁰ and z₂ of 2⁻⁴⁰, for whatever
    /// moves enters it once and is multiplied twice at the most. Both are below
    /// 4, and 42 bits are there.
    ///
    /// As long as no ReLU changes sides, every number moves each z₂ evenly. A
    /// bias of the second layer moves one of them at the rate 1, and a weight
    /// at the rate of an a₁, which is not negative; an a₁ moves them at the
    /// rates w₂, a bias of the first layer at these or 0, a weight at these
    /// times an x, and an input at w₁·w₂, added up over the k hidden neurons.
    fn tolerance(&self, place: Place, h: f64) -> f64 {
        let k = count(self.network.first.w.ncols());
        let range = match place {
            Place::B2 => 1.0,
            Place::W2 => self.largest_a1(),
            Place::A1 | Place::B1 => 2.0 * LARGEST,
            Place::X => k * 2.0 * LARGEST * LARGEST,
            _ => 2.0 * LARGEST * LARGEST,
        };
        let loss_error = softmax::loss_error(&self.labels, self.largest_z2());
        softmax::tolerance(loss_error, range, h)
    }
}

/// Networks with one to three inputs and hidden neurons and two to four
/// classes, and one to four samples. With every number from −1/2 to 1/2, and
/// one of them moved by up to 2⁻⁴, no z₂ is larger than 3.2. So a probability
/// is at least e⁻⁶·⁴/4 > 0.0004 and at most 1 − 0.0004: far from where the loss
/// clips it.
fn points(number: BoxedStrategy<f64>) -> impl Strategy<Value = Point> {
    let sizes = (1_usize..=4, 1_usize..=3, 1_usize..=3, 2_usize..=4);
    (numpy(), sizes).prop_flat_map(move |(np, (s, n, k, c))| {
        (
            matrix((n, k), &number),
            matrix((1, k), &number),
            matrix((k, c), &number),
            matrix((1, c), &number),
            matrix((s, n), &number),
            labels((s, c)),
        )
            .prop_map(move |(w1, b1, w2, b2, x, labels)| {
                let first = DenseLayer { w: w1, b: b1 };
                let second = DenseLayer { w: w2, b: b2 };
                Point { np, network: Network { first, second }, x, labels }
            })
    })
}

/// Any double from −1/2 to 1/2.
fn half() -> BoxedStrategy<f64> {
    real().prop_map(|x| x / 4.0).boxed()
}

/// A multiple of 2⁻¹⁰ from −1/2 to 1/2, which every step moves exactly.
fn movable() -> BoxedStrategy<f64> {
    multiple(1.0 / 1024.0, 0.5)
}

fn at(point: Point, place: Place) -> Point {
    if place == Place::A1 { point.without_first_layer() } else { point }
}

fn against_dual_numbers(place: Place) {
    for_random(points(half()), |point| {
        agrees_with_dual_numbers(&at(point, place), place)
    });
}

fn against_central_differences(place: Place) {
    for_random(points(movable()), |point| {
        agrees_with_central_differences(&at(point, place), place)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(half()), |point| {
        every_numpy().try_for_each(|np| {
            has_the_models_loss(&Point { np, ..point.clone() })
        })
    });
}

#[test]
fn dw1_agrees_with_dual_numbers() {
    against_dual_numbers(Place::W1);
}

#[test]
fn dw1_agrees_with_central_differences() {
    against_central_differences(Place::W1);
}

#[test]
fn db1_agrees_with_dual_numbers() {
    against_dual_numbers(Place::B1);
}

#[test]
fn db1_agrees_with_central_differences() {
    against_central_differences(Place::B1);
}

#[test]
fn dx1_agrees_with_dual_numbers() {
    against_dual_numbers(Place::X);
}

#[test]
fn dx1_agrees_with_central_differences() {
    against_central_differences(Place::X);
}

#[test]
fn dw2_agrees_with_dual_numbers() {
    against_dual_numbers(Place::W2);
}

#[test]
fn dw2_agrees_with_central_differences() {
    against_central_differences(Place::W2);
}

#[test]
fn db2_agrees_with_dual_numbers() {
    against_dual_numbers(Place::B2);
}

#[test]
fn db2_agrees_with_central_differences() {
    against_central_differences(Place::B2);
}

#[test]
fn dx2_agrees_with_dual_numbers() {
    against_dual_numbers(Place::A1);
}

#[test]
fn dx2_agrees_with_central_differences() {
    against_central_differences(Place::A1);
}
