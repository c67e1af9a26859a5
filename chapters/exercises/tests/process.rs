//! The command that says how far the reader is, as a process of its own.

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

/// Whatever stands in the reader's file: being on the way is no failure.
#[test]
fn progress_is_told_with_exit_code_0() {
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
fn what_cannot_be_meant_is_refused_in_one_line() {
    let unknown = "exercises: there is no exercise 'nonsense'\n";
    let done = exercises(&["nonsense"]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(text(&done.stderr), unknown);
    let done = exercises(&["leaky_relu", "momentum"]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(text(&done.stderr).lines().count(), 1);
    assert!(text(&exercises(&["--help"]).stdout).contains("answers.rs"));
}
