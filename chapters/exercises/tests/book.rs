//! The exercises and the pages that name them.

use std::fs;
use std::path::Path;

use exercises::{EXERCISES, Exercise};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every exercise stands on its chapter's page and, solved, in the appendix,
/// in the order in which the file has them.
#[test]
fn the_book_names_every_exercise_and_shows_its_solution() {
    let appendix = read("../../book/src/answers.md");
    let places =
        EXERCISES.each_ref().map(|Exercise { name, chapter, .. }| {
            let page = format!("../../book/src/chapter_{chapter:02}.md");
            let page = read(&page);
            let (_, exercises) =
                page.split_once("\n## Exercises\n").expect("exercises");
            assert!(exercises.contains(&format!("`{name}`")), "{name}");
            let listing = format!("/exercises/src/solutions.rs:{name}}}}}");
            appendix.find(&listing).unwrap_or_else(|| panic!("no {listing}"))
        });
    assert!(places.is_sorted(), "{places:?}");
}
