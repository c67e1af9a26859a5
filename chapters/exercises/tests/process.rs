//! The command that checks the reader's answers, as a process of its own.

use std::fs;
use std::process::{Command, Output};

fn exercises(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_exercises"))
        .args(arguments)
        .output()
        .expect("a process")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text in UTF-8")
}

/// Whatever the reader's file says: an unsolved exercise is no failure.
#[test]
fn progress_ends_with_exit_code_0() {
    let done = exercises(&[]);
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stdout).ends_with(" of 19 solved\n"));
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
        (&["leaky_relu", "momentum"], "one exercise at a time"),
        (&["--reset", "leaky_relu", "momentum"], "--reset takes one name"),
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
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/answers.rs");
    let before = fs::read(file).expect("the reader's file");
    let is_untouched = before == exercises::starters().as_bytes();
    let done = exercises(&["--reset"]);
    assert_eq!(done.status.success(), is_untouched);
    assert!(fs::read(file).expect("the reader's file") == before);
}
