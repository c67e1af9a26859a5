//! The sizes of a network, and the way down its gradient.

use notebook::Outcome;

use crate::learner::LEARNER;
use crate::run_in;

/// The line of sizes, and that of the learning rate.
fn first_lines(arguments: &[&str]) -> (String, String) {
    let done = run_in(&LEARNER, arguments);
    assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
    let mut lines = done.out.lines().map(str::to_owned);
    let mut next = || lines.next().expect("a line");
    (next(), next())
}

#[test]
fn sizes_are_what_they_are_given_as() {
    for (arguments, expected) in [
        (&["--iterations", "1"][..], ["10", "3", "4"]),
        (&["--samples=7", "--classes", "5", "--hidden=64"], ["7", "5", "64"]),
        (&["--samples", "1"], ["1", "3", "4"]),
        (&["--samples", "10000"], ["10000", "3", "4"]),
        (&["--classes", "2"], ["10", "2", "4"]),
        (&["--classes", "256"], ["10", "256", "4"]),
        (&["--hidden", "1"], ["10", "3", "1"]),
        (&["--hidden", "4096"], ["10", "3", "4096"]),
    ] {
        let (sizes, _) = first_lines(arguments);
        let (_, sizes) = sizes.split_once('[').expect("an array");
        let sizes: Vec<_> =
            sizes.trim_end_matches(']').split_whitespace().collect();
        assert_eq!(sizes, expected);
    }
}

#[test]
fn an_optimizer_brings_its_learning_rate_and_a_given_one_replaces_it() {
    let rate = |arguments: &[&str]| first_lines(arguments).1;
    assert_eq!(rate(&["--samples", "9"]), "learning rate: 0.75");
    assert_eq!(rate(&["--optimizer", "plain"]), "learning rate: 0.75");
    assert_eq!(rate(&["--optimizer", "quick"]), "learning rate: 0.125");
    let given = "learning rate: 0.5";
    let quick = ["--optimizer", "quick"];
    let half = ["--learning-rate", "0.5"];
    assert_eq!(rate(&[quick, half].concat()), given);
    assert_eq!(rate(&[half, quick].concat()), given);
}

#[test]
fn json_holds_the_sizes_and_the_optimizer() {
    let arguments = ["--optimizer=quick", "--hidden=8", "--format", "json"];
    let done = run_in(&LEARNER, &arguments);
    let record: serde_json::Value =
        serde_json::from_str(&done.out).expect("JSON");
    let settings = &record["settings"];
    assert_eq!(settings["optimizer"], "quick");
    assert_eq!(settings["learning_rate"], 0.125);
    assert_eq!(settings["samples"], 10);
    assert_eq!(settings["classes"], 3);
    assert_eq!(settings["hidden"], 8);
}

