//! The file that holds a trained network.
//!
//! It is text in UTF-8, so that a reader can look into it and every language
//! can read it:
//!
//! ```text
//! backprop-network 1
//! w1 2 3
//! 0.5 -0.0 1e-05
//! 0.1 0.2 0.30000000000000004
//! b1 1 3
//! 0.0 0.0 5e-324
//! fingerprint 7db0fd6f9f878d1b
//! ```
//!
//! * The first line is the format's name and its version, 1.
//! * For each array there is a heading, its name and how many rows and columns
//!   it has, at least 1 of each, and then a line for each row. A name is a
//!   word, other than `fingerprint`, and stands there once.
//! * A number is decimal, as Python prints it: with the fewest digits that read
//!   back as the same double. Read are all decimal numbers, each as the double
//!   nearest to it, which must be finite.
//! * The last line is the fingerprint of all numbers in their order, in 16 hex
//!   digits: FNV-1a with 64 bits over the 8 bytes of each double, the lowest
//!   byte first. A run that reports a fingerprint of the same arrays reports
//!   the same one.
//! * Words are separated by a space, or several, and lines end with a line
//!   feed, before which a carriage return may stand.
//!
//! What the file does not hold: how the network was trained. Where an optimizer
//! remembers something from step to step, training that goes on from a file
//! starts without.

use std::collections::BTreeSet;
use std::fmt::Write;

use mini_numpy::repr;
use ndarray::Array2;

use crate::Parameters;
use crate::fingerprint::fingerprint;

/// The most bytes that a file may have: the largest network that the command
/// line can ask for, 2 inputs, 4096 neurons and 256 classes, has about a
/// million numbers, of at most 24 characters and a space each.
pub(crate) const MAX_BYTES: u64 = 32 << 20;

const NAME: &str = "backprop-network";
const VERSION: &str = "1";
const FINGERPRINT: &str = "fingerprint";

/// The file that holds the parameters.
///
/// # Panics
///
/// When a number is not finite: [`read`] would refuse the file.
pub(crate) fn write(parameters: &Parameters) -> String {
    let mut text = format!("{NAME} {VERSION}\n");
    for (name, array) in &parameters.arrays {
        let (rows, columns) = array.dim();
        let _ = writeln!(text, "{name} {rows} {columns}");
        for row in array.rows() {
            for (i, x) in row.iter().enumerate() {
                assert!(x.is_finite(), "{name} holds {x}");
                text.push_str(if i == 0 { "" } else { " " });
                text.push_str(&repr(*x));
            }
            text.push('\n');
        }
    }
    let _ = writeln!(text, "{FINGERPRINT} {}", fingerprint_of(parameters));
    text
}

fn fingerprint_of(parameters: &Parameters) -> String {
    let arrays = parameters.arrays.iter();
    let numbers = arrays.flat_map(|(_, array)| array);
    format!("{:016x}", fingerprint(numbers))
}

/// The parameters that the file holds.
///
/// # Errors
///
/// When the file is not as this module says: what is wrong, in a line, and
/// where.
pub(crate) fn read(text: &str) -> Result<Parameters, String> {
    let mut lines = (1..).zip(text.lines());
    check_first(lines.next().map_or("", |(_, line)| line))?;
    let mut arrays = Vec::new();
    let mut names = BTreeSet::new();
    loop {
        let Some((number, line)) = lines.next() else {
            return Err(format!("it ends without its {FINGERPRINT}"));
        };
        let words: Vec<_> = line.split_ascii_whitespace().collect();
        match words[..] {
            [FINGERPRINT, there] => {
                let parameters = Parameters { arrays };
                check_fingerprint(there, &parameters)?;
                return match lines.next() {
                    None => Ok(parameters),
                    Some((number, _)) => Err(format!(
                        "line {number}: something follows the {FINGERPRINT}"
                    )),
                };
            }
            [name, rows, columns] => {
                let heading = Heading::new(name, rows, columns)
                    .ok_or_else(|| no_heading(number, line))?;
                if !names.insert(name) {
                    let name = shown(name);
                    return Err(format!("line {number}: a second {name}"));
                }
                let array = heading.read_rows(&mut lines)?;
                arrays.push((name.to_owned(), array));
            }
            _ => return Err(no_heading(number, line)),
        }
    }
}

fn check_first(line: &str) -> Result<(), String> {
    let words: Vec<_> = line.split_ascii_whitespace().collect();
    match words[..] {
        [NAME, VERSION] => Ok(()),
        [NAME, version] => Err(format!(
            "it has version {} of the format, and this program reads version \
             {VERSION}",
            shown(version)
        )),
        _ => Err(format!(
            "it is no saved network: its first line is not '{NAME} {VERSION}'"
        )),
    }
}

