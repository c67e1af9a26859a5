//! Layers of any kind in a list of any length. Each knows two things: how its
//! outputs follow from its inputs, and how a gradient goes back.

use chapter_03::two_layer::{sigmoid, sigmoid_derivative};
use mini_numpy::Numpy;
use ndarray::Array2;

use crate::chain::slope;
use crate::dense_layer::{DenseGradients, DenseLayer};

// ANCHOR: layer
/// A layer: from its inputs x to its outputs a, and from ∂loss/∂a to ∂loss/∂x.
pub trait Layer {
    /// Forward: from x (samples, inputs) to a (samples, outputs).
    fn forward(&self, np: Numpy, x: &Array2<f64>) -> Array2<f64>;

    /// Backward: from da, of the shape of a, to dx, of the shape of x.
    fn backward(
        &self, np: Numpy, x: &Array2<f64>, a: &Array2<f64>, da: &Array2<f64>,
    ) -> Gradients;

    /// The arrays that the layer learns; a ReLU, for one, has none.
    fn parameters(&mut self) -> Vec<&mut Array2<f64>> {
        Vec::new()
    }
}

/// What a layer makes of the gradient of its outputs.
pub struct Gradients {
    /// The gradient with respect to its inputs, which it passes back.
    pub dx: Array2<f64>, // (samples, inputs)
    /// Those of its parameters, which it learns from, in the same order.
    pub parameters: Vec<Array2<f64>>,
}
// ANCHOR_END: layer

// ANCHOR: kinds
impl Layer for DenseLayer {
    fn forward(&self, np: Numpy, x: &Array2<f64>) -> Array2<f64> {
        self.forward(np, x) // a = x·w + b
    }

    fn backward(
        &self, np: Numpy, x: &Array2<f64>, _: &Array2<f64>, da: &Array2<f64>,
    ) -> Gradients {
        let DenseGradients { dw, db, dx } = self.backward(np, x, da);
        Gradients { dx, parameters: vec![dw, db] }
    }

    fn parameters(&mut self) -> Vec<&mut Array2<f64>> {
        vec![&mut self.w, &mut self.b]
    }
}

/// The ReLU, a layer without parameters.
pub struct Relu;

impl Layer for Relu {
    fn forward(&self, np: Numpy, x: &Array2<f64>) -> Array2<f64> {
        np.maximum(0.0, x) // a = max(0, x)
    }

    fn backward(
        &self, _: Numpy, x: &Array2<f64>, _: &Array2<f64>, da: &Array2<f64>,
    ) -> Gradients {
        Gradients { dx: da * slope(x), parameters: Vec::new() }
    }
}

/// The sigmoid. Its slope follows from its outputs.
pub struct Sigmoid;

impl Layer for Sigmoid {
    fn forward(&self, np: Numpy, x: &Array2<f64>) -> Array2<f64> {
        sigmoid(np, x) // a = σ(x)
    }

    fn backward(
        &self, _: Numpy, _: &Array2<f64>, a: &Array2<f64>, da: &Array2<f64>,
    ) -> Gradients {
        Gradients { dx: da * sigmoid_derivative(a), parameters: Vec::new() }
    }
}
// ANCHOR_END: kinds

// ANCHOR: layers
/// Layers in a list: the outputs of each are the inputs of the next.
pub struct Layers(pub Vec<Box<dyn Layer>>);

impl Layers {
    /// Forward: x (samples, inputs), and then what each layer makes of what is
    /// last in the list. All of it is kept for the way back.
    pub fn forward(&self, np: Numpy, x: &Array2<f64>) -> Vec<Array2<f64>> {
        let mut values = vec![x.clone()];
        for (l, layer) in self.0.iter().enumerate() {
            values.push(layer.forward(np, &values[l]));
        }
        values
    }

    /// Backward: from da, the gradient of the last outputs, to the gradients of
    /// every layer, in the order of the list.
    pub fn backward(
        &self, np: Numpy, values: &[Array2<f64>], da: &Array2<f64>,
    ) -> Vec<Gradients> {
        let mut gradients = Vec::<Gradients>::new();
        for (l, layer) in self.0.iter().enumerate().rev() {
            // The inputs of the layer after this one are its outputs.
            let da = gradients.last().map_or(da, |after| &after.dx);
            let back = layer.backward(np, &values[l], &values[l + 1], da);
            gradients.push(back);
        }
        gradients.reverse();
        gradients
    }

    /// Gradient descent: a step of every parameter against its gradient.
    pub fn descend(&mut self, gradients: &[Gradients], learning_rate: f64) {
        for (layer, gradients) in self.0.iter_mut().zip(gradients) {
            let arrays = layer.parameters().into_iter();
            for (w, dw) in arrays.zip(&gradients.parameters) {
                *w -= &(dw * learning_rate);
            }
        }
    }
}
// ANCHOR_END: layers
