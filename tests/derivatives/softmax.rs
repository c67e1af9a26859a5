//! Chapter 5: softmax and cross-entropy by themselves, the loss as a function
//! of what enters softmax, and both ways back through them.

use std::ops::RangeInclusive;

use chapter_00::activations::softmax;
use chapter_00::labels::Labels;
use chapter_00::loss::{CategoricalCrossEntropy, Loss};
use chapter_05::softmax_gradient::{by_jacobian, combined};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, Moved, Place};
use crate::compare::{
    U, agrees_with_central_differences, agrees_with_dual_numbers, count,
    has_the_models_loss,
};
use crate::draw::{
    every_numpy, for_random, labels, matrix, multiple, numpy, real,
};
use crate::dual::{Dual, max_columns};
use crate::networks::{self, Pass};

/// What enters softmax, and a way to the gradient by it.
#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    z: Array2<f64>, // (samples, classes)
    labels: Labels,
    by_z: ByZ,
}

/// ∂loss/∂z from the probabilities.
type ByZ = fn(Numpy, &Array2<f64>, &Labels) -> Array2<f64>;

/// The one step.
fn one_step(_: Numpy, p: &Array2<f64>, labels: &Labels) -> Array2<f64> {
    combined(p, labels)
}

impl Point {
    fn p(&self) -> Array2<f64> {
        softmax(self.np, &self.z)
    }
}

/// How often the gradient by z, found in one step, and a derivative in dual
/// numbers round a term, together; before, dual numbers have rounded `before`
/// times on their way to z.
///
/// With s samples and c classes, dual numbers round once where they subtract
/// the maximum's derivative, once in the exponential's slope, c − 1 times in
/// the sum over the classes, three times in the quotient's derivative, twice in
/// the logarithm's, s − 1 times in the sum over the samples and once where they
/// divide it by s: c + s + 6. The clipping has the slope 1: see `points` and
/// `chapter_05`.
///
/// Their terms are not the model's, which has cancelled what it can. Let z′ be
/// what has come to a z, m the column of the row's maximum and k that of the
/// sample's own class. But for roundings, dual numbers have, for each sample,
/// the sum over the classes j of (eⱼ/S)·(z′ⱼ − z′ₘ), less
/// (eₖ/S)/pₖ·(z′ₖ − z′ₘ), where S is the computed sum of the computed
/// exponentials e. The model has the computed quotient pⱼ in the place of eⱼ/S:
/// one rounding. With it, what z′ₘ is multiplied by is 1 − Σpⱼ, and that is not
/// 0 but what the c − 1 roundings of S and those of the quotients have left of
/// it, at most c·u. The magnitude has z′ₘ, too, with a factor of at least 1:
/// c + 1 roundings.
///
/// The model rounds p − y and its quotient by s: 2. The magnitude has every z′ⱼ
/// with the factor pⱼ, and once more that of the sample's class, as p and y
/// have.
pub(crate) fn roundings(labels: &Labels, before: f64) -> f64 {
    let (s, c) = labels.to_one_hot::<f64>().dim();
    let (s, c) = (count(s), count(c));
    (before + c + s + 6.0) + (c + 1.0) + 2.0
}

/// How far the computed loss may be from the true one, where no z was rounded
/// and none is larger than `largest`.
///
/// Squares of u are left out. With c classes, the differences of the z are
/// exact, every exponential is rounded, their sum c − 1 times more, and the
/// quotient once: a probability is off by at most (c + 2)·u of it, and its
/// logarithm by (c + 2)·u. No logarithm is larger than 2·largest + ln c, and
/// ln c is below 2. It is rounded itself, and with s samples s − 1 times in
/// their sum and once in the quotient.
pub(crate) fn loss_error(labels: &Labels, largest: f64) -> f64 {
    let (s, c) = labels.to_one_hot::<f64>().dim();
    (count(c) + 2.0) * U + (count(s) + 1.0) * U * (2.0 * largest + 2.0)
}

/// How far a gradient may be from its central difference of step h, where the
/// number that moves moves each z evenly, at rates that differ by at most
/// `range` within a row.
///
/// Truncation: the central difference of a loss is its derivative to within
/// h²/6 times its third derivative. A sample's loss is ln Σeᶻ less one of the
/// z, so its third derivative is that of ln Σeᶻ: the third central moment of
/// the rates, each weighed with its probability. With the mean held fixed it is
/// largest where only two rates have weights, p and 1 − p, and there it is
/// p(1 − p)(1 − 2p) times the cube of their distance, at most
/// range³/(6√3) < range³/10. The mean over the samples is not larger.
///
/// Rounding: two losses, each off by E, divided by 2h, are off by E/h. Twice
/// that leaves room for the gradient's own error: with h at most 2⁻⁴ it is 16·E
/// at the least, 16c + 32s + 64 units of u, and the gradient is a sum of terms
/// that add up to less than 4 and round less than 2c + 2s + 8 times, the
/// roundings of the probabilities among them.
pub(crate) fn tolerance(loss_error: f64, range: f64, h: f64) -> f64 {
    let third_derivative = range * range * range / 10.0;
    third_derivative * h * h / 6.0 + 2.0 * loss_error / h
}