fn check_fingerprint(
    there: &str,
    parameters: &Parameters,
) -> Result<(), String> {
    let computed = fingerprint_of(parameters);
    if there == computed {
        return Ok(());
    }
    Err(format!(
        "it is damaged: its numbers have the {FINGERPRINT} {computed}, and it \
         says {}",
        shown(there)
    ))
}

/// The line above an array.
struct Heading<'a> {
    name: &'a str,
    rows: usize,
    columns: usize,
}

impl<'a> Heading<'a> {
    fn new(name: &'a str, rows: &str, columns: &str) -> Option<Self> {
        let size = |word: &str| word.parse().ok().filter(|size| 0 < *size);
        let (rows, columns) = (size(rows)?, size(columns)?);
        Some(Self { name, rows, columns })
    }

    /// The rows below it. Nothing is laid out before it has been read, so that
    /// a heading can promise what it likes.
    fn read_rows<'t>(
        &self,
        lines: &mut impl Iterator<Item = (usize, &'t str)>,
    ) -> Result<Array2<f64>, String> {
        let Self { rows, columns, .. } = *self;
        let name = shown(self.name);
        let mut numbers = Vec::new();
        for row in 1..=rows {
            let Some((line, text)) = lines.next() else {
                return Err(format!(
                    "it ends before row {row} of the {rows} of {name}"
                ));
            };
            let at = || format!("line {line}, row {row} of {name}");
            let before = numbers.len();
            for word in text.split_ascii_whitespace() {
                let number = word.parse().ok().filter(|x: &f64| x.is_finite());
                numbers.push(number.ok_or_else(|| {
                    format!("{}: {} is no finite number", at(), shown(word))
                })?);
            }
            let found = numbers.len() - before;
            if found != columns {
                return Err(format!(
                    "{}: it has {found} of {columns} numbers",
                    at()
                ));
            }
        }
        Ok(Array2::from_shape_vec((rows, columns), numbers)
            .expect("each row has been counted"))
    }
}

fn no_heading(number: usize, line: &str) -> String {
    format!("line {number}: no array starts with {}", shown(line))
}

