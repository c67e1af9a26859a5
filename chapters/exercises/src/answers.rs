// Your answers to the exercises, in the order of the book.
//
// Change the bodies of these functions. `cargo run -p exercises` shows how far
// you are, with a hint where an answer is not right yet. To begin one of them
// anew, run `cargo run -p exercises -- --reset NAME`.

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

/// Derive. Leave out the ReLU of the chapter's neuron: its output is z = w·x +
/// b, and its loss z². A small step of gradient descent lowers the loss, a long
/// one lands on the other side of the valley, higher up. Below which learning
/// rate does a step lower the loss? `x` is (inputs,).
///
/// In Rust, `np.dot` can help.
pub fn largest_rate(np: Numpy, x: &Array1<f64>) -> f64 {
    0.0
}

// Chapter 2: a layer of neurons.

/// Predict. The run `layer` has the learning rate 0.001. Which of its three
/// neurons are dead at the end if it is 0.01 instead? A neuron is dead when its
/// z is not above 0, so that its gradient is 0. One step by hand is enough: x =
/// (1, 2, 3, 4), at the start z is 3.1, 7.2 and 11.3, the loss is the square of
/// y, the sum of the outputs, and all three weights that belong to an input
/// take the same step.
pub fn dead_neurons() -> [bool; 3] {
    [false; 3]
}

/// Derive and implement. Let each output aᵢ have a target tᵢ, and the loss be
/// the mean of (aᵢ − tᵢ)². What is ∂loss/∂a? All arrays are (neurons,).
pub fn mean_squared_error(a: &Array1<f64>, t: &Array1<f64>) -> Array1<f64> {
    Array1::zeros(a.len())
}

/// Implement. (2.12) and (2.13) add up the gradients of several samples, and
/// the chapter does so in a loop. Do without the loop: which product of
/// matrices is ∂loss/∂w, and which sum ∂loss/∂b? Given are x (samples, inputs)
/// and ∂loss/∂z (samples, neurons), both with a row for each sample. As in the
/// chapter, w has a row for each neuron, and so has ∂loss/∂w, which is
/// (neurons, inputs); ∂loss/∂b is (neurons,).
///
/// A product of matrices multiplies each row of its left factor by each column
/// of its right one, entry by entry, and adds up. A transposed matrix has its
/// rows as columns.
///
/// In Rust, `np.dot`, `.t()` and `np.sum_rows` can help.
pub fn batch(
    np: Numpy, x: &Array2<f64>, dloss_dz: &Array2<f64>,
) -> (Array2<f64>, Array1<f64>) {
    let (neurons, inputs) = (dloss_dz.ncols(), x.ncols());
    (Array2::zeros((neurons, inputs)), Array1::zeros(neurons))
}

// Chapter 3: a two-layer sigmoid network.

/// Find the bug. The function in the file of answers is one step of gradient
/// descent of the chapter's network, from the forward pass to the new
/// parameters. All shapes fit, and the network learns. Yet one line makes one
/// of the gradients wrong: it is not the gradient at the parameters that were
/// given. Return what a right step
/// returns. x is (samples, inputs), t (samples, 1); the parameters are w₁
/// (inputs, hidden), b₁ (1, hidden), w₂ (hidden, 1) and b₂ (1, 1).
pub fn mend_step(
    np: Numpy, x: &Array2<f64>, t: &Array2<f64>, parameters: &[Array2<f64>; 4],
    learning_rate: f64,
) -> [Array2<f64>; 4] {
    let [w1, b1, w2, b2] = parameters;
    let a1 = 1.0 / (1.0 + np.exp(-(np.dot(x, w1) + b1))); // (samples, hidden)
    let a2 = 1.0 / (1.0 + np.exp(-(np.dot(&a1, w2) + b2))); // (samples, 1)
    let dz2 = a2 - t; // (samples, 1)
    let w2 = w2 - learning_rate * np.dot(&a1.t(), &dz2);
    let b2 = b2 - learning_rate * np.sum_rows(&dz2);
    let dz1 = np.dot(&dz2, &w2.t()) * &a1 * (1.0 - &a1); // (samples, hidden)
    let w1 = w1 - learning_rate * np.dot(&x.t(), &dz1);
    let b1 = b1 - learning_rate * np.sum_rows(&dz1);
    [w1, b1, w2, b2]
}

/// Derive and implement. Two sigmoid neurons follow each other and *share* one
/// weight and one bias: z₁ = w·x + b, a₁ = σ(z₁), z₂ = w·a₁ + b, a₂ = σ(z₂).
/// The loss is the binary cross-entropy of a₂ and the target t, as in the
/// chapter. Two paths lead from w to the loss, and two from b. What are
/// ∂loss/∂w and ∂loss/∂b? All of these are numbers.
///
/// In Rust, `np.exp` is the exponential.
pub fn shared_weight(np: Numpy, x: f64, w: f64, b: f64, t: f64) -> (f64, f64) {
    (0.0, 0.0)
}

