//! Rules of the repository that no compiler checks.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{CHAPTERS, runs};

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

/// The folders of all crates but the root's.
fn crates() -> Vec<PathBuf> {
    let chapters = root().join("chapters");
    let mut crates: Vec<_> =
        names_in(&chapters).iter().map(|name| chapters.join(name)).collect();
    crates.push(root().join("book/press"));
    crates
}

fn read(path: &Path) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names under `[dependencies]` of a crate.
fn dependencies(krate: &Path) -> BTreeSet<String> {
    let manifest = read(&krate.join("Cargo.toml"));
    let (_, dependencies) =
        manifest.split_once("\n[dependencies]\n").expect("dependencies");
    dependencies
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == extension)
}

fn code_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            files.extend(code_files(&path));
        } else if has_extension(&name, "rs") || has_extension(&name, "py") {
            files.push(path);
        }
    }
    files
}

#[test]
fn no_snapshot_is_orphaned() {
    let expected: BTreeSet<_> = runs()
        .flat_map(|run| ["json", "txt"].map(|kind| (run.name, kind)))
        .map(|(name, kind)| format!("{name}.{kind}.snap"))
        .collect();
    let mut found = names_in(&root().join("snapshots"));
    // What a failing test proposes is not pinned yet.
    found.retain(|name| !has_extension(name, "new"));
    // The pictures are the press's, which looks after them itself.
    found.retain(|name| !name.starts_with("picture."));
    assert_eq!(found, expected);
}

#[test]
fn every_chapter_is_tested() {
    let listed: BTreeSet<_> =
        CHAPTERS.iter().map(|chapter| chapter.name.to_owned()).collect();
    let mut found = names_in(&root().join("chapters"));
    found.retain(|name| name.starts_with("chapter_"));
    assert_eq!(found, listed);
}

#[test]
fn run_names_are_unique() {
    let names: BTreeSet<_> = runs().map(|run| run.name).collect();
    assert_eq!(names.len(), runs().count());
}

/// What a reader keeps there beside the repository is the reader's own.
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
        // Allowed once they are there.
        "CHANGELOG.md",
        "CONTRIBUTING.md",
    ];
    let git = Command::new("git")
        .args(["ls-tree", "--name-only", "HEAD"])
        .current_dir(root())
        .output();
    // Outside of a checkout, or without git, nobody can tell the two apart.
    let Ok(listed) = git else { return };
    for name in String::from_utf8_lossy(&listed.stdout).lines() {
        assert!(
            name.starts_with('.') || agreed.contains(&name),
            "{name} does not belong at the top level"
        );
    }
}

/// A chapter's build stays light: what it rests on is listed here.
#[test]
fn dependencies_point_one_way() {
    let chapters = root().join("chapters");
    let assert_rests_on = |name: &str, others: &[&str]| {
        let others: BTreeSet<_> =
            others.iter().map(ToString::to_string).collect();
        assert_eq!(dependencies(&chapters.join(name)), others, "{name}");
    };
    assert_rests_on("mini-numpy", &["ndarray", "pxfm", "rand", "rand_mt"]);
    assert_rests_on(
        "notebook",
        &["lexopt", "mini-numpy", "ndarray", "plotters"],
    );
    for chapter in CHAPTERS {
        let mut others = vec!["mini-numpy", "ndarray", "notebook"];
        // The classes of chapter 0 are learned with in chapters 4 and 5, and
        // chapter 5 trains chapter 1's neuron beside its network.
        others.extend(match chapter.name {
            "chapter_04" => &["chapter_00"][..],
            "chapter_05" => &["chapter_00", "chapter_01"],
            _ => &[],
        });
        assert_rests_on(chapter.name, &others);
    }
    // The exercises rest on all of these, and nothing rests on the exercises.
    let mut all = vec!["mini-numpy", "ndarray", "notebook"];
    all.extend(CHAPTERS.map(|chapter| chapter.name));
    assert_rests_on("exercises", &all);
    for krate in crates() {
        let found = dependencies(&krate);
        assert!(!found.contains("exercises"), "{}", krate.display());
    }
}

#[test]
fn every_crate_takes_the_workspaces_lints() {
    let workspace = read(&root().join("Cargo.toml"));
    assert!(workspace.contains("\nunsafe_code = \"forbid\"\n"));
    for manifest in crates().iter().map(|krate| krate.join("Cargo.toml")) {
        let text = read(&manifest);
        assert!(
            text.contains("\n[lints]\nworkspace = true\n"),
            "{} has lints of its own",
            manifest.display()
        );
    }
}

/// Listings stand on the pages without scrolling.
#[test]
fn code_is_at_most_80_columns_wide() {
    let folders = crates().into_iter().chain([root().join("tests")]);
    for file in folders.flat_map(|folder| code_files(&folder)) {
        for (i, line) in read(&file).lines().enumerate() {
            // What cannot be broken, a long string or address, is let be
            // outside of the chapters and the exercises.
            let path = file.to_string_lossy();
            let is_listed =
                path.contains("chapter_") || path.contains("exercises");
            let limit = if is_listed { 80 } else { 200 };
            assert!(
                line.chars().count() <= limit,
                "{}:{}: more than {limit} columns",
                file.display(),
                i + 1
            );
        }
    }
}
