//! Chapter 4: the gradients of two dense layers in a chain.

use std::ops::RangeInclusive;

use chapter_00::dense_layer::DenseLayer;
use chapter_04::chain::{Backward, Chain, Forward};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Moved, Place};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, count,
    has_the_models_loss,
};
use crate::draw::{eighth, every_numpy, for_random, matrix, numpy, real};
use crate::networks::{self, Pass};

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    chain: Chain,
    x: Array2<f64>, // (samples, inputs)
}

impl Point {
    fn forward(&self) -> Forward {
        self.chain.forward(self.np, &self.x)
    }

    fn backward(&self) -> Backward {
        self.chain.backward(self.np, &self.x, &self.forward())
    }

    /// The same chain, its first layer one that passes on what it takes:
    /// a₁ = x, and what the second layer passes back is the gradient by x.
    fn without_first_layer(self) -> Self {
        let hidden = self.chain.second.w.nrows();
        let samples = self.x.nrows();
        let x = Array2::from_shape_fn((samples, hidden), |(i, j)| {
            // No a₁ is 0, where the first ReLUs have their kink.
            let x = self.x[[i, j % self.x.ncols()]].abs();
            if x == 0.0 { 1.0 } else { x }
        });
        let identity = DenseLayer {
            w: Array2::eye(hidden),
            b: Array2::zeros((1, hidden)),
        };
        Self { chain: Chain { first: identity, ..self.chain }, x, ..self }
    }
}

impl Case for Point {
    fn numbers(&mut self, place: Place) -> &mut [f64] {
        let array = match place {
            Place::W1 => &mut self.chain.first.w,
            Place::B1 => &mut self.chain.first.b,
            Place::W2 => &mut self.chain.second.w,
            Place::B2 => &mut self.chain.second.b,
            Place::X | Place::A1 => &mut self.x,
            _ => panic!("a chain has no {place:?}"),
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
            _ => panic!("a chain has no {place:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, moved: Moved) -> Pass {
        let Chain { first, second } = &self.chain;
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
        networks::chain(self.np, &parameters, &x)
    }

    /// With s samples, k hidden neurons and m outputs. Both take y and the a₁
    /// from the forward pass, and double y, which rounds nothing.
    ///
    /// A number of the second layer reaches y through one output of each
    /// sample: s products at the most are added up, in dual numbers before the
    /// product with y and in the model after it. An a₁ reaches it through m
    /// outputs, in the same way. A number of the first layer reaches it
    /// through every output: the model rounds m times on the way back through
    /// the second layer and s times in the first; dual numbers round one
    /// product with w₂, s·m − 1 sums and the product with y. An input reaches
    /// it through k hidden neurons and the outputs of its own sample: the
    /// model rounds m times and then k times, dual numbers k times, then in
    /// m − 1 sums and a product.
    fn roundings(&self, place: Place) -> f64 {
        let s = count(self.x.nrows());
        let (k, m) = self.chain.second.w.dim();
        let (k, m) = (count(k), count(m));
        match place {
            Place::W2 | Place::B2 => s + s,
            Place::A1 => m + m,
            Place::X => (m + k) + (k + m),
            _ => (m + s) + (1.0 + s * m),
        }
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None: as long as no ReLU changes sides, the loss is a parabola in each
    /// single number, and nothing is rounded. With h = 2⁻⁸ at the least and
    /// every other number a multiple of 2⁻³, y is a multiple of 2⁻¹⁴: whatever
    /// is moved is multiplied twice at the most, and without it y is one of
    /// 2⁻⁹. At sizes of 3, z₁ is at most 3·5 + 5/2, z₂ at most
    /// 3·(5/2)·17.5 + 5/2, and the sum of nine below 1204 < 2¹¹. So y² takes 50
    /// bits, and 53 are there.
    fn tolerance(&self, _: Place, _: f64) -> f64 {
        0.0
    }
}

/// Chains with one to three samples, inputs, hidden neurons and outputs.
fn points(number: BoxedStrategy<f64>) -> impl Strategy<Value = Point> {
    let sizes = (1_usize..=3, 1_usize..=3, 1_usize..=3, 1_usize..=3);
    (numpy(), sizes).prop_flat_map(move |(np, (s, n, k, m))| {
        (
            matrix((n, k), &number),
            matrix((1, k), &number),
            matrix((k, m), &number),
            matrix((1, m), &number),
            matrix((s, n), &number),
        )
            .prop_map(move |(w1, b1, w2, b2, x)| {
                let first = DenseLayer { w: w1, b: b1 };
                let second = DenseLayer { w: w2, b: b2 };
                Point { np, chain: Chain { first, second }, x }
            })
    })
}

fn at(point: Point, place: Place) -> Point {
    if place == Place::A1 { point.without_first_layer() } else { point }
}

fn against_dual_numbers(place: Place) {
    for_random(points(real()), |point| {
        agrees_with_dual_numbers(&at(point, place), place)
    });
}

fn against_central_differences(place: Place) {
    for_random(points(eighth()), |point| {
        agrees_with_central_differences(&at(point, place), place)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(real()), |point| {
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