/// Derive and implement. Let the hidden layer use the hyperbolic tangent: a₁ =
/// tanh z₁. Given da₁ and a₁, what is dz₁? All three are (samples, hidden).
pub fn tanh_layer(da1: &Array2<f64>, a1: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a1.dim())
}

/// Derive and implement. Keep the sigmoid at the output, but let the loss be
/// the sum of (a₂ − t)² over the samples. What is dz₂? All arrays are (samples,
/// 1). Then answer for yourself: the target is 0, and the output is wrong. At
/// which a₂ is dz₂ largest, and what becomes of it while a₂ approaches 1?
pub fn squared_error(a2: &Array2<f64>, t: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(a2.dim())
}

// Chapter 4: the gradient with respect to a layer's inputs.

/// Derive and implement. Let a layer's output be, for each sample, the largest
/// entry of its row of x. Given x (samples, inputs) and da (samples, 1), what
/// is dx (samples, inputs)? No row has two largest entries.
pub fn max_rows(x: &Array2<f64>, da: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(x.dim())
}

/// Derive and implement. A *skip connection* adds a layer's inputs to its
/// outputs: with z = x·w + b, it is a = max(0, z) + x. Given da, z and w, what
/// is dx? x, z and da are (samples, inputs), w is (inputs, inputs), and no z
/// is 0.
///
/// In Rust, `np.dot` can help.
pub fn skip_connection(
    np: Numpy, da: &Array2<f64>, z: &Array2<f64>, w: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(da.dim())
}

/// Derive and implement. Two layers without biases share one matrix of weights,
/// which the second uses transposed: z₁ = x·w and z₂ = z₁·wᵀ. Given x (samples,
/// inputs), w (inputs, hidden) and dz₂ (samples, inputs), what is dw?
///
/// In Rust, `np.dot` can help.
pub fn tied_weights(
    np: Numpy, x: &Array2<f64>, w: &Array2<f64>, dz2: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(w.dim())
}

/// Count. For one sample, three operations lead from `sizes[0]` numbers to
/// `sizes[1]`, on to `sizes[2]` and to `sizes[3]`. Each has a Jacobian, with a
/// row for each of its outputs and a column for each of its inputs. By the
/// chain rule, the Jacobian of all three is the product of the three matrices,
/// that of the last operation on the left. A product of three matrices can be
/// computed in two ways: backward, beginning with the two on the left, or
/// forward, beginning with the two on the right. How many multiplications of
/// numbers does each take, backward first? Then answer for yourself: which is
/// less if the last operation has one output, the loss?
pub fn count_both_ways(sizes: [usize; 4]) -> (usize, usize) {
    (0, 0)
}

// Chapter 5: what a classifier computes.

/// Predict. An untrained network gives each class the same probability. What is
/// its loss, given the number of classes?
///
/// In Rust, `np.log` is the natural logarithm.
pub fn untrained_loss(np: Numpy, classes: usize) -> f64 {
    0.0
}

/// Derive and implement. Where an entry is far below the largest, softmax
/// rounds its probability to 0, whose logarithm is −∞. Compute the logarithm of
/// softmax without the probabilities, so that every entry is finite: a row may
/// hold both 5000 and −5000, or nothing but −5000. Both z and the result are
/// (samples, classes).
///
/// In Rust, `np.max_columns` and `np.sum_columns` can help.
pub fn log_softmax(np: Numpy, z: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(z.dim())
}

/// Implement. A label need not be one-hot. Take a fraction away from each
/// one-hot label and spread it evenly over all classes, the sample's own class
/// included. What is the loss, the mean of the samples' categorical
/// cross-entropies? The probabilities p and the one-hot labels t are (samples,
/// classes), and need no clipping.
///
/// In Rust, `np.log`, `np.sum_columns` and `np.mean` can help.
pub fn label_smoothing(
    np: Numpy, p: &Array2<f64>, t: &Array2<f64>, fraction: f64,
) -> f64 {
    0.0
}

// Chapter 6: the spiral.

/// Derive and implement. Let any loss follow softmax. Given the probabilities p
/// and dp, what is dz? All three are (samples, classes). For each sample of K
/// classes the Jacobian has K² entries; do without it.
pub fn softmax_backward(
    np: Numpy, p: &Array2<f64>, dp: &Array2<f64>,
) -> Array2<f64> {
    Array2::zeros(p.dim())
}

/// Predict. By how many learning rates does the first step of plain gradient
/// descent, AdaGrad, RMSProp and Adam move a parameter? A positive answer means
/// that the parameter grows, a negative one that it falls. Given are the
/// parameter's gradient and the ρ of RMSProp; the other constants are those of
/// the chapter. The gradient, positive or negative, is so far from 0 that ε
/// does not matter.
pub fn first_steps(np: Numpy, gradient: f64, rho: f64) -> [f64; 4] {
    [0.0; 4]
}

/// Derive and implement. A penalty on large weights holds back a network that
/// fits its samples too closely. Add λ times the sum of a layer's squared
/// weights to the loss; biases cost nothing. What becomes of dw and db? Given
/// are the layer's weights w (inputs, neurons) and biases b (1, neurons), both
/// gradients without the penalty, and λ.
pub fn weight_decay(
    w: &Array2<f64>, b: &Array2<f64>, dw: &Array2<f64>, db: &Array2<f64>,
    lambda: f64,
) -> (Array2<f64>, Array2<f64>) {
    (dw.clone(), db.clone())
}

