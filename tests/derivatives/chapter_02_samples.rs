//! Chapter 2: the gradients of a layer over several samples.

use std::ops::RangeInclusive;

use chapter_02::layer::Layer;
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{
    eighth, every_numpy, for_random, matrix, numpy, numpy_or_nnfs, real, vector,
};
use crate::dual::Dual;
use crate::networks::{self, Pass};

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    layer: Layer,
    x: Array2<f64>, // (samples, inputs)
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        match variable {
            Variable::W => self.layer.w.as_slice_mut(),
            Variable::B => self.layer.b.as_slice_mut(),
            _ => panic!("no gradient with respect to {variable:?}"),
        }
        .expect("the array is contiguous")
    }

    /// Without the gradients, so that it is known whatever becomes of these.
    fn loss(&self) -> f64 {
        let rows = self.x.rows().into_iter();
        let losses =
            rows.map(|x| self.layer.forward(self.np, &x.to_owned()).loss);
        losses.fold(0.0, |sum, loss| sum + loss)
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let (loss, dloss_dw, dloss_db) =
            self.layer.over_samples(self.np, &self.x);
        assert_eq!(loss.to_bits(), self.loss().to_bits(), "one loss");
        match variable {
            Variable::W => dloss_dw.iter().copied().collect(),
            Variable::B => dloss_db.to_vec(),
            _ => panic!("no gradient with respect to {variable:?}"),
        }
    }

    fn pass(&self, entry: Entry) -> Pass {
        let mut all =
            Pass { loss: Dual::constant(0.0), relu_inputs: Vec::new() };
        for x in self.x.rows() {
            let one = networks::layer(
                self.np,
                &entry.dual_array(Variable::W, &self.layer.w),
                entry.dual_array(Variable::B, &self.layer.b),
                &Dual::constant(x.to_owned()),
            );
            all.loss = all.loss + one.loss;
            all.relu_inputs.extend(one.relu_inputs);
        }
        all
    }

    /// What a single sample rounds, and on each side an addition for every
    /// sample.
    fn roundings(&self, variable: Variable) -> f64 {
        let one = if variable == Variable::W { 2.0 } else { 0.0 };
        one + 2.0 * count(self.x.nrows())
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None: the loss of each sample is one of at most 36 bits, as in a single
    /// sample's case, and the sum of three needs two more.
    fn tolerance(&self, _: Variable, _: f64) -> f64 {
        0.0
    }
}

/// Layers with one to four inputs and neurons, and two or three samples.
fn points(
    np: impl Strategy<Value = Numpy>, number: BoxedStrategy<f64>,
) -> impl Strategy<Value = Point> {
    (np, 2_usize..=3, 1_usize..=4, 1_usize..=4).prop_flat_map(
        move |(np, samples, neurons, inputs)| {
            let w = matrix((neurons, inputs), &number);
            let b = vector(neurons, &number);
            let x = matrix((samples, inputs), &number);
            (w, b, x).prop_map(move |(w, b, x)| Point {
                np,
                layer: Layer { w, b },
                x,
            })
        },
    )
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
}
