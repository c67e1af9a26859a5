//! Arrays as NumPy prints them by default: lines of at most 75 characters, and
//! only the edges of arrays of more than 1000 entries.

use ndarray::{ArrayRef, Dimension};

use crate::dot::tuple;
use crate::{Element, repr};

/// How `repr` of an array begins and ends.
const PREFIX: &str = "array(";
const SUFFIX: &str = ")";
/// Characters in a line.
const LINE_WIDTH: usize = 75;
/// Arrays of more entries are summarised.
const THRESHOLD: usize = 1000;
/// Entries that a summary shows at either end of an axis.
const EDGE: usize = 3;

/// `str(array)`, as `print` shows it, of an array of any number of dimensions.
///
/// ```
/// use mini_numpy::array_str;
/// use ndarray::array;
///
/// let b = array![[0.4, -1.25], [1.0, 10.0]]; // (2, 2)
/// assert_eq!(array_str(&b), "[[ 0.4  -1.25]\n [ 1.   10.  ]]");
/// assert_eq!(array_str(&array![[1, 2], [3, 4]]), "[[1 2]\n [3 4]]");
/// ```
pub fn array_str<T: Element, D: Dimension>(array: &ArrayRef<T, D>) -> String {
    if let (0, Some(&only)) = (array.ndim(), array.first()) {
        return repr(only);
    }
    bracketed(array, " ", "", "")
}

/// `repr(array)`, as a notebook shows the value of a cell: `array([1., 2.])`.
///
/// As NumPy does, it adds `shape=` to arrays that are summarised or empty, and
/// `dtype=` to those whose type the entries do not imply.
pub fn array_repr<T: Element, D: Dimension>(array: &ArrayRef<T, D>) -> String {
    let text = PREFIX.to_owned() + &bracketed(array, ", ", PREFIX, SUFFIX);
    let mut extras = Vec::new();
    if THRESHOLD < array.len() || array.is_empty() && array.shape() != [0] {
        extras.push(format!("shape={}", tuple(array.shape())));
    }
    if array.is_empty() || T::DTYPE == f32::DTYPE {
        extras.push(format!("dtype={}", T::DTYPE));
    }
    if extras.is_empty() {
        return text + SUFFIX;
    }
    let extras = extras.join(", ") + SUFFIX;
    let last_line = text.lines().last().map_or(0, str::len);
    if last_line + ", ".len() + extras.len() <= LINE_WIDTH {
        format!("{text}, {extras}")
    } else {
        format!("{text},\n{}{extras}", " ".repeat(PREFIX.len()))
    }
}

/// Every entry as [`array_str`] prints it, without the padding, in row-major
/// order. No entry is left out.
pub fn entries<T: Element, D: Dimension>(x: &ArrayRef<T, D>) -> Vec<String> {
    if let (0, Some(&only)) = (x.ndim(), x.first()) {
        return vec![repr(only)];
    }
    let entries: Vec<_> = x.iter().copied().collect();
    let words = T::aligned(&entries);
    words.iter().map(|word| word.trim().to_owned()).collect()
}

/// The entries in nested brackets, with the lines indented and broken so that
/// `prefix` and `suffix` can be put around them.
fn bracketed<T: Element, D: Dimension>(
    array: &ArrayRef<T, D>, separator: &str, prefix: &str, suffix: &str,
) -> String {
    if array.is_empty() {
        return "[]".to_owned();
    }
    let (shape, total) = (array.shape(), array.len());
    let view = array.view().into_dyn();
    let shown = view.indexed_iter().filter(|(index, _)| {
        let mut axes = std::iter::zip(index.as_array_view(), shape);
        axes.all(|(&i, &length)| is_shown(i, length, total))
    });
    let shown: Vec<_> = shown.map(|(_, &entry)| entry).collect();
    let words = T::aligned(&shown).into_iter();
    let (start, end) = (prefix.len(), LINE_WIDTH - suffix.len());
    Layout { words, total, separator, start, end }.nested(shape, 0)
}

/// Whether the `i`-th part of an axis is shown of an array of `total` entries.
fn is_shown(i: usize, length: usize, total: usize) -> bool {
    total <= THRESHOLD || i < EDGE || length <= i + EDGE
}

/// Places the entries of an array in brackets and on lines.
struct Layout<'a> {
    /// The entries not yet placed.
    words: std::vec::IntoIter<String>,
    /// The number of all entries.
    total: usize,
    /// The text between two entries on a line.
    separator: &'a str,
    /// The column of the first bracket.
    start: usize,
    /// The last bracket ends before this column.
    end: usize,
}

impl Layout<'_> {
    /// The next entries, as an array of this shape, in its brackets. So far
    /// `depth` brackets are open.
    fn nested(&mut self, shape: &[usize], depth: usize) -> String {
        let [length, inner @ ..] = shape else {
            return self.words.next().expect("a word for every entry shown");
        };
        let depth = depth + 1;
        let mut parts = Vec::new();
        for i in 0..*length {
            if is_shown(i, *length, self.total) {
                parts.push(self.nested(inner, depth));
            } else if i == EDGE {
                parts.push("...".to_owned());
            }
        }
        let indent = " ".repeat(self.start + depth);
        if inner.is_empty() {
            return format!("[{}]", self.lines(&parts, &indent, depth));
        }
        let comma = self.separator.trim_end();
        let newlines = "\n".repeat(inner.len());
        format!("[{}]", parts.join(&format!("{comma}{newlines}{indent}")))
    }

    /// The entries of a vector, broken into lines that leave room for the
    /// closing brackets. The first line follows an opening bracket and is not
    /// indented.
    fn lines(&self, words: &[String], indent: &str, brackets: usize) -> String {
        let width = self.end - brackets;
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in words {
            let fits = indent.len() + line.len() + word.len() <= width;
            // A word too long for any line stays on an empty one.
            if !fits && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            line.extend([word, self.separator]);
        }
        line.truncate(line.len() - self.separator.len());
        lines.push(line);
        lines.join(&format!("\n{indent}"))
    }
}
