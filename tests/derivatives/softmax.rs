//! Chapter 6: softmax and cross-entropy on their own. The loss is a function of
//! the inputs z of softmax, and its gradient is computed in two ways.

use std::ops::RangeInclusive;

use chapter_05::activations::softmax;
use chapter_05::labels::Labels;
use chapter_05::loss::{CategoricalCrossEntropy, Loss};
use chapter_06::softmax_gradient::{by_jacobian, combined};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    U, agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{
    every_numpy, for_random, labels, matrix, multiple, numpy, real,
};
use crate::dual::{Dual, max_columns};
use crate::networks::{self, Pass};

/// The inputs of softmax, and a way to compute ∂loss/∂z.
#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    z: Array2<f64>, // (samples, classes)
    labels: Labels,
    input_gradient: InputGradient,
}

/// Computes ∂loss/∂z from the probabilities.
type InputGradient = fn(Numpy, &Array2<f64>, &Labels) -> Array2<f64>;

/// Both derivatives combined in one step.
fn one_step(_: Numpy, p: &Array2<f64>, labels: &Labels) -> Array2<f64> {
    combined(p, labels)
}

impl Point {
    fn p(&self) -> Array2<f64> {
        softmax(self.np, &self.z)
    }
}

/// Bounds the roundings of a term of ∂loss/∂z, computed in one step, plus those
/// of a term of the derivative in dual numbers, of which `before` occur on the
/// way to z.
///
/// There are s samples and c classes. Dual numbers round once in subtracting
/// the derivative of the maximum, once in the slope of the exponential, c − 1
/// times in the sum over the classes, three times in the derivative of the
/// quotient, twice in that of the logarithm, s − 1 times in the sum over the
/// samples and once in dividing it by s: c + s + 6. Clipping has the slope 1:
/// see `points` here and in `chapter_06`.
///
/// The terms of dual numbers are not those of the model, where some have been
/// cancelled. Let z′ be the derivative of z, m the column of the row's maximum
/// and k that of the sample's class. Apart from rounding, dual numbers have for
/// each sample the sum over the classes j of (eⱼ/S)·(z′ⱼ − z′ₘ), minus
/// (eₖ/S)/pₖ·(z′ₖ − z′ₘ), where S is the computed sum of the computed
/// exponentials e. The model has the computed quotient pⱼ in place of eⱼ/S,
/// which differs by one rounding. With it, the factor of z′ₘ is 1 − Σpⱼ. This
/// is not 0 but, because of the c − 1 roundings of S and those of the
/// quotients, up to c·u. In the magnitude, the factor of z′ₘ is at least 1. So
/// this counts as c + 1 roundings.
///
/// The model rounds p − y and the quotient by s: 2. In the magnitude, the
/// factor of z′ⱼ is pⱼ, plus 1 for the sample's class, as in p + y.
pub(crate) fn roundings(labels: &Labels, before: f64) -> f64 {
    let (s, c) = labels.to_one_hot::<f64>().dim();
    let (s, c) = (count(s), count(c));
    (before + c + s + 6.0) + (c + 1.0) + 2.0
}

/// Bounds the error of the computed loss if no z has been rounded and none
/// exceeds `largest`.
///
/// Terms with u² are neglected. With c classes, the differences of the z are
/// exact, every exponential is rounded, their sum is rounded c − 1 times more,
/// and the quotient once: the relative error of a probability is at most
/// (c + 2)·u, and so is the error of its logarithm. No logarithm is larger than
/// 2·largest + ln c, and ln c is below 2. It is rounded itself and, with s
/// samples, s − 1 times in their sum and once in the quotient.
pub(crate) fn loss_error(labels: &Labels, largest: f64) -> f64 {
    let (s, c) = labels.to_one_hot::<f64>().dim();
    (count(c) + 2.0) * U + (count(s) + 1.0) * U * (2.0 * largest + 2.0)
}

