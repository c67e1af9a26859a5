//! The symbols of the formulas: each has its row in the table of notation.
//!
//! A formula is read roughly: for its letters, its Greek letters and its
//! upright words. That is enough to notice a symbol that the table lacks.

use std::collections::BTreeSet;

use crate::page::Page;

/// The page with the table.
pub(crate) const PAGE: &str = "notation.md";

// What a formula is made of, first match first. The groups hold symbols.
pattern!(
    PIECE,
    r"(?x) \\(?:text|begin|end)\{[^}]*\} | \\mathrm\{([^}]*)\}
    | \\(alpha|beta|gamma|delta|epsilon|eta|theta|lambda|mu|sigma|tau|phi
        |omega|Delta|Sigma)\b
    | \\[A-Za-z]+ | ([A-Za-z])"
);

/// The symbols of a formula, each once.
pub(crate) fn symbols(latex: &str) -> BTreeSet<String> {
    let pieces = PIECE.captures_iter(latex);
    let groups = pieces.flat_map(|piece| [1, 2, 3].map(|i| piece.get(i)));
    let words = groups.flatten().flat_map(|group| {
        group.as_str().split(['\\', ' ']).filter(|word| !word.is_empty())
    });
    words.map(str::to_owned).collect()
}

/// The symbols in the first cells of the table of notation.
pub(crate) fn defined(notation: &Page<'_>) -> BTreeSet<String> {
    let formulas = notation.formulas.iter().filter(|(range, _)| {
        let before = notation.text[..range.start].rsplit('\n').next();
        before.is_some_and(|cell| {
            cell.starts_with('|') && cell.rfind('|') == Some(0)
        })
    });
    formulas.flat_map(|(_, formula)| symbols(&formula.latex)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

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

    #[test]
    fn the_first_cells_of_the_table_define_symbols() {
        let table = "$a$\n\n| $w_{in}$, $v$ | meaning |\n| --- | --- |\n\
                     | $z$ | $q$ |\n";
        let page = Page::parse(Path::new(PAGE), table);
        let defined: Vec<_> = defined(&page).into_iter().collect();
        assert_eq!(defined, ["i", "n", "v", "w", "z"]);
    }
}