impl Case for Point {
    fn numbers(&mut self, place: Place) -> &mut [f64] {
        assert_eq!(place, Place::Z, "nothing else enters softmax");
        self.z.as_slice_mut().expect("a matrix without gaps")
    }

    fn loss(&self) -> f64 {
        CategoricalCrossEntropy.calculate(self.np, &self.p(), &self.labels)
    }

    fn gradient(&self, _: Place) -> Vec<f64> {
        let dz = (self.by_z)(self.np, &self.p(), &self.labels);
        dz.iter().copied().collect()
    }

    fn pass(&self, moved: Moved) -> Pass {
        let z = moved.array(Place::Z, &self.z);
        networks::output(self.np, &z, &self.labels)
    }

    /// What moves is a z itself. The way through the Jacobian rounds 1/p, its
    /// quotient by the samples, a product of two probabilities, the difference
    /// p − p² and the product of the two links: three times more than the one
    /// step does. All other products of the two are 0.
    fn roundings(&self, _: Place) -> f64 {
        roundings(&self.labels, 0.0) + 3.0
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// The z are at most 2 + 2⁻⁴, and one of them moves at the rate 1.
    fn tolerance(&self, _: Place, h: f64) -> f64 {
        let largest = 2.0 + 1.0 / 16.0;
        tolerance(loss_error(&self.labels, largest), 1.0, h)
    }
}

/// One to four samples of two to four classes. With every z from −2 to 2, and
/// one of them moved by up to 2⁻⁴, a probability is at least e⁻⁴·⁰⁶²⁵/4 > 0.004
/// and at most 1 − 0.004: far from where the loss clips it.
fn points(
    by_z: ByZ,
    number: BoxedStrategy<f64>,
) -> impl Strategy<Value = Point> {
    (numpy(), 1_usize..=4, 2_usize..=4).prop_flat_map(move |(np, s, c)| {
        (matrix((s, c), &number), labels((s, c)))
            .prop_map(move |(z, labels)| Point { np, z, labels, by_z })
    })
}

/// A multiple of 2⁻⁴⁰ from −2 to 2, which every step moves exactly.
fn movable() -> BoxedStrategy<f64> {
    multiple(1.0 / 1_099_511_627_776.0, 2.0)
}

fn against_dual_numbers(by_z: ByZ) {
    for_random(points(by_z, real()), |point| {
        agrees_with_dual_numbers(&point, Place::Z)
    });
}

fn against_central_differences(by_z: ByZ) {
    for_random(points(by_z, movable()), |point| {
        agrees_with_central_differences(&point, Place::Z)
    });
}

/// Holds that the probabilities' derivatives stay what they are when the
/// maximum is taken for a constant.
///
/// Each side rounds once in the exponential's slope, c − 1 times in the sum
/// over the classes and three times in the quotient's derivative; the one with
/// the maximum's derivative, once more where it subtracts it. What this is
/// multiplied by is pⱼ·(1 − Σeₖ/S), at most (c − 1)·u of pⱼ. That makes 3c + 6,
/// and the rounding that `compare` adds.
fn maximum_has_no_derivative(point: &Point) -> Result<(), TestCaseError> {
    let Point { np, z, .. } = point;
    let roundings = 3.0 * count(z.ncols()) + 6.0 + 1.0;
    for n in 0..z.len() {
        let z = Moved { place: Place::Z, n }.array(Place::Z, z);
        let largest = max_columns(*np, &z);
        let constant = Dual::fixed(largest.value.clone());
        let p = networks::softmax(*np, &z, &largest);
        let with_constant = networks::softmax(*np, &z, &constant);
        prop_assert_eq!(&p.value, &with_constant.value);
        let tolerance = roundings * U * p.magnitude;
        let off = (p.derivative - with_constant.derivative).mapv(f64::abs);
        for (off, tolerance) in off.iter().zip(&tolerance) {
            prop_assert!(off <= tolerance, "{off} apart, {tolerance} allowed");
        }
    }
    Ok(())
}

#[test]
fn the_maximum_that_softmax_subtracts_has_no_derivative() {
    for_random(points(one_step, real()), |point| {
        maximum_has_no_derivative(&point)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(one_step, real()), |point| {
        every_numpy().try_for_each(|np| {
            has_the_models_loss(&Point { np, ..point.clone() })
        })
    });
}

#[test]
fn dz_combined_agrees_with_dual_numbers() {
    against_dual_numbers(one_step);
}

#[test]
fn dz_combined_agrees_with_central_differences() {
    against_central_differences(one_step);
}

#[test]
fn dz_by_jacobian_agrees_with_dual_numbers() {
    against_dual_numbers(by_jacobian);
}

#[test]
fn dz_by_jacobian_agrees_with_central_differences() {
    against_central_differences(by_jacobian);
}
