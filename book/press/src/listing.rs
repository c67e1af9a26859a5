//! Lines of a program: which of them a page hides, and which are a statement.

use std::fmt;
use std::ops::Range;

/// A language of the book's listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Language {
    Rust,
    NumPy,
}

use Language::{NumPy, Rust};

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Rust => "Rust",
            NumPy => "NumPy",
        })
    }
}

impl Language {
    /// The language of a file, by the end of its name.
    pub(crate) fn of(path: &str) -> Option<Self> {
        match path.rsplit_once('.')?.1 {
            "rs" => Some(Rust),
            "py" => Some(NumPy),
            _ => None,
        }
    }

    /// What colours the language, in classes of HTML.
    pub(crate) fn syntax(self) -> &'static str {
        match self {
            Rust => "rust",
            NumPy => "python",
        }
    }

    /// What opens a comment.
    pub(crate) fn comment(self) -> &'static str {
        match self {
            Rust => "//",
            NumPy => "#",
        }
    }

    /// What mdBook needs behind the syntax to find the hidden lines.
    pub(crate) fn hides(self) -> &'static str {
        match self {
            Rust => "",
            NumPy => ",hidelines=~",
        }
    }

    /// What mdBook hides a line by. No line of Python begins with a tilde.
    fn mark(self) -> &'static str {
        match self {
            Rust => "# ",
            NumPy => "~",
        }
    }

    /// The quotation mark that a text begins with.
    fn quote(self, text: &str) -> Option<&'static str> {
        let quotes: &[_] = match self {
            Rust => &["\""],
            NumPy => &["\"\"\"", "'''", "\"", "'"],
        };
        quotes.iter().copied().find(|quote| text.starts_with(quote))
    }
}

/// Lines of a program, at an anchor.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    pub(crate) language: Language,
    /// The lines, without the indentation that all of them have.
    lines: Vec<String>,
    /// Whether a page hides the line: documentation and attributes.
    is_hidden: Vec<bool>,
}

// A line of code that computes a formula ends in its number.
pattern!(LINE_END, r"^.*(?://|#) .*?\((\d+\.\d+)\)$");

impl Listing {
    pub(crate) fn new(language: Language, code: &str) -> Self {
        let lines = dedented(code.lines().map(str::to_owned).collect());
        let is_hidden = match language {
            Rust => is_documentation(&lines),
            NumPy => is_docstring(&lines),
        };
        Self { language, lines, is_hidden }
    }

