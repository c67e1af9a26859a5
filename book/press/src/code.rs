//! Code of the chapters, as pages show it.
//!
//! The press cuts listings from their programs itself: mdBook would make an
//! empty one of an anchor that is not there, and hide no lines.

use std::fs;
use std::path::Path;

use crate::directive::usage;
use crate::listing::{Language, Listing};
use crate::page::Place;

/// Code in Markdown, and the listings in it whose lines may compute formulas.
pub(crate) type Code = (String, Vec<Listing>);

/// Where the exercises are, seen from a page.
const EXERCISES: &str = "../../chapters/exercises/src";

/// A listing, and where it comes from.
pub(crate) struct Program {
    pub(crate) listing: Listing,
    /// The name of its file.
    pub(crate) file: String,
    pub(crate) anchor: String,
}

/// `{{#beside RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR}}`: two listings side by side.
pub(crate) fn beside(
    source: &Path, place: &Place, words: &[&str],
) -> Result<Code, String> {
    let programs = programs(&source.join(&place.page), words);
    let [rust, numpy] = programs.ok_or_else(|| usage("beside"))??;
    let columns = columns(place, &rust, &numpy);
    Ok((columns, vec![rust.listing, numpy.listing]))
}

/// The programs that a directive names, Rust and NumPy. The lines that compute
/// formulas must come in the same order in both. None if there are not two.
pub(crate) fn programs(
    page: &Path, words: &[&str],
) -> Option<Result<[Program; 2], String>> {
    let &[rust, numpy] = words else { return None };
    let program = |words, language| {
        let (path, anchor) = parts(words)?;
        if Language::of(path) != Some(language) {
            return Err(format!("{path} is not a file of {language}"));
        }
        Ok(Program {
            listing: read(page, words)?,
            file: path.rsplit('/').next().unwrap_or(path).to_owned(),
            anchor: anchor.to_owned(),
        })
    };
    let rust = program(rust, Language::Rust);
    Some(rust.and_then(|rust| {
        let numpy = program(numpy, Language::NumPy)?;
        let [left, right] =
            [&rust, &numpy].map(|program| program.listing.numbers().join(", "));
        if left != right {
            return Err(format!(
                "the lines of Rust end in ({left}), those of NumPy in ({right})"
            ));
        }
        Ok([rust, numpy])
    }))
}

/// Two listings in columns; where a page has no room for both, a switch shows
/// one of them, without a script. `press.css` reads how many columns they need.
pub(crate) fn columns(
    place: &Place, rust: &Program, numpy: &Program,
) -> String {
    let page = place.page.with_extension("");
    // The name groups the buttons; it must be unique in the book.
    let name = format!("language-{}-{}", page.display(), place.line);
    let button = |language: Language, checked: &str| {
        let value = language.syntax();
        format!(
            "<label><input type=\"radio\" name=\"{name}\" \
             value=\"{value}\"{checked}> {language}</label>\n"
        )
    };
    let programs = [rust, numpy];
    let columns = programs.map(|Program { listing, file, anchor }| {
        let language = listing.language;
        let syntax = language.syntax();
        // `rust` alone would be a theme of mdBook's.
        //
        // A listing that is wider than its column scrolls by itself, and can
        // be reached by keyboard. The blank lines let Markdown find the block.
        format!(
            "<div class=\"column of-{syntax}\">\n\
             <p class=\"language\">{language}</p>\n\
             <div class=\"listing\" tabindex=\"0\" role=\"region\" \
             aria-label=\"{language}: {anchor} in {file}\">\n\n\
             {}\n\n</div>\n</div>\n",
            block(listing)
        )
    });
    let widths = programs.map(|program| program.listing.width());
    let sum: usize = widths.iter().sum();
    // Each column has its padding, which takes some three letters.
    let [left, right] = widths.map(|width| width + 3);
    // The class of all listings that need no more columns than this.
    let fits = [90, 130, 140].into_iter().find(|&fits| sum <= fits);
    let fits = fits.unwrap_or(160);
    format!(
        "<div class=\"beside fits-{fits}\" style=\"--columns: {sum}; \
         --rust: {left}fr; --numpy: {right}fr\">\n\
         <fieldset class=\"switch\">\n\
         <legend>The language of <code>{}</code></legend>\n{}{}</fieldset>\n\
         {}</div>",
        rust.anchor,
        button(Language::Rust, " checked"),
        button(Language::NumPy, ""),
        columns.concat()
    )
}

/// A listing as a block of code, in which mdBook hides lines.
fn block(listing: &Listing) -> String {
    let Listing { language, .. } = listing;
    let (syntax, hides) = (language.syntax(), language.hides());
    format!("```{syntax}{hides}\n{}\n```", listing.marked())
}

