//! Chapter 1: the gradients of a neuron.

use std::ops::RangeInclusive;

use chapter_01::neuron::{Backward, Forward, Neuron};
use mini_numpy::Numpy;
use ndarray::Array1;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    loss_is_the_models,
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
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        let array = match variable {
            Variable::W => &mut self.neuron.w,
            Variable::B => return std::slice::from_mut(&mut self.neuron.b),
            Variable::X => &mut self.x,
            _ => panic!("a neuron has no {variable:?}"),
        };
        array.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let backward = self.backward();
        match variable {
            Variable::W => backward.dloss_dw.to_vec(),
            Variable::B => vec![backward.dloss_db],
            // The model needs no ∂loss/∂x: z = w·x + b, so ∂z/∂x = w.
            Variable::X => (backward.dloss_dz * &self.neuron.w).to_vec(),
            _ => panic!("a neuron has no {variable:?}"),
        }
    }

    fn pass(&self, entry: Entry) -> Pass {
        networks::neuron(
            self.np,
            &entry.dual_array(Variable::W, &self.neuron.w),
            entry.dual_float(Variable::B, self.neuron.b),
            &entry.dual_array(Variable::X, &self.x),
            self.target,
        )
    }

    /// Both sides start from the a − target of the forward pass. Doubling it is
    /// exact. One product follows on either side for a weight or an input, and
    /// none for the bias.
    fn roundings(&self, variable: Variable) -> f64 {
        if variable == Variable::B { 0.0 } else { 2.0 }
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None: the loss is quadratic, and the central difference of a quadratic
    /// function is its derivative for every h. Nothing is rounded either. Steps
    /// are at least 2⁻⁸ and all other numbers multiples of 2⁻³, so z is a
    /// multiple of 2⁻¹¹ and the loss one of 2⁻²². With six inputs, and numbers
    /// of at most 2 except for one that is moved by up to 1/2, the loss is
    /// below 36² < 2¹¹. So 33 bits suffice.
    fn tolerance(&self, _: Variable, _: f64) -> f64 {
        0.0
    }
}

/// Neurons with one to six inputs.
fn points(
    np: impl Strategy<Value = Numpy>, number: BoxedStrategy<f64>,
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

fn against_dual_numbers(variable: Variable) {
    for_random(points(numpy_or_nnfs(), real()), |point| {
        agrees_with_dual_numbers(&point, variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(numpy(), eighth()), |point| {
        agrees_with_central_differences(&point, variable)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(numpy(), real()), |point| {
        every_numpy().try_for_each(|np| {
            loss_is_the_models(&Point { np, ..point.clone() })
        })
    });
}

both_ways! {
    against_dual_numbers, against_central_differences:
    dloss_dw: Variable::W,
    dloss_db: Variable::B,
    dloss_dx: Variable::X,
}