    /// The block of code for mdBook, without its fences: hidden lines marked.
    pub(crate) fn marked(&self) -> String {
        let mark = self.language.mark();
        let lines = self.lines.iter().zip(&self.is_hidden);
        let lines = lines.map(|(line, is_hidden)| {
            let (indent, rest) = line.split_at(indentation(line));
            let mark = if *is_hidden { mark } else { "" };
            format!("{indent}{mark}{rest}")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The characters of the longest line that is not hidden.
    pub(crate) fn width(&self) -> usize {
        let shown = self.lines.iter().zip(&self.is_hidden);
        let shown = shown.filter(|(_, is_hidden)| !**is_hidden);
        shown.map(|(line, _)| line.chars().count()).max().unwrap_or(0)
    }

    /// The numbers of the formulas that lines compute, in order, each with the
    /// index of its line.
    fn tagged(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.lines.iter().enumerate();
        lines.filter_map(|(i, line)| {
            let number = LINE_END.captures(line)?.get(1)?;
            Some((i, number.as_str()))
        })
    }

    /// The numbers of the formulas that lines compute, in order.
    pub(crate) fn numbers(&self) -> Vec<String> {
        self.tagged().map(|(_, number)| number.to_owned()).collect()
    }

    /// The statements whose lines end in a number, without that comment. A
    /// statement that comes twice is one.
    pub(crate) fn statements(&self, number: &str) -> Vec<String> {
        let mut statements = Vec::new();
        let lines = self.scanned();
        for (at, _) in self.tagged().filter(|(_, other)| *other == number) {
            let range = match self.language {
                Rust => statement_of_rust(&lines, at),
                NumPy => statement_of_python(&lines, at),
            };
            let shown = range.filter(|&i| !lines[i].is_empty());
            let shown = shown.map(|i| {
                let line = &self.lines[i];
                let is_tagged = LINE_END.is_match(line);
                let end = if is_tagged { lines[i].end } else { line.len() };
                line[..end].trim_end().to_owned()
            });
            let statement = dedented(shown.collect()).join("\n");
            if !statements.contains(&statement) {
                statements.push(statement);
            }
        }
        statements
    }

    /// The lines as statements are found in them; hidden ones are empty.
    fn scanned(&self) -> Vec<Line> {
        let (mut open, mut quote) = (Vec::new(), None);
        let lines = self.lines.iter().zip(&self.is_hidden);
        let lines = lines.map(|(line, is_hidden)| {
            let line = if *is_hidden { "" } else { line };
            Line::scan(self.language, line, &mut open, &mut quote)
        });
        lines.collect()
    }
}

/// The spaces that a line begins with.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The lines without the indentation that all of them have.
fn dedented(lines: Vec<String>) -> Vec<String> {
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let shared = filled.map(|line| indentation(line)).min().unwrap_or(0);
    let lines = lines.into_iter();
    lines.map(|line| line.get(shared..).unwrap_or("").to_owned()).collect()
}

/// Which lines of Rust are documentation or attributes.
fn is_documentation(lines: &[String]) -> Vec<bool> {
    let mut depth = 0; // of the brackets of an attribute
    let lines = lines.iter().map(|line| {
        let line = line.trim();
        let is_attribute = 0 < depth || line.starts_with("#[");
        if is_attribute {
            depth += line.matches('[').count();
            depth = depth.saturating_sub(line.matches(']').count());
        }
        is_attribute || line.starts_with("///")
    });
    lines.collect()
}

/// Which lines of Python are a docstring, or the blank line after it. One that
/// is the whole body of its function must stay, or the rest would not run.
fn is_docstring(lines: &[String]) -> Vec<bool> {
    const QUOTES: &str = "\"\"\"";
    let mut is_hidden = vec![false; lines.len()];
    for start in 1..lines.len() {
        let heads = lines[start - 1].trim_end().ends_with(':');
        let Some(text) = lines[start].trim().strip_prefix(QUOTES) else {
            continue;
        };
        if !heads || is_hidden[start] {
            continue;
        }
        let closes = |line: &String| line.trim_end().ends_with(QUOTES);
        let end = if text.ends_with(QUOTES) {
            Some(start + 1)
        } else {
            let rest = lines[start + 1..].iter();
            rest.clone().position(closes).map(|lines| start + lines + 2)
        };
        let Some(mut end) = end else { continue };
        while lines.get(end).is_some_and(|line| line.trim().is_empty()) {
            end += 1;
        }
        let body = indentation(&lines[start]);
        if lines.get(end).is_some_and(|line| body <= indentation(line)) {
            is_hidden[start..end].fill(true);
        }
    }
    is_hidden
}

/// A line, without its comment and without what its strings say.
struct Line {
    code: String,
    /// Where the comment begins, or the line ends.
    end: usize,
    is_blank: bool,
    /// The brackets that are open where it begins, and where it ends.
    open: [Vec<char>; 2],
    /// Whether it begins within a string.
    in_string: bool,
}

impl Line {
    fn scan(
        language: Language, text: &str, open: &mut Vec<char>,
        quote: &mut Option<&'static str>,
    ) -> Self {
        // 'a', but not the lifetime 'a.
        pattern!(CHARACTER, r"^'(?:[^'\\]|\\[^']+|\\')'");
        let (before, in_string) = (open.clone(), quote.is_some());
        let (mut code, mut at) = (String::new(), 0);
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            at += c.len_utf8();
            if let Some(end) = *quote {
                if c == '\\' {
                    at += text[at..].chars().next().map_or(0, char::len_utf8);
                } else if rest.starts_with(end) {
                    at += end.len() - 1;
                    *quote = None;
                    code.push('"');
                }
            } else if rest.starts_with(language.comment()) {
                at -= c.len_utf8();
                break;
            } else if let Some(opens) = language.quote(rest) {
                at += opens.len() - 1;
                *quote = Some(opens);
                code.push('"');
            } else if let Some(found) = CHARACTER.find(rest) {
                at += found.len() - 1;
                code.push('"');
            } else {
                match c {
                    '(' | '[' | '{' => open.push(c),
                    ')' | ']' | '}' => drop(open.pop()),
                    _ => {}
                }
                code.push(c);
            }
        }
        Self {
            code: code.trim().to_owned(),
            end: at,
            is_blank: text.trim().is_empty(),
            open: [before, open.clone()],
            in_string,
        }
    }

    /// Whether there is nothing to show.
    fn is_empty(&self) -> bool {
        self.is_blank
    }
}

/// The smallest statement of Rust that a line belongs to.
fn statement_of_rust(lines: &[Line], at: usize) -> Range<usize> {
    let has_code = |i: &usize| !lines[*i].code.is_empty();
    let starts = |i: usize| {
        let Line { code, open: [open, _], in_string, .. } = &lines[i];
        let before = (0..i).rev().find(has_code);
        let before = before.map_or("", |before| &lines[before].code);
        let ends = before.is_empty() || before.ends_with([';', '{', '}', ',']);
        let in_block = open.last().is_none_or(|bracket| *bracket == '{');
        let goes_on = code.starts_with(['.', '?', ')', ']', '}']);
        has_code(&i) && !in_string && in_block && ends && !goes_on
    };
    let end = |start: usize| {
        let depth = lines[start].open[0].len();
        let ends = |&i: &usize| {
            let next = (i + 1..lines.len()).find(has_code);
            let is_last = next.is_none_or(|next| {
                starts(next) || lines[next].code.starts_with([')', ']', '}'])
            });
            lines[i].open[1].len() <= depth && is_last
        };
        (start..lines.len()).filter(has_code).find(ends)
    };
    let statements = (0..=at).rev().filter(|&start| starts(start));
    let mut statements = statements.filter_map(|s| Some(s..end(s)? + 1));
    statements.find(|range| range.contains(&at)).unwrap_or(at..at + 1)
}

/// The statement of Python that a line belongs to, or its first part.
fn statement_of_python(lines: &[Line], at: usize) -> Range<usize> {
    let starts = |&i: &usize| {
        let Line { code, open: [open, _], in_string, .. } = &lines[i];
        let goes_on = i.checked_sub(1).map(|before| &lines[before].code);
        let goes_on = goes_on.is_some_and(|code| code.ends_with('\\'));
        !code.is_empty() && open.is_empty() && !in_string && !goes_on
    };
    let start = (0..=at).rev().find(starts).unwrap_or(at);
    let next = (at + 1..lines.len()).find(starts).unwrap_or(lines.len());
    let is_code = |i: &usize| !lines[*i].code.is_empty();
    let last = (at..next).rev().find(is_code).unwrap_or(at);
    start..last + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(language: Language, code: &str) -> String {
        Listing::new(language, code).marked()
    }

    fn statements(language: Language, code: &str, number: &str) -> Vec<String> {
        Listing::new(language, code).statements(number)
    }

    #[test]
    fn a_line_of_code_ends_in_its_number() {
        let rust = "let z = f(1.5); // z = w·x + b (1.1)\nlet a = z; // (1.2)\n\
                    let c = g(1.5)\n// as in (1.3) above\n";
        assert_eq!(Listing::new(Rust, rust).numbers(), ["1.1", "1.2"]);
        let numpy = "z = f(1.5)  # (1.1)\n";
        assert_eq!(Listing::new(NumPy, numpy).numbers(), ["1.1"]);
        let zero = "let z = f(0.5); // (0.1)\n";
        assert_eq!(Listing::new(Rust, zero).numbers(), ["0.1"]);
    }

    #[test]
    fn documentation_and_attributes_of_rust_are_hidden() {
        let code = "    /// The loss.\n    ///\n    #[must_use]\n    \
                    #[expect(\n        lint,\n        reason = \"[why]\"\n    )]\n\
                    \x20   pub fn loss() {\n        // A comment.\n        \
                    x[0] // (1.1)\n    }";
        assert_eq!(
            marked(Rust, code),
            "# /// The loss.\n# ///\n# #[must_use]\n# #[expect(\n    # lint,\n    \
             # reason = \"[why]\"\n# )]\npub fn loss() {\n    // A comment.\n    \
             x[0] // (1.1)\n}"
        );
    }

    #[test]
    fn docstrings_of_python_are_hidden() {
        let code = "@dataclass\nclass A:\n    \"\"\"An A,\n\n    or two.\"\"\"\n\n\
                    \x20   x: int\n\n    def f(\n        self,\n    ):\n        \
                    \"\"\"F.\"\"\"\n        return \"\"\"a\nb\"\"\"";
        assert_eq!(
            marked(NumPy, code),
            "@dataclass\nclass A:\n    ~\"\"\"An A,\n~\n    ~or two.\"\"\"\n~\n\
             \x20   x: int\n\n    def f(\n        self,\n    ):\n        \
             ~\"\"\"F.\"\"\"\n        return \"\"\"a\nb\"\"\""
        );
    }

    #[test]
    fn what_is_left_of_python_still_runs() {
        for code in [
            "class A(Exception):\n    \"\"\"An A.\"\"\"",
            "class A(Exception):\n    \"\"\"An A.\"\"\"\n\n\nx = 1",
            "x = (\n    \"\"\"no docstring\"\"\"\n)",
        ] {
            assert_eq!(marked(NumPy, code), code);
        }
    }

    #[test]
    fn the_width_is_that_of_what_is_shown() {
        let code = "    /// A long line of documentation.\n    let é = 1;\n";
        assert_eq!(Listing::new(Rust, code).width(), 10);
    }

    #[test]
    fn a_statement_of_one_line_has_no_comment() {
        let rust = "let a = 1; // a\nlet b = \"// (\"; // b = a (1.1)\nb";
        assert_eq!(statements(Rust, rust, "1.1"), ["let b = \"// (\";"]);
        let numpy = "a = 1\nb = '# ('  # b = a (1.1)\nreturn b";
        assert_eq!(statements(NumPy, numpy, "1.1"), ["b = '# ('"]);
    }

    #[test]
    fn a_statement_of_several_lines_is_whole() {
        let rust = "fn f() {\n    let a = 1;\n    let b = g(\n        a, // a\n\n    \
                    \x20   ')',\n    )\n    .h(); // (1.1)\n    b\n}";
        let whole = "let b = g(\n    a, // a\n    ')',\n)\n.h();";
        assert_eq!(statements(Rust, rust, "1.1"), [whole]);
        let rust =
            rust.replace(" // (1.1)", "").replace("g(\n", "g( // (1.1)\n");
        assert_eq!(statements(Rust, &rust, "1.1"), [whole]);
        let numpy = "def f():\n    a = 1\n    b = g(\n        a,  # a\n        2,\n\
                     \x20   ) + \\\n        3  # (1.1)\n    return b";
        let whole = "b = g(\n    a,  # a\n    2,\n) + \\\n    3";
        assert_eq!(statements(NumPy, numpy, "1.1"), [whole]);
    }

    #[test]
    fn a_statement_is_the_smallest_around_its_line() {
        let rust = "fn f(a: &'a A) -> f64 {\n    let c = a.map(|x| {\n        \
                    let y = 2.0 * x;\n        y + 1.0 // (1.1)\n    }); // (1.2)\n    \
                    match a {\n        A => 1.0, // (1.3)\n        B => {\n            \
                    /// A doc.\n            #[expect(lint)]\n            \
                    a.b -= 2.0; // (1.4)\n        }\n    }\n}\n\n\
                    fn g() {\n    -h() // (1.5)\n}";
        assert_eq!(statements(Rust, rust, "1.1"), ["y + 1.0"]);
        let closure =
            "let c = a.map(|x| {\n    let y = 2.0 * x;\n    y + 1.0\n});";
        assert_eq!(statements(Rust, rust, "1.2"), [closure]);
        assert_eq!(statements(Rust, rust, "1.3"), ["A => 1.0,"]);
        assert_eq!(statements(Rust, rust, "1.4"), ["a.b -= 2.0;"]);
        assert_eq!(statements(Rust, rust, "1.5"), ["-h()"]);
        let numpy = "for a in b:\n    c = a  # (1.1)\nreturn c  # (1.2)";
        assert_eq!(statements(NumPy, numpy, "1.1"), ["c = a"]);
        assert_eq!(statements(NumPy, numpy, "1.2"), ["return c"]);
    }

    #[test]
    fn each_statement_of_a_number_is_there_once() {
        let rust = "a -= 1; // (1.1)\nb -= 1; // (1.1)\na -= 1; // (1.1)";
        assert_eq!(statements(Rust, rust, "1.1"), ["a -= 1;", "b -= 1;"]);
        assert_eq!(statements(Rust, rust, "1.2"), [] as [&str; 0]);
    }
}