/// `{{#exercise NAME [solution]}}`: the documentation of the function that a
/// reader is to write, below its name, and its signature; or its solution.
pub(crate) fn exercise(
    source: &Path, place: &Place, words: &[&str],
) -> Result<Code, String> {
    let page = source.join(&place.page);
    let (name, part): (_, fn(&str, &str) -> Option<String>) = match *words {
        [name] => (name, task),
        [name, "solution"] => (name, solution),
        _ => return Err(usage("exercise")),
    };
    let chapters = fs::read_dir(page.with_file_name(EXERCISES));
    let chapters = chapters.map_err(|error| error.to_string())?;
    let text = chapters.flatten().find_map(|chapter| {
        fs::read_to_string(chapter.path().join(format!("{name}.rs"))).ok()
    });
    let text = text.ok_or_else(|| format!("there is no exercise '{name}'"))?;
    let text = text.replace("\r\n", "\n");
    let markdown = part(name, &text).ok_or_else(|| {
        format!("{name}.rs has no documented pub fn {name} with a solution")
    })?;
    Ok((markdown, Vec::new()))
}

/// The task, the first documentation of a file, and the signature in Markdown.
fn task(name: &str, text: &str) -> Option<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with("///"));
    let lines = lines.map_while(|line| line.strip_prefix("///"));
    let task: Vec<_> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let start = text.find(&format!("pub fn {name}("))?;
    let (signature, _) = text[start..].split_once(" {\n")?;
    let task = Some(task.join("\n")).filter(|task| !task.is_empty())?;
    Some(format!("### `{name}`\n\n{task}\n\n```rust\n{signature}\n```"))
}

/// What stands between the starter and the question, in Markdown.
fn solution(_name: &str, text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\n}\n\n")?;
    let (solution, _) = rest.split_once("\n\npub(crate) const QUESTION")?;
    Some(format!("```rust\n{solution}\n```"))
}

/// The lines at an anchor of a program, `path:anchor`, seen from a page.
pub(crate) fn read(page: &Path, place: &str) -> Result<Listing, String> {
    let (path, anchor) = parts(place)?;
    // Only programs of chapters are compiled and run.
    let program = path.strip_prefix("../../chapters/");
    let language = program
        .and_then(Language::of)
        .ok_or_else(|| format!("{path} is not a program of a chapter"))?;
    let comment = language.comment();
    let text = fs::read_to_string(page.with_file_name(path))
        .map_err(|error| format!("cannot read {path}: {error}"))?;
    let lines: Vec<_> = text.lines().collect();
    let at = |marker: &str| {
        let marker = format!("{comment} {marker}: {anchor}");
        lines.iter().position(|line| line.trim() == marker)
    };
    let start = at("ANCHOR")
        .ok_or_else(|| format!("{path} has no anchor '{anchor}'"))?;
    let fault = |fault| format!("anchor '{anchor}' of {path} {fault}");
    let end = at("ANCHOR_END").ok_or_else(|| fault("has no end"))?;
    let code = lines.get(start + 1..end).unwrap_or_default();
    // Other anchors may lie within.
    let mark = format!("{comment} ANCHOR");
    let code = code.iter().filter(|line| !line.trim().starts_with(&mark));
    let code: Vec<_> = code.copied().collect();
    if code.is_empty() {
        return Err(fault("holds nothing"));
    }
    Ok(Listing::new(language, &code.join("\n")))
}

/// The path and the anchor of `path:anchor`.
fn parts(place: &str) -> Result<(&str, &str), String> {
    let (path, anchor) = place.split_once(':').ok_or_else(|| {
        format!("'{place}' names no anchor; write a file, ':' and its anchor")
    })?;
    if anchor.is_empty() || anchor.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(format!(
            "'{anchor}' is not an anchor; line numbers are not used, because \
             lines move"
        ));
    }
    Ok((path, anchor))
}

