//! What a network has to tell for its gradients to be compared.

use std::fmt::Debug;
use std::ops::RangeInclusive;

use ndarray::{Array, Dimension};

use crate::dual::Dual;
use crate::networks::Pass;

/// An array that enters a network: one of its parameters, or its inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The weights of the only layer.
    W,
    /// Its bias or biases.
    B,
    /// The weights of the first of two layers.
    W1,
    /// Its biases.
    B1,
    /// The weights of the second of two layers.
    W2,
    /// Its biases.
    B2,
    /// The inputs.
    X,
    /// The outputs of the first of two layers, the inputs of the second.
    A1,
    /// What enters softmax.
    Z,
}

/// A network with its inputs, at the point where its gradient is taken.
pub(crate) trait Case: Clone + Debug {
    /// The numbers in one place, row after row.
    fn numbers(&mut self, place: Place) -> &mut [f64];

    /// The loss that the model computes.
    fn loss(&self) -> f64;

    /// The gradient that the model computes, in the order of `numbers`.
    fn gradient(&self, place: Place) -> Vec<f64>;

    /// The forward pass in dual numbers.
    fn pass(&self, moved: Moved) -> Pass;

    /// How often the gradient by one place and its derivative in dual numbers
    /// round a term, together. What both take from the forward pass counts for
    /// neither: it is the same number.
    fn roundings(&self, place: Place) -> f64;

    /// What multiplies the loss before the model differentiates it.
    fn factor(&self) -> f64 {
        1.0
    }

    /// The steps of the central differences, the k of h = 2⁻ᵏ: dividing by 2h
    /// rounds nothing, and neither does moving a number by h.
    fn steps(&self) -> RangeInclusive<u32>;

    /// How far a gradient may be from its central difference of step h.
    fn tolerance(&self, place: Place, h: f64) -> f64;
}

/// The one number that moves: the n-th in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    /// Where it stands.
    pub(crate) place: Place,
    /// How many stand there before it.
    pub(crate) n: usize,
}

impl Moved {
    /// The array that stands in `place`, in dual numbers.
    pub(crate) fn array<D: Dimension>(
        self,
        place: Place,
        value: &Array<f64, D>,
    ) -> Dual<Array<f64, D>> {
        let mut dual = Dual::fixed(value.clone());
        if place == self.place {
            for array in [&mut dual.derivative, &mut dual.magnitude] {
                let moved = array.iter_mut().nth(self.n);
                *moved.expect("an entry that moves") = 1.0;
            }
        }
        dual
    }

    /// The float that stands in `place`.
    pub(crate) fn float(self, place: Place, value: f64) -> Dual<f64> {
        let mut dual = Dual::fixed(value);
        if place == self.place {
            (dual.derivative, dual.magnitude) = (1.0, 1.0);
        }
        dual
    }
}
