//! Judges the reader's answer to one exercise, in a process of its own: an
//! answer may loop, end the process or take all the memory there is.
//!
//! `judge EXERCISE FILE` writes the verdict to a file, since what is printed
//! may be the answer's.

use std::alloc::System;
use std::{env, fs, process};

use cap::Cap;
use exercises::{MEMORY, TOLERANCE, Whose, Wrong, find, silence_answers};

#[global_allocator]
static MEMORY_LEFT: Cap<System> = Cap::new(System, MEMORY);

fn main() {
    silence_answers();
    let words: Vec<_> = env::args().skip(1).collect();
    let [name, file] = &words[..] else { panic!("an exercise and a file") };
    let exercise = find(name).expect("an exercise");
    let verdict = exercise.question.check(Whose::Reader, TOLERANCE);
    let wrong = verdict.err().map(|Wrong { hint, given }| [hint, given]);
    let json = serde_json::to_vec(&wrong).expect("texts");
    fs::write(file, json).expect("a file that can be written");
    // Threads that an answer has started may go on for ever.
    process::exit(0);
}
