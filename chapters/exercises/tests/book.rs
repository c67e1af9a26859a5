//! The exercises and the pages that show them.

use std::fs;
use std::path::Path;

use exercises::{EXERCISES, Exercise};

fn page(name: &str) -> String {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src");
    let path = book.join(name);
    let text = fs::read_to_string(&path);
    let text = text.unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.trim_start_matches('\u{feff}').replace("\r\n", "\n") + "\n"
}

/// The chapters in the order of the book, each with all of its pages.
fn chapters() -> Vec<String> {
    let summary = page("SUMMARY.md");
    let mut chapters: Vec<String> = Vec::new();
    for line in summary.lines() {
        let Some((start, link)) = line.split_once("- [") else { continue };
        let (_, link) = link.split_once("](").expect("a link");
        let text = page(link.trim_end_matches(')'));
        match chapters.last_mut() {
            Some(chapter) if !start.is_empty() => chapter.push_str(&text),
            _ => chapters.push(text),
        }
    }
    chapters
}

/// The page of a chapter: the one with its title and with formulas that bear
/// its number.
fn chapter<'a>(pages: &'a [String], exercise: &Exercise) -> &'a str {
    let Exercise { number, title, .. } = exercise;
    let is_titled = |page: &&String| {
        let found = page.lines().find_map(|line| line.strip_prefix("# "));
        found.is_some_and(|found| found.to_lowercase() == title.to_lowercase())
    };
    let page = pages.iter().find(is_titled).expect(title);
    assert!(page.contains(&format!("\\tag{{{number}.1}}")), "{title}");
    page
}

/// Every exercise is on its chapter's page and its solution in the appendix,
/// in the order of the book.
#[test]
fn the_book_shows_every_exercise_and_its_solution() {
    let chapters = chapters();
    let appendix = page("answers.md");
    let places = EXERCISES.iter().map(|exercise| {
        let Exercise { name, number, .. } = exercise;
        let page = chapter(&chapters, exercise);
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
    let count = |page: &String| page.matches("{{#exercise ").count();
    let all: usize = chapters.iter().map(count).sum();
    assert_eq!(all, EXERCISES.len());
}
