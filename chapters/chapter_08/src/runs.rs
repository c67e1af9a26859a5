//! The runs: chapter 1's neuron on a tape, a fork, and the spiral.

use chapter_04::chain::Chain;
use chapter_04::dense_layer::DenseLayer;
use chapter_04::difference::{H, tolerance};
use chapter_05::accuracy::accuracy;
use chapter_06::network::Network;
use chapter_06::runs::start;
use chapter_06::samples::Samples;
use chapter_06::settings::Settings;
use harness::{
    Chapter, CommandOption, Drawing, Expected, Experiment, Line, Record, Watch,
    dot, every, iterations, learning_rate, max_distance, numeric_gradient,
    seed,
};
use mini_numpy::Numpy;
use ndarray::{Array1, Array2, Axis, array};

use crate::models::{self, neuron, skip};
use crate::pictures;
use crate::tape::{Gradients, Tape, Var};
use crate::training::{Step, train};

/// The chapter and its runs.
pub static CHAPTER: Chapter = Chapter {
    name: "chapter_08",
    title: "the tape, automatic differentiation",
    runs: &[&NEURON, &FORK, &SPIRAL, &SPIRAL_ADAM],
};

/// The first iteration of chapter 1's neuron, node by node.
static NEURON: Experiment<Numpy> = Experiment {
    options: &[dot(|np| np)],
    lines: &[
        Line::each(
            "w",
            "    name    computed as  value          gradient\n\
             0   w       leaf         {value}  {dw}",
        ),
        Line::each("x", "1   x       leaf         {value}  {dx}"),
        Line::each("b", "2   b       leaf         {value}            {db}"),
        Line::each("t", "3   target  leaf         {value}            {dt}"),
        Line::each("wx", "4           0 dot 1      {value}            {dwx}"),
        Line::each("z", "5   z       4 + 2        {value}            {dz}"),
        Line::each("a", "6   a       relu of 5    {value}            {da}"),
        Line::each(
            "error",
            "7           6 - 3        {value}            {derror}",
        ),
        Line::each(
            "loss",
            "8   loss    square of 7  {value}           {dloss}",
        ),
    ],
    ..Experiment::new("tape-neuron", fused, |np| *np, run_neuron)
};

/// A number that is used twice, and a connection that skips a layer.
static FORK: Experiment<Numpy> = Experiment {
    options: &[dot(|np| np)],
    lines: &[
        Line::each("dx", "x = {x}, loss = x² + x. dloss/dx with +=: {value}"),
        Line::each("dx_overwritten", "with =: {value}"),
        Line::each("dw1", "A connection skips a layer. dloss/dw1:\n{value}"),
        Line::each("dw1_quotient", "by central differences:\n{value}"),
        Line::each("dw1_overwritten", "with =:\n{value}"),
        Line::each(
            "difference_without",
            "Without the connection, += and = differ by at most {value}",
        ),
    ],
    expected: Expected::Gradients(&[
        ["dw1", "dw1_quotient", "tolerance"],
        ["db1", "db1_quotient", "tolerance"],
        ["dw2", "dw2_quotient", "tolerance"],
        ["db2", "db2_quotient", "tolerance"],
    ]),
    pictures: &[Drawing {
        name: "graph",
        draw: |run| pictures::fork(run.record),
    }],
    ..Experiment::new("tape-fork", lanes, |np| *np, run_fork)
};

/// The arithmetic of chapter 1.
fn fused() -> Numpy {
    Numpy::DOCUMENT_002
}

/// The arithmetic of chapter 4.
fn lanes() -> Numpy {
    Numpy::DOCUMENT_001
}

