//! One page: its directives and formulas, carried out or found at fault.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use mdbook_markdown::pulldown_cmark::{
    CodeBlockKind, Event, Parser, Tag, TagEnd,
};

use crate::activations::activation;
use crate::apart::apart;
use crate::beside::{Beside, beside};
use crate::confidence::confidence;
use crate::curves::curves;
use crate::data::data;
use crate::directive::{Directive, directives};
use crate::fault::Fault;
use crate::figure::figure;
use crate::formula::{Typesetter, formulas, markdown_options};
use crate::graph::graph;
use crate::half_planes::half_planes;
use crate::include;
use crate::network::network;
use crate::orders::orders;
use crate::output::output;
use crate::regions::regions;
use crate::runs::Runs;
use crate::steps::steps;
use crate::surface::surface;
use crate::symbols::{self, symbols};
use crate::tags::{self, Tags};
use crate::typed::Allowed;
use crate::value::{ratio, setting, value};

/// What every page needs.
pub(crate) struct Workshop<'a> {
    pub(crate) runs: &'a Runs,
    pub(crate) typesetter: &'a Typesetter,
    /// The pictures that the book shows so far. Each is shown once, because its
    /// ids must be unique in the book printed on one page.
    pub(crate) shown_pictures: &'a mut BTreeSet<String>,
    /// The decimal numbers that pages may type.
    pub(crate) allowed: &'a mut Allowed,
    /// The numbers of formulas and of lines of code.
    pub(crate) tags: &'a mut Tags,
    /// The symbols that the table of notation has.
    pub(crate) symbols: &'a BTreeSet<String>,
    pub(crate) faults: &'a mut Vec<Fault>,
}

/// A page on the press.
pub(crate) struct Page<'a> {
    /// The page's file, below the book's `src`.
    pub(crate) path: &'a Path,
    /// The folder from which it includes.
    pub(crate) folder: &'a Path,
}

/// A piece of a page, and what takes its place.
type Change = (Range<usize>, String);

