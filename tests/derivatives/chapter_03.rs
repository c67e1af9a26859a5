//! Chapter 3: the gradients of the two-layer sigmoid network.
//!
//! Its loss is the mean over the samples, and its backward pass differentiates
//! their sum. So the gradients are those of N times the loss, where N is the
//! number of entries that the mean divides by.

use std::ops::RangeInclusive;

use chapter_03::two_layer::{Backward, Forward, TwoLayer};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Moved, Place};
use crate::compare::{
    U, agrees_with_central_differences, agrees_with_dual_numbers, count,
    has_the_models_loss,
};
use crate::draw::{every_numpy, for_random, matrix, numpy, real};
use crate::networks::{self, Pass};

#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    network: TwoLayer,
    x: Array2<f64>,      // (samples, inputs)
    target: Array2<f64>, // (samples, outputs)
}

impl Point {
    fn forward(&self) -> Forward {
        self.network.forward(self.np, &self.x, &self.target)
    }

    fn backward(&self) -> Backward {
        let forward = self.forward();
        self.network.backward(self.np, &self.x, &self.target, &forward)
    }

    /// The most that 1/(1 − a) is at any neuron.
    fn kappa(&self) -> f64 {
        let Forward { a1, a2, .. } = self.forward();
        a1.iter().chain(&a2).map(|a| 1.0 / (1.0 - a)).fold(1.0, larger)
    }

    /// How far the computed loss may be from the true one.
    ///
    /// Every number is at most B = 1 + 2⁻⁴ after a step, and squares of u are
    /// left out. Each product in z₁ is rounded n + 1 times on its way, n
    /// inputs being added up, so z₁ is off by at most
    /// (n + 1)·u·(nB² + B). A sigmoid is nowhere steeper than 1/4, and rounds
    /// three times what is at most 1, so a₁ is off by a quarter of that and
    /// 3u; z₂, a sum over k hidden neurons, by kB times that and
    /// (k + 1)·u·(kB + B). The loss of an entry is ln(1 + eᶻ) − tz, at most as
    /// steep in z₂ as 1. The three roundings of a₂ are 3u in ln a₂ and with
    /// that of 1 − a₂ at most (3κ + 1)·u in ln(1 − a₂), where
    /// κ = 1/(1 − a₂) ≤ 1 + eᶻ and z₂ ≤ (k + 1)B. Last, a logarithm of at most
    /// (k + 1)B + 1 is rounded itself, as a product, in a sum, in the N sums
    /// of the mean and in its quotient.
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

    /// The most that the third derivative of an entry's loss can be.
    ///
    /// With ℓ(z) = ln(1 + eᶻ) − tz: |ℓ′| ≤ 1, ℓ″ = σ′ ≤ 1/4 and
    /// |ℓ‴| = |σ″| ≤ 1/(6√3) < 1/10; |σ‴| ≤ 1/8. A number of the second layer
    /// moves z₂ evenly, at most one for one. A number before the first
    /// sigmoids moves each z₁ evenly, at most one for one, and z₂ = Σ w₂·σ(z₁)
    /// over the hidden neurons that it reaches: h of them, which is 1 for a
    /// parameter and k for an input. So |z₂′| ≤ h/4, |z₂″| ≤ h/10 and
    /// |z₂‴| ≤ h/8, and the chain rule, three times, gives
    /// ℓ‴·z₂′³ + 3·ℓ″·z₂′·z₂″ + ℓ′·z₂‴.
    fn third_derivative(&self, place: Place) -> f64 {
        let reached = match place {
            Place::W2 | Place::B2 => return 1.0 / 10.0,
            Place::X => count(self.network.w1.ncols()),
            _ => 1.0,
        };
        let (first, second, third) =
            (reached / 4.0, reached / 10.0, reached / 8.0);
        first * first * first / 10.0 + 0.75 * first * second + third
    }
}

fn larger(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}

impl Case for Point {
    fn numbers(&mut self, place: Place) -> &mut [f64] {
        let array = match place {
            Place::W1 => &mut self.network.w1,
            Place::B1 => &mut self.network.b1,
            Place::W2 => &mut self.network.w2,
            Place::B2 => &mut self.network.b2,
            Place::X => &mut self.x,
            _ => panic!("two layers have no {place:?}"),
        };
        array.as_slice_mut().expect("a matrix without gaps")
    }

    fn loss(&self) -> f64 {
        self.forward().loss
    }