#[test]
fn what_cannot_be_a_size_or_an_optimizer_is_refused() {
    let (samples, classes, hidden) = (
        "--samples takes a whole number from 1 to 10000, not",
        "--classes takes a whole number from 2 to 256, not",
        "--hidden takes a whole number from 1 to 4096, not",
    );
    let no_number =
        ["0", "-1", "1e3", "1.5", "", " 5", "x", "99999999999999999999"];
    let mut refused: Vec<_> = [samples, classes, hidden]
        .into_iter()
        .flat_map(|message| no_number.map(|value| (message, value)))
        .collect();
    refused.extend([
        (samples, "10001"),
        (classes, "1"),
        (classes, "257"),
        (hidden, "4097"),
    ]);
    for optimizer in ["", "Plain", "plain ", "adam"] {
        refused.push(("there is no optimizer", optimizer));
    }
    for (message, value) in refused {
        let option = message.split(' ').next().expect("a word");
        let option = if option == "there" { "--optimizer" } else { option };
        let done = run_in(&LEARNER, &[option, value]);
        assert_eq!(done.outcome, Outcome::BadInput, "{option} {value}");
        assert_eq!(done.out, "");
        assert!(done.err.contains(message), "{}", done.err);
        assert!(done.err.contains(&format!("'{value}'")), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    }
    let done = run_in(&LEARNER, &["--optimizer", "adam"]);
    assert!(done.err.ends_with("choose one of plain, quick\n"), "{}", done.err);
}

/// Each size alone would do.
#[test]
fn sizes_that_do_not_fit_into_memory_together_are_refused() {
    for arguments in [
        ["--samples", "10000", "--classes", "3", "--hidden", "4096"],
        ["--samples", "10000", "--classes", "256", "--hidden", "1"],
    ] {
        let done = run_in(&LEARNER, &arguments);
        assert_eq!(done.outcome, Outcome::BadInput);
        assert!(
            done.err.contains("samples are too many for a layer of"),
            "{}",
            done.err
        );
        assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    }
}

#[test]
fn the_new_options_are_refused_twice_and_where_they_are_not_taken() {
    for (option, value) in [
        ("--samples", "5"),
        ("--classes", "5"),
        ("--hidden", "5"),
        ("--optimizer", "plain"),
        ("--save", "x"),
        ("--load", "x"),
    ] {
        let done = run_in(&LEARNER, &[option, value, option, value]);
        assert_eq!(done.outcome, Outcome::BadInput);
        let expected = format!("{option} is given twice");
        assert!(done.err.contains(&expected), "{}", done.err);

        let done = run_in(&chapter_01::CHAPTER, &[option, value]);
        assert_eq!(done.outcome, Outcome::BadInput);
        let expected = format!("run chain-rule does not take {option}; it");
        assert!(done.err.contains(&expected), "{}", done.err);

        for command in ["--list", "--verify"] {
            let done = run_in(&LEARNER, &[command, option, value]);
            assert_eq!(done.outcome, Outcome::BadInput);
            let expected = format!("{command} does not take {option}");
            assert!(done.err.contains(&expected), "{}", done.err);
        }
        let done = run_in(&LEARNER, &[option]);
        assert_eq!(done.outcome, Outcome::BadInput);
        assert!(done.err.contains("missing argument"), "{}", done.err);
    }
}

#[test]
fn help_and_list_show_the_new_options_in_80_columns() {
    let help = run_in(&LEARNER, &["--help"]).out;
    let list = run_in(&LEARNER, &["--list"]).out;
    for option in LEARNER.runs[0].options {
        assert!(help.contains(&format!("\n  {option} ")), "{help}");
        assert!(list.contains(option.name()), "{list}");
    }
    assert!(list.contains("\n  2 reference figures\n"), "{list}");
    assert!(list.contains("\n  optimizers: plain quick\n"), "{list}");
    for line in help.lines().chain(list.lines()) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn verify_counts_reference_figures_apart_from_documented_ones() {
    let done = run_in(&LEARNER, &["--verify", "--run", "learn"]);
    assert_eq!(done.outcome, Outcome::Success, "{}", done.err);
    assert_eq!(done.out, "learn: 2 of 2 reference figures\n");
}

#[test]
fn verify_names_a_reference_figure_that_differs() {
    use notebook::{Chapter, Evidence, Run};
    static WRONG: [Run; 1] = [Run {
        name: "wrong",
        evidence: Evidence::Reference("loss @ 1: 36.0\nloss @ 2: 33.8724\n"),
        ..chapter_01::runs::CHAIN_RULE
    }];
    let chapter = Chapter { name: "wrong", title: "wrong", runs: &WRONG };
    let done = run_in(&chapter, &["--verify"]);
    assert_eq!(done.outcome, Outcome::Differs);
    assert_eq!(done.out, "wrong: 1 of 2 reference figures\n");
    assert!(
        done.err.starts_with("wrong: loss @ 2: documented 33.8724, computed"),
        "{}",
        done.err
    );
}
