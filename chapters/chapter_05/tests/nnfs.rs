//! Compares the run `forward-pass` with what NumPy 2.4.6 and nnfs 0.5.1
//! compute, which `reference/nnfs_reference.py` has written down.

use chapter_05::data::{Data, spiral_arm, spiral_data, vertical_data};
use chapter_05::exp_of_numpy::PATHS;
use chapter_05::runs::{FORWARD_PASS, ForwardPass, forward_pass};
use mini_numpy::RandomState;
use ndarray::{Array1, Array2};
use record::{Record, Value, figures};

fn words<'a>(x: impl IntoIterator<Item = &'a f32>) -> Vec<String> {
    x.into_iter().map(|x| format!("{:08x}", x.to_bits())).collect()
}

fn fingerprint(x: &Array2<f32>) -> String {
    let mut record = Record::default();
    record.fingerprint("x", x);
    match record.events[0].value {
        Value::Fingerprint(hash) => format!("{hash:016x}"),
        _ => unreachable!("a fingerprint was reported"),
    }
}

/// The words after `name` on its line of `forward.txt`.
fn documented(name: &str) -> Vec<&'static str> {
    let table = plain(include_str!("reference/forward.txt"));
    let line = table.lines().find_map(|line| line.strip_prefix(name));
    line.expect("a line of that name").split_whitespace().collect()
}

/// A column of `exp.txt`, an entry for each path.
fn counted(name: &str) -> Vec<f64> {
    let mut lines = plain(include_str!("reference/exp.txt")).lines();
    let mut names = lines.next().expect("names").split(' ');
    let at = names.position(|other| other == name).expect("a column");
    let entry = |line: &str| {
        let word = line.split(' ').nth(at).expect("an entry");
        word.parse().expect("a number")
    };
    lines.map(entry).collect()
}

fn pass() -> ForwardPass {
    forward_pass(&(FORWARD_PASS.settings)())
}

fn record() -> Record {
    chapter_05::CHAPTER.runs[0].as_documented().record()
}

#[test]
fn data_sets_are_those_of_nnfs_bit_for_bit() {
    let table = plain(include_str!("reference/data.txt"));
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
        let Data { x, labels } =
            draw(&mut RandomState::seed(seed), samples, classes);

        let mut computed = vec![fingerprint(&x)];
        computed.extend(words(x.row(0)));
        computed.extend(words(x.row(x.nrows() - 1)));
        for class in 0..classes {
            let is_of_class = |label: &&usize| **label == class;
            let of_class = labels.iter().filter(is_of_class).count();
            computed.push(of_class.to_string());
        }
        assert_eq!(computed, points, "{kind} ({samples}, {classes}), {seed}");
        assert!(labels.iter().is_sorted(), "the classes are in order");
    }
}

#[test]
fn weights_are_those_of_nnfs_bit_for_bit() {
    let ForwardPass { first, second, .. } = pass();
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
fn probabilities_are_as_close_to_numpys_as_the_reference_counts() {
    let allowed = counted("p_ulps")[0];
    let first = documented("first_p");
    assert_eq!(first.len(), 15, "five rows");
    for (p, word) in pass().p.iter().zip(first) {
        let numpy = u32::from_str_radix(word, 16).expect("hex digits");
        let apart = p.to_bits().abs_diff(numpy);
        let is_close = f64::from(apart) <= allowed;
        assert!(is_close, "{p:?}, bits {word}: {apart} ulps");
    }
}

#[test]
fn loss_and_accuracy_print_as_under_nnfs() {
    let text = include_str!("../transcripts/forward-pass.txt");
    let figures = figures(text, &record());
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
    let entries = record.scalar("exp_entries", None).expect("reported");
    assert_eq!(vec![entries; PATHS.len()], counted("entries"));
    for (event, name) in
        [("exp_differing", "exp_differing"), ("exp_worst_ulps", "exp_ulps")]
    {
        let counts: Array1<f64> = record.array(event, None).expect("reported");
        assert_eq!(counts.to_vec(), counted(name), "{event}");
    }
}

#[test]
fn other_settings_are_not_compared_with_the_exponentials() {
    let run = chapter_05::CHAPTER.runs[0];
    let given = ("seed".to_owned(), "1".into());
    let record = run.configure(&[given]).expect("a seed").record();
    assert!(record.find("loss", None).is_some());
    assert!(record.find("exp_entries", None).is_none());
}

/// Without noise the points of an arm lie where `spiral_data` jitters them
/// from: at the same distances from the origin.
#[test]
fn noise_moves_the_points_of_an_arm_along_their_circles() {
    let Data { x, .. } = spiral_data(&mut RandomState::seed(0), 100, 1);
    let [right, up] = spiral_arm(0.0, &Array1::zeros(100));
    // The coordinates are rounded to 32 bits, by at most u of each, so that r²
    // moves by at most 2u of it. One more allows for u², and for 64 bits.
    let u = f64::from(f32::EPSILON) / 2.0;
    for (i, point) in x.outer_iter().enumerate() {
        let square = |x: f64, y: f64| x * x + y * y;
        let jittered = square(point[0].into(), point[1].into());
        let r2 = square(right[i], up[i]);
        assert!((jittered - r2).abs() <= 3.0 * u * r2, "point {i}");
    }
}

/// A text without the byte order mark that an editor may have put before it.
fn plain(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}
