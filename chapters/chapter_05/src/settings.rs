//! What the forward pass starts from, with limits that chapter 6 has, too.

use harness::{CommandOption, seed, whole};
use mini_numpy::Numpy;

/// The most samples of a class: those of all classes are drawn at once.
const MAX_SAMPLES: usize = 10_000;

/// The most classes: nnfs stores a class in 8 bits.
pub const MAX_CLASSES: usize = 256;

/// The most numbers in an array with a row for each sample and a column for
/// each neuron: 256 MB. Training keeps a dozen such arrays in memory.
const MAX_ENTRIES: usize = 1 << 25;

/// What the forward pass starts from.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the options")]
pub struct Settings {
    pub np: Numpy,
    pub samples: usize, // of each class
    pub classes: usize,
    pub seed: u32,
}

/// An option for each of them but the arithmetic.
pub(crate) const OPTIONS: &[CommandOption<Settings>] = &[
    samples(|settings| &mut settings.samples),
    classes(|settings| &mut settings.classes),
    seed(|settings| &mut settings.seed),
];

/// `--samples N`
pub const fn samples<S>(at: fn(&mut S) -> &mut usize) -> CommandOption<S> {
    whole("samples", "the number of samples of each class", 1..=MAX_SAMPLES, at)
}

/// `--classes N`: at least two, since with one there is nothing to distinguish.
pub const fn classes<S>(at: fn(&mut S) -> &mut usize) -> CommandOption<S> {
    whole("classes", "the number of classes", 2..=MAX_CLASSES, at)
}

/// Refuses sizes for which the arrays of the widest layer are too large.
pub fn check_sizes(
    samples: usize, classes: usize, widest: usize,
) -> Result<(), String> {
    let entries = samples.saturating_mul(classes).saturating_mul(widest);
    if entries <= MAX_ENTRIES {
        return Ok(());
    }
    Err(format!(
        "{classes} classes of {samples} samples are too many for a layer of \
         {widest} neurons: an array would have {entries} entries, and the \
         limit is {MAX_ENTRIES}"
    ))
}
