//! The exercises and the pages that show them.

use std::fs;
use std::path::Path;

use exercises::{EXERCISES, Exercise};

fn page(name: &str) -> String {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src");
    let path = book.join(name);
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.replace("\r\n", "\n") + "\n"
}

/// Every exercise is on its chapter's page and its solution in the appendix,
/// in the order of the book.
#[test]
fn the_book_shows_every_exercise_and_its_solution() {
    let appendix = page("answers.md");
    let places = EXERCISES.iter().map(|Exercise { name, number, .. }| {
        let file = format!("chapter_{number:02}");
        let page = page(&format!("{file}.md"));
        let (_, section) =
            page.split_once("\n## Exercises\n").expect("exercises");
        let task = format!("\n{{{{#exercise {name}}}}}\n");
        let place = section.find(&task).expect(name);
        let solution = format!("\n{{{{#exercise {name} solution}}}}\n");
        (*number, place, appendix.find(&solution).expect(&solution))
    });
    let places: Vec<_> = places.collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(places.is_sorted_by_key(|(_, _, solution)| solution));
    let all: usize = (0..=5)
        .map(|n| page(&format!("chapter_{n:02}.md")))
        .map(|page| page.matches("{{#exercise ").count())
        .sum();
    assert_eq!(all, EXERCISES.len());
}
