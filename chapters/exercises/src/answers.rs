// Your answers to the exercises, in the order of the book.
//
// Change the bodies of these functions. `cargo run -p exercises` shows how far
// you are, with a hint where an answer is not right yet. To begin one of them
// anew, run `cargo run -p exercises -- --reset NAME`.

use chapter_04::dense_layer::{DenseGradients, DenseLayer};
use chapter_05::labels::Labels;
use mini_numpy::Numpy;
use ndarray::{Array1, Array2};

// Chapter 1: a single neuron.

/// Predict. What would be the signs of ∂loss/∂w₁, ∂loss/∂w₂ and ∂loss/∂w₃ in
/// the first iteration of the run `chain-rule` if its target were 10? There
/// x = (1, −2, 3), w = (−3, −1, 2) and b = 1; it is enough to look at the
/// inputs and at ∂loss/∂z. A sign is −1, 0 or 1.
pub fn gradient_signs() -> [i32; 3] {
    [0; 3]
}

/// Derive and implement. A *leaky* ReLU lets a little through below 0, so that
/// no neuron dies: its output is z where z is positive, and slope·z elsewhere.
/// Given ∂loss/∂a, what is ∂loss/∂z? The slope may be above 1, and z is not 0.
pub fn leaky_relu(dloss_da: f64, z: f64, slope: f64) -> f64 {
    0.0
}

/// Derive. By which factor does one iteration of gradient descent multiply the
/// loss of a leaky neuron whose target is 0, if z stays below 0? (Above 0 it is
/// the factor of the chapter.) `x` is (inputs,), and `lr` the learning rate.
pub fn leaky_factor(np: Numpy, x: &Array1<f64>, slope: f64, lr: f64) -> f64 {
    1.0
}

/// Implement. A step with *momentum* continues in the direction of the steps
/// before it: the gradient changes a velocity, and the new velocity moves the
/// weights.
///
/// ```text
/// velocity ← momentum·velocity + ∂loss/∂w
/// w        ← w − learning_rate·velocity
/// ```
///
/// All arrays are (inputs,). Return the new weights and the new velocity.
pub fn momentum(
    w: &Array1<f64>, velocity: &Array1<f64>, dloss_dw: &Array1<f64>,
    learning_rate: f64, momentum: f64,
) -> (Array1<f64>, Array1<f64>) {
    (w.clone(), velocity.clone())
}

// Chapter 2: a layer of neurons.

/// Predict. Which of the three neurons are dead at the end of the run `layer`
/// if its learning rate is 0.01 instead of 0.001? A neuron is dead when its z
/// is not above 0, so that its gradient is 0. The chapter shows the inputs,
/// weights and biases that the run starts from; one step by hand is enough.
pub fn dead_neurons() -> [bool; 3] {
    [false; 3]
}

/// Derive and implement. Let each output aᵢ have a target tᵢ, and the loss be
/// the mean of (aᵢ − tᵢ)². What is ∂loss/∂a? All arrays are (neurons,).
pub fn mean_squared_error(a: &Array1<f64>, t: &Array1<f64>) -> Array1<f64> {
    Array1::zeros(a.len())
}

/// Derive and implement. Let the layer see several inputs at a time, one in
/// each row of x, and let the loss be the sum of the samples' losses. What are
/// the gradients with respect to w and b? Given are x (samples, inputs) and
/// ∂loss/∂z (samples, neurons). As in the chapter, w has a row for each neuron,
/// and so has ∂loss/∂w, which is (neurons, inputs); ∂loss/∂b is (neurons,).
/// `np.dot` and `np.sum_rows` can help.
pub fn batch(
    np: Numpy, x: &Array2<f64>, dloss_dz: &Array2<f64>,
) -> (Array2<f64>, Array1<f64>) {
    let (neurons, inputs) = (dloss_dz.ncols(), x.ncols());
    (Array2::zeros((neurons, inputs)), Array1::zeros(neurons))
}

// Chapter 3: a two-layer sigmoid network.

/// Derive and implement. The gradients of this chapter are those of the sum of
/// the samples' losses. What are dw₂ (hidden, 1) and db₂ (1, 1) of the loss
/// that is printed, their mean? Given are the outputs of both layers, a₁
/// (samples, hidden) and a₂ (samples, 1), and the target (samples, 1).
pub fn mean_gradient(
    np: Numpy, a1: &Array2<f64>, a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros((a1.ncols(), 1)), Array2::zeros((1, 1)))
}

/// Derive and implement. Let the hidden layer use the hyperbolic tangent: a₁ =
/// tanh z₁. Given da₁ and a₁, what is dz₁? All three are (samples, hidden).
pub fn tanh_layer(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a1.dim())
}

