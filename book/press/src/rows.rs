//! Formulas, Rust and NumPy on one row.
//!
//! The numbered formulas of a listing, each beside the lines that compute it,
//! as a table; below it, folded, the listing itself.

use std::collections::BTreeSet;
use std::path::Path;

use crate::code::{Program, columns, programs};
use crate::directive::usage;
use crate::listing::Listing;
use crate::page::Place;

/// What `{{#rows RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR}}` shows.
pub(crate) struct Rows {
    programs: [Program; 2],
    /// What opens when a reader wants to see the whole.
    listings: String,
}

/// A formula of the book.
pub(crate) struct Tagged {
    /// Where it stands, for a link.
    pub(crate) address: String,
    pub(crate) mathml: String,
}

impl Rows {
    pub(crate) fn read(
        source: &Path, place: &Place, words: &[&str],
    ) -> Result<Self, String> {
        let programs = programs(&source.join(&place.page), words)
            .ok_or_else(|| usage("rows"))??;
        let [rust, numpy] = &programs;
        if rust.listing.numbers().is_empty() {
            return Err(format!(
                "no line of {} at '{}' ends in the number of a formula; show \
                 it by the directive beside",
                rust.file, rust.anchor
            ));
        }
        let listings = columns(place, rust, numpy);
        Ok(Self { programs, listings })
    }

    /// The two listings.
    pub(crate) fn listings(&self) -> [Listing; 2] {
        self.programs.each_ref().map(|program| program.listing.clone())
    }

    /// The table, and the listings below it. Formulas link to the rows of these
    /// numbers. There is no row without a formula: that is a fault of the book.
    pub(crate) fn html(
        &self, linked: &BTreeSet<String>,
        formula: impl Fn(&str) -> Option<Tagged>,
    ) -> String {
        let Program { anchor, .. } = &self.programs[0];
        let mut numbers = self.programs[0].listing.numbers();
        let mut seen = BTreeSet::new();
        numbers.retain(|number| seen.insert(number.clone()));
        let rows = numbers.iter().filter_map(|number| {
            let Tagged { address, mathml } = formula(number)?;
            let id = if linked.contains(number) {
                format!(" class=\"place\" id=\"code-{number}\"")
            } else {
                String::new()
            };
            let code = self.programs.each_ref().map(|program| {
                let Program { listing, .. } = program;
                let language = listing.language;
                let syntax = language.syntax();
                let code = listing.statements(number).into_iter();
                let code = code.map(|code| statement(syntax, &code));
                format!(
                    "<td role=\"cell\" class=\"code\" data-label=\"{language}\">\
                     {}</td>\n",
                    code.collect::<String>()
                )
            });
            Some(format!(
                "<tr role=\"row\"{id}>\n\
                 <th role=\"rowheader\" scope=\"row\"><a href=\"{address}\" \
                 aria-label=\"formula {number}\">({number})</a></th>\n\
                 <td role=\"cell\" class=\"formula-cell\" \
                 data-label=\"Formula\"><div class=\"scrolls\" tabindex=\"0\" \
                 role=\"group\" aria-label=\"formula {number}\">{mathml}</div>\
                 </td>\n{}</tr>\n",
                code.concat()
            ))
        });
        let rows: String = rows.collect();
        let heads = ["Number", "Formula", "Rust", "NumPy"].map(|head| {
            format!("<th role=\"columnheader\" scope=\"col\">{head}</th>\n")
        });
        let heads = heads.concat();
        // Where the page is narrow a row is a card, and its cells are blocks.
        // Their roles tell screen readers that it is a table all the same.
        format!(
            "<div class=\"rows\">\n\
             <table role=\"table\" aria-label=\"{anchor}: formulas, Rust and \
             NumPy\">\n\
             <thead role=\"rowgroup\">\n<tr role=\"row\">\n{heads}</tr>\n\
             </thead>\n\
             <tbody role=\"rowgroup\">\n{rows}</tbody>\n</table>\n\
             <details>\n<summary>The whole listing: <code>{anchor}</code>\
             </summary>\n\n{}\n</details>\n</div>",
            self.listings
        )
    }
}

