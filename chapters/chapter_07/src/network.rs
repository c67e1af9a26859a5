//! A network of any number of dense layers, forward and backward.
#![expect(missing_docs, reason = "the fields are the symbols of the page")]

use chapter_04::dense_layer::{DenseGradients, DenseLayer};
use chapter_05::activations::softmax;
use chapter_05::labels::Labels;
use chapter_05::loss::{CategoricalCrossEntropy, Loss};
use chapter_06::softmax_gradient::combined;
use mini_numpy::{Numpy, RandomState};
use ndarray::Array2;

use crate::activation::Activation;
use crate::initialisation::Initialisation;
use crate::sizes::count;

// ANCHOR: network
/// Hidden layers, an activation function after each, and a last layer with
/// softmax.
#[derive(Clone, Debug, PartialEq)]
pub struct Deep {
    pub activation: Activation,
    pub hidden: Vec<DenseLayer>,
    pub last: DenseLayer,
}
// ANCHOR_END: network

/// What the forward pass computes on its way to the loss.
pub struct Forward {
    pub z: Vec<Array2<f64>>, // of each layer: (samples, neurons)
    pub a: Vec<Array2<f64>>, // what goes into each layer: (samples, inputs)
    pub p: Array2<f64>,      // (samples, classes)
    pub loss: f64,
}

/// What the backward pass computes of each layer, the last one first.
pub struct Backward {
    pub dz: Vec<Array2<f64>>, // (samples, neurons)
    pub gradients: Vec<DenseGradients>,
}

impl Deep {
    // ANCHOR: random
    /// A network with layers between `sizes`: the number of inputs, those of
    /// the neurons of each hidden layer, and that of the classes.
    pub fn random(
        np: Numpy, random: &mut RandomState, sizes: &[usize],
        activation: Activation, initialisation: Initialisation,
    ) -> Self {
        let layer = |size: &[usize]| {
            let (inputs, neurons) = (size[0], size[1]);
            let normal = random.randn((inputs, neurons));
            let w = normal * initialisation.deviation(np, count(inputs));
            DenseLayer { w, b: Array2::zeros((1, neurons)) }
        };
        let mut hidden: Vec<_> = sizes.windows(2).map(layer).collect();
        let last = hidden.pop().expect("two sizes make a layer");
        Self { activation, hidden, last }
    }
    // ANCHOR_END: random

    // ANCHOR: forward
    /// Forward: from the points x (samples, inputs) to the loss.
    pub fn forward(
        &self, np: Numpy, x: &Array2<f64>, labels: &Labels,
    ) -> Forward {
        let (mut z, mut a) = (vec![], vec![x.clone()]);
        for (l, layer) in self.hidden.iter().enumerate() {
            z.push(layer.forward(np, &a[l])); // z = a·w + b
            a.push(self.activation.forward(np, &z[l])); // a = f(z)
        }
        let l = self.hidden.len();
        z.push(self.last.forward(np, &a[l]));
        let p = softmax(np, &z[l]);
        let loss = CategoricalCrossEntropy.calculate(np, &p, labels);
        Forward { z, a, p, loss }
    }
    // ANCHOR_END: forward

    // ANCHOR: backward
    /// Backward: from the loss to the first layer, the last layer first.
    pub fn backward(
        &self, np: Numpy, labels: &Labels, forward: &Forward,
    ) -> Backward {
        let Forward { a, p, .. } = forward;
        let l = self.hidden.len();
        let mut dz = vec![combined(p, labels)]; // p = softmax(z), loss = −ln p
        let mut gradients = vec![self.last.backward(np, &a[l], &dz[0])];
        for (l, layer) in self.hidden.iter().enumerate().rev() {
            let da = &gradients[gradients.len() - 1].dx; // dz·w of the next
            let dz_l = da * self.activation.slope(&a[l + 1]); // (7.1)
            gradients.push(layer.backward(np, &a[l], &dz_l));
            dz.push(dz_l);
        }
        Backward { dz, gradients }
    }

    /// Gradient descent: a step of every layer against its gradient.
    pub fn descend(&mut self, backward: &Backward, learning_rate: f64) {
        let layers = self.hidden.iter_mut().chain([&mut self.last]).rev();
        for (layer, gradients) in layers.zip(&backward.gradients) {
            layer.descend(gradients, learning_rate);
        }
    }
    // ANCHOR_END: backward

    /// The layers, the last one first.
    pub fn layers(&self) -> impl Iterator<Item = &DenseLayer> {
        self.hidden.iter().chain([&self.last]).rev()
    }

    /// Every parameter, in the order of [`Backward::gradients`].
    pub(crate) fn parameters(&self) -> impl Iterator<Item = f64> + '_ {
        self.layers().flat_map(|layer| layer.w.iter().chain(&layer.b)).copied()
    }
}

impl Backward {
    /// The gradient, an entry for each parameter.
    pub(crate) fn entries(&self) -> impl Iterator<Item = f64> + '_ {
        let gradients = self.gradients.iter();
        gradients.flat_map(|one| one.dw.iter().chain(&one.db)).copied()
    }
}