// Chapter 7: depth.

/// Derive. A layer computes z = x·w, and a leaky ReLU makes a of z: a = z where
/// z is above 0, and slope·z elsewhere. Its inputs x are the outputs of another
/// such layer. The weights are drawn with mean 0. Which standard deviation of
/// the weights keeps the mean square of a the same from layer to layer? Take z
/// to be as often positive as negative, and as large on one side as on the
/// other. With a slope of 0 it must be He's value, and with a slope of 1
/// Xavier's.
pub fn preserving_std(np: Numpy, inputs: usize, slope: f64) -> f64 {
    1.0
}

/// Derive. In a chain of sigmoid neurons, one a layer, every weight is w, and
/// the biases are such that every z is 0, where the sigmoid is steepest. Go
/// back from the last layer; the layer before it counts as 1. Which is the
/// first layer whose dz, in absolute value, is below `fraction` times that of
/// the last one? w is not 0, and lies between −4 and 4.
pub fn vanishing_depth(w: f64, fraction: f64) -> usize {
    0
}

/// Derive and implement. *Layer normalisation* moves and stretches each
/// sample's row so that its mean is 0 and its mean square 1: a = (x − mean) /
/// std, where std is the standard deviation of the row, the root of the mean of
/// (x − mean)². Given x and da, both (samples, inputs), what is dx? Every entry
/// of a depends on every x of its row, in three ways: as itself, through the
/// mean and through std.
///
/// In Rust, `np.sum_columns` and `np.sqrt` can help.
pub fn layer_norm(np: Numpy, x: &Array2<f64>, da: &Array2<f64>) -> Array2<f64> {
    Array2::zeros(x.dim())
}

// Chapter 8: the tape: automatic differentiation.

/// Derive and implement. The tape is to have a division as well: a / b,
/// entrywise, where a is (samples, N) and b is a single row (1, N), by which
/// every row of a is divided. Given a, b and the gradient dy (samples, N) of
/// the quotient, what are da and db? Each has the shape of what it belongs to.
///
/// In Rust, `np.sum_rows` can help.
pub fn division_rule(
    np: Numpy, a: &Array2<f64>, b: &Array2<f64>, dy: &Array2<f64>,
) -> (Array2<f64>, Array2<f64>) {
    (Array2::zeros(a.dim()), Array2::zeros(b.dim()))
}

/// Implement. The backward pass may visit a node only after all nodes that were
/// computed from it. Let the nodes have the numbers from 0 to `nodes` − 1,
/// given out at random. Each row of `edges` (edges, 2) holds the number of a
/// node and that of one that it was computed from. In which order may the nodes
/// be visited? Wherever several could be next, take the one with the smallest
/// number. A node may be computed from another one twice.
pub fn visit_order(nodes: usize, edges: &Array2<usize>) -> Vec<usize> {
    (0..nodes).collect()
}

/// Find the bug. A tape holds nodes, each a number. The first `inputs` of them
/// are given; every further node is computed from two nodes before it, whose
/// numbers stand in a row of `parents` (operations, 2), and its derivatives
/// with respect to the two stand in the same row of `slopes` (operations, 2).
/// Return the derivatives of the last node with respect to every node, itself
/// included. The function in the file of answers follows the tape back from the
/// last node to its parents, theirs, and so on. Its gradients add up, and it is
/// right on many tapes, but not on all.
pub fn mend_tape(
    inputs: usize, parents: &Array2<usize>, slopes: &Array2<f64>,
) -> Array1<f64> {
    let last = inputs + parents.nrows() - 1;
    let mut gradients = Array1::zeros(last + 1);
    gradients[last] = 1.0;
    let mut waiting = vec![last];
    while let Some(node) = waiting.pop() {
        if node < inputs {
            continue;
        }
        for side in [0, 1] {
            let at = [node - inputs, side];
            gradients[parents[at]] += gradients[node] * slopes[at];
            waiting.push(parents[at]);
        }
    }
    gradients
}

// Chapter 9: the last digit.

/// Implement. A program adds up four products and prints the sum in full.
/// Which of these three orders can it have used: from left to right, two lanes
/// as in (9.3), or four as in (9.4)? Return whether each is possible, in this
/// order. No order is fused, and the products are rounded already.
pub fn which_order(products: [f64; 4], printed: f64) -> [bool; 3] {
    [false; 3]
}

/// Implement. How far apart are two doubles, counted in doubles? From one to
/// the next is 1, from a number to itself 0, and the order of the two does not
/// matter. Both are positive. The distance from one double to the next is not
/// the same everywhere: it doubles at each power of 2.
///
/// In Rust, `a.to_bits()` gives the 64 bits of a double as a whole number.
///
/// In NumPy, `np.float64(a).view(np.uint64)` does.
pub fn ulps_apart(a: f64, b: f64) -> u64 {
    0
}
