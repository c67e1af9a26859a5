//! The program of this chapter, which the notes describe and do not run.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2, ArrayBase, Axis, Data, Dimension, array};
use notebook::CommandOption::{Dot, Every, Figure, Iterations, LearningRate};
use notebook::{
    Chapter, Evidence, GradientPair, Line, Record, Run, Settings, Source,
    worst_difference,
};

use crate::chain::{Backward, Chain};
use crate::difference::{H, quotients, tolerance};
use crate::input_gradient::{by_product, by_sum};
use chapter_00::dense_layer::DenseLayer;

/// The chapter and its run.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_04",
    title: "the gradient by a layer's inputs",
    runs: &[INPUT_GRADIENTS],
};

const INPUT_GRADIENTS: Run = Run {
    name: "input-gradients",
    source: Source { document: "001", place: "sections 4 and 4.1" },
    settings: Settings {
        np: Numpy::DOCUMENT_001,
        iterations: 200,
        learning_rate: 0.0001,
        every: 20,
        seed: 0,
        ..Settings::DEFAULT
    },
    lines: &[
        Line::each("dloss_dz", "One layer. The loss by z:\n{value}"),
        Line::each(
            "dx_by_sum",
            "The loss by x, summed over the neurons:\n{value}",
        ),
        Line::each("dx_by_product", "as the product dz·w:\n{value}"),
        Line::each(
            "dx_of_dense_layer",
            "as a dense layer passes it back:\n{value}",
        ),
        Line::each("dx_quotient", "by difference quotients:\n{value}"),
        Line::each("dw1", "Two layers. The loss by w1:\n{value}"),
        Line::each("dw1_quotient", "by difference quotients:\n{value}"),
        Line::each("db1", "The loss by b1:\n{value}"),
        Line::each("db1_quotient", "by difference quotients:\n{value}"),
        Line::each("dw2", "The loss by w2:\n{value}"),
        Line::each("dw2_quotient", "by difference quotients:\n{value}"),
        Line::each("db2", "The loss by b2:\n{value}"),
        Line::each("db2_quotient", "by difference quotients:\n{value}"),
        Line::each("dx", "The loss by x:\n{value}"),
        Line::each("dx_chain_quotient", "by difference quotients:\n{value}"),
        Line::every("loss", "Iteration {iteration}, Loss: {value}"),
    ],
    evidence: Evidence::Differences(&[
        pair("dx_by_sum", "dx_quotient", "layer_tolerance"),
        pair("dx_by_product", "dx_quotient", "layer_tolerance"),
        pair("dx_of_dense_layer", "dx_quotient", "layer_tolerance"),
        pair("dw1", "dw1_quotient", "chain_tolerance"),
        pair("db1", "db1_quotient", "chain_tolerance"),
        pair("dw2", "dw2_quotient", "chain_tolerance"),
        pair("db2", "db2_quotient", "chain_tolerance"),
        pair("dx", "dx_chain_quotient", "chain_tolerance"),
    ]),
    options: &[Iterations, LearningRate, Every, Dot, Figure],
    zero_gradient: "because every ReLU of a layer is dead; the loss of 0.0 is \
                    no success",
    play,
    ..Run::DEFAULT
};

const fn pair(
    gradient: &'static str,
    quotient: &'static str,
    tolerance: &'static str,
) -> GradientPair {
    GradientPair { gradient, quotient, tolerance }
}

fn play(settings: &Settings, record: &mut Record) {
    one_layer(settings.np, record);
    two_layers(settings, record);
}

// ANCHOR: one_layer
/// The gradient by the inputs of chapter 2's layer, in every way.
fn one_layer(np: Numpy, record: &mut Record) {
    let x = array![1.0, 2.0, 3.0, 4.0]; // (4,)
    let w = weights(); // (3, 4)
    let b = array![0.1, 0.2, 0.3]; // (3,)

    let z = np.dot(&w, &x) + &b; // (3,)
    let y = np.sum(&np.maximum(0.0, &z));
    let dz = z.mapv(|z| if 0.0 < z { 2.0 * y } else { 0.0 }); // (3,)

    let dense = DenseLayer {
        w: transposed(&w),                 // (4, 3)
        b: b.clone().insert_axis(Axis(0)), // (1, 3)
    };
    let row = |v: &Array1<f64>| v.clone().insert_axis(Axis(0));
    let gradients = dense.backward(np, &row(&x), &row(&dz));

    record.array("dloss_dz", &dz);
    record.array("dx_by_sum", &by_sum(&dz, &w));
    record.array("dx_by_product", &by_product(np, &dz, &w));
    record.array("dx_of_dense_layer", &gradients.dx.index_axis(Axis(0), 0));
    let loss = |x: &Array1<f64>| {
        let y = np.sum(&np.maximum(0.0, &(np.dot(&w, x) + &b)));
        y * y
    };
    record.array("dx_quotient", &quotients(&x, loss));
    // A term of y is rounded as a product, in 3 sums, with its bias, in 2 sums.
    // The step moves y by at most h times a column of w, and no column adds up
    // to 3.
    record.scalar("layer_tolerance", tolerance(7.0, y + 3.0 * H));
}
// ANCHOR_END: one_layer

