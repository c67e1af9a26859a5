//! Helpers shared by the tests of the workspace.

#![allow(
    unreachable_pub,
    reason = "each test file has its own copy of this module"
)]

use harness::{Chapter, Run};

/// Every chapter of the book.
pub const CHAPTERS: [&Chapter; 8] = [
    &chapter_01::CHAPTER,
    &chapter_02::CHAPTER,
    &chapter_03::CHAPTER,
    &chapter_04::CHAPTER,
    &chapter_05::CHAPTER,
    &chapter_06::CHAPTER,
    &chapter_07::CHAPTER,
    &chapter_08::CHAPTER,
];

/// Every run of every chapter.
pub fn runs() -> impl Iterator<Item = &'static dyn Run> {
    CHAPTERS.into_iter().flat_map(|chapter| chapter.runs).copied()
}
