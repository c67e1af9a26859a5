//! The command line of every chapter, called in this process. What holds for
//! any chapter is tested in `chapters/harness/tests`.

mod support;

use std::ffi::OsString;

use harness::{Chapter, Configured, Outcome, Run, command};
use record::{Stop, Value, csv};
use support::{CHAPTERS, runs};

/// What a command printed; its outcome is success.
fn run_in(chapter: &Chapter, arguments: &[&str]) -> (String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(OsString::from);
    let outcome = command(chapter, arguments, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("text in UTF-8");
    let (out, err) = (text(out), text(err));
    assert_eq!(outcome, Outcome::Success, "{err}");
    (out, err)
}

fn printed(chapter: &Chapter, arguments: &[&str]) -> String {
    run_in(chapter, arguments).0
}

/// The spiral's runs train for long, and all that is asked here is seen in
/// their first epochs.
const FEW: [&str; 2] = ["--iterations", "201"];

fn is_long(run: &'static dyn Run) -> bool {
    1000 < run.as_documented().count("iterations")
}

/// The run, with few iterations if it has many.
fn short(run: &'static dyn Run) -> Box<dyn Configured> {
    if !is_long(run) {
        return run.as_documented();
    }
    let few = [("iterations".to_owned(), FEW[1].into())];
    run.configure(&few).expect("few iterations")
}

#[test]
fn every_run_can_be_chosen() {
    for chapter in CHAPTERS {
        for run in chapter.runs {
            let few = if is_long(*run) { &FEW[..] } else { &[] };
            let arguments = [&["--run", run.name()], few].concat();
            let (out, err) = run_in(chapter, &arguments);
            let run = short(*run);
            assert_eq!(out, run.text(&run.record()));
            assert_eq!(err, "");
        }
    }
}

#[test]
fn verify_counts_every_documented_figure() {
    // The gate verifies the chapters that train for long.
    let quick = CHAPTERS.iter().filter(|c| !c.runs.iter().any(|r| is_long(*r)));
    let verified: Vec<_> =
        quick.map(|chapter| printed(chapter, &["--verify"])).collect();
    assert_eq!(
        verified,
        [
            "chain-rule: 24 of 24 documented figures\n\
             nudges: 3 of 3 gradients agree with their difference quotients\n\
             notes-13-december: 12 of 12 documented figures\n\
             notes-13-january: 204 of 204 documented figures\n\
             240 of 240 documented figures\n",
            "layer: 25 of 25 documented figures\n\
             two-samples: 15 of 15 gradients agree with their difference \
             quotients\n\
             matrix-notation: 25 of 25 documented figures\n\
             part-10: 17 of 17 documented figures\n\
             67 of 67 documented figures\n",
            "two-layer: 33 of 33 documented figures\n\
             forward: 2 of 2 documented figures\n\
             two-outputs: 16 of 16 gradients agree with their difference \
             quotients\n\
             35 of 35 documented figures\n",
            "input-gradients: 43 of 43 gradients agree with their difference \
             quotients\n\
             layers: 45 of 45 gradients agree with their difference \
             quotients\n\
             cost: 54 of 54 gradients agree with their difference quotients\n",
            "forward-pass: 8 of 8 reference figures\n",
            "nothing to verify: only the snapshots pin these runs\n",
        ]
    );
}

#[test]
fn list_and_help_fit_into_80_columns() {
    for chapter in CHAPTERS {
        let list = printed(chapter, &["--list"]);
        for run in chapter.runs {
            assert!(list.contains(&format!("\n{}", run.name())), "{list}");
            let np = run.as_documented().np().to_string();
            let first = np.split(' ').next().expect("a word");
            assert!(list.contains(&format!("arithmetic: {first}")), "{list}");
        }
        let help = printed(chapter, &["--help"]);
        for line in list.lines().chain(help.lines()) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn another_order_rounds_otherwise() {
    let second_loss = |order: &str| {
        let arguments = ["--dot", order, "--iterations", "2"];
        let out = printed(&chapter_01::CHAPTER, &arguments);
        out.lines().nth(1).map(str::to_owned).expect("a second line")
    };
    assert_eq!(
        second_loss("two-lanes"),
        "Iteration 2, Loss: 33.872399999999985"
    );
    assert_eq!(second_loss("nnfs"), "Iteration 2, Loss: 33.872397424621624");
}

#[test]
fn another_seed_draws_other_weights() {
    let first_line = |seed: &str| {
        let arguments = ["--seed", seed, "--iterations", "1"];
        let out = printed(&chapter_03::CHAPTER, &arguments);
        out.lines().next().map(str::to_owned).expect("a line")
    };
    // np.random.seed(7); np.random.rand(2, 2)
    assert_eq!(first_line("7"), "array([[0.07630829, 0.77991879],");
    assert_ne!(first_line("4294967295"), first_line("7"));
}

#[test]
fn a_dead_relu_is_reported_at_its_iteration() {
    let arguments = ["--learning-rate", "0.1", "--iterations", "3"];
    let out = printed(&chapter_01::CHAPTER, &arguments);
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines[1], "Iteration 2, Loss: 0.0");
    assert_eq!(
        lines[2],
        "Nothing is learned from iteration 2 on: every gradient is 0, because \
         the ReLU is dead; its loss of 0.0 is no success"
    );
}

#[test]
fn convergence_is_told_from_a_dead_relu() {
    let out = printed(&chapter_02::CHAPTER, &["--iterations", "400"]);
    let converged = "every gradient is 0, and the loss is down to rounding";
    assert!(out.contains(converged), "{out}");
}

/// The loss is 0 times the logarithm of 0 here, and training goes on.
#[test]
fn a_loss_that_is_not_finite_is_reported() {
    let arguments = ["--learning-rate", "100", "--iterations", "3"];
    let out = printed(&chapter_03::CHAPTER, &arguments);
    assert!(out.contains("At epoch 1 the loss is not finite"), "{out}");
    assert!(!out.contains("Nothing is learned"), "{out}");
}

/// The easy case of the spiral's chapter, small enough to be learned at once.
fn easy_case(options: &[(&str, &str)]) -> harness::Record {
    let small = [("samples", "2"), ("classes", "2"), ("hidden", "8")];
    let all = small.iter().chain(&[("seed", "5")]).chain(options);
    let all: Vec<_> =
        all.map(|(name, value)| ((*name).to_owned(), value.into())).collect();
    let run = runs().find(|run| run.name() == "vertical").expect("the run");
    run.configure(&all).expect("options that it takes").record()
}

fn stop(record: &harness::Record) -> Option<(usize, Stop)> {
    record.named("stop").find_map(|event| match event.value {
        Value::Stop(stop) => Some((event.iteration?, stop)),
        _ => None,
    })
}

#[test]
fn perfection_is_told_from_a_dead_network() {
    let arguments = [("optimizer", "adagrad"), ("learning-rate", "1000")];
    let record = easy_case(&arguments);
    assert_eq!(stop(&record), Some((1, Stop::LowestLoss)));
    // With one sample a class, all samples are at the spiral's center.
    let arguments = ["--samples=1", "--classes=2", "--iterations=1"];
    let out = printed(&chapter_06::CHAPTER, &arguments);
    assert!(
        out.contains(
            "Nothing is learned from epoch 0 on: every gradient is 0, \
             because every ReLU is dead\n"
        ),
        "{out}"
    );
}

/// Every gradient is 0, and Adam moves on in the direction that it had.
#[test]
fn an_optimizer_that_moves_on_has_not_stopped() {
    let adam = [("optimizer", "adam"), ("learning-rate", "1000")];
    let trained = |iterations: usize| {
        let iterations = iterations.to_string();
        easy_case(&[&adam[..], &[("iterations", &iterations)]].concat())
    };
    let weights = |record: &harness::Record| {
        let event = record.find("fingerprint", None).expect("a fingerprint");
        event.value.clone()
    };
    let networks = [trained(20), trained(21)];
    assert!(networks.iter().all(|record| stop(record).is_none()));
    assert_ne!(weights(&networks[0]), weights(&networks[1]));

    let (at, reason) = stop(&easy_case(&adam)).expect("it comes to a stop");
    assert_eq!(reason, Stop::LowestLoss);
    let later = [at, at + 1, at + 100].map(|n| weights(&trained(n)));
    assert!(later.iter().all(|network| *network == later[0]));
}

/// What is printed in JSON and CSV reads back as the same bits.
#[test]
fn json_and_csv_carry_every_bit_of_every_number() {
    for run in runs() {
        let run = short(run);
        let record = run.record();
        let back = record::read(&run.json(&record)).expect("a record");
        assert_eq!(record::first_difference(&record, &back), None);

        let mut rows = csv(&record);
        let numbers = record.events.iter().map(|event| match &event.value {
            Value::Tensor(tensor) => tensor.numbers(),
            Value::Fingerprint(x) => vec![format!("{x:016x}")],
            Value::Stop(stop) => vec![format!("{stop:?}")],
        });
        let values = rows.split_off("name,iteration,index,value,bits\n".len());
        let values = values.lines().filter_map(|row| row.split(',').nth(3));
        assert!(values.eq(numbers.flatten()));
    }
}
