//! Chapter 3: the gradients of the two-layer sigmoid network.
//!
//! The loss is a mean over N entries, but the backward pass differentiates
//! their sum. So the gradients are those of N times the loss.

use std::ops::RangeInclusive;

use chapter_03::two_layer::{Backward, Forward, TwoLayer};
use chapter_03::two_outputs::{by_paths, by_samples};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    U, agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{every_numpy, for_random, matrix, numpy, real};
use crate::networks::{self, Pass};

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    network: TwoLayer,
    x: Array2<f64>,      // (samples, inputs)
    target: Array2<f64>, // (samples, outputs)
    /// Whether the gradients of x and w₁ are computed term by term.
    by_terms: bool,
}

impl Point {
    fn forward(&self) -> Forward {
        self.network.forward(self.np, &self.x, &self.target)
    }

    fn backward(&self) -> Backward {
        let forward = self.forward();
        self.network.backward(self.np, &self.x, &self.target, &forward)
    }

    /// The largest 1/(1 − a) of all neurons.
    fn kappa(&self) -> f64 {
        let Forward { a1, a2, .. } = self.forward();
        a1.iter().chain(&a2).map(|a| 1.0 / (1.0 - a)).fold(1.0, larger)
    }

    /// Bounds the error of the computed loss.
    ///
    /// Every number is at most B = 1 + 2⁻⁴ after a step, and terms with u² are
    /// neglected. Each product in z₁ is rounded at most n + 1 times, where n is
    /// the number of inputs, so the error of z₁ is at most
    /// (n + 1)·u·(nB² + B). The slope of a sigmoid is at most 1/4, and its
    /// result, at most 1, is rounded three times on the way, so the error of a₁
    /// is at most a quarter of that of z₁, plus 3u. The error of
    /// z₂, a sum over k hidden neurons, is at most kB times that of a₁, plus
    /// (k + 1)·u·(kB + B). The loss of an entry is ln(1 + eᶻ) − tz, whose slope
    /// in z₂ is at most 1. The three roundings of a₂ change ln a₂ by at most 3u
    /// and, together with the rounding of 1 − a₂, change ln(1 − a₂) by at most
    /// (3κ + 1)·u, where κ = 1/(1 − a₂) ≤ 1 + eᶻ and z₂ ≤ (k + 1)B. Finally, a
    /// logarithm of at most (k + 1)B + 1 is rounded itself, in a product, in a
    /// sum, in the N sums of the mean and in its quotient.
    fn loss_error(&self) -> f64 {
        let (n, k) = self.network.w1.dim();
        let (n, k) = (count(n), count(k));
        let bound = 1.0 + 1.0 / 16.0;
        let z1 = (n + 1.0) * U * (n * bound + 1.0) * bound;
        let a1 = z1 / 4.0 + 3.0 * U;
        let largest_z2 = (k + 1.0) * bound;
        let z2 = k * bound * a1 + (k + 1.0) * U * largest_z2;
        let kappa = 1.0 + self.np.exp(largest_z2);
        let logarithms = (3.0 * kappa + 1.0) * U;
        z2 + logarithms + (self.factor() + 4.0) * U * (largest_z2 + 1.0)
    }

    /// Bounds the third derivative of the loss of an output.
    ///
    /// Let ℓ(z) = ln(1 + eᶻ) − tz. Then |ℓ′| ≤ 1, ℓ″ = σ′ ≤ 1/4 and
    /// |ℓ‴| = |σ″| ≤ 1/(6√3) < 1/10; also |σ‴| ≤ 1/8. In an entry of the second
    /// layer, z₂ is linear with a slope of at most 1. In an entry before the
    /// first sigmoids, each z₁ is linear with a slope of at most 1, and the
    /// entry affects z₂ = Σ w₂·σ(z₁) through h hidden neurons: one for a
    /// parameter, all k for an input. So |z₂′| ≤ h/4, |z₂″| ≤ h/10 and
    /// |z₂‴| ≤ h/8, and the chain rule, applied three times, yields
    /// ℓ‴·z₂′³ + 3·ℓ″·z₂′·z₂″ + ℓ′·z₂‴.
    fn third_derivative(&self, variable: Variable) -> f64 {
        let neurons = match variable {
            Variable::W2 | Variable::B2 => return 1.0 / 10.0,
            Variable::X => count(self.network.w1.ncols()),
            _ => 1.0,
        };
        let (first, second, third) =
            (neurons / 4.0, neurons / 10.0, neurons / 8.0);
        first * first * first / 10.0 + 0.75 * first * second + third
    }
}

