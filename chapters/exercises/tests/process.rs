//! The command that checks the reader's answers, as a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use exercises::{EXERCISES, starters};

fn exercises(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_exercises"))
        .args(arguments)
        .output()
        .expect("a process")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text in UTF-8")
}

/// A file of answers in which the bodies of some functions are these.
fn answers(name: &str, bodies: &[(&str, &str)]) -> PathBuf {
    let mut text = starters();
    for (exercise, body) in bodies {
        let at = text.find(&format!("pub fn {exercise}(")).expect(exercise);
        let start = at + text[at..].find(" {\n").expect("a body") + 3;
        let end = start + text[start..].find("\n}\n").expect("its end");
        text.replace_range(start..end, body);
    }
    write(name, &text)
}

fn write(name: &str, text: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, text).expect("a file");
    file
}

/// The command, for the answers in a file.
fn checked(file: &Path, arguments: &[&str]) -> String {
    let file = file.to_str().expect("a name in Unicode");
    let done = exercises(&[&["--answers", file], arguments].concat());
    assert_eq!(text(&done.stderr), "");
    assert_eq!(done.status.code(), Some(0));
    text(&done.stdout).to_owned()
}

/// What the command says at its end.
fn solved(number: &str) -> String {
    format!("{number} of {} solved\n", EXERCISES.len())
}

const LEAKY_RELU: (&str, &str) =
    ("leaky_relu", "    if z > 0.0 { dloss_da } else { slope * dloss_da }");

/// Whatever the reader's file says: an unsolved exercise is no failure.
#[test]
fn progress_ends_with_exit_code_0() {
    let done = exercises(&[]);
    assert_eq!(done.status.code(), Some(0));
    let out = text(&done.stdout);
    assert!(out.ends_with(&solved("")), "{out}");
    for exercise in EXERCISES {
        assert!(out.contains(&format!("\n  {} ", exercise.name)), "{out}");
    }
    assert_eq!(text(&done.stderr), "");
}

#[test]
fn an_exercise_is_shown_by_its_name() {
    let done = exercises(&["leaky_relu"]);
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stdout).contains("\npub fn leaky_relu("));
}

