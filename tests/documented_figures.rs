//! Every figure that the documents print, against the runs.
//!
//! The transcripts are the documents' own digits. Nothing here looks at a
//! snapshot, so accepting a wrong one cannot make these tests pass.

mod support;

use harness::{Configured, Run};
use mini_numpy::Order;
use record::{Figure, Record, figures};
use support::runs;

/// Every run whose document prints figures, with their transcript.
fn documented() -> impl Iterator<Item = (&'static dyn Run, &'static str)> {
    runs().filter_map(|run| Some((run, run.expected().documented()?)))
}

fn run_named(name: &str) -> &'static dyn Run {
    runs().find(|run| run.name() == name).expect("a run of that name")
}

fn with(
    run: &'static dyn Run, option: &str, value: &str,
) -> Box<dyn Configured> {
    let configured = run.configure(&[(option.to_owned(), value.into())]);
    configured.expect("a value that the option takes")
}

#[test]
fn every_documented_figure_is_computed_digit_for_digit() {
    for (run, transcript) in documented() {
        let record = run.as_documented().record();
        for figure in figures(transcript, &record) {
            assert!(figure.agrees(), "{}, {figure}", run.name());
        }
    }
}

#[test]
fn every_documented_figure_is_printed_in_its_place() {
    for (run, transcript) in documented() {
        let configured = run.as_documented();
        let record = configured.record();
        let text = configured.text(&record);
        let mut words = text
            .split(|c: char| c.is_whitespace() || "[](),".contains(c))
            .filter(|word| !word.is_empty());
        for figure in figures(transcript, &record) {
            assert!(
                words.any(|word| word == figure.documented),
                "{}, {}: {} is not printed, or not in its place",
                run.name(),
                figure.label,
                figure.documented
            );
        }
    }
}

#[test]
fn there_are_342_documented_figures() {
    let counts: Vec<_> = documented()
        .map(|(run, transcript)| {
            (run.name(), figures(transcript, &Record::default()).len())
        })
        .collect();
    assert_eq!(
        counts,
        [
            ("chain-rule", 24),
            ("notes-13-december", 12),
            ("notes-13-january", 204),
            ("layer", 25),
            ("matrix-notation", 25),
            ("part-10", 17),
            ("two-layer", 33),
            ("forward", 2),
        ]
    );
    assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), 342);
}

/// How it was found that part 10's cell had been run before: the loss that it
/// prints at iteration 0 is the one that a fresh layer has at iteration 200.
#[test]
fn part_10_goes_on_where_a_fresh_run_has_arrived() {
    let fresh = run_named("matrix-notation").configure(&[
        ("dot".to_owned(), "four-lanes".into()),
        ("iterations".to_owned(), "201".into()),
    ]);
    let fresh = fresh.expect("options that it takes").record();
    let part_10 = run_named("part-10").as_documented().record();
    let loss = |record: &harness::Record, iteration| {
        let loss = record.scalar("loss", Some(iteration));
        loss.expect("a loss").to_bits()
    };
    assert_eq!(loss(&fresh, 200), loss(&part_10, 0));
}

/// What the constants of `mini_numpy::Numpy` say of their machines. Document
/// 003, which no single order fits, needs one for each kind of product.
#[test]
fn the_digits_give_the_order_away() {
    let agreeing = |name: &str, order: &str| {
        let (run, transcript) = documented()
            .find(|(run, _)| run.name() == name)
            .expect("a run of that name");
        let record = with(run, "dot", order).record();
        let figures = figures(transcript, &record);
        figures.iter().filter(|figure| Figure::agrees(figure)).count()
    };
    // In the sequence of Order::ALL: sequential, fused, fused-backward,
    // two-lanes, four-lanes.
    for (name, figures) in [
        ("chain-rule", [16, 24, 12, 16, 16]),
        ("notes-13-december", [9, 9, 8, 12, 9]),
        ("matrix-notation", [18, 19, 17, 25, 17]),
        ("part-10", [16, 16, 16, 16, 17]),
        ("two-layer", [27, 29, 30, 27, 27]),
    ] {
        let found = Order::ALL.map(|order| agreeing(name, &order.to_string()));
        assert_eq!(found, figures, "{name}");
    }
    // Rounding to 32 bits hides what the orders differ in.
    assert_eq!(agreeing("notes-13-january", "nnfs"), 204);
    assert_eq!(agreeing("layer", "nnfs"), 25);
}