/// Bounds the difference between a gradient and the central difference of step
/// h if every z is linear in the entry, with slopes that differ by at most
/// `range` within a row.
///
/// Truncation error: a central difference differs from the derivative by at
/// most h²/6 times the third derivative. The loss of a sample is ln Σeᶻ minus
/// one of the z, so its third derivative is that of ln Σeᶻ: the third central
/// moment of the slopes, weighted by the probabilities. For a given mean it is
/// largest if only two slopes have weights, p and 1 − p. Then it is
/// p(1 − p)(1 − 2p) times the cube of their difference, at most
/// range³/(6√3) < range³/10. The mean over the samples is not larger.
///
/// Rounding error: two losses with errors of at most E, divided by 2h, yield an
/// error of at most E/h. Twice that also covers the error of the gradient
/// itself: with h ≤ 2⁻⁴, E/h is at least 16·E and so at least 16c + 32s + 64
/// units of u, while the gradient is a sum of terms that add up to less than 4
/// and are rounded less than 2c + 2s + 8 times, including the roundings of the
/// probabilities.
pub(crate) fn tolerance(loss_error: f64, range: f64, h: f64) -> f64 {
    let third_derivative = range * range * range / 10.0;
    third_derivative * h * h / 6.0 + 2.0 * loss_error / h
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        assert_eq!(variable, Variable::Z, "softmax has no other input");
        self.z.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        CategoricalCrossEntropy.calculate(self.np, &self.p(), &self.labels)
    }

    fn gradient(&self, _: Variable) -> Vec<f64> {
        let dz = (self.input_gradient)(self.np, &self.p(), &self.labels);
        dz.iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let z = entry.dual_array(Variable::Z, &self.z);
        networks::output(self.np, &z, &self.labels)
    }

    /// The entry is a z itself. The way through the Jacobian rounds 1/p, its
    /// quotient by the number of samples, a product of two probabilities, the
    /// difference p − p² and the product of the two derivatives: three
    /// roundings more than in one step. All other products of the two are 0.
    fn roundings(&self, _: Variable) -> f64 {
        roundings(&self.labels, 0.0) + 3.0
    }

    fn steps(&self) -> RangeInclusive<u32> {
        4..=20
    }

    /// No z exceeds 2 + 2⁻⁴, and the slope of the moved one is 1.
    fn tolerance(&self, _: Variable, h: f64) -> f64 {
        let largest = 2.0 + 1.0 / 16.0;
        tolerance(loss_error(&self.labels, largest), 1.0, h)
    }
}

/// One to four samples of two to four classes.
///
/// Every z is from −2 to 2, one of them moved by up to 2⁻⁴. Therefore a
/// probability is at least e⁻⁴·⁰⁶²⁵/4 > 0.004 and at most 1 − 0.004, and the
/// loss does not clip it.
fn points(
    input_gradient: InputGradient, number: BoxedStrategy<f64>,
) -> impl Strategy<Value = Point> {
    (numpy(), 1_usize..=4, 2_usize..=4).prop_flat_map(move |(np, s, c)| {
        (matrix((s, c), &number), labels((s, c))).prop_map(
            move |(z, labels)| Point { np, z, labels, input_gradient },
        )
    })
}

/// A multiple of 2⁻⁴⁰ from −2 to 2, to which every step is added exactly.
fn movable() -> BoxedStrategy<f64> {
    multiple(1.0 / 1_099_511_627_776.0, 2.0)
}

fn against_dual_numbers(input_gradient: InputGradient) {
    for_random(points(input_gradient, real()), |point| {
        agrees_with_dual_numbers(&point, Variable::Z)
    });
}

fn against_central_differences(input_gradient: InputGradient) {
    for_random(points(input_gradient, movable()), |point| {
        agrees_with_central_differences(&point, Variable::Z)
    });
}

/// Asserts that the derivatives of the probabilities do not change if the
/// maximum is treated as a constant.
///
/// Each side rounds once in the slope of the exponential, c − 1 times in the
/// sum over the classes and three times in the derivative of the quotient. The
/// side with the derivative of the maximum rounds once more in subtracting it,
/// and there its factor is pⱼ·(1 − Σeₖ/S), at most (c − 1)·u times pⱼ. This
/// makes 3c + 6 roundings, and one more for the reason given in `compare`.
fn maximum_may_be_constant(point: &Point) -> Result<(), TestCaseError> {
    let Point { np, z, .. } = point;
    let roundings = 3.0 * count(z.ncols()) + 6.0 + 1.0;
    for index in 0..z.len() {
        let z =
            Entry { variable: Variable::Z, index }.dual_array(Variable::Z, z);
        let largest = max_columns(*np, &z);
        let constant = Dual::constant(largest.value.clone());
        let p = networks::softmax(*np, &z, &largest);
        let with_constant = networks::softmax(*np, &z, &constant);
        prop_assert_eq!(&p.value, &with_constant.value);
        let tolerance = roundings * U * p.magnitude;
        let differences =
            (p.derivative - with_constant.derivative).mapv(f64::abs);
        for (difference, tolerance) in differences.iter().zip(&tolerance) {
            prop_assert!(
                difference <= tolerance,
                "they differ by {difference}; the tolerance is {tolerance}"
            );
        }
    }
    Ok(())
}

#[test]
fn the_maximum_that_softmax_subtracts_may_be_treated_as_a_constant() {
    for_random(points(one_step, real()), |point| {
        maximum_may_be_constant(&point)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(one_step, real()), |point| {
        every_numpy().try_for_each(|np| {
            loss_is_the_models(&Point { np, ..point.clone() })
        })
    });
}

both_ways! {
    against_dual_numbers, against_central_differences:
    dz_combined: one_step,
    dz_by_jacobian: by_jacobian,
}
