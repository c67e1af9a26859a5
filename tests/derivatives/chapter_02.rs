//! Chapter 2: the gradients of a layer. Chapter 4 returns to this layer for
//! its gradient by the inputs, and so do these tests.

use std::ops::RangeInclusive;

use chapter_02::layer::{Backward, Forward, Layer};
use chapter_04::input_gradient::{by_product, by_sum};
use mini_numpy::Numpy;
use ndarray::Array1;
use proptest::prelude::*;

use crate::case::{Case, Moved, Place};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, count,
    has_the_models_loss,
};
use crate::draw::{
    eighth, every_numpy, for_random, matrix, numpy, numpy_or_nnfs, real, vector,
};
use crate::networks::{self, Pass};

/// A layer at a point, and the way to its gradient by the inputs.
#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    layer: Layer,
    x: Array1<f64>, // (inputs,)
    by_inputs: ByInputs,
}

/// ∂loss/∂x from ∂loss/∂z and w. Chapter 2 itself does without it.
type ByInputs = fn(Numpy, &Backward, &Layer) -> Array1<f64>;

/// Σᵢ ∂loss/∂zᵢ · wᵢ, row by row.
fn rows(_: Numpy, backward: &Backward, layer: &Layer) -> Array1<f64> {
    let mut dx = Array1::zeros(layer.w.ncols());
    for (dz, w) in backward.dloss_dz.iter().zip(layer.w.rows()) {
        dx += &(*dz * &w);
    }
    dx
}

/// Chapter 4's sum.
fn sum(_: Numpy, backward: &Backward, layer: &Layer) -> Array1<f64> {
    by_sum(&backward.dloss_dz, &layer.w)
}

/// Chapter 4's product.
fn product(np: Numpy, backward: &Backward, layer: &Layer) -> Array1<f64> {
    by_product(np, &backward.dloss_dz, &layer.w)
}

impl Point {
    fn forward(&self) -> Forward {
        self.layer.forward(self.np, &self.x)
    }

    fn backward(&self) -> Backward {
        self.layer.backward(self.np, &self.x, &self.forward())
    }
}

impl Case for Point {
    fn numbers(&mut self, place: Place) -> &mut [f64] {
        match place {
            Place::W => self.layer.w.as_slice_mut(),
            Place::B => self.layer.b.as_slice_mut(),
            Place::X => self.x.as_slice_mut(),
            _ => panic!("a layer has no {place:?}"),
        }
        .expect("an array without gaps")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, place: Place) -> Vec<f64> {
        let backward = self.backward();
        match place {
            Place::W => backward.dloss_dw.iter().copied().collect(),
            Place::B => backward.dloss_db.to_vec(),
            Place::X => {
                (self.by_inputs)(self.np, &backward, &self.layer).to_vec()
            }
            _ => panic!("a layer has no {place:?}"),
        }
    }

    fn pass(&self, moved: Moved) -> Pass {
        networks::layer(
            self.np,
            &moved.array(Place::W, &self.layer.w),
            moved.array(Place::B, &self.layer.b),
            &moved.array(Place::X, &self.x),
        )
    }

    /// Both take y from the forward pass and double it, which rounds nothing.
    /// A weight or a bias reaches y through one neuron: one product with x
    /// remains to be rounded in each, or none. An input reaches it through
    /// every neuron: both multiply once and add neurons − 1 times.
    fn roundings(&self, place: Place) -> f64 {
        match place {
            Place::W => 2.0,
            Place::B => 0.0,
            _ => 2.0 * count(self.layer.w.nrows()),
        }
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None, as in chapter 1. Here y is a multiple of 2⁻¹¹, and with four
    /// neurons of four inputs below 4·(4·5 + 5/2) = 90 < 2⁷, so that y² takes
    /// 36 bits.
    fn tolerance(&self, _: Place, _: f64) -> f64 {
        0.0
    }
}

/// Layers of one to four neurons with one to four inputs.
fn points(
    np: impl Strategy<Value = Numpy>,
    number: BoxedStrategy<f64>,
    by_inputs: ByInputs,
) -> impl Strategy<Value = Point> {
    (np, 1_usize..=4, 1_usize..=4).prop_flat_map(
        move |(np, neurons, inputs)| {
            let w = matrix((neurons, inputs), &number);
            let b = vector(neurons, &number);
            let x = vector(inputs, &number);
            (w, b, x).prop_map(move |(w, b, x)| Point {
                np,
                layer: Layer { w, b },
                x,
                by_inputs,
            })
        },
    )
}

fn against_dual_numbers(place: Place) {
    for_random(points(numpy_or_nnfs(), real(), rows), |point| {
        agrees_with_dual_numbers(&point, place)
    });
}

fn against_central_differences(place: Place) {
    for_random(points(numpy(), eighth(), rows), |point| {
        agrees_with_central_differences(&point, place)
    });
}

fn inputs_against_dual_numbers(by_inputs: ByInputs) {
    for_random(points(numpy(), real(), by_inputs), |point| {
        agrees_with_dual_numbers(&point, Place::X)
    });
}

fn inputs_against_central_differences(by_inputs: ByInputs) {
    for_random(points(numpy(), eighth(), by_inputs), |point| {
        agrees_with_central_differences(&point, Place::X)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(numpy(), real(), rows), |point| {
        every_numpy().try_for_each(|np| {
            has_the_models_loss(&Point { np, ..point.clone() })
        })
    });
}

#[test]
fn dloss_dw_agrees_with_dual_numbers() {
    against_dual_numbers(Place::W);
}

#[test]
fn dloss_dw_agrees_with_central_differences() {
    against_central_differences(Place::W);
}

#[test]
fn dloss_db_agrees_with_dual_numbers() {
    against_dual_numbers(Place::B);
}

#[test]
fn dloss_db_agrees_with_central_differences() {
    against_central_differences(Place::B);
}

#[test]
fn dloss_dx_agrees_with_dual_numbers() {
    against_dual_numbers(Place::X);
}

#[test]
fn dloss_dx_agrees_with_central_differences() {
    against_central_differences(Place::X);
}

#[test]
fn dx_by_sum_agrees_with_dual_numbers() {
    inputs_against_dual_numbers(sum);
}

#[test]
fn dx_by_sum_agrees_with_central_differences() {
    inputs_against_central_differences(sum);
}

#[test]
fn dx_by_product_agrees_with_dual_numbers() {
    inputs_against_dual_numbers(product);
}

#[test]
fn dx_by_product_agrees_with_central_differences() {
    inputs_against_central_differences(product);
}
