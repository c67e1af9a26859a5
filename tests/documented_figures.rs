//! Every figure that the notebooks document, against the runs.
//!
//! The transcripts are the notebooks' own digits. Nothing here looks at a
//! snapshot, so accepting a wrong one cannot make these tests pass.

mod support;

use mini_numpy::{Numpy, Order};
use notebook::{Evidence, Run, Transcript};
use support::runs;

/// Every run that has a transcript, with it.
fn documented() -> impl Iterator<Item = (&'static Run, Transcript)> {
    runs().filter_map(|run| match run.evidence {
        Evidence::Figures(text) => {
            let transcript = Transcript::parse(text);
            Some((run, transcript.expect("a transcript that can be read")))
        }
        Evidence::Differences(_) | Evidence::Reference(_) => None,
    })
}

#[test]
fn every_documented_figure_is_computed_digit_for_digit() {
    for (run, transcript) in documented() {
        for figure in transcript.figures(&run.record()) {
            assert!(figure.agrees(), "{}, {figure}", run.name);
        }
    }
}

#[test]
fn every_documented_figure_is_printed_in_its_place() {
    for (run, transcript) in documented() {
        let text = run.text();
        let mut words = text
            .split(|c: char| c.is_whitespace() || "[](),".contains(c))
            .filter(|word| !word.is_empty());
        for figure in transcript.figures(&run.record()) {
            assert!(
                words.any(|word| word == figure.documented),
                "{}, {}: {} is not printed, or not in its place",
                run.name,
                figure.label,
                figure.documented
            );
        }
    }
}

#[test]
fn there_are_342_documented_figures() {
    let counts: Vec<_> = documented()
        .map(|(run, transcript)| (run.name, transcript.len()))
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
/// prints at 0 is the one that a fresh layer has at 200.
#[test]
fn part_10_goes_on_where_a_fresh_run_has_come_to() {
    let run = |name: &str| {
        runs().find(|run| run.name == name).expect("a run of that name")
    };
    let (fresh, part_10) = (run("matrix-notation"), run("part-10"));
    let mut record = notebook::Record::new();
    let settings = notebook::Settings {
        np: part_10.settings.np,
        iterations: 201,
        ..fresh.settings
    };
    (fresh.play)(&settings, &mut record);
    let loss_at = |record: &notebook::Record, iteration| {
        let found = record.losses().find(|&(i, _)| i == iteration);
        found.map(|(_, loss)| loss.to_bits())
    };
    let printed = loss_at(&part_10.record(), 0);
    assert!(printed.is_some());
    assert_eq!(loss_at(&record, 200), printed);
}

/// What the constants of `mini_numpy::Numpy` say of their machines. Document
/// 003, which fits no order used throughout, needs one for each kind of
/// product.
#[test]
fn the_digits_give_the_order_away() {
    let agreeing = |name: &str, np: Numpy| {
        let (run, transcript) = documented()
            .find(|(run, _)| run.name == name)
            .expect("a run of that name");
        let mut record = notebook::Record::new();
        let settings = notebook::Settings { np, ..run.settings };
        (run.play)(&settings, &mut record);
        let figures = transcript.figures(&record);
        figures.iter().filter(|figure| figure.agrees()).count()
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
        let found =
            Order::ALL.map(|order| agreeing(name, Numpy::with_order(order)));
        assert_eq!(found, figures, "{name}");
    }
    // nnfs rounds away what the orders differ in.
    for order in Order::ALL {
        let nnfs = Numpy::with_order(order).under_nnfs();
        assert_eq!(agreeing("notes-13-january", nnfs), 204, "{order}");
        assert_eq!(agreeing("layer", nnfs), 25, "{order}");
    }
}
