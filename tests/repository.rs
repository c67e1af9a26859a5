//! Rules of the repository that no compiler checks.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use harness::Run;
use support::{CHAPTERS, runs};
use toml::Table;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a file or folder").file_name())
        .map(|name| name.into_string().expect("a name in Unicode"))
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn manifest(folder: &Path) -> Table {
    let path = folder.join("Cargo.toml");
    read(&path)
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of all crates but the root's.
fn crates() -> Vec<PathBuf> {
    let chapters = root().join("chapters");
    let mut crates: Vec<_> =
        names_in(&chapters).iter().map(|name| chapters.join(name)).collect();
    crates.push(root().join("book/press"));
    crates
}

/// The names of a crate's dependencies, without those of its tests.
fn dependencies(krate: &Path) -> BTreeSet<String> {
    let manifest = manifest(krate);
    let dependencies = manifest["dependencies"].as_table();
    dependencies.expect("a table").keys().cloned().collect()
}

fn code_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            files.extend(code_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs" || e == "py") {
            files.push(path);
        }
    }
    files
}

#[test]
fn every_chapter_is_tested() {
    let listed: BTreeSet<_> =
        CHAPTERS.iter().map(|chapter| chapter.name.to_owned()).collect();
    let mut found = names_in(&root().join("chapters"));
    found.retain(|name| name.starts_with("chapter_"));
    assert_eq!(found, listed);
}

/// A crate that `default-members` lacks would never be tested. The reader's
/// answers may not compile, and are left to the command that judges them.
#[test]
fn a_bare_cargo_test_tests_every_crate_but_the_answers() {
    let workspace = &manifest(root())["workspace"];
    let listed = |key: &str| -> BTreeSet<_> {
        let paths = workspace[key].as_array().expect("a list");
        let paths = paths.iter().map(|path| path.as_str().expect("a path"));
        paths.map(|path| root().join(path)).collect()
    };
    let found: BTreeSet<_> = crates().into_iter().collect();
    assert_eq!(listed("members"), found);
    let mut tested = listed("default-members");
    tested.insert(root().join("chapters/answers"));
    tested.remove(&root().join("."));
    assert_eq!(tested, found);
}

#[test]
fn run_names_are_unique() {
    let names: BTreeSet<_> = runs().map(Run::name).collect();
    assert_eq!(names.len(), runs().count());
}

/// Files that a reader keeps beside the repository are the reader's own.
#[test]
fn the_top_level_is_the_agreed_one() {
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "book",
        "book.toml",
        "chapters",
        "snapshots",
        "tests",
        // Allowed, and not required.
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ];
    let git = Command::new("git")
        .args(["ls-tree", "--name-only", "HEAD"])
        .current_dir(root())
        .output();
    // Outside a checkout, or without git, nobody can tell the two apart.
    let Ok(listed) = git else { return };
    for name in String::from_utf8_lossy(&listed.stdout).lines() {
        assert!(
            name.starts_with('.') || agreed.contains(&name),
            "{name} does not belong at the top level"
        );
    }
}

/// Each crate rests on those above it alone, and a chapter's build stays light:
/// all that it rests on is listed here.
#[test]
fn dependencies_point_one_way() {
    let chapters = root().join("chapters");
    let assert_rests_on = |name: &str, others: &[&str]| {
        let others: BTreeSet<_> =
            others.iter().map(ToString::to_string).collect();
        assert_eq!(dependencies(&chapters.join(name)), others, "{name}");
    };
    assert_rests_on("mini-numpy", &["ndarray", "pxfm", "rand", "rand_mt"]);
    // serde_json is optional there, and asked for by the press and the tests.
    assert_rests_on("record", &["mini-numpy", "ndarray", "serde_json"]);
    assert_rests_on(
        "plots",
        &["mini-numpy", "ndarray", "plotters", "plotters-backend"],
    );
    assert_rests_on(
        "harness",
        &["lexopt", "mini-numpy", "ndarray", "plots", "record"],
    );
    let base = ["harness", "mini-numpy", "ndarray", "plots"];
    for chapter in CHAPTERS {
        // A chapter may use those before it.
        let mut others = dependencies(&chapters.join(chapter.name));
        others.retain(|name| **name >= *chapter.name || !is_chapter(name));
        let mut allowed: BTreeSet<_> = base.map(str::to_owned).into();
        // The spiral's chapter saves its networks with their fingerprints.
        if chapter.name == "chapter_06" {
            let saving = ["record", "safetensors", "tempfile"];
            allowed.extend(saving.map(str::to_owned));
        }
        assert!(others.is_subset(&allowed), "{}: {others:?}", chapter.name);
    }
    for krate in crates() {
        let found = dependencies(&krate);
        assert!(!found.contains("exercises"), "{}", krate.display());
    }
}

