//! Formulas, LaTeX on a page and MathML in the book, and the symbols in them.

use std::collections::BTreeSet;

use math_core::{LatexToMathML, MathDisplay};
use regex::Captures;

use crate::page::Formula;

/// The formula as HTML. An error has the byte of the LaTeX that it is about.
pub(crate) fn html(formula: &Formula) -> Result<String, (usize, String)> {
    let Formula { latex, number, display, alone, punctuation } = formula;
    let math = math(latex, *display)?;
    if !display {
        let Some(mark) = punctuation else { return Ok(math) };
        // A browser could break the line before the comma.
        return Ok(format!("<span class=\"together\">{math}{mark}</span>"));
    }
    if !alone {
        let reason = "a formula between $$ stands in a paragraph of its own";
        return Err((0, reason.to_owned()));
    }
    let (id, link) = number.as_ref().map_or_else(Default::default, |number| {
        let id = format!(" id=\"formula-{number}\"");
        let label = format!("aria-label=\"formula {number}, to its code\"");
        (id, format!("<a href=\"#code-{number}\" {label}>({number})</a>"))
    });
    // Wide formulas scroll by themselves, and can be reached by keyboard.
    Ok(format!(
        "<div class=\"formula\"{id}><div class=\"scrolls\" tabindex=\"0\" \
         role=\"group\" aria-label=\"formula\">{math}</div>{link}</div>"
    ))
}

/// A formula in MathML, on a line of its own or within one.
pub(crate) fn math(
    latex: &str, display: bool,
) -> Result<String, (usize, String)> {
    let style = if display { MathDisplay::Block } else { MathDisplay::Inline };
    let math = LatexToMathML::default()
        .convert_with_local_state(latex, style)
        .map_err(|error| (error.0.start, error.error_message()))?;
    // Firefox would draw the entrywise product as large as a sum.
    let math = math.mathml.replace(">⊙</mo>", " largeop=\"false\">⊙</mo>");
    // What is copied: the letters alone would come one on a line.
    let latex = latex.split_whitespace().collect::<Vec<_>>().join(" ");
    let latex = [('&', "amp"), ('"', "quot"), ('<', "lt"), ('>', "gt")]
        .into_iter()
        .chain([('|', "vert")]) // would end the cell of a table
        .fold(latex, |latex, (c, name)| latex.replace(c, &format!("&{name};")));
    let opening = format!("<math data-latex=\"{latex}\"");
    let math = math.replacen("<math", &opening, 1);
    Ok(escape_text(&math))
}

/// Writes as entities, in the text between tags, the characters that have a
/// meaning in Markdown.
fn escape_text(html: &str) -> String {
    pattern!(TAG_OR_MARK, r#"<[^>]*>|[*_\[\]|~`\\'"^\-.#!]"#);
    let escaped = TAG_OR_MARK.replace_all(html, |found: &Captures<'_>| {
        match found[0].as_bytes() {
            [mark] => format!("&#{mark};"),
            _ => found[0].to_owned(),
        }
    });
    escaped.into_owned()
}

// What a formula is made of, first match first. The groups hold symbols.
pattern!(
    PIECE,
    r"(?x) \\(?:text|begin|end)\{[^}]*\} | \\mathrm\{([^}]*)\}
    | \\(alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|sigma|tau|phi
        |omega|Delta|Sigma)\b
    | \\[A-Za-z]+ | ([A-Za-z])"
);

/// The symbols of a formula, read roughly: its letters, its Greek letters and
/// its upright words. That is enough to notice one that the table lacks.
pub(crate) fn symbols(latex: &str) -> BTreeSet<String> {
    let pieces = PIECE.captures_iter(latex);
    let groups = pieces.flat_map(|piece| [1, 2, 3].map(|i| piece.get(i)));
    let words = groups.flatten().flat_map(|group| {
        group.as_str().split(['\\', ' ']).filter(|word| !word.is_empty())
    });
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::page::Page;

    fn set(text: &str) -> Result<String, (usize, String)> {
        let page = Page::parse(Path::new("page.md"), text);
        super::html(&page.formulas[0].1)
    }

    #[test]
    fn a_formula_becomes_mathml() {
        let html = set("$z = w \\cdot x + b$").unwrap();
        let start = "<math data-latex=\"z = w \\cdot x + b\">";
        assert!(html.starts_with(start) && html.ends_with("</math>"));
        let html = set("$$\nz\n$$").unwrap();
        assert!(html.contains("display=\"block\""), "{html}");
    }

    #[test]
    fn an_entrywise_product_is_not_a_large_operator() {
        let html = set("$a \\odot b$").unwrap();
        assert!(html.contains("largeop=\"false\">⊙</mo>"), "{html}");
    }

    #[test]
    fn a_comma_stays_with_its_formula() {
        assert!(set("$b$, then").unwrap().ends_with("</math>,</span>"));
    }

    #[test]
    fn markdown_finds_nothing_of_its_own_in_a_formula() {
        let html = set("$a_1 * b_2 - |c| [d]$").unwrap();
        let text: String = html
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert!(!text.contains(['*', '_', '|', '[', '-']), "{html}");
    }

    #[test]
    fn an_unknown_command_is_a_fault_at_its_place() {
        let (at, reason) = set("$x + \\frobnicate y$").unwrap_err();
        assert_eq!(at, 4);
        assert!(reason.contains("frobnicate"), "{reason}");
    }

    #[test]
    fn a_display_formula_within_a_line_is_a_fault() {
        assert!(set("see $$x$$ here").unwrap_err().1.contains("paragraph"));
    }

    fn found(latex: &str) -> Vec<String> {
        symbols(latex).into_iter().collect()
    }

    #[test]
    fn letters_greek_and_upright_words_are_symbols() {
        assert_eq!(
            found(r"\frac{\partial z}{\partial w_{in}}"),
            ["i", "n", "w", "z"]
        );
        assert_eq!(
            found(r"\sigma(z) = \mathrm{learning\ rate}"),
            ["learning", "rate", "sigma", "z"]
        );
        assert_eq!(found(r"\text{if } x \tag{1.1}"), ["x"]);
    }
}