/// What stands in the file, cut short and between quotes. A foreign file may
/// hold anything, and a terminal takes some of it for commands.
pub(crate) fn shown(text: &str) -> String {
    const ENOUGH: usize = 24;
    let start: String = text.chars().take(ENOUGH).collect();
    let rest = if start.len() < text.len() { "..." } else { "" };
    format!("'{}{rest}'", start.escape_debug())
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn small() -> Parameters {
        Parameters {
            arrays: vec![
                ("w1".into(), array![[0.5, -0.0, 1e-5], [0.1, 0.2, 0.1 + 0.2]]),
                ("b1".into(), array![[0.0, 0.0, 5e-324]]),
            ],
        }
    }

    /// The example above, to the letter.
    const SMALL: &str = "\
backprop-network 1
w1 2 3
0.5 -0.0 1e-05
0.1 0.2 0.30000000000000004
b1 1 3
0.0 0.0 5e-324
fingerprint 7db0fd6f9f878d1b
";

    fn bits(parameters: &Parameters) -> Vec<(&str, (usize, usize), Vec<u64>)> {
        let arrays = parameters.arrays.iter();
        arrays
            .map(|(name, array)| {
                let bits = array.iter().map(|x| x.to_bits()).collect();
                (name.as_str(), array.dim(), bits)
            })
            .collect()
    }

    #[test]
    fn the_file_is_as_documented() {
        assert_eq!(write(&small()), SMALL);
        let mut example = String::new();
        for line in SMALL.lines() {
            example = example + "//! " + line + "\n";
        }
        assert!(include_str!("network_file.rs").contains(&example));
    }

    /// Finite doubles without end, of all magnitudes: their bits are hashes.
    fn doubles() -> impl Iterator<Item = f64> {
        let counts = (0_u32..).map(|count| [f64::from(count), 0.5]);
        let bits = counts.map(|count| fingerprint(&count));
        bits.map(f64::from_bits).filter(|x| x.is_finite())
    }

    #[test]
    fn what_is_written_is_read_back_bit_for_bit() {
        let corners = array![
            [0.0, -0.0, 5e-324, -5e-324],
            [f64::MIN_POSITIVE, -f64::MIN_POSITIVE.next_down(), 1.0, -1.0],
            [f64::MAX, f64::MIN, f64::EPSILON, 1e23],
            [1e16, 9_007_199_254_740_993.0, 0.1 + 0.2, 1e-5],
        ];
        let mut doubles = doubles();
        for rows in 1..=20 {
            let drawn = Array2::from_shape_simple_fn((rows, 29), || {
                doubles.next().expect("there is no end")
            });
            let parameters = Parameters {
                arrays: vec![
                    ("x".into(), drawn),
                    ("y".into(), corners.clone()),
                ],
            };
            let back = read(&write(&parameters)).expect("what was written");
            assert_eq!(bits(&back), bits(&parameters));
        }
    }

    #[test]
    fn other_spellings_of_the_same_numbers_are_read() {
        let windows = SMALL.replace('\n', "\r\n");
        let spelled = SMALL.replace("0.5 -0.0 1e-05", "  5e-1  -0 0.00001");
        for text in [windows, spelled, SMALL.trim_end().to_owned()] {
            let read = read(&text).expect("a network");
            assert_eq!(bits(&read), bits(&small()));
        }
    }

    fn refusal(text: &str) -> String {
        let message = read(text).expect_err("a file that is not sound");
        assert_eq!(message.lines().count(), 1, "{message:?}");
        assert!(!message.contains(char::is_control), "{message:?}");
        message
    }

    #[test]
    fn a_file_that_is_cut_off_is_refused_wherever_it_ends() {
        for end in 0..SMALL.len() - 1 {
            refusal(&SMALL[..end]);
        }
    }

    /// Or it still says the same numbers of the same shapes.
    #[test]
    fn a_file_with_another_character_is_refused() {
        for (i, old) in SMALL.char_indices() {
            for new in ['0', '7', ' ', '\n', '-', '.', 'e', 'x', '\u{7}'] {
                if new == old {
                    continue;
                }
                let mut text = SMALL.to_owned();
                text.replace_range(i..=i, &new.to_string());
                let Ok(read) = read(&text) else {
                    refusal(&text);
                    continue;
                };
                let arrays = |parameters: &Parameters| -> Vec<_> {
                    let named = bits(parameters).into_iter();
                    named.map(|(_, shape, bits)| (shape, bits)).collect()
                };
                assert_eq!(arrays(&read), arrays(&small()), "{text}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_and_where() {
        for (old, new, message) in [
            (SMALL, "", "its first line is not 'backprop-network 1'"),
            (SMALL, "<svg>\n</svg>\n", "it is no saved network: its first"),
            (SMALL, "backprop-network\n", "it is no saved network: its first"),
            ("network 1", "network 2", "it has version '2' of the format"),
            ("0.5", "nan", "line 3, row 1 of 'w1': 'nan' is no finite number"),
            ("0.5", "-inf", "line 3, row 1 of 'w1': '-inf' is no finite"),
            ("0.5", "1e999", "line 3, row 1 of 'w1': '1e999' is no finite"),
            ("0.5", "0,5", "line 3, row 1 of 'w1': '0,5' is no finite number"),
            ("0.5", "0.5 1", "line 3, row 1 of 'w1': it has 4 of 3 numbers"),
            ("0.5", "", "line 3, row 1 of 'w1': it has 2 of 3 numbers"),
            ("0.5", "0.25", "it is damaged: its numbers have the fingerprint"),
            ("0.5 ", "\u{1b}[2J", "'\\u{1b}[2J-0.0' is no finite number"),
            ("b1 1 3", "b1 2 3", "line 7, row 2 of 'b1': 'fingerprint' is no"),
            ("b1 1 3", "b1 1 3\n0 0 0", "line 7: no array starts with '0.0 "),
            ("b1 1 3", "w1 1 3", "line 5: a second 'w1'"),
            ("b1 1 3", "b1 3", "line 5: no array starts with 'b1 3'"),
            ("b1 1 3", "b1 0 3", "line 5: no array starts with 'b1 0 3'"),
            ("b1 1 3", "b1 1 -3", "line 5: no array starts with 'b1 1 -3'"),
            ("b1 1 3", "", "line 5: no array starts with ''"),
            (
                "b1 1 3",
                "b1 18446744073709551615 3",
                "line 7, row 2 of 'b1': 'fingerprint' is no finite number",
            ),
            (
                "b1 1 3",
                "b1 18446744073709551616 3",
                "line 5: no array starts with 'b1 18446744073709551616 ...'",
            ),
            ("fingerprint", "hash", "line 7: no array starts with 'hash 7db0"),
            ("8d1b", "8D1B", "and it says '7db0fd6f9f878D1B'"),
            ("8d1b\n", "8d1b\n\n", "line 8: something follows the fingerp"),
            ("fingerprint 7db0fd6f9f878d1b\n", "", "ends without its finger"),
        ] {
            let refusal = refusal(&SMALL.replacen(old, new, 1));
            assert!(refusal.contains(message), "{refusal}");
        }
    }

    #[test]
    #[should_panic(expected = "w1 holds inf")]
    fn what_is_not_finite_is_not_written() {
        let w1 = ("w1".into(), array![[f64::INFINITY]]);
        let _ = write(&Parameters { arrays: vec![w1] });
    }
}