fn larger(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        let array = match variable {
            Variable::W1 => &mut self.network.w1,
            Variable::B1 => &mut self.network.b1,
            Variable::W2 => &mut self.network.w2,
            Variable::B2 => &mut self.network.b2,
            Variable::X => &mut self.x,
            _ => panic!("two layers have no {variable:?}"),
        };
        array.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, variable: Variable) -> Vec<f64> {
        let Backward { dw1, db1, dw2, db2, dz1, .. } = self.backward();
        let array = match variable {
            Variable::W1 if self.by_terms => by_samples(self.np, &self.x, &dz1),
            Variable::X if self.by_terms => by_paths(&dz1, &self.network.w1),
            Variable::W1 => dw1,
            Variable::B1 => db1,
            Variable::W2 => dw2,
            Variable::B2 => db2,
            // The model needs no ∂loss/∂x: z₁ = x·w₁ + b₁, so ∂z₁/∂x = w₁.
            Variable::X => self.np.dot(&dz1, &self.network.w1.t()),
            _ => panic!("two layers have no {variable:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let TwoLayer { w1, b1, w2, b2 } = &self.network;
        let parameters = [
            entry.dual_array(Variable::W1, w1),
            entry.dual_array(Variable::B1, b1),
            entry.dual_array(Variable::W2, w2),
            entry.dual_array(Variable::B2, b2),
        ];
        let x = entry.dual_array(Variable::X, &self.x);
        networks::two_layer(self.np, &parameters, &x, &self.target)
    }

    /// The model computes σ′ from the output: a·(1 − a). Dual numbers
    /// differentiate the quotient and the exponential: a·a·e with e = e⁻ᶻ. So
    /// one side has 1 − a and the other a·e, both of which are e/(1 + e) in
    /// exact arithmetic. The relative error of the computed a is at most 2u,
    /// and so is that of a·e. The error of 1 − a is at most 2ua, which relative
    /// to 1 − a is at most 2u(κ − 1), plus its own rounding. So the two differ
    /// by at most 2u + 2u(κ − 1) + u ≤ 3κu relative to 1 − a, which counts as
    /// 3κ roundings.
    ///
    /// In the second layer, dual numbers divide a·a·e by a and by 1 − a, while
    /// the model has a₂ − t, which equals (1 − t)·a − t·(1 − a): this counts as
    /// 3κ roundings, too. Dual numbers round 3 times in the slope of the
    /// sigmoid, 3 times in that of the logarithm and its factor, once in adding
    /// the two logarithms, N − 1 times in the sum over the entries, and twice
    /// in dividing by N and multiplying by it: 3κ + N + 8 in all. The model
    /// rounds a₂ − t, and s times in the sum of s products: s + 1.
    ///
    /// In the first layer, dual numbers have 3κ + 3 more for another sigmoid,
    /// and one product with w₂ or, for an input, a sum of k such products. The
    /// model has a sum over m outputs, two products for the slope, and a sum of
    /// s products or, for an input, of k.
    fn roundings(&self, variable: Variable) -> f64 {
        let kappa = self.kappa();
        let (s, m) = self.target.dim();
        let (s, m) = (count(s), count(m));
        let k = count(self.network.w1.ncols());
        let dual = 3.0 * kappa + self.factor() + 8.0;
        let first = 3.0 * kappa + 3.0;
        match variable {
            Variable::W2 | Variable::B2 => dual + s + 1.0,
            Variable::X => (dual + first + k) + (1.0 + m + 2.0 + k),
            _ => (dual + first + 1.0) + (1.0 + m + 2.0 + s),
        }
    }

    fn factor(&self) -> f64 {
        count(self.target.len())
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// Truncation error: a central difference differs from the derivative by
    /// at most h²/6 times the third derivative. Rounding error: two losses with
    /// errors of at most E, divided by 2h, yield an error of at most E/h. Twice
    /// that also covers the squares of u and the error of the gradient itself,
    /// which is a sum over the same paths: its error is of the order of E, and
    /// so smaller than E/h by the factor h. The sum is multiplied by N, as the
    /// gradient is.
    fn tolerance(&self, variable: Variable, h: f64) -> f64 {
        let truncation = self.third_derivative(variable) * h * h / 6.0;
        let rounding = 2.0 * self.loss_error() / h;
        self.factor() * (truncation + rounding)
    }
}

/// Networks with one to three samples, inputs and hidden neurons, and one or
/// two outputs.
fn points(number: BoxedStrategy<f64>) -> impl Strategy<Value = Point> {
    let sizes = (1_usize..=3, 1_usize..=3, 1_usize..=3, 1_usize..=2);
    (numpy(), sizes).prop_flat_map(move |(np, (s, n, k, m))| {
        let target = (0..=8).prop_map(|eighths| f64::from(eighths) / 8.0);
        (
            matrix((n, k), &number),
            matrix((1, k), &number),
            matrix((k, m), &number),
            matrix((1, m), &number),
            matrix((s, n), &number),
            matrix((s, m), &target.boxed()),
        )
            .prop_map(move |(w1, b1, w2, b2, x, target)| Point {
                np,
                network: TwoLayer { w1, b1, w2, b2 },
                x,
                target,
                by_terms: false,
            })
    })
}

/// Any double from −1 to 1.
fn unit() -> BoxedStrategy<f64> {
    real().prop_map(|x| x / 2.0).boxed()
}

/// A multiple of 2⁻⁴⁰ from −1 to 1, to which every step is added exactly.
fn movable() -> BoxedStrategy<f64> {
    let scale = 1_099_511_627_776.0; // 2⁴⁰
    unit().prop_map(move |x| (x * scale).round() / scale).boxed()
}

fn against_dual_numbers(variable: Variable) {
    for_random(points(unit()), |point| {
        agrees_with_dual_numbers(&point, variable)
    });
}

fn against_central_differences(variable: Variable) {
    for_random(points(movable()), |point| {
        agrees_with_central_differences(&point, variable)
    });
}

fn terms_against_dual_numbers(variable: Variable) {
    for_random(points(unit()), |point| {
        agrees_with_dual_numbers(&Point { by_terms: true, ..point }, variable)
    });
}

fn terms_against_central_differences(variable: Variable) {
    for_random(points(movable()), |point| {
        let point = Point { by_terms: true, ..point };
        agrees_with_central_differences(&point, variable)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(unit()), |point| {
        every_numpy().try_for_each(|np| {
            loss_is_the_models(&Point { np, ..point.clone() })
        })
    });
}

both_ways! {
    against_dual_numbers, against_central_differences:
    dw1: Variable::W1,
    db1: Variable::B1,
    dw2: Variable::W2,
    db2: Variable::B2,
    dx: Variable::X,
}

both_ways! {
    terms_against_dual_numbers, terms_against_central_differences:
    dw1_by_samples: Variable::W1,
    dx_by_paths: Variable::X,
}