/// Whether a block of code consists of includes alone.
pub(crate) fn is_included(block: &str) -> bool {
    // A fence, the includes, and the other fence.
    pattern!(INCLUDES, r"^.*\n([ \t]*\{\{#include .*\}\}[ \t\r]*\n)+.*\s*$");
    INCLUDES.is_match(block)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const RUST: &str = "../../chapters/chapter_01/src/neuron.rs";
    const NUMPY: &str = "../../chapters/chapter_01/numpy/neuron.py";

    fn source() -> PathBuf {
        crate::root().unwrap().join("book/src")
    }

    fn place() -> Place {
        Place { page: "page.md".into(), line: 7 }
    }

    fn set(rust: &str, numpy: &str) -> Result<String, String> {
        beside(&source(), &place(), &[rust, numpy])
            .map(|(markdown, _)| markdown)
    }

    fn forward() -> String {
        set(&format!("{RUST}:forward"), &format!("{NUMPY}:forward")).unwrap()
    }

    #[test]
    fn rust_comes_first_and_each_column_can_be_reached() {
        let html = forward();
        let rust = html.find("aria-label=\"Rust: forward in neuron.rs\"");
        let numpy = html.find("aria-label=\"NumPy: forward in neuron.py\"");
        assert!(rust.is_some() && rust < numpy, "{html}");
        assert_eq!(html.matches("tabindex=\"0\"").count(), 2);
        assert_eq!(html.matches("<div").count(), html.matches("</div").count());
    }

    #[test]
    fn the_listings_are_blocks_of_code_whose_documentation_is_hidden() {
        let html = forward();
        let rust = "\n\n```rust\n# /// Forward: from the inputs x (inputs,) to \
                    the loss.\npub fn forward(";
        let numpy = "\n\n```python,hidelines=~\ndef forward(neuron, x, \
                     target):\n    ~\"\"\"Forward:";
        assert!(html.contains(rust) && html.contains(numpy), "{html}");
    }

    #[test]
    fn a_switch_chooses_the_language_without_a_script() {
        let html = forward();
        let name = "type=\"radio\" name=\"language-page-7\" value=";
        assert!(
            html.contains(&format!("{name}\"rust\" checked> Rust</label>"))
        );
        assert!(html.contains(&format!("{name}\"python\"> NumPy</label>")));
        assert!(html.contains("<legend>The language of <code>forward</code>"));
    }

    #[test]
    fn a_listing_says_how_many_columns_it_needs() {
        // The longest lines of Rust and NumPy.
        let (rust, numpy) = (75, 61);
        let widths = format!(
            "class=\"beside fits-140\" style=\"--columns: {}; --rust: {}fr; \
             --numpy: {}fr\"",
            rust + numpy,
            rust + 3,
            numpy + 3
        );
        let html = forward();
        assert!(html.contains(&widths), "{html}");
    }

    #[test]
    fn listings_that_do_not_match_are_a_fault() {
        let (rust, numpy) =
            (format!("{RUST}:forward"), format!("{NUMPY}:forward"));
        let fault = |rust: &str, numpy: &str| set(rust, numpy).unwrap_err();
        assert!(beside(&source(), &place(), &[&rust]).is_err());
        assert!(fault(&numpy, &rust).contains("not a file of Rust"));
        let missing = fault(&rust, &format!("{NUMPY}:sideways"));
        assert!(missing.contains("neuron.py has no anchor 'sideways'"));
        let crossed = fault(&rust, &format!("{NUMPY}:descend"));
        assert!(crossed.contains("(1.1, 1.2, 1.3), those of NumPy"));
    }

    #[test]
    fn a_task_stands_below_its_name_and_above_its_signature() {
        let starter = "/// Predict. What is\n///\n/// the loss?\n\
                       #[allow(unused)]\npub fn loss(\n    x: f64,\n) -> f64 {\n\
                       \x20   0.0\n}";
        assert_eq!(
            task("loss", starter).as_deref(),
            Some(
                "### `loss`\n\nPredict. What is\n\nthe loss?\n\n\
                 ```rust\npub fn loss(\n    x: f64,\n) -> f64\n```"
            )
        );
        assert_eq!(task("gain", starter), None);
        assert_eq!(task("loss", "pub fn loss() {\n}"), None);
    }

    #[test]
    fn a_solution_stands_between_the_starter_and_the_question() {
        let text = "/// What?\npub fn loss() -> f64 {\n    0.0\n}\n\n\
                    /// ln 2.\nfn solution() -> f64 {\n    0.7\n}\n\n\
                    pub(crate) const QUESTION: u8 = 0;\n";
        assert_eq!(
            solution("loss", text).as_deref(),
            Some("```rust\n/// ln 2.\nfn solution() -> f64 {\n    0.7\n}\n```")
        );
        assert_eq!(solution("loss", "pub fn loss() {\n}"), None);
    }

    #[test]
    fn an_exercise_that_is_not_there_is_a_fault() {
        let exercise =
            |words: &[&str]| exercise(&source(), &place(), words).unwrap_err();
        assert!(exercise(&["batch", "hint"]).starts_with("write {{#exercise"));
        assert_eq!(exercise(&["nonsense"]), "there is no exercise 'nonsense'");
        assert!(exercise(&[]).starts_with("write {{#exercise"));
    }

    fn fault(arguments: &str) -> String {
        read(&source().join("page.md"), arguments).unwrap_err()
    }

    #[test]
    fn the_lines_at_an_anchor_are_read() {
        let code = |place: &str| {
            read(&source().join("page.md"), place).unwrap().marked()
        };
        let rust = code(&format!("{RUST}:neuron"));
        assert!(rust.starts_with("# /// A neuron"), "{rust}");
        assert!(rust.ends_with('}'), "{rust}");
        let numpy = code(&format!("{NUMPY}:neuron"));
        assert!(numpy.starts_with("@dataclass"), "{numpy}");
    }

    #[test]
    fn the_fault_names_what_is_missing() {
        let file = "../../chapters/chapter_01/src/neuron.rs";
        assert!(fault(&format!("{file}:sideways")).contains("'sideways'"));
        assert!(fault(file).contains("names no anchor"));
        assert!(fault(&format!("{file}:1:5")).contains("lines move"));
        let nowhere = "../../chapters/nowhere.rs:forward";
        assert!(fault(nowhere).contains("cannot read"));
        assert!(fault("notation.md:table").contains("is not a program"));
    }
}
