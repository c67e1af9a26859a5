//! A list of five layers: its gradients beside difference quotients, and its
//! training.

use harness::{
    Descent, Expected, Experiment, Line, Record, Watch, max_distance,
    numeric_gradient,
};
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::Array2;

use crate::dense_layer::DenseLayer;
use crate::layers::{Gradients, Layers, Relu, Sigmoid};

/// Every gradient of five layers beside the numeric one, and their training.
pub(crate) static LAYERS: Experiment<Descent> = Experiment {
    options: Descent::OPTIONS,
    lines: &[
        Line::each("dw1", "dloss/dw1:\n{value}"),
        Line::each("dw1_quotient", "by central differences:\n{value}"),
        Line::each("dw2", "dloss/dw2:\n{value}"),
        Line::each("dw2_quotient", "by central differences:\n{value}"),
        Line::each("dw3", "dloss/dw3:\n{value}"),
        Line::each("dw3_quotient", "by central differences:\n{value}"),
        Line::each("dx", "dloss/dx:\n{value}"),
        Line::each("dx_quotient", "by central differences:\n{value}"),
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    ],
    zero_gradient: "because every ReLU is dead",
    expected: Expected::Gradients(&[
        ["dw1", "dw1_quotient", "tolerance"],
        ["db1", "db1_quotient", "tolerance"],
        ["dw2", "dw2_quotient", "tolerance"],
        ["db2", "db2_quotient", "tolerance"],
        ["dw3", "dw3_quotient", "tolerance"],
        ["db3", "db3_quotient", "tolerance"],
        ["dx", "dx_quotient", "tolerance"],
    ]),
    ..Experiment::new("layers", settings, |settings| settings.np, run)
};

fn settings() -> Descent {
    let np = Numpy::with_order(Order::Sequential);
    Descent { np, iterations: 100, learning_rate: 0.005, every: 20 }
}

/// The step of the difference quotients, a power of two.
pub const STEP: f64 = 1.0 / 1024.0;

// ANCHOR: list
/// Two samples, and the weights and biases of three dense layers.
pub fn start() -> (Array2<f64>, [Array2<f64>; 6]) {
    let mut random = RandomState::seed(1);
    let x = random.randn((2, 3)); // (samples, inputs)
    let w1 = random.randn((3, 4));
    let w2 = random.randn((4, 3));
    let w3 = random.randn((3, 2));
    let [b1, b2, b3] = [4, 3, 2].map(|neurons| Array2::zeros((1, neurons)));
    (x, [w1, b1, w2, b2, w3, b3])
}

/// Five layers: three dense ones, with a ReLU and a sigmoid between them.
pub fn five_layers(parameters: [Array2<f64>; 6]) -> Layers {
    let [w1, b1, w2, b2, w3, b3] = parameters;
    Layers(vec![
        Box::new(DenseLayer { w: w1, b: b1 }),
        Box::new(Relu),
        Box::new(DenseLayer { w: w2, b: b2 }),
        Box::new(Sigmoid),
        Box::new(DenseLayer { w: w3, b: b3 }),
    ])
}

/// The loss y², where y is the sum of the last outputs, and every gradient.
pub fn pass(
    np: Numpy, layers: &Layers, x: &Array2<f64>,
) -> (f64, Vec<Gradients>) {
    let values = layers.forward(np, x);
    let a = values.last().expect("x at least"); // (samples, outputs)
    let y = np.sum(a);
    let da = Array2::from_elem(a.dim(), 2.0 * y); // loss = y²
    (y * y, layers.backward(np, &values, &da))
}
// ANCHOR_END: list

const NAMES: [[&str; 2]; 6] = [
    ["dw1", "dw1_quotient"],
    ["db1", "db1_quotient"],
    ["dw2", "dw2_quotient"],
    ["db2", "db2_quotient"],
    ["dw3", "dw3_quotient"],
    ["db3", "db3_quotient"],
];

/// Compares the gradients of the five layers, and trains them.
fn run(settings: &Descent, record: &mut Record, watch: &mut Watch) {
    let np = settings.np;
    let (x, parameters) = start();
    let mut layers = five_layers(parameters.clone());
    compare(np, &parameters, &x, record);
    for iteration in 0..settings.iterations {
        let (loss, gradients) = pass(np, &layers, &x);
        layers.descend(&gradients, settings.learning_rate);
        let gradients = of_parameters(&gradients).flatten().copied();
        let arrays = layers.0.iter_mut().flat_map(|x| x.parameters());
        let changed = arrays.flatten().map(|entry| *entry);
        watch.iteration(record, iteration, loss, gradients, changed);
    }
}

/// Reports every gradient beside the numeric one.
fn compare(
    np: Numpy, parameters: &[Array2<f64>; 6], x: &Array2<f64>,
    record: &mut Record,
) {
    let (_, gradients) = pass(np, &five_layers(parameters.clone()), x);
    let mut tolerance = 0.0_f64;
    let mut add = |names, gradient: &Array2<f64>, [short, long]: [_; 2]| {
        record.add_each(names, [gradient, &short]);
        let distance = max_distance(&short, &long);
        tolerance = if tolerance < distance { distance } else { tolerance };
    };
    for (k, gradient) in of_parameters(&gradients).enumerate() {
        let numeric = quotients(&parameters[k], |array| {
            let mut moved = parameters.clone();
            moved[k].clone_from(array);
            pass(np, &five_layers(moved), x).0
        });
        add(NAMES[k], gradient, numeric);
    }
    let layers = five_layers(parameters.clone());
    let numeric = quotients(x, |x| pass(np, &layers, x).0);
    add(["dx", "dx_quotient"], &gradients[0].dx, numeric);
    record.add("tolerance", tolerance);
}

/// The gradients of w1, b1, w2, b2, w3 and b3.
fn of_parameters(
    gradients: &[Gradients],
) -> impl Iterator<Item = &Array2<f64>> {
    gradients.iter().flat_map(|layer| &layer.parameters)
}

/// The difference quotients of a short step and of one twice as long.
///
/// A sigmoid makes the loss of one entry no parabola, so that a quotient is off
/// by c·h², higher powers left out. The quotient of 2h is off by 4c·h²: the two
/// are three times as far apart as the first is from the derivative. That is
/// the tolerance. Rounding is a millionth of it.
fn quotients(
    array: &Array2<f64>, loss: impl Fn(&Array2<f64>) -> f64,
) -> [Array2<f64>; 2] {
    [STEP, 2.0 * STEP].map(|h| numeric_gradient(array, h, &loss))
}
