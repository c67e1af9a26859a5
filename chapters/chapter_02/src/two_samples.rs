//! The layer and two samples: every weight is used twice, and its gradients
//! add.

use harness::{
    Drawing, Expected, Experiment, Line, Picture, Record, Watch, dot,
    numeric_gradient,
};
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, Axis, array, stack};
use plots::graph::{Edge, Graph, Node};

use crate::layer::Layer;
use crate::runs::{inputs, start};

/// The gradient of each sample, of both, and the difference quotients of both.
pub(crate) static TWO_SAMPLES: Experiment<Numpy> = Experiment {
    options: &[dot(|np| np)],
    lines: &[
        Line::each("y", "Sample {iteration}: y is {value}, the loss {loss}"),
        Line::each("dloss_dw", "and dloss/dw\n{value}"),
        Line::each("loss_of_both", "Both samples: the loss is {value}"),
        Line::each("dw_of_both", "and dloss/dw\n{value}"),
        Line::each("dw_quotient", "By central differences\n{value}"),
    ],
    iteration: "sample",
    expected: Expected::Gradients(&[
        ["dw_of_both", "dw_quotient", "tolerance"],
        ["db_of_both", "db_quotient", "tolerance"],
    ]),
    pictures: &[Drawing { name: "fork", draw: |run| fork(run.record) }],
    ..Experiment::new("two-samples", || Numpy::DOCUMENT_001, |np| *np, run)
};

// ANCHOR: two
/// The chapter's inputs, and those of a second sample.
fn two() -> Array2<f64> {
    let second = array![5.0, 1.0, -2.0, -1.0]; // (4,)
    stack![Axis(0), inputs(), second] // (2, 4)
}
// ANCHOR_END: two

/// The step of the quotients: a power of two, so that adding it to a weight or
/// a bias of the run rounds little.
const H: f64 = 1.0 / 64.0;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as every run")]
fn run(np: &Numpy, record: &mut Record, _: &mut Watch) {
    let (layer, x) = (start(), two());
    for (s, x) in (1..).zip(x.rows()) {
        let x = x.to_owned();
        let forward = layer.forward(*np, &x);
        let backward = layer.backward(*np, &x, &forward);
        record.add_each_at(s, ["x", "z"], [&x, &forward.z]);
        record.add_each_at(s, ["y", "loss"], [forward.y, forward.loss]);
        record.add_at(s, "dloss_dz", &backward.dloss_dz);
        record.add_at(s, "dloss_dw", &backward.dloss_dw);
        record.add_at(s, "dloss_db", &backward.dloss_db);
    }
    let (loss, dloss_dw, dloss_db) = layer.over_samples(*np, &x);
    record.add("loss_of_both", loss);
    record.add("dw_of_both", &dloss_dw);
    record.add("db_of_both", &dloss_db);
    let loss = |layer: &Layer| layer.over_samples(*np, &x).0;
    let of_w = |w: &Array2<f64>| loss(&Layer { w: w.clone(), ..layer.clone() });
    let of_b = |b: &Array1<f64>| loss(&Layer { b: b.clone(), ..layer.clone() });
    record.add("dw_quotient", &numeric_gradient(&layer.w, H, of_w));
    record.add("db_quotient", &numeric_gradient(&layer.b, H, of_b));
    record.add("tolerance", TOLERANCE);
}

/// How far apart rounding can drive a gradient and its quotient. Each y is a sum
/// of 15 terms of a size of 22 together, and at most 10 roundings of each; its
/// square, at most 484, is off by 21 roundings of 2⁻⁵³ of that size, 1.2e-12.
/// A quotient divides the errors of two sums of two such losses by 2h = 1/32:
/// at most 1.6e-10.
const TOLERANCE: f64 = 1.6e-10;

/// The fourth weight of the third neuron, by sample: a fork, at which what comes
/// back adds up.
fn fork(record: &Record) -> Result<Picture, String> {
    let entry = |name, at: &[usize], sample| {
        let array: ndarray::ArrayD<f64> = record.array(name, sample)?;
        Ok::<_, String>(array[at])
    };
    let weight = start().w[[2, 3]];
    let node = |label: &str, column, row, is_operation| {
        let label = label.to_owned();
        Node { label, at: (column, row), is_operation }
    };
    let nodes = vec![
        node("w₃₄", 1.0, 0.0, false),
        node("copy", 1.0, 1.0, true),
        node("z₁₃", 0.0, 2.1, true),
        node("z₂₃", 2.0, 2.1, true),
        node("loss", 1.0, 3.2, false),
    ];
    let edge = |from, to, x, dx| Edge { from, to, flows: [x, dx] };
    let mut edges =
        vec![edge(0, 1, weight, entry("dw_of_both", &[2, 3], None)?)];
    for (s, z) in [(1, 2), (2, 3)] {
        let dw = entry("dloss_dw", &[2, 3], Some(s))?;
        let value = entry("z", &[2], Some(s))?;
        edges.push(edge(1, z, weight, dw));
        edges.push(edge(z, 4, value, entry("dloss_dz", &[2], Some(s))?));
    }
    Ok(Graph { nodes, edges }.draw("A weight that two samples use"))
}
