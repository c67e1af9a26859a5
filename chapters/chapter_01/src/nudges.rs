//! What small changes do to the loss: nudges of one weight, and steps of one
//! length in several directions.

use harness::{
    Drawing, Expected, Experiment, Line, Picture, Record, Watch, dot,
    numeric_gradient,
};
use mini_numpy::Numpy;
use ndarray::{Array1, array};
use plots::axis::Axis;
use plots::curves::{self, Panel, Series};

use crate::neuron::{Forward, Neuron};
use crate::runs::start;

/// Nudges of the third weight, and steps away from the start.
pub(crate) static NUDGES: Experiment<Numpy> = Experiment {
    options: &[dot(|np| np)],
    lines: &[
        Line::each(
            "loss_per_w",
            "A nudge of {h} raises the loss by {loss_change}: {value} per unit",
        ),
        Line::each("slope", "The slope of the tangent is {value}"),
        Line::each(
            "change",
            "Step {iteration}: predicted {predicted:.4f}, made {value:.4f}",
        ),
        Line::each("dloss_dx", "With respect to the inputs: {value}"),
    ],
    iteration: "nudge",
    expected: Expected::Gradients(&[["dloss_dx", "dx_quotient", "tolerance"]]),
    pictures: &[Drawing { name: "tangent", draw: |_| tangent() }],
    ..Experiment::new("nudges", || Numpy::DOCUMENT_002, |np| *np, run)
};

/// The nudges, ever smaller.
const NUDGES_OF_W: [f64; 4] = [0.5, 0.25, 0.125, 1.0 / 64.0];

/// The length of a step: a power of two, and small.
const LENGTH: f64 = 1.0 / 64.0;

// ANCHOR: nudged
/// What changes when the third weight is nudged by h: z, a and the loss.
fn nudged(np: Numpy, h: f64) -> Forward {
    let (x, target, neuron) = start();
    let mut moved = neuron.clone();
    moved.w[2] += h;
    let before = neuron.forward(np, &x, target);
    let after = moved.forward(np, &x, target);
    Forward {
        z: after.z - before.z,
        a: after.a - before.a,
        loss: after.loss - before.loss,
    }
}
// ANCHOR_END: nudged

/// The derivative of the loss with respect to the third weight.
fn slope(np: Numpy) -> f64 {
    let (x, target, neuron) = start();
    let forward = neuron.forward(np, &x, target);
    neuron.backward(&x, target, &forward).dloss_dw[2]
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as every run")]
fn run(np: &Numpy, record: &mut Record, _: &mut Watch) {
    for (i, h) in (1..).zip(NUDGES_OF_W) {
        let Forward { z, a, loss } = nudged(*np, h);
        record.add_at(i, "h", h);
        let names = ["z_change", "a_change", "loss_change"];
        record.add_each_at(i, names, [z, a, loss]);
        let names = ["z_per_w", "a_per_z", "loss_per_a", "loss_per_w"];
        record.add_each_at(i, names, [z / h, a / z, loss / a, loss / h]);
    }
    record.add("slope", slope(*np));
    report_steps(*np, record);
    report_inputs(*np, record);
}

/// Reports what steps of one length do to the loss, in four directions of the
/// space of the weights and the bias, and what the gradient says they do.
fn report_steps(np: Numpy, record: &mut Record) {
    let (x, target, neuron) = start();
    let forward = neuron.forward(np, &x, target);
    let backward = neuron.backward(&x, target, &forward);
    let gradient = Array1::from_iter(backward.gradients()); // (4,)
    // Of length 1: along the gradient, along the third weight alone, at right
    // angles to the gradient, and against it.
    let with = &gradient / np.dot(&gradient, &gradient).sqrt();
    let third = array![0.0, 0.0, 1.0, 0.0];
    let across = array![1.0, 1.0, 0.0, 1.0] / 3.0_f64.sqrt();
    let against = -&with;
    let steps = [with, third, across, against].map(|unit| LENGTH * unit);
    let change = |step: &Array1<f64>| {
        let w = Array1::from_shape_fn(3, |n| neuron.w[n] + step[n]);
        let moved = Neuron { w, b: neuron.b + step[3] };
        moved.forward(np, &x, target).loss - forward.loss
    };
    record.add("step_length", LENGTH);
    for (i, step) in (1..).zip(&steps) {
        record.add_at(i, "predicted", np.dot(&gradient, step));
        record.add_at(i, "change", change(step));
    }
}

/// Reports the gradient with respect to the inputs: a product passes the
/// derivative to each factor times the other one.
fn report_inputs(np: Numpy, record: &mut Record) {
    let (x, target, neuron) = start();
    let forward = neuron.forward(np, &x, target);
    let backward = neuron.backward(&x, target, &forward);
    record.add("dloss_dx", &(backward.dloss_dz * &neuron.w));
    let loss = |x: &Array1<f64>| neuron.forward(np, x, target).loss;
    record.add("dx_quotient", &numeric_gradient(&x, LENGTH, loss));
    // The loss is quadratic in each input, and nothing is rounded.
    record.add("tolerance", 0.0);
}

/// The loss over the third weight, its tangent at the start, and the first
/// nudge with the rise that it causes.
fn tangent() -> Result<Picture, String> {
    let np = Numpy::DOCUMENT_002;
    let (x, target, neuron) = start();
    let forward = neuron.forward(np, &x, target);
    let slope = slope(np);
    let (at, h) = (neuron.w[2], NUDGES_OF_W[0]);
    let rise = nudged(np, h).loss;
    let loss = |i| {
        let by = f64::from(i) / 20.0;
        (at + by, forward.loss + nudged(np, by).loss)
    };
    let line = |by: f64| (at + by, forward.loss + slope * by);
    let corner = (at + h, forward.loss);
    let end = (at + h, forward.loss + rise);
    let series = vec![
        Series::new("loss", (-60..=20).map(loss).collect()),
        Series::new("tangent", vec![line(-1.0), line(1.0)]),
        Series::new("nudge", vec![line(0.0), corner]),
        Series::new("rise", vec![corner, end]),
    ];
    let panel = Panel::new(Axis::linear("w₃"), Axis::linear("loss"), series);
    Ok(curves::draw("The loss over the third weight", &[panel])?)
}
