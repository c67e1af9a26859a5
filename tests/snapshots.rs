//! Every run's record and printed text, pinned.
//!
//! A change that is meant is accepted with `INSTA_UPDATE=always cargo test
//! --test snapshots`; what it did to the documented figures is then for
//! `documented_figures.rs` to say, which no snapshot can overrule.

mod support;

use std::sync::LazyLock;
use std::thread;

use notebook::{Record, Run, json, text};
use support::runs;

/// Every run with its record. Some train for seconds, so each is played once,
/// and all at the same time.
static RECORDS: LazyLock<Vec<(&Run, Record)>> = LazyLock::new(|| {
    thread::scope(|scope| {
        let playing: Vec<_> =
            runs().map(|run| (run, scope.spawn(|| run.record()))).collect();
        let played = playing.into_iter().map(|(run, record)| {
            (run, record.join().expect("a run that does not panic"))
        });
        played.collect()
    })
});

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");

fn pinned() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_record_is_the_pinned_one() {
    pinned().bind(|| {
        for (run, record) in &*RECORDS {
            let record = json(run, &run.settings, record);
            insta::assert_snapshot!(format!("{}.json", run.name), record);
        }
    });
}

#[test]
fn every_printed_text_is_the_pinned_one() {
    pinned().bind(|| {
        for (run, record) in &*RECORDS {
            let text = text(run, &run.settings, record);
            insta::assert_snapshot!(format!("{}.txt", run.name), text);
        }
    });
}