/// Derive and implement. The error of the output is as simple as a₂ − target
/// because two factors cancel. Compute each by itself: da₂, the derivative of a
/// sample's binary cross-entropy with respect to its output, and ∂a₂/∂z₂, the
/// slope of the sigmoid. All arrays are (samples, 1); a target is any number
/// from 0 to 1.
pub fn cross_entropy(
    a2: &Array2<f64>, target: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros(a2.dim()), Array2::zeros(a2.dim()))
}

// Chapter 4: the gradient with respect to a layer's inputs.

/// Derive and implement. Let the layer of chapter 2, whose weights w (neurons,
/// inputs) have a row for each neuron, see a batch. Given dz (samples,
/// neurons), a row for each sample, what is dx (samples, inputs)?
pub fn batch_inputs(
    np: Numpy, dz: &Array2<f64>, w: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros((dz.nrows(), w.ncols()))
}

/// Implement. Chain three dense layers, each with a ReLU, and let the loss be
/// the square of y, the sum of the last layer's outputs. Go back through all of
/// them. Given are the layers, the inputs x (samples, inputs) and what the
/// forward pass computed: z and a of each layer (samples, neurons), and y.
/// `DenseLayer::backward` does the work of one layer.
pub fn third_layer(
    np: Numpy, layers: &[DenseLayer; 3], x: &Array2<f64>, z: &[Array2<f64>; 3],
    a: &[Array2<f64>; 3], y: f64,
) -> [DenseGradients; 3] {
    layers.each_ref().map(|DenseLayer { w, b }| {
        let dx = Array2::zeros((x.nrows(), w.nrows()));
        DenseGradients { dw: 0.0 * w, db: 0.0 * b, dx }
    })
}

/// Implement. Check a gradient yourself: compute, for each entry xₙ, the
/// central difference quotient (loss(xₙ + h) − loss(xₙ − h)) / 2h, with all
/// other entries left alone. Both x and the result are (inputs,), and
/// `loss(&x)` is the loss at x. Yours is tried on c₁x₁³ + … + cₖxₖ³ + x₁·…·xₖ,
/// with one input or more, and with factors c that only the loss knows.
pub fn difference_quotients(
    loss: &dyn Fn(&Array1<f64>) -> f64, x: &Array1<f64>, h: f64,
) -> Array1<f64> {
    Array1::zeros(x.len())
}

// Chapter 5: the forward pass.

/// Predict. An untrained network gives each class the same probability. What is
/// its loss, given the number of classes? `np.log` is the natural logarithm.
pub fn untrained_loss(np: Numpy, classes: usize) -> f64 {
    0.0
}

/// Derive and implement. Where an entry is far below the largest, softmax
/// rounds its probability to 0, whose logarithm is −∞. Compute the logarithm of
/// softmax without the probabilities, so that every entry is finite: a row may
/// hold both 5000 and −5000, or nothing but −5000. Both `z` and the result are
/// (samples, classes). `np.max_columns` and `np.sum_columns` can help.
pub fn log_softmax(np: Numpy, z: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(z.dim())
}

/// Implement. A label need not be one-hot. Take a fraction away from each
/// one-hot label and spread it evenly over all classes, the sample's own class
/// included. What is the loss, the mean of the samples' categorical
/// cross-entropies? The probabilities `p` are (samples, classes) and need no
/// clipping; `labels.to_one_hot::<f64>()` has the same shape.
pub fn label_smoothing(
    np: Numpy, p: &Array2<f64>, labels: &Labels, fraction: f64,
) -> f64 {
    0.0
}

// Chapter 6: the spiral, everything together.

/// Derive and implement. Let any loss follow softmax. Given the probabilities p
/// and dp, what is dz? All three are (samples, classes). For each sample of K
/// classes the Jacobian has K² entries; do without it.
pub fn softmax_backward(
    np: Numpy, p: &Array2<f64>, dp: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(p.dim())
}

/// Predict. By how many learning rates does the first step of plain gradient
/// descent, AdaGrad, RMSProp and Adam move a parameter? Above 0 it grows, below
/// 0 it falls. Given are the parameter's gradient and the ρ of RMSProp; the
/// other constants are those of the chapter. The gradient, positive or
/// negative, is so far from 0 that ε does not matter.
pub fn first_steps(np: Numpy, gradient: f64, rho: f64) -> [f64; 4] {
    [0.0; 4]
}

/// Derive and implement. A penalty on large weights holds back a network that
/// fits its samples too closely. Add λ times the sum of a layer's squared
/// weights to the loss; biases cost nothing. What becomes of the layer's
/// gradients? Given are the layer, its gradients without the penalty, and λ.
pub fn weight_decay(
    layer: &DenseLayer, gradients: &DenseGradients, lambda: f64,
) -> DenseGradients {
    gradients.clone()
}
