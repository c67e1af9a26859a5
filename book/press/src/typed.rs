//! Decimal numbers that were typed into prose, a table, a formula or a caption.
//! Each is a fault, because every number of the book comes from a run. Numbers
//! of sections, versions and formulas are not results, nor is anything in code.

use crate::directive::{Action, action};
use crate::page::Page;

// What may look like a decimal number, first match first: HTML tags; numbers
// of formulas; sections, versions, and lists of them. The group holds a number
// that is none of these.
pattern!(
    PIECE,
    r"(?x) <[^>]*> | \(\d+\.\d+\) | \\tag\{[^}]*\}
    | (?:[Ss]ections?|§|Rust|NumPy|Python|nnfs|mdBook|pxfm|[Vv]ersions?)
        [\ \u{a0}]?[\d.]*\d (?:(?:,|\ and|\ to)[\ \u{a0}]§?[\d.]*\d)*
    | \d+(?:\.\d+){2,} | (\d+\.\d+)"
);

/// Every typed decimal number of a page, and its byte.
pub(crate) fn decimals<'a>(page: &'a Page<'_>) -> Vec<(usize, &'a str)> {
    let texts = page.texts.iter();
    let texts = texts.map(|text| (text.start, &page.outline[text.clone()]));
    let captions = page.directives.iter().filter_map(|directive| {
        let Ok(Action::Figure(_)) = action(directive.name) else { return None };
        let text = &page.text[directive.range.clone()];
        let colon = text.find(':')?;
        Some((directive.range.start + colon, &text[colon..]))
    });
    let decimals = texts.chain(captions).flat_map(|(start, text)| {
        let numbers = PIECE.captures_iter(text).filter_map(|m| m.get(1));
        numbers.map(move |number| (start + number.start(), number.as_str()))
    });
    decimals.collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn page(text: &str) -> Page<'_> {
        Page::parse(Path::new("a.md"), text)
    }

    fn found(text: &str) -> Vec<String> {
        let page = page(text);
        let decimals = decimals(&page).into_iter();
        decimals.map(|(_, number)| number.to_owned()).collect()
    }

    #[test]
    fn a_decimal_in_prose_tables_formulas_and_captions_is_found() {
        let text = "# A 0.1\n\nA loss of 0.25.\n\n| a | b |\n| --- | --- |\n\
                    | 1.5 | x |\n\n$x = 2.5$ [4.5](b.md) <b title=\"6.5\">5.5\
                    </b>\n\n{{#curve x linear: about 3.5 of it}}\n";
        let numbers = ["0.1", "0.25", "1.5", "2.5", "4.5", "5.5", "3.5"];
        assert_eq!(found(text), numbers);
    }

    #[test]
    fn its_place_is_where_it_stands() {
        for (text, at) in [
            ("{{#value run loss .25}} is about 0.5\n", 33),
            ("{{#curve run linear:  é 0.5}}", 25),
        ] {
            assert_eq!(decimals(&page(text)), [(at, "0.5")]);
        }
    }

    #[test]
    fn directives_code_sections_versions_and_formulas_are_not_typed_results() {
        for text in [
            "{{#value run loss@2 .25}}",
            "`0.25`",
            "```sh\n--learning-rate 0.01\n```",
            "section 3.1 and sections 4 and 4.1, §3.1.1",
            "section\u{a0}3.1",
            "Rust 1.95, NumPy 2.4 and mdBook 0.5.4",
            "as (1.3) says",
            "$$\nx\n\\tag{1.3}\n$$",
            "342 figures in 5 documents",
        ] {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }
}