    fn gradient(&self, place: Place) -> Vec<f64> {
        let Backward { dw1, db1, dw2, db2, dz1, .. } = self.backward();
        let array = match place {
            Place::W1 => dw1,
            Place::B1 => db1,
            Place::W2 => dw2,
            Place::B2 => db2,
            // The model needs no ∂loss/∂x: z₁ = x·w₁ + b₁, so ∂z₁/∂x = w₁.
            Place::X => self.np.dot(&dz1, &self.network.w1.t()),
            _ => panic!("two layers have no {place:?}"),
        };
        array.iter().copied().collect()
    }

    fn pass(&self, moved: Moved) -> Pass {
        let TwoLayer { w1, b1, w2, b2 } = &self.network;
        let parameters = [
            moved.array(Place::W1, w1),
            moved.array(Place::B1, b1),
            moved.array(Place::W2, w2),
            moved.array(Place::B2, b2),
        ];
        let x = moved.array(Place::X, &self.x);
        networks::two_layer(self.np, &parameters, &x, &self.target)
    }

    /// The model takes σ′ from the output: a·(1 − a). Dual numbers go back
    /// through the quotient and the exponential: a·a·e, where e = e⁻ᶻ. They
    /// differ in 1 − a and a·e, both of which are e/(1 + e). The computed a is
    /// off by 2u of it, and so is a·e; 1 − a is off by 2ua, which is at most
    /// 2u(κ − 1) of 1 − a, and by its own rounding. So they differ by at most
    /// 2u + 2u(κ − 1) + u ≤ 3κu, relative to 1 − a: as much as 3κ roundings.
    ///
    /// In the second layer, dual numbers divide a·a·e by a and by 1 − a, and
    /// the model has a₂ − t, which is (1 − t)·a − t·(1 − a): 3κ once more, and
    /// 3 roundings each in the sigmoid's slope and in the logarithm's with
    /// its factor, one in their sum, N − 1 in the sum over the entries, two in
    /// dividing by N and multiplying by it: 3κ + N + 8. The model rounds a₂ − t
    /// and the s products of the sum over the samples: s + 1.
    ///
    /// In the first layer come, in dual numbers, another 3κ + 3 for a sigmoid,
    /// and one product with w₂, or for an input a sum of k such products; in
    /// the model the sum over m outputs, two products for the slope, and one
    /// sum of s products, or for an input of k.
    fn roundings(&self, place: Place) -> f64 {
        let kappa = self.kappa();
        let (s, m) = self.target.dim();
        let (s, m) = (count(s), count(m));
        let k = count(self.network.w1.ncols());
        let dual = 3.0 * kappa + self.factor() + 8.0;
        let first = 3.0 * kappa + 3.0;
        match place {
            Place::W2 | Place::B2 => dual + s + 1.0,
            Place::X => (dual + first + k) + (1.0 + m + 2.0 + k),
            _ => (dual + first + 1.0) + (1.0 + m + 2.0 + s),
        }
    }

    fn factor(&self) -> f64 {
        count(self.target.len())
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// Truncation: the central difference of an entry's loss is its derivative
    /// to within h²/6 times its third derivative. Rounding: two losses, each
    /// off by E, divided by 2h, are off by E/h. Twice that leaves room for the
    /// gradient's own error and for the squares of u: the gradient is a sum
    /// over the same paths, and its error of the order of E is less than E/h
    /// by the factor h. All N times, because the gradient is.
    fn tolerance(&self, place: Place, h: f64) -> f64 {
        let truncation = self.third_derivative(place) * h * h / 6.0;
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
            })
    })
}

/// Any double from −1 to 1.
fn unit() -> BoxedStrategy<f64> {
    real().prop_map(|x| x / 2.0).boxed()
}

/// A multiple of 2⁻⁴⁰ from −1 to 1, which every step moves exactly.
fn movable() -> BoxedStrategy<f64> {
    let scale = 1_099_511_627_776.0; // 2⁴⁰
    unit().prop_map(move |x| (x * scale).round() / scale).boxed()
}

fn against_dual_numbers(place: Place) {
    for_random(points(unit()), |point| agrees_with_dual_numbers(&point, place));
}

fn against_central_differences(place: Place) {
    for_random(points(movable()), |point| {
        agrees_with_central_differences(&point, place)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(unit()), |point| {
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
fn dx_agrees_with_dual_numbers() {
    against_dual_numbers(Place::X);
}

#[test]
fn dx_agrees_with_central_differences() {
    against_central_differences(Place::X);
}
