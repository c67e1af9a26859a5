//! Chapter 4: the gradients of two dense layers in a chain, from the backward
//! pass and in forward mode.

use std::ops::RangeInclusive;

use chapter_04::chain::{Backward, Chain, Forward};
use chapter_04::dense_layer::DenseLayer;
use chapter_04::forward_mode;
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
    chain: Chain,
    x: Array2<f64>, // (samples, inputs)
    mode: Mode,
}

/// How the gradient is computed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Reverse,
    Forward,
}

impl Point {
    fn forward(&self) -> Forward {
        self.chain.forward(self.np, &self.x)
    }

    fn backward(&self) -> Backward {
        self.chain.backward(self.np, &self.x, &self.forward())
    }

    /// The same chain with the identity as its first layer. Then a₁ is x, and
    /// the gradient that the second layer passes back is that with respect to
    /// x.
    fn with_identity_first(self) -> Self {
        let hidden = self.chain.second.w.nrows();
        let samples = self.x.nrows();
        let x = Array2::from_shape_fn((samples, hidden), |(i, j)| {
            // No entry may be 0, where the ReLUs have their kink.
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
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        let array = match variable {
            Variable::W1 => &mut self.chain.first.w,
            Variable::B1 => &mut self.chain.first.b,
            Variable::W2 => &mut self.chain.second.w,
            Variable::B2 => &mut self.chain.second.b,
            Variable::X | Variable::A1 => &mut self.x,
            _ => panic!("a chain has no {variable:?}"),
        };
        array.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        if self.mode == Mode::Forward {
            let all = forward_mode::gradient(self.np, &self.chain, &self.x);
            let Chain { first, second } = self.chain.with(&all);
            let array = match variable {
                Variable::W1 => first.w,
                Variable::B1 => first.b,
                Variable::W2 => second.w,
                Variable::B2 => second.b,
                _ => panic!("{variable:?} is no parameter"),
            };
            return array.iter().copied().collect();
        }
        let Backward { first, second } = self.backward();
        let array = match variable {
            Variable::W1 => first.dw,
            Variable::B1 => first.db,
            Variable::W2 => second.dw,
            Variable::B2 => second.db,
            Variable::X => first.dx,
            Variable::A1 => second.dx,
            _ => panic!("a chain has no {variable:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let Chain { first, second } = &self.chain;
        let parameters = [
            entry.dual_array(Variable::W1, &first.w),
            entry.dual_array(Variable::B1, &first.b),
            entry.dual_array(Variable::W2, &second.w),
            entry.dual_array(Variable::B2, &second.b),
        ];
        // For A1, the first layer is the identity, and a₁ is x.
        let inputs = if entry.variable == Variable::A1 {
            Variable::A1
        } else {
            Variable::X
        };
        let x = entry.dual_array(inputs, &self.x);
        networks::chain(self.np, &parameters, &x)
    }

    /// There are s samples, k hidden neurons and m outputs. Both sides start
    /// from the y and a₁ of the forward pass, and doubling y is exact.
    ///
    /// An entry of the second layer affects y through one output of each
    /// sample: at most s products are added, in dual numbers before the product
    /// with y and in the model after it. An a₁ affects y through m outputs, in
    /// the same way. An entry of the first layer affects y through all outputs:
    /// the model rounds m times on the way back through the second layer and s
    /// times in the first; dual numbers round one product with w₂, s·m − 1 sums
    /// and the product with y. An input affects y through k hidden neurons and
    /// the outputs of its own sample: the model rounds m times and then k
    /// times; dual numbers round k times, then in m − 1 sums and a product.
    /// Forward mode rounds what dual numbers do.
    fn roundings(&self, variable: Variable) -> f64 {
        let s = count(self.x.nrows());
        let (k, m) = self.chain.second.w.dim();
        let (k, m) = (count(k), count(m));
        let forward_mode = 1.0 + s * m;
        match variable {
            Variable::W2 | Variable::B2 => s + s,
            Variable::A1 => m + m,
            Variable::X => (m + k) + (k + m),
            _ if self.mode == Mode::Forward => forward_mode + forward_mode,
            _ => (m + s) + forward_mode,
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
    /// them below 1204 < 2¹¹. So y² needs 50 of the 53 bits.
    fn tolerance(&self, _: Variable, _: f64) -> f64 {
        0.0
    }
}

/// Chains with one to three samples, inputs, hidden neurons and outputs.
fn points(
    mode: Mode, number: BoxedStrategy<f64>,
) -> impl Strategy<Value = Point> {
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
                Point { np, chain: Chain { first, second }, x, mode }
            })
    })
}

/// The point at which the gradient with respect to `variable` is compared.
fn at(point: Point, variable: Variable) -> Point {
    if variable == Variable::A1 { point.with_identity_first() } else { point }
}

fn against_dual_numbers(variable: Variable) {
    for_random(points(Mode::Reverse, real()), |point| {
        agrees_with_dual_numbers(&at(point, variable), variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(Mode::Reverse, eighth()), |point| {
        agrees_with_central_differences(&at(point, variable), variable)
    });
}

fn forward_mode_against_dual_numbers(variable: Variable) {
    for_random(points(Mode::Forward, real()), |point| {
        agrees_with_dual_numbers(&point, variable)
    });
}

fn forward_mode_against_central_differences(variable: Variable) {
    for_random(points(Mode::Forward, eighth()), |point| {
        agrees_with_central_differences(&point, variable)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(Mode::Reverse, real()), |point| {
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
    dx2: Variable::A1,
}

both_ways! {
    forward_mode_against_dual_numbers, forward_mode_against_central_differences:
    forward_mode_dw1: Variable::W1,
    forward_mode_db1: Variable::B1,
    forward_mode_dw2: Variable::W2,
    forward_mode_db2: Variable::B2,
}
