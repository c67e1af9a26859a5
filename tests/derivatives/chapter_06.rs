//! Chapter 6: the gradients of the network that learns the spiral.

use std::ops::RangeInclusive;

use chapter_04::dense_layer::DenseLayer;
use chapter_05::labels::Labels;
use chapter_06::network::{Backward, Forward, Network};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
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
    network: Network,
    x: Array2<f64>, // (samples, inputs)
    labels: Labels,
}

/// The largest possible entry: 1/2, moved by up to 2⁻⁴.
const LARGEST: f64 = 0.5 + 1.0 / 16.0;

impl Point {
    fn forward(&self) -> Forward {
        self.network.forward(self.np, &self.x, &self.labels)
    }

    fn backward(&self) -> Backward {
        let forward = self.forward();
        self.network.backward(self.np, &self.x, &self.labels, &forward)
    }

    /// The same network with the identity as its first layer. Then a₁ is x, and
    /// the gradient that the second layer passes back is that with respect to
    /// x.
    fn with_identity_first(self) -> Self {
        let hidden = self.network.second.w.nrows();
        let samples = self.x.nrows();
        let x = Array2::from_shape_fn((samples, hidden), |(i, j)| {
            // No entry may be 0, where the ReLUs have their kink.
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

    /// The largest possible output of a hidden neuron. An x in its place is not
    /// larger.
    fn largest_a1(&self) -> f64 {
        count(self.network.first.w.nrows()) * LARGEST * LARGEST + LARGEST
    }

    /// The largest possible z₂.
    fn largest_z2(&self) -> f64 {
        let hidden = count(self.network.second.w.nrows());
        hidden * self.largest_a1() * LARGEST + LARGEST
    }
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        let array = match variable {
            Variable::W1 => &mut self.network.first.w,
            Variable::B1 => &mut self.network.first.b,
            Variable::W2 => &mut self.network.second.w,
            Variable::B2 => &mut self.network.second.b,
            Variable::X | Variable::A1 => &mut self.x,
            _ => panic!("the network has no {variable:?}"),
        };
        array.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let Backward { first, second } = self.backward();
        let array = match variable {
            Variable::W1 => first.dw,
            Variable::B1 => first.db,
            Variable::W2 => second.dw,
            Variable::B2 => second.db,
            Variable::X => first.dx,
            Variable::A1 => second.dx,
            _ => panic!("the network has no {variable:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let Network { first, second } = &self.network;
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
        networks::spiral(self.np, &parameters, &x, &self.labels)
    }

    /// There are s samples, k hidden neurons and c classes. The roundings
    /// between z₂ and the loss are those of `softmax::roundings`.
    ///
    /// From an entry of the second layer or an a₁ to z₂, dual numbers round
    /// nothing; the model adds s products, or c for an a₁. From an entry of the
    /// first layer, dual numbers round one product with w₂; the model adds c
    /// products on the way back through the second layer and s in the first.
    /// From an input, dual numbers add k products; the model adds c products
    /// and then k.
    fn roundings(&self, variable: Variable) -> f64 {
        let s = count(self.x.nrows());
        let (k, c) = self.network.second.w.dim();
        let (k, c) = (count(k), count(c));
        let (dual, model) = match variable {
            Variable::W2 | Variable::B2 => (0.0, s),
            Variable::A1 => (0.0, c),
            Variable::X => (k, c + k),
            _ => (1.0, c + s),
        };
        softmax::roundings(&self.labels, dual) + model
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// No z is rounded. Steps are at least 2⁻²⁰ and all other numbers multiples
    /// of 2⁻¹⁰. The moved entry occurs in each z once and is multiplied at most
    /// twice, so z₁ is a multiple of 2⁻³⁰ and z₂ of 2⁻⁴⁰. Both are below 4, so
    /// 42 bits suffice.
    ///
    /// As long as no ReLU input crosses 0, every z₂ is linear in every entry.
    /// For a bias of the second layer, the slope of one z₂ is 1; for a weight
    /// of the second layer, it is an a₁, which is not negative; the others are
    /// 0. For an a₁ the slopes are w₂, for a bias of the first layer w₂ or 0,
    /// for a weight of the first layer these times an x, and for an input
    /// w₁·w₂, summed over the k hidden neurons.
    fn tolerance(&self, variable: Variable, h: f64) -> f64 {
        let k = count(self.network.first.w.ncols());
        let range = match variable {
            Variable::B2 => 1.0,
            Variable::W2 => self.largest_a1(),
            Variable::A1 | Variable::B1 => 2.0 * LARGEST,
            Variable::X => k * 2.0 * LARGEST * LARGEST,
            _ => 2.0 * LARGEST * LARGEST,
        };
        let loss_error = softmax::loss_error(&self.labels, self.largest_z2());
        softmax::tolerance(loss_error, range, h)
    }
}

/// Networks with one to three inputs and hidden neurons, two to four classes,
/// and one to four samples.
///
/// All entries are from −1/2 to 1/2, one of them moved by up to 2⁻⁴, so no z₂
/// is larger than 3.2. Therefore a probability is at least e⁻⁶·⁴/4 > 0.0004 and
/// at most 1 − 0.0004, and the loss does not clip it.
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

/// A multiple of 2⁻¹⁰ from −1/2 to 1/2, to which every step is added exactly.
fn movable() -> BoxedStrategy<f64> {
    multiple(1.0 / 1024.0, 0.5)
}

/// The point at which the gradient with respect to `variable` is compared.
fn at(point: Point, variable: Variable) -> Point {
    if variable == Variable::A1 { point.with_identity_first() } else { point }
}

fn against_dual_numbers(variable: Variable) {
    for_random(points(half()), |point| {
        agrees_with_dual_numbers(&at(point, variable), variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(movable()), |point| {
        agrees_with_central_differences(&at(point, variable), variable)
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
    dx2: Variable::A1,
}
