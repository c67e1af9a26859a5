//! Arrays as NumPy prints them, with NumPy's own settings: at most 8 digits
//! after the point, lines of 75 characters, and the middle left out of arrays
//! of more than 1000 entries.

use ndarray::{ArrayBase, ArrayViewD, Axis, Data, Dimension};

use crate::Float;
use crate::dot::tuple;
use crate::repr::{
    even_digits, is_finite, non_finite, python_exponent, repr,
    shortest_scientific, split_scientific,
};

/// Digits after the point.
const PRECISION: usize = 8;
/// What `repr` opens with.
const REPR: &str = "array(";
/// Characters a line.
const LINE_WIDTH: usize = 75;
/// Entries from which on the middle is left out.
const THRESHOLD: usize = 1000;
/// Entries shown at either end when the middle is left out.
const EDGE: usize = 3;

/// `str(array)`, as `print` shows it.
///
/// ```
/// use mini_numpy::array_str;
/// use ndarray::array;
///
/// let b = array![[0.4, -1.25], [1.0, 10.0]]; // (2, 2)
/// assert_eq!(array_str(&b), "[[ 0.4  -1.25]\n [ 1.   10.  ]]");
/// ```
#[must_use]
pub fn array_str<T, S, D>(array: &ArrayBase<S, D>) -> String
where
    T: Float,
    S: Data<Elem = T>,
    D: Dimension,
{
    match array.first() {
        Some(&only) if array.ndim() == 0 => repr(only),
        _ => format_array(&array.view().into_dyn(), " ", "", LINE_WIDTH),
    }
}

/// `repr(array)`, as a notebook shows a cell's value: `array([1., 2.])`.
#[must_use]
pub fn array_repr<T, S, D>(array: &ArrayBase<S, D>) -> String
where
    T: Float,
    S: Data<Elem = T>,
    D: Dimension,
{
    let view = array.view().into_dyn();
    let inner = format_array(&view, ", ", REPR, LINE_WIDTH - 1);
    let mut text = format!("{REPR}{inner}");
    let mut extras = Vec::new();
    let one_empty = array.shape() == [0];
    if THRESHOLD < array.len() || array.is_empty() && !one_empty {
        extras.push(format!("shape={}", tuple(array.shape())));
    }
    if array.is_empty() || T::DTYPE != f64::DTYPE {
        extras.push(format!("dtype={}", T::DTYPE));
    }
    if !extras.is_empty() {
        let extras = extras.join(", ");
        text.push(',');
        let last_line = text.lines().last().map_or(0, str::len);
        // The closing bracket counts, and so does the space.
        if LINE_WIDTH < last_line + extras.len() + 2 {
            text.push('\n');
            text.push_str(&" ".repeat(REPR.len()));
        } else {
            text.push(' ');
        }
        text.push_str(&extras);
    }
    text + ")"
}

/// Every entry as it stands in [`array_str`], without the padding, row after
/// row; none is left out.
#[must_use]
pub fn entries<T, S, D>(array: &ArrayBase<S, D>) -> Vec<String>
where
    T: Float,
    S: Data<Elem = T>,
    D: Dimension,
{
    let format = Format::of(array.iter().copied());
    array.iter().map(|&x| format.entry(x).trim().to_owned()).collect()
}

/// `str(array)` of a vector of whole numbers: `[1 2 3 4]`.
#[must_use]
pub fn integers_str(integers: &[i64]) -> String {
    let words: Vec<_> = integers.iter().map(i64::to_string).collect();
    let left_out = |i| THRESHOLD < words.len() && is_left_out(i, words.len());
    let shown = words.iter().enumerate().filter(|(i, _)| !left_out(*i));
    let width = shown.map(|(_, word)| word.len()).max().unwrap_or(0);
    let mut lines = Lines::new(" ", LINE_WIDTH - 1);
    for (i, word) in words.iter().enumerate() {
        if left_out(i) {
            if i == EDGE {
                lines.push("...", " ");
            }
            continue;
        }
        let separator = if i + 1 < words.len() { " " } else { "" };
        lines.push(&format!("{word:>width$}"), separator);
    }
    format!("[{}]", lines.finish())
}

