//! Every run's record and printed text, pinned: a test for each.
//!
//! `cargo test --test snapshots` shows all differences, each with the run, the
//! first value that differs, its iteration, and how many units in the last
//! place it is away. A change that is meant is accepted with `cargo insta
//! review`; what it did to the documented figures is then for
//! `documented_figures.rs` to say, which no snapshot can overrule.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};

use harness::{Configured, Record, Run};
use libtest_mimic::{Arguments, Failed, Trial};
use support::runs;

fn main() -> ExitCode {
    let mut trials: Vec<_> = runs().flat_map(trials).collect();
    trials.push(Trial::test("no_snapshot_is_orphaned", no_orphans));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// A run that is played once, when the first of its tests asks for it.
type Played = LazyLock<(Box<dyn Configured>, Record), Play>;
type Play = Box<dyn FnOnce() -> (Box<dyn Configured>, Record) + Send>;

fn trials(run: &'static dyn Run) -> [Trial; 2] {
    let name = run.name();
    let played: Arc<Played> = Arc::new(LazyLock::new(Box::new(|| {
        let configured = run.as_documented();
        let record = configured.record();
        (configured, record)
    })));
    let also_played = Arc::clone(&played);
    [
        Trial::test(format!("{name}::record"), move || {
            let (configured, record) = &**played;
            let file = format!("{name}.json");
            if let Some(difference) = difference(&file, record) {
                return pinned(&file, &configured.json(record))
                    .map_err(|_| format!("{name}: {difference}").into());
            }
            pinned(&file, &configured.json(record))
        }),
        Trial::test(format!("{name}::text"), move || {
            let (configured, record) = &**also_played;
            pinned(&format!("{name}.txt"), &configured.text(record))
        }),
    ]
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots"))
}

/// Compares a text with the one that is pinned under that name.
fn pinned(name: &str, text: &str) -> Result<(), Failed> {
    let there = fs::read_to_string(folder().join(format!("{name}.snap")));
    let there = there.unwrap_or_default();
    // insta cannot read what begins with a byte order mark.
    if there.starts_with('\u{feff}')
        && record::pinned(&there).lines().eq(text.trim_end().lines())
    {
        return Ok(());
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let assert = || settings.bind(|| insta::assert_snapshot!(name, text));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(assert))
        .map_err(|_| format!("{name} differs; see above").into())
}

/// The first value in which a record differs from the pinned one, if that can
/// be read.
fn difference(name: &str, record: &Record) -> Option<String> {
    let text = fs::read_to_string(folder().join(format!("{name}.snap")));
    let text = text.ok()?;
    record::first_difference(&record::read(&text)?, record)
}

fn no_orphans() -> Result<(), Failed> {
    let expected: BTreeSet<_> = runs()
        .flat_map(|run| ["json", "txt"].map(|kind| (run.name(), kind)))
        .map(|(name, kind)| format!("{name}.{kind}.snap"))
        .collect();
    let files = fs::read_dir(folder())?;
    let found: BTreeSet<_> = files
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        // What a failing test proposes is not pinned yet, and the pictures are
        // the press's, which has a test of its own for them.
        .filter(|name| !name.ends_with(".snap.new"))
        .filter(|name| !name.starts_with("picture."))
        .collect();
    let orphans: Vec<_> = found.difference(&expected).collect();
    if !orphans.is_empty() {
        return Err(format!("no run has the snapshots {orphans:?}").into());
    }
    Ok(())
}