#[test]
fn an_unusable_argument_is_refused_in_one_line() {
    for (arguments, complaint) in [
        (&["nonsense"][..], "there is no exercise 'nonsense'"),
        (&["--nonsense"], "there is no option '--nonsense'"),
        (&["--reset", "nonsense"], "there is no exercise 'nonsense'"),
        (&["leaky_relu", "--reset"], "write --reset first: --reset leaky"),
        (&["leaky_relu", "largest_rate"], "one exercise at a time"),
        (&["--reset", "leaky_relu", "largest_rate"], "--reset takes one name"),
        (&["--answers"], "--answers takes a file"),
        (&["--answers", "no/such/file"], "no/such/file: "),
    ] {
        let done = exercises(arguments);
        assert_eq!(done.status.code(), Some(2));
        let said = text(&done.stderr);
        assert!(said.starts_with(&format!("exercises: {complaint}")), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(text(&done.stdout), "");
    }
    assert!(text(&exercises(&["--help"]).stdout).contains("answers.rs"));
}

/// Whether the reader has begun or not, nothing is lost without `--force`.
#[test]
fn reset_alone_changes_nothing() {
    for (text, is_begun) in [(starters(), false), ("// Mine.\n".into(), true)] {
        let file = write("reset_alone.rs", &text);
        let name = file.to_str().expect("a name in Unicode");
        let done = exercises(&["--answers", name, "--reset"]);
        assert_eq!(done.status.success(), !is_begun);
        assert_eq!(fs::read_to_string(&file).expect("the file"), text);
    }
}

/// Windows ends lines in CRLF, some editors begin a file with a byte order
/// mark, and some end it without a newline.
#[test]
fn answers_are_read_however_their_lines_end() {
    let lf = fs::read_to_string(answers("lf.rs", &[LEAKY_RELU])).expect("text");
    let crlf = format!("\u{feff}{}", lf.trim_end().replace('\n', "\r\n"));
    let file = write("crlf.rs", &crlf);
    assert!(checked(&file, &[]).ends_with(&solved("\n1")));
    assert_eq!(fs::read_to_string(&file).expect("text"), crlf);

    let said = checked(&file, &["--reset", "leaky_relu"]);
    assert_eq!(said, "leaky_relu is the starter again\n");
    let reset = fs::read_to_string(&file).expect("text");
    assert_eq!(reset, format!("\u{feff}{}", starters().replace('\n', "\r\n")));
    let said = checked(&file, &["--reset"]);
    assert_eq!(said, "every answer is still the starter\n");
}

/// What an answer prints is shown with it, and the beginning of a flood.
#[test]
fn what_an_answer_prints_is_shown() {
    let bodies = [
        (
            "untrained_loss",
            "    dbg!(classes);\n    println!(\"here\");\n    0.0",
        ),
        (
            "gradient_signs",
            "    for _ in 0..1_000_000 { println!(\"flood\") }\n    [0; 3]",
        ),
    ];
    let file = answers("printing.rs", &bodies);
    let out = checked(&file, &["untrained_loss"]);
    assert!(out.contains("here\n") && out.contains("classes = "), "{out}");
    let out = checked(&file, &["gradient_signs"]);
    assert!(out.contains("\nflood\n") && out.len() < 40_000, "{}", out.len());
    assert!(!checked(&file, &[]).contains("flood"));
}

const UNENDING: &str = "it takes longer than 5 seconds; does a loop\n      \
                        never end?";
const TOO_LARGE: &str =
    "it takes more than the 1024 MB of memory that\n      it may";

/// Answers, by exercise, and what is said of them.
const HOSTILE: [(&str, &str, &str); 18] = [
    ("untrained_loss", "loop {}", UNENDING),
    (
        "log_softmax",
        "fn deep(n: u64) -> u64 { 1 + deep(n + 1) }\n    z * deep(0) as f64",
        "it overflows the stack; does a function call\n      itself for ever?",
    ),
    ("label_smoothing", "panic!(\"of my own\")", "it panics: of my own"),
    (
        "gradient_signs",
        "std::process::exit(0)",
        "it ends the program, with exit code 0, and\n      returns nothing",
    ),
    (
        "leaky_factor",
        "std::process::abort()",
        "it aborts the program, and returns nothing",
    ),
    (
        "largest_rate",
        "loop { println!(\"flood\"); eprintln!(\"!\") }",
        UNENDING,
    ),
    (
        "dead_neurons",
        "let mut all = vec![1_u8; 1 << 20];\n    \
         loop { all.extend_from_within(..) }",
        TOO_LARGE,
    ),
    (
        "mean_squared_error",
        "a - \"t\"",
        "it does not compile\n\nerror[E0277]: cannot subtract `&str`",
    ),
    (
        "batch",
        "let x = 1 +;\n    x",
        "it does not compile\n\nerror: expected expression, found `;`",
    ),
    (
        "shared_weight",
        "std::process::exit(101)",
        "it ends the program, with exit code 101, and\n      returns nothing",
    ),
    (
        "tanh_layer",
        "if true { da1.clone()",
        "it does not compile\n\nerror: this file contains an unclosed delim",
    ),
    (
        "squared_error",
        "std::thread::spawn(|| loop {});\n    panic!()",
        "it panics: explicit panic",
    ),
    ("tied_weights", "Array2::zeros((usize::MAX / 16, 1))", TOO_LARGE),
    (
        "mend_step",
        "std::thread::spawn(|| panic!(\"elsewhere\")).join().unwrap()",
        "it panics: called `Result::unwrap()` on an",
    ),
    (
        "max_rows",
        "Vec::<f64>::with_capacity(usize::MAX);\n    x.clone()",
        "it panics: capacity overflow",
    ),
    (
        "softmax_backward",
        "Array2::from_elem(p.dim(), f64::INFINITY)",
        "dz[0, 0] is inf, and should be",
    ),
    (
        "first_steps",
        "[0_u8; 4]",
        "it does not compile\n\nerror[E0308]: mismatched types",
    ),
    ("weight_decay", "loop { std::thread::park() }", UNENDING),
];

/// An answer costs itself alone, whatever it does. Run by `.ci/run`, as it
/// takes a minute: `cargo test -p exercises -- --ignored`.
#[test]
#[ignore = "it waits for answers that never end"]
fn an_answer_costs_itself_alone() {
    let bodies = HOSTILE.map(|(name, body, _)| (name, format!("    {body}")));
    let mut bodies: Vec<_> =
        bodies.iter().map(|(name, body)| (*name, body.as_str())).collect();
    bodies.push(LEAKY_RELU);
    let out = checked(&answers("hostile.rs", &bodies), &[]);
    for (name, _, hint) in HOSTILE {
        let line = format!("\n  {name:<22}not yet: {hint}");
        assert!(out.contains(&line), "{line}\n{out}");
    }
    assert!(out.contains("\n  leaky_relu            solved\n"), "{out}");
    assert!(out.contains("hostile.rs:"), "the compiler names the file\n{out}");
    assert!(out.ends_with(&solved("\n1")), "{out}");
}

/// The compiler notices in the exercise's own file that a signature was
/// changed.
#[test]
#[ignore = "it compiles twice"]
fn a_changed_signature_is_told() {
    let text = starters().replace("fn first_steps(", "fn first_steps(x: u8, ");
    let file = write("signature.rs", &text);
    let out = checked(&file, &["first_steps"]);
    assert!(out.contains("\nerror[E0308]: mismatched types\n"), "{out}");
    assert!(out.ends_with("\nnot yet: it does not compile\n"), "{out}");
    let out = checked(&file, &["weight_decay"]);
    assert!(out.contains("\nnot yet: this is still the starter\n"), "{out}");
}