fn format_array<T: Float>(
    array: &ArrayViewD<'_, T>,
    separator: &str,
    prefix: &str,
    width: usize,
) -> String {
    if array.is_empty() {
        return "[]".to_owned();
    }
    let summarised = THRESHOLD < array.len();
    let mut shown = Vec::new();
    collect_shown(array, summarised, &mut shown);
    let layout =
        Layout { format: Format::of(shown.into_iter()), separator, summarised };
    // The first column lies one beyond the opening bracket.
    let indent = " ".repeat(prefix.len() + 1);
    layout.nested(array, &indent, width)
}

/// The entries that decide the common format: all, or those at the edges.
fn collect_shown<T: Float>(
    array: &ArrayViewD<'_, T>,
    summarised: bool,
    shown: &mut Vec<T>,
) {
    if array.ndim() == 0 {
        shown.extend(array.first());
        return;
    }
    let length = array.len_of(Axis(0));
    for (i, part) in array.axis_iter(Axis(0)).enumerate() {
        if !(summarised && is_left_out(i, length)) {
            collect_shown(&part, summarised, shown);
        }
    }
}

fn is_left_out(i: usize, length: usize) -> bool {
    2 * EDGE < length && (EDGE..length - EDGE).contains(&i)
}

/// How an array's entries and rows are put together.
struct Layout<'a> {
    format: Format,
    separator: &'a str,
    summarised: bool,
}

impl Layout<'_> {
    fn nested<T: Float>(
        &self,
        array: &ArrayViewD<'_, T>,
        indent: &str,
        width: usize,
    ) -> String {
        let body = match array.ndim() {
            0 => return self.format.entry(*only_entry(array)),
            1 => self.row(array, indent, width),
            _ => self.rows(array, indent, width),
        };
        format!("[{body}]")
    }

    /// A vector's entries, wrapped where they do not fit on one line.
    fn row<T: Float>(
        &self,
        row: &ArrayViewD<'_, T>,
        indent: &str,
        width: usize,
    ) -> String {
        let mut lines = Lines::new(indent, width - 1);
        for (i, &x) in row.iter().enumerate() {
            if self.summarised && is_left_out(i, row.len()) {
                if i == EDGE {
                    lines.push("...", self.separator);
                }
                continue;
            }
            let last = i + 1 == row.len();
            let separator = if last { "" } else { self.separator };
            lines.push(&self.format.entry(x), separator);
        }
        lines.finish()
    }

    /// The parts of an array of two or more dimensions, one below the other.
    fn rows<T: Float>(
        &self,
        array: &ArrayViewD<'_, T>,
        indent: &str,
        width: usize,
    ) -> String {
        let deeper = format!("{indent} ");
        let length = array.len_of(Axis(0));
        let mut parts = Vec::new();
        for (i, part) in array.axis_iter(Axis(0)).enumerate() {
            if self.summarised && is_left_out(i, length) {
                if i == EDGE {
                    parts.push("...".to_owned());
                }
                continue;
            }
            parts.push(self.nested(&part, &deeper, width - 1));
        }
        let comma = self.separator.trim_end();
        let newlines = "\n".repeat(array.ndim() - 1);
        parts.join(&format!("{comma}{newlines}{indent}"))
    }
}

fn only_entry<'a, T>(array: &'a ArrayViewD<'_, T>) -> &'a T {
    array.first().expect("an array without dimensions has one entry")
}

/// Words put on lines of at most `width` characters, each line indented.
struct Lines<'a> {
    indent: &'a str,
    width: usize,
    done: String,
    line: String,
}

impl<'a> Lines<'a> {
    fn new(indent: &'a str, width: usize) -> Self {
        Self { indent, width, done: String::new(), line: indent.to_owned() }
    }

    fn push(&mut self, word: &str, separator: &str) {
        let fits = self.line.len() + word.len() <= self.width;
        // A word that is too long for any line is not moved to the next.
        if !fits && self.indent.len() < self.line.len() {
            self.done.push_str(self.line.trim_end());
            self.done.push('\n');
            self.line = self.indent.to_owned();
        }
        self.line.push_str(word);
        self.line.push_str(separator);
    }

    /// The lines, without the first one's indent, where a bracket stands.
    fn finish(self) -> String {
        (self.done + &self.line).split_off(self.indent.len())
    }
}

/// The format that all entries of an array share: NumPy's `FloatingFormat`
/// (numpy/_core/arrayprint.py).
struct Format {
    /// Whether entries print in scientific notation, and with how many digits
    /// in the exponent.
    exponent_digits: Option<usize>,
    /// The width of the part before the point.
    left: usize,
    /// The number of digits after the point.
    right: usize,
}

