//! Chapter 4: the gradients that a list of activation functions passes back.

use std::ops::RangeInclusive;

use chapter_04::layers::{Layer, Layers, Relu, Sigmoid};
use mini_numpy::Numpy;
use ndarray::Array2;
use proptest::prelude::*;

use crate::case::{Case, Entry, Variable};
use crate::compare::{
    U, agrees_with_central_differences, agrees_with_dual_numbers, both_ways,
    count, loss_is_the_models,
};
use crate::draw::{eighth, every_numpy, for_random, matrix, numpy, real};
use crate::networks::{self, Entrywise, Pass};

/// A list of activation functions and its inputs.
#[derive(Clone, Debug)]
struct Point {
    np: Numpy,
    list: &'static [Entrywise],
    x: Array2<f64>, // (samples, inputs)
}

const RELU: &[Entrywise] = &[Entrywise::Relu];
const SIGMOID: &[Entrywise] = &[Entrywise::Sigmoid];
const BOTH: &[Entrywise] = &[Entrywise::Relu, Entrywise::Sigmoid];

impl Point {
    fn layers(&self) -> Layers {
        let layer = |activation: &Entrywise| -> Box<dyn Layer> {
            match activation {
                Entrywise::Relu => Box::new(Relu),
                Entrywise::Sigmoid => Box::new(Sigmoid),
            }
        };
        Layers(self.list.iter().map(layer).collect())
    }

    fn sigmoids(&self) -> f64 {
        let is_sigmoid = |x: &&Entrywise| matches!(x, Entrywise::Sigmoid);
        count(self.list.iter().filter(is_sigmoid).count())
    }

    /// What the layers compute, and y, the sum of the last outputs.
    fn forward(&self) -> (Vec<Array2<f64>>, f64) {
        let values = self.layers().forward(self.np, &self.x);
        let y = self.np.sum(&values[self.list.len()]);
        (values, y)
    }
}

impl Case for Point {
    fn entries(&mut self, variable: Variable) -> &mut [f64] {
        assert_eq!(variable, Variable::X, "activations have inputs alone");
        self.x.as_slice_mut().expect("the array is contiguous")
    }

    fn loss(&self) -> f64 {
        let (_, y) = self.forward();
        y * y
    }

    fn gradient(&self, _: Variable) -> Vec<f64> {
        let (values, y) = self.forward();
        let da = Array2::from_elem(self.x.dim(), 2.0 * y);
        let gradients = self.layers().backward(self.np, &values, &da);
        gradients[0].dx.iter().copied().collect()
    }

    fn pass(&self, entry: Entry) -> Pass {
        let x = entry.dual_array(Variable::X, &self.x);
        networks::activations(self.np, self.list, x)
    }

    /// An entry affects y through one output. Either side rounds its product
    /// with y. A sigmoid counts as 3κ + 3 roundings of the dual numbers and 3 of
    /// the model, as chapter 3's tests derive, where κ = 1/(1 − a) is below 9
    /// for inputs of at most 2.
    fn roundings(&self, _: Variable) -> f64 {
        2.0 + self.sigmoids() * (3.0 * 9.0 + 6.0)
    }

    fn steps(&self) -> RangeInclusive<u32> {
        1..=8
    }

    /// None without a sigmoid: the loss is quadratic in each entry, and every
    /// number needs few bits.
    ///
    /// Else the truncation is at most h²/6 times the third derivative of the
    /// loss, 6y′y″ + 2yy‴. The derivatives of a sigmoid are at most 1/4, 1/10
    /// and 1/8; y is at most the number of entries. A sigmoid has a relative
    /// error of at most 4u, and the sum rounds at most once an entry. Twice the
    /// error of the loss, divided by h, also covers the error of the gradient.
    fn tolerance(&self, _: Variable, h: f64) -> f64 {
        let sigmoids = self.sigmoids();
        if sigmoids == 0.0 {
            return 0.0;
        }
        let y = count(self.x.len());
        let truncation = (6.0 / 40.0 + 2.0 * y / 8.0) * h * h / 6.0;
        let loss_error = (2.0 * (4.0 * sigmoids + y) + 1.0) * U * y * y;
        truncation + 2.0 * loss_error / h
    }
}

/// Lists with one or two samples of one to three inputs.
fn points(
    list: &'static [Entrywise], number: BoxedStrategy<f64>,
) -> impl Strategy<Value = Point> {
    let sizes = (1_usize..=2, 1_usize..=3);
    (numpy(), sizes).prop_flat_map(move |(np, sizes)| {
        matrix(sizes, &number).prop_map(move |x| Point { np, list, x })
    })
}

fn against_dual_numbers(list: &'static [Entrywise]) {
    for_random(points(list, real()), |point| {
        agrees_with_dual_numbers(&point, Variable::X)
    });
}

fn against_central_differences(list: &'static [Entrywise]) {
    for_random(points(list, eighth()), |point| {
        agrees_with_central_differences(&point, Variable::X)
    });
}

#[test]
fn the_loss_in_dual_numbers_is_the_models_bit_for_bit() {
    for_random(points(BOTH, real()), |point| {
        every_numpy().try_for_each(|np| {
            loss_is_the_models(&Point { np, ..point.clone() })
        })
    });
}

both_ways! {
    against_dual_numbers, against_central_differences:
    relu_dx: RELU,
    sigmoid_dx: SIGMOID,
    list_dx: BOTH,
}