/// A statement, as HTML without blank lines, which would end it in Markdown.
fn statement(syntax: &str, code: &str) -> String {
    let lines = if code.contains('\n') { " lines" } else { "" };
    let code = [('&', "amp"), ('<', "lt"), ('>', "gt")]
        .into_iter()
        .fold(code.to_owned(), |code, (c, name)| {
            code.replace(c, &format!("&{name};"))
        });
    format!("<code class=\"language-{syntax}{lines}\">{code}</code>")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = "../../chapters/chapter_03/src/two_layer.rs";
    const NUMPY: &str = "../../chapters/chapter_03/numpy/two_layer.py";

    fn rows(rust: &str, numpy: &str) -> Result<Rows, String> {
        let source = crate::root().unwrap().join("book/src");
        let place = Place { page: "page.md".into(), line: 1 };
        Rows::read(&source, &place, &[rust, numpy])
    }

    fn html(anchor: &str) -> String {
        let (rust, numpy) =
            (format!("{RUST}:{anchor}"), format!("{NUMPY}:{anchor}"));
        let rows = rows(&rust, &numpy).unwrap();
        let linked = ["3.8", "3.15"].map(str::to_owned);
        rows.html(&linked.into(), |number| {
            let address = format!("page.md#formula-{number}");
            Some(Tagged { address, mathml: format!("<math>{number}</math>") })
        })
    }

    /// The texts of the cells of each row but the first, without tags.
    fn cells(html: &str) -> Vec<Vec<String>> {
        pattern!(TAG, "<[^>]*>");
        let rows = html.split("<tr").skip(2).map(|row| {
            let row = row.split("</tr>").next().unwrap();
            let cells = row.split("<t").skip(1);
            cells
                .map(|cell| {
                    let (_, text) = cell.split_once('>').unwrap();
                    let text = text.replace("</code><code", "</code>|<code");
                    TAG.replace_all(&text, "").trim().to_owned()
                })
                .collect()
        });
        rows.collect()
    }

    #[test]
    fn a_row_holds_the_number_the_formula_and_both_lines() {
        let html = html("backward");
        let rows = cells(&html);
        assert_eq!(rows.len(), 7);
        assert_eq!(
            rows[3],
            [
                "(3.11)",
                "3.11",
                "let da1 = np.dot(&amp;dz2, &amp;self.w2.t());",
                "da1 = np.dot(dz2, network.w2.T)",
            ]
        );
        assert!(html.contains("<code class=\"language-python\">da1 ="));
        let table = html.split("</table>").next().unwrap();
        assert!(!table.contains("\n\n"), "{table}");
    }

    #[test]
    fn a_formula_that_several_lines_compute_has_one_row() {
        let rows = cells(&html("descend"));
        assert_eq!(rows.len(), 1);
        let numpy = ["w1", "b1", "w2", "b2"].map(|name| {
            format!("network.{name} -= learning_rate * backward.d{name}")
        });
        assert_eq!(rows[0][3], numpy.join("|"));
        assert_eq!(rows[0][2].matches('|').count(), 3);
    }

    #[test]
    fn formula_and_row_link_to_each_other() {
        let html = html("backward");
        assert!(
            html.contains("<tr role=\"row\" class=\"place\" id=\"code-3.8\">")
        );
        assert!(!html.contains("id=\"code-3.9\""), "its line stands elsewhere");
        assert!(html.contains("<a href=\"page.md#formula-3.9\""));
    }

    #[test]
    fn rows_are_a_table_for_screen_readers_however_they_look() {
        let html = html("backward");
        assert_eq!(html.matches("scope=\"col\"").count(), 4);
        assert_eq!(html.matches("scope=\"row\"").count(), 7);
        for (tag, role) in [("table", "table"), ("td", "cell"), ("tr", "row")] {
            let all = html.matches(&format!("<{tag} ")).count();
            let with_role = format!("<{tag} role=\"{role}\"");
            assert_eq!(html.matches(&with_role).count(), all, "{tag}");
        }
        for label in ["Formula", "Rust", "NumPy"] {
            let label = format!("data-label=\"{label}\"");
            assert_eq!(html.matches(&label).count(), 7);
        }
    }

    #[test]
    fn the_whole_listing_is_folded_below() {
        let html = html("backward");
        let (_, below) = html.split_once("</table>").unwrap();
        let start = "\n<details>\n<summary>The whole listing: <code>backward\
                     </code></summary>\n\n<div class=\"beside";
        assert!(below.starts_with(start), "{below}");
        assert!(below.contains("```rust\n# /// Backward:"), "{below}");
        assert!(
            below.contains("Backward { dz2, dw2, db2, da1, dz1, dw1, db1 }")
        );
    }

    #[test]
    fn a_statement_of_several_lines_is_marked() {
        assert_eq!(
            statement("rust", "a(\n    b < c,\n)"),
            "<code class=\"language-rust lines\">a(\n    b &lt; c,\n)</code>"
        );
    }

    #[test]
    fn listings_that_make_no_rows_are_faults() {
        let fault = |rust: &str, numpy: &str| {
            let (rust, numpy) =
                (format!("{RUST}:{rust}"), format!("{NUMPY}:{numpy}"));
            rows(&rust, &numpy).err().unwrap()
        };
        assert_eq!(
            fault("network", "network"),
            "no line of two_layer.rs at 'network' ends in the number of a \
             formula; show it by the directive beside"
        );
        assert!(fault("descend", "backward").contains("end in (3.15, 3.15"));
        assert!(fault("sideways", "backward").contains("no anchor 'sideways'"));
        assert!(fault("backward", "sideways").contains("no anchor 'sideways'"));
        let source = crate::root().unwrap().join("book/src");
        let place = Place { page: "page.md".into(), line: 1 };
        let fault = Rows::read(&source, &place, &["a.rs:b"]).err().unwrap();
        assert!(fault.starts_with("write {{#rows RUST_FILE:ANCHOR"));
    }
}
