//! Every figure that the notebooks document, against the runs.
//!
//! The transcripts are the notebooks' own digits. Nothing here looks at a
//! snapshot, so accepting a wrong one cannot make these tests pass.

mod support;

use notebook::{Evidence, Run, Transcript};
use support::runs;

/// Every run that has a transcript, with it.
fn documented() -> impl Iterator<Item = (&'static Run, Transcript)> {
    runs().filter_map(|run| match run.evidence {
        Evidence::Figures(text) => {
            let transcript = Transcript::parse(text);
            Some((run, transcript.expect("a transcript that can be read")))
        }
        Evidence::Differences(_) => None,
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

/// What the constants of `mini_numpy::Numpy` say of their machines: no other
/// order gives all of a notebook's figures.
#[test]
fn the_digits_give_the_order_away() {
    use mini_numpy::{Numpy, Order};
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
    for (name, order, figures) in [
        ("chain-rule", Order::Fused, 24),
        ("notes-13-december", Order::TwoLanes, 12),
        ("matrix-notation", Order::TwoLanes, 25),
        ("part-10", Order::FourLanes, 17),
    ] {
        for other in Order::ALL {
            let found = agreeing(name, Numpy::with_order(other));
            assert_eq!(found == figures, order == other, "{name} in {other}");
        }
    }
    // nnfs rounds away what the orders differ in.
    for order in Order::ALL {
        let nnfs = Numpy::with_order(order).under_nnfs();
        assert_eq!(agreeing("notes-13-january", nnfs), 204, "{order}");
        assert_eq!(agreeing("layer", nnfs), 25, "{order}");
    }
    // Document 003 needs an order for each kind of product.
    let best = Order::ALL
        .map(|order| agreeing("two-layer", Numpy::with_order(order)))
        .into_iter()
        .max();
    assert_eq!(best, Some(30));
}