/// The weights of chapter 2's layer (3, 4), a row for each neuron.
fn weights() -> Array2<f64> {
    array![
        [0.1, 0.2, 0.3, 0.4], // neuron 1
        [0.5, 0.6, 0.7, 0.8], // neuron 2
        [0.9, 1.0, 1.1, 1.2], // neuron 3
    ]
}

/// The transposed matrix, laid out in memory as a matrix of its own.
fn transposed(w: &Array2<f64>) -> Array2<f64> {
    w.t().as_standard_layout().into_owned()
}

// ANCHOR: two_layers
/// Two layers in a chain. In each, one neuron starts with its ReLU shut.
#[must_use]
pub fn chain() -> Chain {
    Chain {
        first: DenseLayer {
            w: transposed(&weights()),   // (4, 3)
            b: array![[0.1, -9.0, 0.3]], // (1, 3)
        },
        second: DenseLayer {
            // (3, 3)
            w: array![
                [0.5, -0.2, -0.4], // from neuron 1 of the first layer
                [-0.3, 0.4, 0.1],  // from neuron 2
                [0.2, 0.3, -0.3],  // from neuron 3
            ],
            b: array![[0.1, 0.2, 0.3]], // (1, 3)
        },
    }
}

/// Compares the gradients of the two layers, and trains them.
fn two_layers(settings: &Settings, record: &mut Record) {
    let np = settings.np;
    let x = array![[1.0, 2.0, 3.0, 4.0]]; // (1, 4)
    let mut chain = chain();
    compare_gradients(np, &chain, &x, record);
    for iteration in 0..settings.iterations {
        let forward = chain.forward(np, &x);
        let backward = chain.backward(np, &x, &forward);
        record.loss(iteration, forward.loss);

        chain.descend(&backward, settings.learning_rate);
        record.watch(iteration, backward.gradients(), chain.parameters());
    }
    record.array("final_w1", &chain.first.w);
    record.array("final_b1", &chain.first.b);
    record.array("final_w2", &chain.second.w);
    record.array("final_b2", &chain.second.b);
}
// ANCHOR_END: two_layers

/// Reports every gradient of the two layers beside its difference quotient.
fn compare_gradients(
    np: Numpy,
    chain: &Chain,
    x: &Array2<f64>,
    record: &mut Record,
) {
    let forward = chain.forward(np, x);
    let backward = chain.backward(np, x, &forward);
    let Backward { first, second } = &backward;
    record.array("x", x);
    record.array("w1", &chain.first.w);
    record.array("b1", &chain.first.b);
    record.array("w2", &chain.second.w);
    record.array("b2", &chain.second.b);
    record.array("z1", &forward.z1);
    record.array("a1", &forward.a1);
    record.array("z2", &forward.z2);
    record.array("a2", &forward.a2);
    record.scalar("y", forward.y);

    // The loss of the same chain with one of its arrays changed.
    let loss_with = |change: &dyn Fn(&mut Chain)| {
        let mut chain = chain.clone();
        change(&mut chain);
        chain.forward(np, x).loss
    };
    let w1 = |w: &Array2<f64>| loss_with(&|chain| chain.first.w.assign(w));
    let b1 = |b: &Array2<f64>| loss_with(&|chain| chain.first.b.assign(b));
    let w2 = |w: &Array2<f64>| loss_with(&|chain| chain.second.w.assign(w));
    let b2 = |b: &Array2<f64>| loss_with(&|chain| chain.second.b.assign(b));
    record.array("dw1", &first.dw);
    record.array("dw1_quotient", &quotients(&chain.first.w, w1));
    record.array("db1", &first.db);
    record.array("db1_quotient", &quotients(&chain.first.b, b1));
    record.array("dw2", &second.dw);
    record.array("dw2_quotient", &quotients(&chain.second.w, w2));
    record.array("db2", &second.db);
    record.array("db2_quotient", &quotients(&chain.second.b, b2));
    record.array("dx", &first.dx);
    let by_x = |x: &Array2<f64>| chain.forward(np, x).loss;
    record.array("dx_chain_quotient", &quotients(x, by_x));
    record.scalar("chain_tolerance", chain_tolerance(np, chain, x));
    let worst = worst_difference(backward.gradients(), H, |n, step| {
        let mut moved = chain.clone();
        moved.parameters_mut().skip(n).take(1).for_each(|p| *p += step);
        moved.forward(np, x).loss
    });
    record.scalar("worst_difference", worst);
}

/// The tolerance for the two layers, from the same sums over absolute values,
/// every number moved up by the step.
fn chain_tolerance(np: Numpy, chain: &Chain, x: &Array2<f64>) -> f64 {
    let absolute = |layer: &DenseLayer| DenseLayer {
        w: moved_up(&layer.w),
        b: moved_up(&layer.b),
    };
    let bound = Chain {
        first: absolute(&chain.first),
        second: absolute(&chain.second),
    };
    // A term of y is rounded as a product and in 3 sums, with its bias, as a
    // product and in 2 sums, with its bias, and in 2 sums.
    tolerance(11.0, bound.forward(np, &moved_up(x)).y)
}

fn moved_up<S, D>(x: &ArrayBase<S, D>) -> ndarray::Array<f64, D>
where
    S: Data<Elem = f64>,
    D: Dimension,
{
    x.mapv(|x| x.abs() + H)
}
