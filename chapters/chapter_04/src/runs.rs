//! The program of this chapter, which the notes describe and do not run.

use crate::dense_layer::{DenseGradients, DenseLayer};
use chapter_02::layer::Layer;
use harness::{
    Chapter, Descent, Expected, Experiment, Line, Record, Source, Watch,
    max_distance, numeric_gradient,
};
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, Axis, array};

use crate::chain::{Backward, Chain, Forward};
use crate::cost_run::COST;
use crate::difference::{H, tolerance};
use crate::five_layers::LAYERS;
use crate::input_gradient::{by_product, by_sum};
use crate::pictures::PICTURES;

/// The chapter and its run.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_04",
    title: "the gradient with respect to a layer's inputs",
    runs: &[&INPUT_GRADIENTS, &LAYERS, &COST],
};

/// Every gradient beside the numeric one, and then two layers trained.
pub static INPUT_GRADIENTS: Experiment<Descent> = Experiment {
    source: Source { document: "001", place: "sections 4 and 4.1" },
    options: Descent::OPTIONS,
    lines: &[
        Line::each("dloss_dz", "One layer. dloss/dz:\n{value}"),
        Line::each("dx_by_sum", "dloss/dx, summed over the neurons:\n{value}"),
        Line::each("dx_by_product", "as the product dz·wᵀ:\n{value}"),
        Line::each(
            "dx_of_dense_layer",
            "as a dense layer passes it back:\n{value}",
        ),
        Line::each("dx_quotient", "by central differences:\n{value}"),
        Line::each("dw1", "Two layers. dloss/dw1:\n{value}"),
        Line::each("dw1_quotient", "by central differences:\n{value}"),
        Line::each("db1", "dloss/db1:\n{value}"),
        Line::each("db1_quotient", "by central differences:\n{value}"),
        Line::each("dw2", "dloss/dw2:\n{value}"),
        Line::each("dw2_quotient", "by central differences:\n{value}"),
        Line::each("db2", "dloss/db2:\n{value}"),
        Line::each("db2_quotient", "by central differences:\n{value}"),
        Line::each("dx", "dloss/dx:\n{value}"),
        Line::each("dx_chain_quotient", "by central differences:\n{value}"),
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    ],
    zero_gradient: "because every ReLU of a layer is dead; the loss of 0.0 \
                    is no success",
    expected: Expected::Gradients(&[
        ["dx_by_sum", "dx_quotient", "layer_tolerance"],
        ["dx_by_product", "dx_quotient", "layer_tolerance"],
        ["dx_of_dense_layer", "dx_quotient", "layer_tolerance"],
        ["dw1", "dw1_quotient", "chain_tolerance"],
        ["db1", "db1_quotient", "chain_tolerance"],
        ["dw2", "dw2_quotient", "chain_tolerance"],
        ["db2", "db2_quotient", "chain_tolerance"],
        ["dx", "dx_chain_quotient", "chain_tolerance"],
    ]),
    pictures: PICTURES,
    ..Experiment::new("input-gradients", settings, |settings| settings.np, run)
};

fn settings() -> Descent {
    let np = Numpy::DOCUMENT_001;
    Descent { np, iterations: 200, learning_rate: 0.0001, every: 20 }
}

// ANCHOR: three_ways
/// The gradient with respect to the inputs x (inputs,) of chapter 2's layer,
/// from dz (neurons,): by a sum, a product, and the backward of a dense layer.
fn three_ways(
    np: Numpy, layer: &Layer, x: &Array1<f64>, dz: &Array1<f64>,
) -> [Array1<f64>; 3] {
    let row = |v: &Array1<f64>| v.clone().insert_axis(Axis(0));
    let w = transposed(&layer.w); // (inputs, neurons)
    let [summed, product] = [by_sum(dz, &w), by_product(np, dz, &w)];
    let dense = DenseLayer { w, b: row(&layer.b) };
    let DenseGradients { dx, .. } = dense.backward(np, &row(x), &row(dz));
    let dx = dx.index_axis_move(Axis(0), 0); // the only row of (1, inputs)
    [summed, product, dx]
}
// ANCHOR_END: three_ways

/// The transpose, laid out in memory as a matrix of its own.
fn transposed(w: &Array2<f64>) -> Array2<f64> {
    w.t().as_standard_layout().into_owned()
}

// ANCHOR: train
/// The inputs, and the two layers before training. The first layer has the
/// weights of chapter 2. In each, one neuron starts with its ReLU shut.
pub fn start() -> (Array2<f64>, Chain) {
    let x = array![[1.0, 2.0, 3.0, 4.0]]; // (1, 4)
    let first = DenseLayer {
        w: transposed(&chapter_02::runs::start().w), // (4, 3)
        b: array![[0.1, -9.0, 0.3]],                 // (1, 3)
    };
    let second = DenseLayer {
        // (3, 3)
        w: array![
            [0.5, -0.2, -0.4], // from neuron 1 of the first layer
            [-0.3, 0.4, 0.1],  // from neuron 2
            [0.2, 0.3, -0.3],  // from neuron 3
        ],
        b: array![[0.1, 0.2, 0.3]], // (1, 3)
    };
    (x, Chain { first, second })
}

