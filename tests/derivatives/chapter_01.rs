//! Chapter 1: the gradients of a neuron.

use std::ops::RangeInclusive;

use chapter_01::neuron::{Backward, Forward, Neuron};
use mini_numpy::Numpy;
use ndarray::Array1;
use proptest::prelude::*;

use crate::case::{Case, Moved, Place};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers,
    has_the_models_loss,
};
use crate::draw::{
    eighth, every_numpy, for_random, numpy, numpy_or_nnfs, real, vector,
};
use crate::networks::{self, Pass};

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    neuron: Neuron,
    x: Array1<f64>, // (inputs,)
    target: f64,
}

impl Point {
    fn forward(&self) -> Forward {
        self.neuron.forward(self.np, &self.x, self.target)
    }

    fn backward(&self) -> Backward {
        self.neuron.backward(&self.x, self.target, &self.forward())
    }
}

impl Case for Point {
    fn numbers(&mut self, place: Place) -> &mut [f64] {
        let array = match place {
            Place::W => &mut self.neuron.w,
            Place::B => return std::slice::from_mut(&mut self.neuron.b),
            Place::X => &mut self.x,
            _ => panic!("a neuron has no {place:?}"),
        };
        array.as_slice_mut().expect("a vector without gaps")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, place: Place) -> Vec<f64> {
        let backward = self.backward();
        match place {
            Place::W => backward.dloss_dw.to_vec(),
            Place::B => vec![backward.dloss_db],
            // The model needs no ∂loss/∂x: z = w·x + b, so ∂z/∂x = w.
            Place::X => (backward.dloss_dz * &self.neuron.w).to_vec(),
            _ => panic!("a neuron has no {place:?}"),
        }
    }

    fn pass(&self, moved: Moved) -> Pass {
        networks::neuron(
            self.np,
            &moved.array(Place::W, &self.neuron.w),
            moved.float(Place::B, self.neuron.b),
            &moved.array(Place::X, &self.x),
            self.target,
        )
    }

    /// Both take a − target from the forward pass, double it, which rounds
    /// nothing, and multiply it once by x or w; by b, not even that.
    fn roundings(&self, place: Place) -> f64 {
        if place == Place::B { 0.0 } else { 2.0 }
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None. The loss is a parabola, and the central difference of a parabola
    /// is its derivative, whatever h. Nor is anything rounded: with h = 2⁻⁸ at
    /// the least and every other number a multiple of 2⁻³, z is a multiple of
    /// 2⁻¹¹ and the loss of 2⁻²², and with six inputs of at most 2, one number
    /// moved by up to 1/2, the loss is below 36² < 2¹¹. That takes 33 bits.
    fn tolerance(&self, _: Place, _: f64) -> f64 {
        0.0
    }
}

/// Neurons with one to six inputs.
fn points(
    np: impl Strategy<Value = Numpy>,
    number: BoxedStrategy<f64>,
) -> impl Strategy<Value = Point> {
    (np, 1_usize..=6).prop_flat_map(move |(np, inputs)| {
        let w = vector(inputs, &number);
        let x = vector(inputs, &number);
        (w, number.clone(), x, number.clone()).prop_map(
            move |(w, b, x, target)| Point {
                np,
                neuron: Neuron { w, b },
                x,
                target,
            },
        )
    })
}

fn against_dual_numbers(place: Place) {
    for_random(points(numpy_or_nnfs(), real()), |point| {
        agrees_with_dual_numbers(&point, place)
    });
}

fn against_central_differences(place: Place) {
    for_random(points(numpy(), eighth()), |point| {
        agrees_with_central_differences(&point, place)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(numpy(), real()), |point| {
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