/// The spiral by plain gradient descent.
const SPIRAL: Experiment<Settings> = Experiment {
    options: OPTIONS,
    lines: &[
        Line::each("loss", "epoch {iteration}: loss {value:.3f}"),
        Line::each(
            "final_loss",
            "trained: accuracy {final_accuracy:.3f}, loss {value:.3f}",
        ),
        Line::each("fingerprint", "fingerprint of the parameters: {value}"),
    ],
    iteration: "epoch",
    zero_gradient: "because every ReLU is dead",
    // The figures of the gradients that were written by hand.
    expected: Expected::Reference(include_str!(
        "../../chapter_06/transcripts/spiral.txt"
    )),
    pictures: &[Drawing::LOSS],
    ..Experiment::new(
        "tape-spiral",
        || Settings::with_optimizer("descent"),
        |settings| settings.np,
        run_spiral,
    )
};

const SPIRAL_ADAM: Experiment<Settings> = Experiment {
    name: "tape-spiral-adam",
    settings: || Settings::with_optimizer("adam"),
    expected: Expected::Reference(include_str!(
        "../../chapter_06/transcripts/spiral-adam.txt"
    )),
    ..SPIRAL
};

const OPTIONS: &[CommandOption<Settings>] = &[
    iterations(|settings| &mut settings.iterations),
    learning_rate(|settings| &mut settings.optimizer.learning_rate),
    every(|settings| &mut settings.every),
    dot(|settings| &mut settings.np),
    seed(|settings| &mut settings.seed),
];

/// Reports every node of chapter 1's first iteration, and its gradient.
fn run_neuron(np: &Numpy, record: &mut Record, _: &mut Watch) {
    let (x, target, start) = chapter_01::runs::start();
    let tape = Tape::new(*np);
    // ANCHOR: neuron
    let w = tape.leaf(start.w.insert_axis(Axis(0))); // (1, 3)
    let x = tape.leaf(x.insert_axis(Axis(1))); // (3, 1)
    let b = tape.leaf(array![[start.b]]); // (1, 1)
    let t = tape.leaf(array![[target]]); // (1, 1)
    let gradients = neuron(w, b, x, t).backward();
    // ANCHOR_END: neuron
    let names = [
        ["w", "dw"],
        ["x", "dx"],
        ["b", "db"],
        ["t", "dt"],
        ["wx", "dwx"],
        ["z", "dz"],
        ["a", "da"],
        ["error", "derror"],
        ["loss", "dloss"],
    ];
    for ([name, gradient], node) in names.into_iter().zip(tape.vars()) {
        add_flat(record, gradient, &gradients[node]);
        add_flat(record, name, &node.value());
    }
}

/// Adds a matrix as a row of numbers, or as one number.
fn add_flat(record: &mut Record, name: &'static str, x: &Array2<f64>) {
    match x.iter().copied().collect::<Vec<_>>()[..] {
        [x] => record.add(name, x),
        ref entries => record.add(name, &Array1::from(entries.to_vec())),
    }
}