/// Trains both on x (samples, inputs). `observe` sees what each step came from.
pub fn train(
    settings: &Descent, chain: &mut Chain, x: &Array2<f64>,
    mut observe: impl FnMut(usize, &Chain, &Forward, &Backward),
) {
    for iteration in 0..settings.iterations {
        let forward = chain.forward(settings.np, x);
        let backward = chain.backward(settings.np, x, &forward);
        chain.descend(&backward, settings.learning_rate);
        observe(iteration, chain, &forward, &backward);
    }
}
// ANCHOR_END: train

/// Compares the gradients of one layer and of two, and trains the two.
fn run(settings: &Descent, record: &mut Record, watch: &mut Watch) {
    compare_one_layer(settings.np, record);
    compare_two_layers(settings.np, record);
    let (x, mut chain) = start();
    train(settings, &mut chain, &x, |i, chain, forward, backward| {
        let (loss, gradients) = (forward.loss, backward.gradients());
        watch.iteration(record, i, loss, gradients, chain.parameters());
    });
    let names = ["final_w1", "final_b1", "final_w2", "final_b2"];
    record.add_each(names, chain.arrays());
    record.add("final_z2", &chain.forward(settings.np, &x).z2);
    let (x, chain) = start();
    let forward = chain.forward(settings.np, &x);
    let backward = chain.backward(settings.np, &x, &forward);
    record.add("da1", &backward.second.dx);
}

/// Reports the three ways for chapter 2's layer beside the numeric gradient.
fn compare_one_layer(np: Numpy, record: &mut Record) {
    let (x, layer) = (chapter_02::runs::inputs(), chapter_02::runs::start());
    let forward = layer.forward(np, &x);
    let dz = layer.backward(np, &x, &forward).dloss_dz;
    let numeric = numeric_gradient(&x, H, |x| layer.forward(np, x).loss);
    record.add("dloss_dz", &dz);
    let names = ["dx_by_sum", "dx_by_product", "dx_of_dense_layer"];
    record.add_each(names, three_ways(np, &layer, &x, &dz).each_ref());
    record.add("dx_quotient", &numeric);
    // A term of y is rounded as a product, in 3 sums, with its bias, in 2 sums.
    // The step moves y by less than 3h: no column of w adds up to 3.
    record.add("layer_tolerance", tolerance(7.0, forward.y + 3.0 * H));
}

/// Reports a pass of the two layers, every gradient beside the numeric one.
fn compare_two_layers(np: Numpy, record: &mut Record) {
    let (x, chain) = start();
    let forward = chain.forward(np, &x);
    let backward = chain.backward(np, &x, &forward);
    record.add("x", &x);
    record.add_each(["w1", "b1", "w2", "b2"], chain.arrays());
    let Forward { z1, a1, z2, a2, y, .. } = &forward;
    record.add_each(["z1", "a1", "z2", "a2"], [z1, a1, z2, a2]);
    record.add("y", *y);

    let parameters = chain.parameters().collect();
    let numeric = numeric_gradient(&parameters, H, |parameters| {
        chain.with(parameters).forward(np, &x).loss
    });
    // Its numbers stand where the parameters stand that they belong to.
    let by_parameter = chain.with(&numeric);
    let [w1, b1, w2, b2] = by_parameter.arrays();
    let [dw1, db1, dw2, db2] = backward.arrays();
    record.add_each(["dw1", "dw1_quotient"], [dw1, w1]);
    record.add_each(["db1", "db1_quotient"], [db1, b1]);
    record.add_each(["dw2", "dw2_quotient"], [dw2, w2]);
    record.add_each(["db2", "db2_quotient"], [db2, b2]);
    let dx = numeric_gradient(&x, H, |x| chain.forward(np, x).loss);
    record.add_each(["dx", "dx_chain_quotient"], [&backward.first.dx, &dx]);
    record.add("chain_tolerance", chain_tolerance(np, &chain, &x));
    record.add("worst_difference", max_distance(backward.gradients(), numeric));
}

/// The tolerance for the two layers, from the same sums over absolute values,
/// with each number a step larger.
pub(crate) fn chain_tolerance(
    np: Numpy, chain: &Chain, x: &Array2<f64>,
) -> f64 {
    let moved_up = |x: f64| x.abs() + H;
    let bound = chain.with(&chain.parameters().map(moved_up).collect());
    let y = bound.forward(np, &x.mapv(moved_up)).y;
    // A term of y is rounded as a product and in 3 sums, with its bias, as a
    // product and in 2 sums, with its bias, and in 2 sums.
    tolerance(11.0, y)
}
