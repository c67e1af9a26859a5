//! Counts what a gradient costs, in this chapter's two layers and in a network
//! of the sizes of chapter 6's spiral.

use harness::{
    Drawing, Expected, Experiment, Line, Record, Watch, dot, numeric_gradient,
    whole,
};
use mini_numpy::{Numpy, Order};
use ndarray::{Array1, Array2};

use crate::chain::Chain;
use crate::cost::{Cost, count, jacobians};
use crate::dense_layer::DenseLayer;
use crate::difference::H;
use crate::forward_mode;
use crate::layers::{Layers, Relu};
use crate::pictures;
use crate::runs::{chain_tolerance, start};

/// The multiplications of three ways to one gradient, counted.
pub(crate) static COST: Experiment<Sizes> = Experiment {
    options: &[
        whole("samples", "how many samples", SIZE, |x| &mut x.samples),
        whole("inputs", "how many inputs", SIZE, |x| &mut x.inputs),
        whole("hidden", "how many hidden neurons", SIZE, |x| &mut x.hidden),
        whole("outputs", "how many outputs", SIZE, |x| &mut x.outputs),
        dot(|settings| &mut settings.np),
    ],
    lines: &[
        Line::each("chain_parameters", "Two layers, {value} parameters."),
        Line::each(
            "chain_forward",
            "A forward pass: {value} multiplications;\n\
             a backward pass: {chain_backward}; \
             a pass of forward mode: {chain_forward_mode}.",
        ),
        Line::each(
            "chain_backpropagation_total",
            "The gradient by backpropagation: {value};\n\
             by forward mode, {chain_parameters} passes: \
             {chain_forward_mode_total};\n\
             by differences, {chain_forward_passes} forward passes: \
             {chain_differences_total}.",
        ),
        Line::each("parameters", "The spiral, {value} parameters."),
        Line::each(
            "forward",
            "A forward pass: {value} multiplications;\n\
             a backward pass: {backward}; \
             a pass of forward mode: {forward_mode}.",
        ),
        Line::each(
            "backpropagation_total",
            "The gradient by backpropagation: {value};\n\
             by forward mode, {parameters} passes: {forward_mode_total};\n\
             by differences, {forward_passes} forward passes: \
             {differences_total}.",
        ),
        Line::each("stored", "Numbers kept for the backward pass: {value}."),
        Line::each("jacobian", "Entries of the Jacobians: {value}."),
    ],
    expected: Expected::Gradients(&[
        ["chain_gradient", "chain_quotient", "chain_tolerance"],
        ["chain_by_forward_mode", "chain_quotient", "chain_tolerance"],
    ]),
    pictures: &[Drawing { name: "cost", draw: pictures::cost }],
    ..Experiment::new("cost", settings, |settings| settings.np, run)
};

const SIZE: std::ops::RangeInclusive<usize> = 1..=1000;

/// The sizes of two dense layers with a ReLU between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    np: Numpy,
    samples: usize,
    inputs: usize,
    hidden: usize,
    outputs: usize,
}

/// Those of the spiral.
fn settings() -> Sizes {
    let np = Numpy::with_order(Order::Sequential);
    Sizes { np, samples: 300, inputs: 2, hidden: 64, outputs: 3 }
}

fn run(settings: &Sizes, record: &mut Record, _: &mut Watch) {
    of_chain(settings.np, record);
    let (cost, values) = of_sizes(settings);
    add(
        record,
        &cost,
        [
            "parameters",
            "forward",
            "backward",
            "forward_mode",
            "backpropagation_total",
            "forward_mode_total",
            "forward_passes",
            "differences_total",
            "stored",
        ],
    );
    let entries = jacobians(&values).into_iter().map(whole_number);
    record.add("jacobian", &entries.collect::<Array1<_>>());
    let passed_back = values[1..].iter().map(|a| whole_number(a.len()));
    record.add("passed_back", &passed_back.collect::<Array1<_>>());
    // The same network with ever more hidden neurons.
    for doublings in 0..=9 {
        let (cost, _) =
            of_sizes(&Sizes { hidden: 1 << doublings, ..*settings });
        let totals = [
            cost.parameters,
            cost.forward,
            cost.of_backpropagation(),
            cost.of_forward_mode(),
            cost.of_differences(),
        ];
        record.add_each_at(1 << doublings, SWEPT, totals.map(whole_number));
    }
}

/// What is reported for every number of hidden neurons.
pub(crate) const SWEPT: [&str; 5] = [
    "swept_parameters",
    "swept_forward",
    "swept_backpropagation",
    "swept_forward_mode",
    "swept_differences",
];

/// A pass through dense layers of these sizes, all of zeros, which cost what
/// all others do.
fn of_sizes(sizes: &Sizes) -> (Cost, Vec<Array2<f64>>) {
    let Sizes { np, samples, inputs, hidden, outputs } = *sizes;
    let dense = |inputs, neurons| DenseLayer {
        w: Array2::zeros((inputs, neurons)),
        b: Array2::zeros((1, neurons)),
    };
    let mut layers = Layers(vec![
        Box::new(dense(inputs, hidden)),
        Box::new(Relu),
        Box::new(dense(hidden, outputs)),
    ]);
    let values = layers.forward(np, &Array2::zeros((samples, inputs)));
    (count(&mut layers, &values), values)
}

/// The gradient of the two layers in three ways, and what each costs.
fn of_chain(np: Numpy, record: &mut Record) {
    let (x, chain) = start();
    let backward = chain.backward(np, &x, &chain.forward(np, &x));
    record.add("chain_gradient", &backward.gradients().collect::<Array1<_>>());
    let forward_mode = forward_mode::gradient(np, &chain, &x);
    record.add("chain_by_forward_mode", &forward_mode);
    let parameters = chain.parameters().collect();
    let quotient = numeric_gradient(&parameters, H, |parameters| {
        chain.with(parameters).forward(np, &x).loss
    });
    record.add("chain_quotient", &quotient);
    record.add("chain_tolerance", chain_tolerance(np, &chain, &x));
    let Chain { first, second } = chain;
    let mut layers = Layers(vec![
        Box::new(first),
        Box::new(Relu),
        Box::new(second),
        Box::new(Relu),
    ]);
    let values = layers.forward(np, &x);
    add(
        record,
        &count(&mut layers, &values),
        [
            "chain_parameters",
            "chain_forward",
            "chain_backward",
            "chain_forward_mode",
            "chain_backpropagation_total",
            "chain_forward_mode_total",
            "chain_forward_passes",
            "chain_differences_total",
            "chain_stored",
        ],
    );
    let entries = jacobians(&values).into_iter().map(whole_number);
    record.add("chain_jacobian", &entries.collect::<Array1<_>>());
}

fn add(record: &mut Record, cost: &Cost, names: [&'static str; 9]) {
    let numbers = [
        cost.parameters,
        cost.forward,
        cost.backward,
        cost.forward_mode,
        cost.of_backpropagation(),
        cost.of_forward_mode(),
        2 * cost.parameters,
        cost.of_differences(),
        cost.stored,
    ];
    record.add_each(names, numbers.map(whole_number));
}

fn whole_number(count: usize) -> i64 {
    i64::try_from(count).expect("far below 2⁶³")
}
