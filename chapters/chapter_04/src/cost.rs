//! What a gradient costs: the multiplications of each way to compute it, and
//! the numbers that have to be kept, counted from the shapes of a real pass.

use ndarray::Array2;

use crate::layers::Layers;

/// What one pass of a list of dense layers and ReLUs costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// How many numbers the layers learn.
    pub parameters: usize,
    /// The multiplications of a forward pass: x·w in every dense layer.
    pub forward: usize,
    /// Of a backward pass: xᵀ·dz and dz·wᵀ, and the slope of every ReLU.
    pub backward: usize,
    /// Of a pass of forward mode: ∂x/∂θ·w, except for the inputs of the list,
    /// and x·∂w/∂θ, and the slope of every ReLU.
    pub forward_mode: usize,
    /// The numbers that the backward pass needs from the forward pass: what
    /// enters each layer.
    pub stored: usize,
}

// ANCHOR: count
/// The multiplications of a matrix product: each of its entries is a sum of as
/// many products as the left matrix has columns.
fn product(left: [usize; 2], right: [usize; 2]) -> usize {
    assert_eq!(left[1], right[0], "the shapes do not fit");
    left[0] * right[1] * left[1]
}

/// Counts what the passes of a list cost, from `values`, what its forward pass
/// computed: x and the outputs of every layer.
pub fn count(layers: &mut Layers, values: &[Array2<f64>]) -> Cost {
    let mut cost = Cost::default();
    for (l, layer) in layers.0.iter_mut().enumerate() {
        let [x, a] = [l, l + 1].map(|at| shape(&values[at]));
        cost.stored += x[0] * x[1];
        if let [w, b] = &layer.parameters()[..] {
            let (w, count) = (shape(w), w.len() + b.len());
            cost.parameters += count;
            cost.forward += product(x, w); // x·w
            cost.backward += product(turned(x), a); // xᵀ·dz
            cost.backward += product(a, turned(w)); // dz·wᵀ
            cost.forward_mode += product(x, w); // x·∂w/∂θ
            if 0 < l {
                cost.forward_mode += product(x, w); // ∂x/∂θ·w
            }
        } else {
            cost.backward += a[0] * a[1]; // da ⊙ slope
            cost.forward_mode += a[0] * a[1]; // ∂z/∂θ ⊙ slope
        }
    }
    cost
}
// ANCHOR_END: count

fn shape(array: &Array2<f64>) -> [usize; 2] {
    [array.nrows(), array.ncols()]
}

fn turned([rows, columns]: [usize; 2]) -> [usize; 2] {
    [columns, rows]
}

impl Cost {
    /// The whole gradient by backpropagation: a forward and a backward pass.
    pub fn of_backpropagation(&self) -> usize {
        self.forward + self.backward
    }

    /// By forward mode: a forward pass, and one more for each parameter.
    pub fn of_forward_mode(&self) -> usize {
        self.forward + self.parameters * self.forward_mode
    }

    /// By central differences: two forward passes for each parameter.
    pub fn of_differences(&self) -> usize {
        2 * self.parameters * self.forward
    }
}

/// For each layer, how many entries the matrix of the derivatives of all its
/// outputs with respect to all its inputs has.
pub fn jacobians(values: &[Array2<f64>]) -> Vec<usize> {
    values.windows(2).map(|pair| pair[0].len() * pair[1].len()).collect()
}
