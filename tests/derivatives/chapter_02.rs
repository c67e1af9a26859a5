//! Chapter 2: the gradients of a layer, and the gradient with respect to its
//! inputs, which chapter 4 computes in two ways.

use std::ops::RangeInclusive;

use chapter_02::layer::{Backward, Forward, Layer};
use chapter_04::input_gradient::{by_product, by_sum};
use mini_numpy::Numpy;
use ndarray::Array1;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{
    eighth, every_numpy, for_random, matrix, numpy, numpy_or_nnfs, real, vector,
};
use crate::networks::{self, Pass};

/// A layer with its inputs, and a way to compute ∂loss/∂x.
#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    layer: Layer,
    x: Array1<f64>, // (inputs,)
    input_gradient: InputGradient,
}

/// Computes ∂loss/∂x from ∂loss/∂z and w. Chapter 2 itself does not need it.
type InputGradient = fn(Numpy, &Backward, &Layer) -> Array1<f64>;

/// Σᵢ ∂loss/∂zᵢ · wᵢ, row by row.
fn rows(_: Numpy, backward: &Backward, layer: &Layer) -> Array1<f64> {
    let mut dx = Array1::zeros(layer.w.ncols());
    for (dz, w) in backward.dloss_dz.iter().zip(layer.w.rows()) {
        dx += &(*dz * &w);
    }
    dx
}

/// Chapter 4's sum, which takes the weights in columns.
fn sum(_: Numpy, backward: &Backward, layer: &Layer) -> Array1<f64> {
    by_sum(&backward.dloss_dz, &layer.w.t().to_owned())
}

/// Chapter 4's product, which takes them so, too.
fn product(np: Numpy, backward: &Backward, layer: &Layer) -> Array1<f64> {
    by_product(np, &backward.dloss_dz, &layer.w.t().to_owned())
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
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        match variable {
            Variable::W => self.layer.w.as_slice_mut(),
            Variable::B => self.layer.b.as_slice_mut(),
            Variable::X => self.x.as_slice_mut(),
            _ => panic!("a layer has no {variable:?}"),
        }
        .expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let backward = self.backward();
        match variable {
            Variable::W => backward.dloss_dw.iter().copied().collect(),
            Variable::B => backward.dloss_db.to_vec(),
            Variable::X => {
                (self.input_gradient)(self.np, &backward, &self.layer).to_vec()
            }
            _ => panic!("a layer has no {variable:?}"),
        }
    }

    fn pass(&self, entry: Entry) -> Pass {
        networks::layer(
            self.np,
            &entry.dual_array(Variable::W, &self.layer.w),
            entry.dual_array(Variable::B, &self.layer.b),
            &entry.dual_array(Variable::X, &self.x),
        )
    }

    /// Both sides start from the y of the forward pass, and doubling it is
    /// exact. A weight or a bias affects y through one neuron: for a weight,
    /// each side rounds one product with x, for a bias nothing. An input
    /// affects y through every neuron: each side multiplies once and adds
    /// neurons − 1 times.
    fn roundings(&self, variable: Variable) -> f64 {
        match variable {
            Variable::W => 2.0,
            Variable::B => 0.0,
            _ => 2.0 * count(self.layer.w.nrows()),
        }
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None, as in chapter 1. Here y is a multiple of 2⁻¹¹ and, for four
    /// neurons with four inputs, below 4·(4·5 + 5/2) = 90 < 2⁷. So y² needs
    /// 36 bits.
    fn tolerance(&self, _: Variable, _: f64) -> f64 {
        0.0
    }
}

/// Layers with one to four inputs and neurons.
fn points(
    np: impl Strategy<Value = Numpy>, number: BoxedStrategy<f64>,
    input_gradient: InputGradient,
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
                input_gradient,
            })
        },
    )
}

fn against_dual_numbers(variable: Variable) {
    for_random(points(numpy_or_nnfs(), real(), rows), |point| {
        agrees_with_dual_numbers(&point, variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(numpy(), eighth(), rows), |point| {
        agrees_with_central_differences(&point, variable)
    });
}

fn inputs_against_dual_numbers(input_gradient: InputGradient) {
    for_random(points(numpy(), real(), input_gradient), |point| {
        agrees_with_dual_numbers(&point, Variable::X)
    });
}

fn inputs_against_central_differences(input_gradient: InputGradient) {
    for_random(points(numpy(), eighth(), input_gradient), |point| {
        agrees_with_central_differences(&point, Variable::X)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(numpy(), real(), rows), |point| {
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

both_ways! {
    inputs_against_dual_numbers, inputs_against_central_differences:
    dx_by_sum: sum,
    dx_by_product: product,
}
