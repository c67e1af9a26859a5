//! What a network has to provide so that its gradients can be compared.

use std::fmt::Debug;
use std::ops::RangeInclusive;

use ndarray::{Array, Dimension};

use crate::dual::Dual;
use crate::networks::Pass;

/// An array that the loss depends on: a parameter or an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    /// The weights of the only layer.
    W,
    /// The bias or biases of the only layer.
    B,
    /// The weights of the first of two or three layers.
    W1,
    /// The biases of the first of two or three layers.
    B1,
    /// The weights of the second of two or three layers.
    W2,
    /// The biases of the second of two or three layers.
    B2,
    /// The weights of the third of three layers.
    W3,
    /// The biases of the third of three layers.
    B3,
    /// The inputs of the network.
    X,
    /// The outputs of the first of two layers, the inputs of the second.
    A1,
    /// The inputs of softmax.
    Z,
}

/// A network with its inputs: the point at which its gradient is computed.
pub(crate) trait Case: Clone + Debug {
    /// The entries of a variable in row-major order.
    fn entries(&mut self, variable: Variable) -> &mut [f64];

    /// The loss that the model computes.
    fn loss(&self) -> f64;

    /// The gradient that the model computes with respect to a variable, in the
    /// order of `entries`.
    fn gradient(&self, variable: Variable) -> Vec<f64>;

    /// The forward pass in dual numbers, differentiated with respect to one
    /// entry of a variable.
    fn pass(&self, entry: Entry) -> Pass;

    /// The largest number of roundings of a term of the gradient, plus that of
    /// a term of the derivative in dual numbers. Both start from the same
    /// results of the forward pass, whose roundings do not count.
    fn roundings(&self, variable: Variable) -> f64;

    /// The model's gradient is that of its loss times this factor.
    fn factor(&self) -> f64 {
        1.0
    }

    /// The step sizes of the central differences, as the exponents k of
    /// h = 2⁻ᵏ. Division by such a 2h is exact, and so is adding h to an entry.
    fn steps(&self) -> RangeInclusive<u32>;

    /// How much a gradient may differ from the central difference of step h.
    fn tolerance(&self, variable: Variable, h: f64) -> f64;
}

/// The entry with respect to which the loss is differentiated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) variable: Variable,
    /// The index among the variable's entries in row-major order.
    pub(crate) index: usize,
}

impl Entry {
    /// The array of `variable` with its derivatives: 1 for this entry, and 0
    /// for all others.
    pub(crate) fn dual_array<D: Dimension>(
        self, variable: Variable, value: &Array<f64, D>,
    ) -> Dual<Array<f64, D>> {
        let mut dual = Dual::constant(value.clone());
        if variable == self.variable {
            for array in [&mut dual.derivative, &mut dual.magnitude] {
                let entry = array.iter_mut().nth(self.index);
                *entry.expect("the variable has this entry") = 1.0;
            }
        }
        dual
    }

    /// The float of `variable` with its derivative: 1 if it is this entry, and
    /// 0 otherwise.
    pub(crate) fn dual_float(
        self, variable: Variable, value: f64,
    ) -> Dual<f64> {
        let mut dual = Dual::constant(value);
        if variable == self.variable {
            (dual.derivative, dual.magnitude) = (1.0, 1.0);
        }
        dual
    }
}