impl Format {
    fn of<T: Float>(entries: impl Iterator<Item = T> + Clone) -> Self {
        let finite = entries.clone().filter(|&x| is_finite(x));
        let mut format = if is_scientific(finite.clone()) {
            Self::scientific(finite)
        } else {
            Self::positional(finite)
        };
        // NaN and infinity stand right-aligned in the same width.
        for x in entries.filter(|&x| !is_finite(x)) {
            let needed = non_finite(x).len().saturating_sub(format.tail());
            format.left = format.left.max(needed);
        }
        format
    }

    fn positional<T: Float>(finite: impl Iterator<Item = T>) -> Self {
        let (mut left, mut right) = (0, 0);
        for x in finite {
            let text = positional(x);
            let (whole, fraction) =
                text.split_once('.').expect("there is always a point");
            left = left.max(whole.len());
            right = right.max(fraction.len());
        }
        Self { exponent_digits: None, left, right }
    }

    fn scientific<T: Float>(finite: impl Iterator<Item = T>) -> Self {
        let (mut left, mut right, mut digits) = (0, 0, 2);
        for x in finite {
            let (mantissa, exponent) = scientific(x);
            let (whole, fraction) =
                mantissa.split_once('.').unwrap_or((&mantissa, ""));
            left = left.max(whole.len());
            right = right.max(fraction.len());
            digits = digits.max(exponent.unsigned_abs().to_string().len());
        }
        Self { exponent_digits: Some(digits), left, right }
    }

    /// The width from the point on.
    fn tail(&self) -> usize {
        // e, sign, digits
        1 + self.right + self.exponent_digits.map_or(0, |digits| 2 + digits)
    }

    fn entry<T: Float>(&self, x: T) -> String {
        let width = self.left + self.tail();
        if !is_finite(x) {
            return format!("{:>width$}", non_finite(x));
        }
        let text = match self.exponent_digits {
            None => {
                let text = positional(x);
                let (whole, fraction) =
                    text.split_once('.').expect("there is always a point");
                format!("{whole}.{fraction:<right$}", right = self.right)
            }
            Some(digits) => {
                // Where other entries have more digits, NumPy does not fill up
                // with zeros, but prints more of the exact value.
                let text = format!("{x:.right$e}", right = self.right);
                let (mantissa, exponent) = split_scientific(&text);
                let point = if self.right == 0 { "." } else { "" };
                let exponent = python_exponent(exponent, digits);
                format!("{mantissa}{point}e{exponent}")
            }
        };
        format!("{text:>width$}")
    }
}

/// NumPy changes to scientific notation for entries from 10⁸ on, of 32 bits
/// from 10⁶ on, or, among those that are not 0, below 10⁻⁴ or more than 1000
/// times apart.
fn is_scientific<T: Float>(finite: impl Iterator<Item = T>) -> bool {
    let magnitude = |x: T| if x < T::zero() { -x } else { x };
    let mut sizes = finite.map(magnitude).filter(|x| *x != T::zero());
    let Some(first) = sizes.next() else { return false };
    let (mut least, mut most) = (first, first);
    for x in sizes {
        if x < least {
            least = x;
        }
        if most < x {
            most = x;
        }
    }
    T::nearest(1e8) <= most
        || T::nearest(T::SCIENTIFIC_FROM) <= most
        || least < T::nearest(0.0001)
        || T::nearest(1000.0) < most / least
}

/// `x` with its shortest digits, or rounded to 8 after the point where there
/// would be more; no zeros at the end, but always a point.
fn positional<T: Float>(x: T) -> String {
    let shortest = even_digits(x, x.to_string(), |n| format!("{x:.n$}"));
    let fraction = shortest.split_once('.').map_or("", |(_, tail)| tail);
    let text = match fraction.len() {
        0 => return format!("{shortest}."),
        1..=PRECISION => shortest,
        _ => format!("{x:.PRECISION$}"),
    };
    text.trim_end_matches('0').to_owned()
}

/// The mantissa of `x` and its exponent: the shortest digits, or rounded to 8
/// after the point where there would be more; no zeros at the end.
fn scientific<T: Float>(x: T) -> (String, i32) {
    let (mantissa, exponent) = shortest_scientific(x);
    let fraction = mantissa.split_once('.').map_or("", |(_, tail)| tail);
    if fraction.len() <= PRECISION {
        return (mantissa, exponent);
    }
    let (mantissa, exponent) = split_scientific(&format!("{x:.PRECISION$e}"));
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    (mantissa.to_owned(), exponent)
}