impl Workshop<'_> {
    /// Notes the numbers of the page's formulas. Every page is read so before
    /// the first is set, because pages refer to each other.
    pub(crate) fn note_formulas(&mut self, page: &Path, text: &str) {
        for formula in formulas(text) {
            if let (_, Some(number)) = tags::of_formula(&formula.latex) {
                let line = line_of(text, formula.range.start);
                self.tags.formula(number, page, line);
            }
        }
    }

    /// The page with its directives and formulas carried out; its faults are
    /// added to the others.
    pub(crate) fn set(&mut self, page: &Page<'_>, text: &str) -> String {
        for (at, number) in self.allowed.typed(page.path, text) {
            let reason = format!(
                "{number} was typed; take it from a run with the directive \
                 value"
            );
            self.fault(page, text, at, reason);
        }
        // Numbers first: they take no lines, so that what comes after still
        // stands on the line where the author wrote it; and a formula may
        // hold one.
        let numbers = self.numbers(page, text);
        let text = &changed(text, numbers);

        let mut changes = self.directives(page, text);
        changes.extend(self.formulas(page, text));
        changes.extend(self.references(page, text));
        self.dollars(page, text);
        changes.extend(self.listings(page, text));
        changed(text, changes)
    }

    fn fault(
        &mut self,
        page: &Page<'_>,
        text: &str,
        at: usize,
        reason: String,
    ) {
        self.faults.push(Fault {
            page: page.path.to_owned(),
            line: line_of(text, at),
            reason,
        });
    }

    fn numbers(&mut self, page: &Page<'_>, text: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for directive in directives(text) {
            let done = match directive.name {
                "value" => value(self.runs, directive.arguments),
                "ratio" => ratio(self.runs, directive.arguments),
                "setting" => setting(self.runs, directive.arguments),
                _ => continue,
            };
            match done {
                Ok(number) => changes.push((directive.range, number)),
                Err(reason) => {
                    self.fault(page, text, directive.range.start, reason);
                }
            }
        }
        changes
    }

    fn directives(&mut self, page: &Page<'_>, text: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for directive in directives(text) {
            let arguments = directive.arguments;
            if let Some(drawn) = picture(self.runs, directive.name, arguments) {
                match drawn.and_then(|html| self.once(&directive, html)) {
                    Ok(html) => changes.push((directive.range, html)),
                    Err(reason) => {
                        self.fault(page, text, directive.range.start, reason);
                    }
                }
                continue;
            }
            let done = match directive.name {
                "output" => output(self.runs, arguments),
                "orders" => Ok(orders(self.runs)),
                "beside" => self.beside(page, text, &directive),
                // An include is looked at with its listing. A title is
                // mdBook's own. A number that is left is a fault, and reported.
                "include" | "title" | "value" | "ratio" | "setting" => continue,
                unknown => Err(format!(
                    "there is no directive '{unknown}'; there are output, \
                     curve, curves, network, graph, activation, steps, \
                     surface, data, regions, confidence, half-planes, apart, \
                     orders, value, ratio, setting, include, beside and \
                     title"
                )),
            };
            match done {
                Ok(html) => changes.push((directive.range, html)),
                Err(reason) => {
                    self.fault(page, text, directive.range.start, reason);
                }
            }
        }
        changes
    }

    /// A picture that the book does not show yet.
    fn once(
        &mut self,
        directive: &Directive<'_>,
        html: String,
    ) -> Result<String, String> {
        let (what, _) = directive.arguments.split_once(':').unwrap_or_default();
        let picture = format!("{} {}", directive.name, what.trim());
        if self.shown_pictures.insert(picture.clone()) {
            Ok(html)
        } else {
            Err(format!("the book shows {picture} twice; link to the first"))
        }
    }

    fn formulas(&mut self, page: &Page<'_>, text: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for formula in formulas(text) {
            let unknown = symbols(&formula.latex);
            for symbol in unknown.difference(self.symbols) {
                let reason = format!(
                    "{symbol} is not in the table of {}",
                    symbols::PAGE
                );
                self.fault(page, text, formula.range.start, reason);
            }
            match self.typesetter.html(&formula) {
                Ok(html) => changes.push((formula.range, html)),
                Err((offset, reason)) => {
                    let signs = if formula.display { 2 } else { 1 };
                    let at = (formula.range.start + signs + offset)
                        .min(formula.range.end);
                    let reason = format!("in a formula: {reason}");
                    self.fault(page, text, at, reason);
                }
            }
        }
        changes
    }

    /// "(1.3)" in the prose becomes a link to the formula of that number.
    fn references(&mut self, page: &Page<'_>, text: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for range in prose(text) {
            for (at, number) in tags::references(&text[range.clone()]) {
                let start = range.start + at;
                let end = start + number.len() + 2;
                match self.tags.page_of(&number) {
                    Some(target) => {
                        let id = tags::formula_id(&number);
                        let target = target.display();
                        let link = format!("[({number})]({target}#{id})");
                        changes.push((start..end, link));
                    }
                    None => self.fault(
                        page,
                        text,
                        start,
                        format!("there is no formula ({number})"),
                    ),
                }
            }
        }
        changes
    }

    /// A dollar sign that is left in the prose was meant to open a formula.
    fn dollars(&mut self, page: &Page<'_>, text: &str) {
        for range in prose(text) {
            let start = range.start;
            let escaped = text[..start].ends_with('\\');
            let sign = text[range].find('$').filter(|at| 0 < *at || !escaped);
            if let Some(at) = sign {
                let reason = "a dollar sign opens no formula here; write \\$ \
                              if it is meant as one";
                self.fault(page, text, start + at, reason.to_owned());
            }
        }
    }

    /// Looks at every listing, and puts before it the ids by which formulas
    /// link to it, and after it the links to them.
    fn listings(&mut self, page: &Page<'_>, text: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for (range, language) in code_blocks(text) {
            let includes: Vec<_> = directives(&text[range.clone()])
                .into_iter()
                .filter(|directive| directive.name == "include")
                .collect();
            if language != "sh" && !is_included(&text[range.clone()]) {
                let reason = "a listing is included from its source, and an \
                              output shown by its directive; only sh is typed";
                self.fault(page, text, range.start, reason.to_owned());
            }
            let language = if language == "python" { "NumPy" } else { "Rust" };
            let (mut ids, mut links) = (String::new(), Vec::new());
            for include in includes {
                let at = range.start + include.range.start;
                match include::read(page.folder, include.arguments) {
                    Ok(code) => {
                        let line = line_of(text, at);
                        let (more_ids, more_links) =
                            self.tie(page, line, language, &code);
                        ids.push_str(&more_ids);
                        links.extend(more_links);
                    }
                    Err(reason) => self.fault(page, text, at, reason),
                }
            }
            if links.is_empty() {
                continue;
            }
            changes.push((range.start..range.start, format!("{ids}\n")));
            changes.push((range.end..range.end, computes(links)));
        }
        changes
    }

    /// Two listings side by side, tied to formulas as one.
    fn beside(
        &mut self,
        page: &Page<'_>,
        text: &str,
        directive: &Directive<'_>,
    ) -> Result<String, String> {
        let Beside { html, rust, numpy } =
            beside(page.folder, directive.arguments)?;
        let line = line_of(text, directive.range.start);
        let (ids, links) = self.tie(page, line, "Rust", &rust);
        self.tie(page, line, "NumPy", &numpy);
        if links.is_empty() {
            return Ok(html);
        }
        Ok(format!("{ids}\n{html}{}", computes(links)))
    }

    /// Notes the numbers of a listing: the ids by which formulas link to it,
    /// and the links to them.
    fn tie(
        &mut self,
        page: &Page<'_>,
        line: usize,
        language: &'static str,
        code: &str,
    ) -> (String, Vec<String>) {
        let (mut ids, mut links) = (String::new(), Vec::new());
        for number in tags::of_listing(code) {
            let first = self.tags.listing(language, &number, page.path, line);
            if first && language == "Rust" {
                let id = tags::code_id(&number);
                ids.extend(["<div class=\"place\" id=\"", &id, "\"></div>\n"]);
            }
            let target = self.tags.page_of(&number);
            let target = target.unwrap_or(page.path).display();
            let id = tags::formula_id(&number);
            links.push(format!("[({number})]({target}#{id})"));
        }
        (ids, links)
    }
}

