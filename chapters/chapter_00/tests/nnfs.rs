//! Compares the run `forward-pass` with what NumPy 2.4.6 and nnfs 0.5.1
//! compute, which `reference/nnfs_reference.py` has written down.

use chapter_00::activations::{relu, softmax};
use chapter_00::data::{Data, spiral_data, vertical_data};
use chapter_00::dense_layer::DenseLayer;
use chapter_00::exp_of_numpy::PATHS;
use mini_numpy::{Numpy, Order, RandomState};
use ndarray::Array2;
use notebook::{Record, Transcript, Value};

const NP: Numpy = Numpy::with_order(Order::Sequential).under_nnfs();

fn words<'a>(x: impl IntoIterator<Item = &'a f32>) -> Vec<String> {
    x.into_iter().map(|x| format!("{:08x}", x.to_bits())).collect()
}

fn fingerprint(x: &Array2<f32>) -> String {
    let mut record = Record::new();
    record.fingerprint("x", x);
    match record.events()[0].value {
        Value::Fingerprint(hash) => format!("{hash:016x}"),
        _ => unreachable!("a fingerprint was reported"),
    }
}

/// The words after `name` on its line of `forward.txt`.
fn documented(name: &str) -> Vec<&'static str> {
    let table = include_str!("reference/forward.txt");
    let line = table.lines().find_map(|line| line.strip_prefix(name));
    line.expect("a line of that name").split_whitespace().collect()
}

/// A column of `exp.txt`, with an entry for each implementation of exp.
fn column(name: &str) -> Vec<u32> {
    let mut lines = include_str!("reference/exp.txt").lines();
    let mut names = lines.next().expect("names").split(' ');
    let at = names.position(|other| other == name).expect("a column");
    let entry = |line: &str| {
        let word = line.split(' ').nth(at).expect("an entry");
        word.parse().expect("an integer")
    };
    lines.map(entry).collect()
}

/// The layers and the probabilities of the run `forward-pass`.
struct Pass {
    first: DenseLayer<f32>,
    second: DenseLayer<f32>,
    z2: Array2<f32>, // (300, 3)
    p: Array2<f32>,  // (300, 3)
}

fn pass() -> Pass {
    let random = &mut RandomState::seed(0);
    let data = spiral_data(random, 100, 3);
    let first = DenseLayer::<f32>::random(random, 2, 3);
    let second = DenseLayer::<f32>::random(random, 3, 3);
    let a1 = relu(NP, &first.forward(NP, &data.x));
    let z2 = second.forward(NP, &a1);
    let p = softmax(NP, &z2);
    Pass { first, second, z2, p }
}

fn record() -> Record {
    chapter_00::CHAPTER.runs[0].record()
}

#[test]
fn data_sets_are_those_of_nnfs_bit_for_bit() {
    let table = include_str!("reference/data.txt");
    assert_eq!(table.lines().count(), 14);
    for line in table.lines() {
        let words_of_line: Vec<_> = line.split(' ').collect();
        let [kind, samples, classes, seed, ref points @ ..] = words_of_line[..]
        else {
            panic!("'{line}' is cut short")
        };
        let samples: usize = samples.parse().expect("an integer");
        let classes: usize = classes.parse().expect("an integer");
        let draw = match kind {
            "spiral" => spiral_data,
            _ => vertical_data,
        };
        let seed = seed.parse().expect("a seed");
        let Data { x, y } =
            draw(&mut RandomState::seed(seed), samples, classes);

        let mut computed = vec![fingerprint(&x)];
        computed.extend(words(x.row(0)));
        computed.extend(words(x.row(x.nrows() - 1)));
        for class in 0..classes {
            let of_class = y.iter().filter(|&&label| label == class).count();
            computed.push(of_class.to_string());
        }
        assert_eq!(computed, points, "{kind} ({samples}, {classes}), {seed}");
        assert!(y.iter().is_sorted(), "the classes are in order");
    }
}

#[test]
fn weights_are_those_of_nnfs_bit_for_bit() {
    let Pass { first, second, .. } = pass();
    assert_eq!(words(&first.w), documented("w1"));
    assert_eq!(words(&second.w), documented("w2"));
}

/// Up to there, every rounding is defined: products are rounded from 64 bits to
/// 32, and everything else is a single operation of IEEE 754.
#[test]
fn the_inputs_of_softmax_are_those_of_nnfs_bit_for_bit() {
    assert_eq!([fingerprint(&pass().z2)], documented("z2_fingerprint")[..]);
}

/// The reference states by how many ulps a probability differs at most from one
/// that is computed with correctly rounded exponentials.
#[test]
fn probabilities_are_as_close_to_numpys_as_the_reference_states() {
    let allowed = column("p_ulps")[0];
    let first = documented("first_p");
    assert_eq!(first.len(), 15, "five rows");
    for (p, word) in pass().p.iter().zip(first) {
        let numpy = u32::from_str_radix(word, 16).expect("hex digits");
        let ulps = p.to_bits().abs_diff(numpy);
        assert!(ulps <= allowed, "{p:?}, bits {word}: {ulps} ulps");
    }
}

#[test]
fn loss_and_accuracy_print_as_under_nnfs() {
    let text = include_str!("../transcripts/forward-pass.txt");
    let transcript = Transcript::parse(text).expect("a transcript");
    let figures = transcript.figures(&record());
    let labels: Vec<_> = figures.iter().map(|f| f.label.as_str()).collect();
    assert_eq!(labels[6..], ["loss", "accuracy"]);
    for figure in figures {
        assert!(figure.agrees(), "{figure}");
    }
}

/// The run computes these counts with its own exp, and the reference with that
/// of mpmath in 200 bits. They agree only if both are rounded correctly.
#[test]
fn the_run_counts_as_many_wrong_exponentials_as_the_reference() {
    let record = record();
    let counts = |name: &str| match &record.find(name, None).unwrap().value {
        Value::Scalar(x) => vec![*x; PATHS.len()],
        Value::Array(x) => x.iter().copied().collect(),
        other => panic!("{name} is {other:?}"),
    };
    for (event, name) in [
        ("exp_entries", "entries"),
        ("exp_differing", "exp_differing"),
        ("exp_worst_ulps", "exp_ulps"),
    ] {
        let documented = column(name).into_iter().map(f64::from);
        assert_eq!(counts(event), documented.collect::<Vec<_>>(), "{event}");
    }
}

#[test]
fn with_other_settings_no_exponentials_are_compared() {
    let run = &chapter_00::CHAPTER.runs[0];
    let settings = notebook::Settings { seed: 1, ..run.settings };
    let mut record = Record::new();
    (run.play)(&settings, &mut record);
    assert!(record.find("loss", None).is_some());
    assert!(record.find("exp_entries", None).is_none());
}