fn is_chapter(name: &str) -> bool {
    name.starts_with("chapter_")
}

/// The base knows no chapter's own settings, and nothing outside the chapters
/// knows a run by its name.
#[test]
fn the_base_names_no_setting_and_the_press_no_run() {
    let code = |folder: &Path| -> String {
        let files = code_files(&folder.join("src")).into_iter();
        let bodies = files.map(|file| {
            let text = read(&file);
            // The tests of a file are at its end.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code.lines();
            let lines = lines.filter(|l| !l.trim_start().starts_with("//"));
            lines.map(|line| line.to_owned() + "\n").collect::<String>()
        });
        bodies.collect()
    };
    let chapters = root().join("chapters");
    for base in ["mini-numpy", "record", "plots", "harness"] {
        let code = code(&chapters.join(base));
        for setting in ["hidden", "optimizer"] {
            assert!(!code.contains(setting), "{base} names {setting}");
        }
    }
    let press = code(&root().join("book/press"));
    let base = ["record", "plots", "harness"].map(|b| code(&chapters.join(b)));
    for run in runs() {
        let name = format!("\"{}\"", run.name());
        for code in base.iter().chain([&press]) {
            assert!(!code.contains(&name), "{name} is named");
        }
    }
}

/// Pages once bore the numbers of their chapters, which were counted from 0.
#[test]
fn an_old_address_leads_to_a_page() {
    let book = page("../../book.toml");
    let book: Table = book.parse().expect("TOML");
    let redirects = &book["output"]["html"]["redirect"];
    for number in 0..=5 {
        let address = format!("/chapter_{number:02}.html");
        let to = redirects[&address].as_str().expect("an address");
        assert!(page(&to.replace(".html", ".md")).starts_with("# "), "{to}");
    }
}

/// Every chapter says what to take away, and then leads to the next page.
#[test]
fn every_chapter_leads_to_the_next_one() {
    let summary = page("SUMMARY.md");
    let (_, part) = summary.split_once("\n# Part I:").expect("Part I");
    let links = part.lines().filter_map(|line| line.split_once("]("));
    let pages: Vec<_> = links.map(|(_, to)| to.trim_end_matches(')')).collect();
    let first_of_part_two = pages.iter().position(|to| *to == "last_digit.md");
    for pair in pages[..=first_of_part_two.expect("Part II")].windows(2) {
        let (text, next) = (page(pair[0]), pair[1]);
        let end = text.split_once("\n## What to take away\n");
        let (_, end) = end.unwrap_or_else(|| panic!("{}", pair[0]));
        let end = end.split("\n## ").next().expect("a text");
        assert!(end.contains(&format!("]({next}")), "{} to {next}", pair[0]);
    }
}

/// A page of the book, however its lines end.
fn page(name: &str) -> String {
    let text = read(&root().join("book/src").join(name));
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

#[test]
fn every_crate_takes_the_workspaces_lints() {
    let workspace = &manifest(root())["workspace"];
    let lints = &workspace["lints"]["rust"];
    assert_eq!(lints["unsafe_code"].as_str(), Some("forbid"));
    for krate in crates() {
        let lints = &manifest(&krate)["lints"];
        let workspace = lints["workspace"].as_bool();
        assert_eq!(workspace, Some(true), "{}", krate.display());
    }
}

/// Listings are shown on the pages without scrolling.
#[test]
fn code_is_at_most_80_columns_wide() {
    let folders = crates().into_iter().chain([root().join("tests")]);
    let mut wide = Vec::new();
    for file in folders.flat_map(|folder| code_files(&folder)) {
        for (i, line) in read(&file).lines().enumerate() {
            // Outside the chapters and exercises a long string or address may
            // stay in one piece.
            let path = file.to_string_lossy();
            let is_listed =
                path.contains("chapter_") || path.contains("exercises");
            let limit = if is_listed { 80 } else { 200 };
            if limit < line.trim_start_matches('\u{feff}').chars().count() {
                wide.push(format!("{}:{}", file.display(), i + 1));
            }
        }
    }
    assert_eq!(wide, [] as [&str; 0]);
}
