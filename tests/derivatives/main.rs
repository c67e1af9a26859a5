//! Compares every gradient of the book with two derivatives that need no
//! backward pass, in random networks: those of dual numbers and central
//! differences.
//!
//! A test is named after the gradient that it checks, and `.ci/mutants` shows
//! that it fails if a term of that gradient is removed or negated.

mod case;
mod chapter_01;
mod chapter_02;
mod chapter_02_samples;
mod chapter_03;
mod chapter_04;
mod chapter_06;
mod chapter_08;
mod compare;
mod draw;
mod dual;
mod networks;
mod softmax;
