//! Chapter 8: the tape's gradients of two dense layers, the second of which is
//! skipped by a connection.

use std::ops::RangeInclusive;

use chapter_08::models::skip;
use chapter_08::tape::{Tape, Var};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{eighth, every_numpy, for_random, matrix, numpy, real};
use crate::networks::{self, Pass};

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    parameters: [Array2<f64>; 4], // w1, b1, w2 and b2
    x: Array2<f64>,               // (samples, inputs)
}

impl Point {
    /// The loss on a tape, and the leaves of the parameters and of x.
    fn loss_on<'t>(&self, tape: &'t Tape) -> (Var<'t>, [Var<'t>; 5]) {
        let parameters =
            self.parameters.each_ref().map(|w| tape.leaf(w.clone()));
        let x = tape.leaf(self.x.clone());
        let [w1, b1, w2, b2] = parameters;
        (skip(parameters, x), [w1, b1, w2, b2, x])
    }
}

/// The position among the parameters and x.
fn position(variable: Variable) -> usize {
    match variable {
        Variable::W1 => 0,
        Variable::B1 => 1,
        Variable::W2 => 2,
        Variable::B2 => 3,
        Variable::X => 4,
        _ => panic!("there is no {variable:?}"),
    }
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        let Self { parameters: [w1, b1, w2, b2], x, .. } = self;
        let array = [w1, b1, w2, b2, x][position(variable)].as_slice_mut();
        array.expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.loss_on(&Tape::new(self.np)).0.value()[[0, 0]]
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let tape = Tape::new(self.np);
        let (loss, leaves) = self.loss_on(&tape);
        let leaf = leaves[position(variable)];
        loss.backward()[leaf].iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let [w1, b1, w2, b2] = &self.parameters;
        let parameters = [
            entry.dual_array(Variable::W1, w1),
            entry.dual_array(Variable::B1, b1),
            entry.dual_array(Variable::W2, w2),
            entry.dual_array(Variable::B2, b2),
        ];
        let x = entry.dual_array(Variable::X, &self.x);
        networks::skip(self.np, &parameters, &x)
    }

    /// As in chapter 4, with k outputs. What comes back to an a₁ on two ways is
    /// added, which is one more rounding in the model, and one in dual numbers.
    fn roundings(&self, variable: Variable) -> f64 {
        let s = count(self.x.nrows());
        let k = count(self.parameters[0].ncols());
        match variable {
            Variable::W2 | Variable::B2 => s + s,
            Variable::X => (k + 1.0 + k) + (k + 1.0 + k),
            _ => (k + 1.0 + s) + (2.0 + s * k),
        }
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None: as long as no ReLU input crosses 0, the loss is quadratic in each
    /// entry, and nothing is rounded. Steps are at least 2⁻⁸ and all other
    /// numbers multiples of 2⁻³. The moved entry is multiplied at most twice,
    /// so its terms in y are multiples of 2⁻¹⁴; all others are multiples of
    /// 2⁻⁹. With three samples, inputs, hidden neurons and outputs, z₁ is at
    /// most 3·5 + 5/2, z₂ at most 3·(5/2)·17.5 + 5/2, and the sum of nine of
    /// both below 1362 < 2¹¹. So y² needs 50 of the 53 bits.
    fn tolerance(&self, _: Variable, _: f64) -> f64 {
        0.0
    }
}

/// One to three samples, inputs and hidden neurons, and as many outputs as
/// hidden neurons.
fn points(number: BoxedStrategy<f64>) -> impl Strategy<Value = Point> {
    let sizes = (1_usize..=3, 1_usize..=3, 1_usize..=3);
    (numpy(), sizes).prop_flat_map(move |(np, (s, n, k))| {
        (
            matrix((n, k), &number),
            matrix((1, k), &number),
            matrix((k, k), &number),
            matrix((1, k), &number),
            matrix((s, n), &number),
        )
            .prop_map(move |(w1, b1, w2, b2, x)| Point {
                np,
                parameters: [w1, b1, w2, b2],
                x,
            })
    })
}

fn against_dual_numbers(variable: Variable) {
    for_random(points(real()), |point| {
        agrees_with_dual_numbers(&point, variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(eighth()), |point| {
        agrees_with_central_differences(&point, variable)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(real()), |point| {
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
}
