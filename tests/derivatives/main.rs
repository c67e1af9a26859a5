//! Every gradient of the book, against two derivations that know no backward
//! pass: dual numbers and central differences, over random networks.
//!
//! A test is named after the gradient that it holds, and `.ci/mutants` shows
//! that it fails when a term of that gradient is removed or negated.

mod case;
mod chapter_01;
mod chapter_02;
mod chapter_03;
mod chapter_04;
mod chapter_05;
mod compare;
mod draw;
mod dual;
mod networks;
mod softmax;
