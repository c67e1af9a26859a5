//! Every run's record and printed text, pinned.
//!
//! A change that is meant is accepted with `INSTA_UPDATE=always cargo test
//! --test snapshots`; what it did to the documented figures is then for
//! `documented_figures.rs` to say, which no snapshot can overrule.

mod support;

use notebook::json;
use support::runs;

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
        for run in runs() {
            let record = json(run, &run.settings, &run.record());
            insta::assert_snapshot!(format!("{}.json", run.name), record);
        }
    });
}

#[test]
fn every_printed_text_is_the_pinned_one() {
    pinned().bind(|| {
        for run in runs() {
            insta::assert_snapshot!(format!("{}.txt", run.name), run.text());
        }
    });
}