/// Which formulas a listing computes, in a line below it.
fn computes(mut links: Vec<String>) -> String {
    // One line may compute a formula in two places.
    let mut met = BTreeSet::new();
    links.retain(|link| met.insert(link.clone()));
    let links = links.join(", ");
    format!("\n\n<div class=\"computes\">\n\nComputes {links}.\n\n</div>\n")
}

/// Whether a fenced block holds includes and nothing else.
fn is_included(block: &str) -> bool {
    let lines: Vec<_> = block.trim_end().lines().collect();
    let inside = lines.get(1..lines.len().saturating_sub(1)).unwrap_or(&[]);
    !inside.is_empty()
        && inside.iter().all(|line| {
            line.trim_start().starts_with("{{#include ")
                && line.trim_end().ends_with("}}")
        })
}

/// The picture that a directive asks for, if it asks for one.
fn picture(
    runs: &Runs,
    name: &str,
    arguments: &str,
) -> Option<Result<String, String>> {
    Some(match name {
        "curve" => figure(runs, arguments),
        "curves" => curves(runs, arguments),
        "network" => network(runs, arguments),
        "graph" => graph(runs, arguments),
        "activation" => activation(arguments),
        "steps" => steps(runs, arguments),
        "surface" => surface(runs, arguments),
        "data" => data(runs, arguments),
        "regions" => regions(runs, arguments),
        "confidence" => confidence(runs, arguments),
        "half-planes" => half_planes(runs, arguments),
        "apart" => apart(runs, arguments),
        _ => return None,
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The text with each range replaced.
fn changed(text: &str, mut changes: Vec<Change>) -> String {
    changes.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for (range, replacement) in changes {
        result.push_str(&text[done..range.start]);
        result.push_str(&replacement);
        done = range.end;
    }
    result.push_str(&text[done..]);
    result
}

/// The blocks of code of a page, with their languages.
fn code_blocks(text: &str) -> Vec<(Range<usize>, String)> {
    let mut blocks = Vec::new();
    let events = Parser::new_ext(text, markdown_options()).into_offset_iter();
    for (event, range) in events {
        if let Event::Start(Tag::CodeBlock(kind)) = event {
            let language = match kind {
                CodeBlockKind::Fenced(language) => language.to_string(),
                CodeBlockKind::Indented => String::new(),
            };
            blocks.push((range, language));
        }
    }
    blocks
}

/// The text of a page that is neither code nor a link nor a heading.
fn prose(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut depth) = (Vec::new(), 0);
    let events = Parser::new_ext(text, markdown_options()).into_offset_iter();
    for (event, range) in events {
        match event {
            Event::Start(
                Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Heading { .. },
            ) => depth += 1,
            Event::End(
                TagEnd::CodeBlock | TagEnd::Link | TagEnd::Heading(_),
            ) => depth -= 1,
            Event::Text(_) if depth == 0 => parts.push(range),
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set_page(text: &str) -> (String, Vec<String>) {
        let mut faults = Vec::new();
        let mut workshop = Workshop {
            runs: Runs::of_book(),
            typesetter: &Typesetter::new(),
            shown_pictures: &mut BTreeSet::new(),
            allowed: &mut Allowed::new(),
            tags: &mut Tags::default(),
            symbols: &symbols("a b c d w x y z"),
            faults: &mut faults,
        };
        let path = Path::new("page.md");
        let folder = crate::root().join("book/src");
        workshop.note_formulas(path, text);
        let set = workshop.set(&Page { path, folder: &folder }, text);
        (set, faults.iter().map(Fault::to_string).collect())
    }

    #[test]
    fn a_page_without_directives_stays_as_it_is() {
        let text = "# A\n\nb `c`\n\n```sh\ncargo test\n```\n";
        assert_eq!(set_page(text), (text.to_owned(), vec![]));
    }

    #[test]
    fn numbers_stand_in_prose_and_in_formulas() {
        let (text, faults) = set_page(
            "{{#value chain-rule loss@1}} $x = {{#value chain-rule z@1}}$",
        );
        assert!(faults.is_empty(), "{faults:?}");
        assert!(text.starts_with("36 <math>"), "{text}");
        assert!(text.contains("<mn>6</mn>"), "{text}");
    }

    #[test]
    fn all_faults_are_reported_at_once_with_their_lines() {
        let (_, faults) = set_page(
            "# A\n\n{{#value chain-rule z}}\n\n$\\nonsense$\n\n{{#output x}}\n\
             \n{{#curve x linear: x}}\n\n```rust\n{{#include a.rs:b}}\n```\n\
             \n{{#frobnicate}}\n\n```text\ntyped\n```\n\n$$\nx +\n\\no\n$$\n\
             \n{{#beside a.rs:b\na.py:b}}\n\n```python\ntyped\n```\n",
        );
        let mut faults: Vec<_> = faults.iter().map(String::as_str).collect();
        faults.sort_by_key(|fault| {
            let line = fault.split(':').nth(1).expect("a line");
            line.parse::<usize>().expect("a whole number")
        });
        let starts = [
            "page.md:3: run chain-rule reports no z",
            "page.md:5: in a formula: ",
            "page.md:7: there is no run 'x'",
            "page.md:9: there is no run 'x'",
            "page.md:12: a.rs is no program of a chapter",
            "page.md:15: there is no directive 'frobnicate'",
            "page.md:17: a listing is included",
            "page.md:23: in a formula: ",
            "page.md:26: a.rs is no program of a chapter",
            "page.md:29: a listing is included",
        ];
        assert_eq!(faults.len(), starts.len(), "{faults:#?}");
        for (fault, start) in faults.iter().zip(starts) {
            assert!(fault.starts_with(start), "{fault}");
        }
    }

    #[test]
    fn a_line_typed_beside_an_include_is_a_fault() {
        let neuron = "../../chapters/chapter_01/src/neuron.rs:neuron";
        let include = format!("{{{{#include {neuron}}}}}");
        let (_, faults) = set_page(&format!("```rust\n{include}\n```\n"));
        assert_eq!(faults, [] as [&str; 0]);
        let typed = format!("```rust\n{include}\ntyped\n```\n");
        assert_eq!(set_page(&typed).1.len(), 1);
    }

    #[test]
    fn a_symbol_without_its_row_in_the_table_is_a_fault() {
        let (_, faults) = set_page("the $q_x$ of");
        assert_eq!(faults, ["page.md:1: q is not in the table of notation.md"]);
    }

    #[test]
    fn a_formula_that_is_not_closed_is_a_fault() {
        assert_eq!(set_page("a $x of\n").1.len(), 1);
        assert!(!set_page("$$\\frac{1\n").1.is_empty());
        assert_eq!(set_page("it costs \\$5\n").1.len(), 0);
    }

    #[test]
    fn a_curve_is_shown_once() {
        let curve = "{{#curve chain-rule linear: x}}\n\n";
        let (_, faults) = set_page(&curve.repeat(2));
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("page.md:3: the book shows curve"));
    }

    #[test]
    fn a_reference_becomes_a_link_to_its_formula() {
        let (text, faults) = set_page("$$\nx\n\\tag{1.1}\n$$\n\nBy (1.1).\n");
        assert!(faults.is_empty(), "{faults:?}");
        assert!(text.contains("id=\"formula-1.1\""), "{text}");
        assert!(text.contains("By [(1.1)](page.md#formula-1.1)."), "{text}");
        let (text, faults) = set_page("$$\nx\n\\tag{0.1}\n$$\n\nBy (0.1).\n");
        assert!(faults.is_empty(), "{faults:?}");
        assert!(text.contains("id=\"formula-0.1\""), "{text}");
        assert!(text.contains("By [(0.1)](page.md#formula-0.1)."), "{text}");
        let (_, faults) = set_page("See (7.7).");
        assert_eq!(faults, ["page.md:1: there is no formula (7.7)"]);
    }

    /// Every picture of the book is pinned as the numbers are. One that is
    /// meant to change is accepted as they are, with `INSTA_UPDATE=always`.
    #[test]
    fn every_picture_is_the_pinned_one() {
        let source = crate::root().join("book/src");
        let snapshots = crate::root().join("snapshots");
        let runs = Runs::of_book();
        let mut pictures = BTreeSet::new();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&snapshots);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let files = std::fs::read_dir(&source).expect("the pages");
        for file in files.map(|file| file.expect("a page").path()) {
            if file.extension().is_none_or(|end| end != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&file).expect("a page");
            for directive in directives(&text) {
                let arguments = directive.arguments;
                let drawn = picture(runs, directive.name, arguments);
                let Some(html) = drawn else { continue };
                let what = arguments.split(':').next().unwrap_or_default();
                let what: Vec<_> = what.split_whitespace().collect();
                let name =
                    format!("picture.{}.{}", directive.name, what.join("-"));
                let html = html.expect("a picture that can be drawn");
                settings.bind(|| insta::assert_snapshot!(&*name, html));
                pictures.insert(format!("{name}.snap"));
            }
        }
        assert!(12 < pictures.len());
        let pinned: BTreeSet<_> = std::fs::read_dir(snapshots)
            .expect("the snapshots")
            .map(|file| file.expect("a snapshot").file_name())
            .filter_map(|name| name.into_string().ok())
            .filter(|name| name.starts_with("picture."))
            .filter(|name| include::has_extension(name, "snap"))
            .collect();
        assert_eq!(pinned, pictures, "no picture is orphaned");
    }
}