// ANCHOR: fork
/// x² + x on a tape.
fn fork(x: Var<'_>) -> Var<'_> {
    x.square() + x
}

/// Backward with `=` in place of `+=`: the last part of a gradient wins.
fn backward_overwriting(loss: Var<'_>) -> Gradients {
    loss.backward_by(|sum, part| *sum = part)
}
// ANCHOR_END: fork

/// Reports the gradients of two forks, with += and with =.
fn run_fork(np: &Numpy, record: &mut Record, _: &mut Watch) {
    let tape = Tape::new(*np);
    let x = tape.leaf(array![[3.0]]);
    let loss = fork(x);
    for (name, node) in ["x", "square", "loss"].into_iter().zip(tape.vars()) {
        record.add(name, node.value()[[0, 0]]);
    }
    let number = |gradients: Gradients, x| gradients[x][[0, 0]];
    record.add("dloss", number(loss.backward(), loss));
    record.add("dx", number(loss.backward(), x));
    record.add("dx_overwritten", number(backward_overwriting(loss), x));
    compare_skip(*np, record);
}

/// Reports the gradients of the layers with a connection that skips one.
fn compare_skip(np: Numpy, record: &mut Record) {
    let (x, chain) = chapter_04::runs::start();
    let tape = Tape::new(np);
    let leaves = arrays(&chain).map(|w| tape.leaf(w.clone()));
    let loss = skip(leaves, tape.leaf(x.clone()));
    let (right, wrong) = (loss.backward(), backward_overwriting(loss));

    let loss_at = |chain: &Chain, x: &Array2<f64>| {
        let tape = Tape::new(np);
        let leaves = arrays(chain).map(|w| tape.leaf(w.clone()));
        skip(leaves, tape.leaf(x.clone())).value()[[0, 0]]
    };
    let parameters: Array1<f64> = chain.parameters().collect();
    let numeric = numeric_gradient(&parameters, H, |parameters| {
        loss_at(&chain.with(parameters), &x)
    });
    // Its numbers stand where the parameters stand that they belong to.
    let by_parameter = chain.with(&numeric);
    let names = [
        ["dw1", "dw1_quotient", "dw1_overwritten"],
        ["db1", "db1_quotient", "db1_overwritten"],
        ["dw2", "dw2_quotient", "dw2_overwritten"],
        ["db2", "db2_quotient", "db2_overwritten"],
    ];
    let quotients = arrays(&by_parameter).into_iter();
    for ((names, leaf), quotient) in
        names.into_iter().zip(leaves).zip(quotients)
    {
        record.add_each(names, [&right[leaf], quotient, &wrong[leaf]]);
    }
    let loss = models::chain(leaves, tape.leaf(x.clone()));
    let (by_adding, by_overwriting) =
        (loss.backward(), backward_overwriting(loss));
    let flat = |gradients: &Gradients| {
        leaves.map(|w| gradients[w].clone()).into_iter().flatten()
    };
    let difference = max_distance(flat(&by_adding), flat(&by_overwriting));
    record.add("difference_without", difference);
    // As in chapter 4, and each term is rounded once more, where it is added to
    // what has skipped the layer.
    let moved_up = |x: f64| x.abs() + H;
    let bound = chain.with(&parameters.mapv(moved_up));
    let y = np.sqrt(loss_at(&bound, &x.mapv(moved_up)));
    record.add("tolerance", tolerance(12.0, y));
    let right = leaves.map(|leaf| right[leaf].clone());
    let worst = max_distance(right.into_iter().flatten(), numeric);
    record.add("worst_difference", worst);
}

/// The arrays of parameters: w1, b1, w2 and b2.
fn arrays(chain: &Chain) -> [&Array2<f64>; 4] {
    let Chain { first, second } = chain;
    [&first.w, &first.b, &second.w, &second.b]
}

/// Trains the spiral with gradients from the tape.
fn run_spiral(settings: &Settings, record: &mut Record, watch: &mut Watch) {
    let trained = train(settings, |epoch, step, parameters| {
        let Step { tape, loss, gradients, before } = step;
        if epoch == 0 {
            let count = |n| i64::try_from(n).expect("they fit into memory");
            record.add("nodes", count(tape.len()));
            record.add("numbers", count(tape.numbers()));
            record.add("numbers_needed", count(tape.numbers_needed()));
            let parameters = parameters.iter().map(Array2::len).sum();
            record.add("parameters", count(parameters));
        }
        if epoch.is_multiple_of(settings.every) {
            record.add_at(epoch, "loss", *loss);
        }
        let moved = before != parameters;
        let gradients = gradients.iter().flatten().copied();
        let parameters = parameters.iter().flatten().copied();
        watch.step(record, epoch, *loss, moved, gradients, parameters);
    });
    let parameters: Array1<f64> = trained.iter().flatten().copied().collect();
    record.fingerprint("fingerprint", &parameters);

    let (_, data, validation) = start(settings);
    let [w1, b1, w2, b2] = trained;
    let first = DenseLayer { w: w1, b: b1 };
    let network = Network { first, second: DenseLayer { w: w2, b: b2 } };
    let score = |Samples { x, labels }: &Samples| {
        let forward = network.forward(settings.np, x, labels);
        [accuracy(settings.np, &forward.p, labels), forward.loss]
    };
    record.add_each(["final_accuracy", "final_loss"], score(&data));
    let names = ["final_validation_accuracy", "final_validation_loss"];
    record.add_each(names, score(&validation));
}
