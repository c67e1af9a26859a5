//! The sizes of a network, and its optimizer.

use crate::{chapter, small};

/// The settings in the JSON of a small run.
fn settings(arguments: &[&str]) -> String {
    let json = small(&[arguments, &["--format", "json"]].concat()).printed();
    let settings = json.lines().find(|line| line.contains("\"settings\""));
    settings.expect("the settings").to_owned()
}

#[test]
fn json_holds_the_settings() {
    let arguments = ["--optimizer=adam", "--hidden=8", "--classes=5"];
    assert_eq!(
        settings(&arguments),
        "  \"settings\": {\"iterations\": 3, \"optimizer\": \"adam\", \
         \"learning_rate\": 0.05, \"every\": 100, \"seed\": 0, \"samples\": 5, \
         \"classes\": 5, \"hidden\": 8},"
    );
}

#[test]
fn arrays_have_the_sizes_that_are_given() {
    let once = ["--iterations=1", "--format=json"];
    for (sizes, shapes) in [
        (["--samples=7", "--classes=5", "--hidden=6"], [35, 6, 5]),
        (["--samples=1", "--classes=2", "--hidden=1"], [2, 1, 2]),
        (["--samples=1", "--classes=256", "--hidden=1"], [256, 1, 256]),
        (["--samples=10000", "--classes=2", "--hidden=1"], [20_000, 1, 2]),
        (["--samples=1", "--classes=2", "--hidden=4096"], [2, 4096, 2]),
    ] {
        let json = chapter(&[&once[..], &sizes].concat()).printed();
        let [samples, hidden, classes] = shapes;
        for (name, rows, columns) in [
            ("x", samples, 2),
            ("final_w1", 2, hidden),
            ("final_b1", 1, hidden),
            ("final_w2", hidden, classes),
            ("final_b2", 1, classes),
        ] {
            let event = format!(
                "{{\"name\": \"{name}\", \"dtype\": \"float64\", \"shape\": \
                 [{rows}, {columns}], "
            );
            assert!(json.contains(&event), "{event}");
        }
    }
}

#[test]
fn an_optimizer_brings_its_learning_rate_and_a_given_one_replaces_it() {
    let has_rate = |arguments: &[&str], rate: &str| {
        let settings = settings(arguments);
        let rate = format!("\"learning_rate\": {rate},");
        assert!(settings.contains(&rate), "{settings}");
    };
    has_rate(&[], "1.0");
    has_rate(&["--optimizer", "decay"], "1.0");
    has_rate(&["--optimizer", "rmsprop"], "0.02");
    has_rate(&["--optimizer", "adam"], "0.05");
    let (adam, half) = (["--optimizer", "adam"], ["--learning-rate", "0.5"]);
    has_rate(&[adam, half].concat(), "0.5");
    has_rate(&[half, adam].concat(), "0.5");
    has_rate(&["--run", "spiral-adam"], "0.05");
    has_rate(&["--run", "spiral-adam", "--optimizer", "descent"], "1.0");
}

#[test]
fn other_sizes_and_optimizers_are_refused() {
    let ranges = [
        ("--samples", 1, 10_000),
        ("--classes", 2, 256),
        ("--hidden", 1, 4096),
    ];
    for (option, min, max) in ranges {
        let beyond = [min - 1, max + 1].map(|size: i32| size.to_string());
        let others = ["-1", "1e3", "1.5", "", " 5", "99999999999999999999"];
        let others = others.map(str::to_owned);
        for value in beyond.into_iter().chain(others) {
            assert_eq!(
                chapter(&[option, &value]).refusal(),
                format!(
                    "{option} takes a whole number from {min} to {max}, not \
                     '{value}'"
                )
            );
        }
    }
    for name in ["", "Adam", "adam "] {
        assert_eq!(
            chapter(&["--optimizer", name]).refusal(),
            format!(
                "there is no optimizer '{name}'; choose one of descent, decay, \
                 momentum, adagrad, rmsprop, adam"
            )
        );
    }
}

/// Each size alone would be allowed.
#[test]
fn sizes_that_do_not_fit_into_memory_together_are_refused() {
    for (classes, hidden, entries) in
        [("3", "4096", 122_880_000), ("256", "1", 655_360_000)]
    {
        let sizes =
            ["--samples=10000", "--classes", classes, "--hidden", hidden];
        let refusal = chapter(&sizes).refusal();
        assert!(refusal.contains("are too many for a layer of"), "{refusal}");
        let entries = format!("would have {entries} entries");
        assert!(refusal.contains(&entries), "{refusal}");
    }
}

#[test]
fn the_run_in_several_orders_has_its_own_order_and_optimizer() {
    for option in ["--dot", "--optimizer", "--classes", "--load", "--save"] {
        let refusal = chapter(&["--run", "two-orders", option, "x"]).refusal();
        assert_eq!(
            refusal,
            format!(
                "run two-orders does not take {option}; it takes --iterations, \
                 --learning-rate, --every, --seed, --samples, --hidden"
            )
        );
    }
}
