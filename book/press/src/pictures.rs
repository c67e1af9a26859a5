//! Pictures of runs, and the figures that they stand in.

use harness::{Axis, Picture};

use crate::directive::usage;
use crate::runs::RUNS;

/// `{{#picture RUN PICTURE [WORDS …]: CAPTION}}`: a picture that the run's
/// chapter draws.
pub(crate) fn picture(words: &[&str]) -> Result<Picture, String> {
    let [run, name, words @ ..] = words else { return Err(usage("picture")) };
    let run = RUNS.get(run)?;
    run.configured.picture(Some(name), words, run.record())
}

/// `{{#curve RUN SCALE: CAPTION}}`: the loss over the iterations.
pub(crate) fn curve(words: &[&str]) -> Result<Picture, String> {
    let &[run, scale] = words else { return Err(usage("curve")) };
    let scales: &[fn(&str) -> Axis] = match scale {
        "linear" => &[Axis::linear],
        "logarithmic" => &[Axis::logarithmic],
        "both" => &[Axis::linear, Axis::logarithmic],
        _ => return Err("the scale is linear, logarithmic or both".to_owned()),
    };
    compared(&["loss"], &[run], scales)
}

/// `{{#curves EVENTS RUN [RUN …] [logarithmic]: CAPTION}}`: a curve for each
/// event, such as `loss,validation_loss`, of each run.
pub(crate) fn curves(words: &[&str]) -> Result<Picture, String> {
    let (words, scale): (_, fn(&str) -> Axis) = match words {
        [words @ .., "logarithmic"] => (words, Axis::logarithmic),
        _ => (words, Axis::linear),
    };
    let [events, _, ..] = words else { return Err(usage("curves")) };
    let events: Vec<_> = events.split(',').collect();
    compared(&events, &words[1..], &[scale])
}

fn compared(
    events: &[&str], names: &[&str], scales: &[fn(&str) -> Axis],
) -> Result<Picture, String> {
    let runs = names.iter().map(|name| {
        let run = RUNS.get(name)?;
        Ok((&*run.configured, run.record()))
    });
    let runs = runs.collect::<Result<Vec<_>, String>>()?;
    let values = events.join(" and ").replace('_', " ");
    let title = format!("The {values} of {}", names.join(", "));
    harness::curves(&title, events, &runs, scales)
}

/// The id of the figure that a directive's name and words ask for. No other
/// figure of the book has it, because each is shown once.
pub(crate) fn figure_id(words: &str) -> String {
    words.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "-")
}

/// A picture with a caption, which is plain text.
pub(crate) fn figure(svg: &str, caption: &str) -> String {
    // mdBook does so in Markdown, but not in HTML.
    let caption = caption.replace('\'', "’");
    let caption = caption.replace('&', "&amp;");
    let caption = caption.replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<figure class=\"picture\">\n{}\n<figcaption>{caption}</figcaption>\n\
         </figure>",
        svg.trim_end()
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::Path;

    use harness::Ink;

    use super::*;
    use crate::directive::{Action, action, directives};

    #[test]
    fn a_curve_is_drawn_on_each_scale() {
        let drawn = |scale| curve(&["chain-rule", scale]);
        let pictures = ["linear", "logarithmic", "both"].map(drawn);
        let [linear, logarithmic, both] = pictures.map(Result::unwrap);
        assert_eq!(linear.title, "The loss of chain-rule");
        assert_ne!(linear, logarithmic);
        assert_ne!(linear, both);
    }

    #[test]
    fn the_title_names_every_value_and_run() {
        let words =
            ["loss", "chain-rule", "notes-13-december", "notes-13-january"];
        let picture = curves(&words).unwrap();
        assert_eq!(
            picture.title,
            "The loss of chain-rule, notes-13-december, notes-13-january"
        );
        let picture = curves(&["z,loss", "chain-rule"]);
        assert_eq!(picture.unwrap().title, "The z and loss of chain-rule");
    }

    #[test]
    fn a_picture_that_cannot_be_drawn_is_a_fault() {
        let fault = |words: &[&str]| curve(words).unwrap_err();
        assert!(fault(&["nonsense", "linear"]).contains("no run 'nonsense'"));
        assert!(fault(&["chain-rule", "steep"]).contains("scale is linear"));
        assert!(fault(&["chain-rule"]).contains("write {{#curve RUN SCALE"));
        let fault = |words: &[&str]| curves(words).unwrap_err();
        assert!(fault(&["loss"]).contains("write {{#curves EVENTS RUN"));
        assert!(fault(&["final_b", "chain-rule"]).contains("no final_b"));
        let fault = |words: &[&str]| picture(words).unwrap_err();
        assert!(fault(&["chain-rule", "gain"]).contains("no picture 'gain'"));
        assert!(fault(&["chain-rule"]).contains("write {{#picture RUN"));
    }

    #[test]
    fn a_figure_is_one_block_of_html_with_an_escaped_caption() {
        let words = ["chain-rule", "linear"];
        let picture = curve(&words).unwrap();
        let svg = picture.svg("curve-chain-rule-linear", Ink::Page);
        let html = figure(&svg, "a's < b");
        assert!(html.contains("<figcaption>a’s &lt; b</figcaption>"));
        // A blank line would end the HTML as Markdown reads it.
        assert!(html.lines().all(|line| !line.trim().is_empty()));
        assert!(html.contains("<title id=\"curve-chain-rule-linear-title\">"));
    }

    #[test]
    fn an_id_is_made_of_the_directives_words() {
        let id = figure_id("curves a,b_c run-1 run");
        assert_eq!(id, "curves-a-b_c-run-1-run");
    }

    /// Every picture of the book is pinned, as its numbers are. A change that
    /// is meant is accepted with `cargo insta review`.
    #[test]
    fn every_picture_is_the_pinned_one() {
        let source = crate::root().unwrap().join("book/src");
        let folder = crate::root().unwrap().join("snapshots");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);

        let (mut shown, mut differing) = (BTreeSet::new(), BTreeSet::new());
        for page in names(&source, "md") {
            let text = fs::read_to_string(source.join(page)).expect("a page");
            for (name, svg) in pictures(&text) {
                let there = folder.join(format!("{name}.snap"));
                let there = fs::read_to_string(there).unwrap_or_default();
                // insta cannot read what begins with a byte order mark.
                if there.starts_with('\u{feff}')
                    && record::pinned(&there).lines().eq(svg.trim_end().lines())
                {
                    shown.insert(format!("{name}.snap"));
                    continue;
                }
                let assert = || insta::assert_snapshot!(&*name, svg);
                // insta panics at the first difference, and here is one for
                // each picture.
                let assert = AssertUnwindSafe(|| settings.bind(assert));
                if catch_unwind(assert).is_err() {
                    differing.insert(name.clone());
                }
                shown.insert(format!("{name}.snap"));
            }
        }
        assert!(differing.is_empty(), "they differ, see above: {differing:?}");
        let mut pinned = names(&folder, "snap");
        pinned.retain(|name| name.starts_with("picture."));
        assert_eq!(pinned, shown, "what is pinned and what the pages show");
    }

    /// The pictures of a page under the names of their snapshots.
    fn pictures(text: &str) -> Vec<(String, String)> {
        let mut pictures = Vec::new();
        for directive in directives(text) {
            let action = action(directive.name).expect("a directive");
            let Action::Figure(draw) = action else { continue };
            let (words, _) = directive.captioned().expect("a caption");
            let asked = format!("{} {}", directive.name, words.join(" "));
            let id = figure_id(&asked);
            let picture = draw(&words);
            let svg = picture.expect("a picture").svg(&id, Ink::Page);
            let name = id.strip_prefix("picture-").unwrap_or(&id);
            pictures.push((format!("picture.{name}"), svg));
        }
        pictures
    }

    /// The files of a folder with that extension.
    fn names(folder: &Path, extension: &str) -> BTreeSet<String> {
        let files = fs::read_dir(folder).expect("a folder");
        files
            .map(|file| file.expect("a file").file_name())
            .filter_map(|name| name.into_string().ok())
            .filter(|name| name.rsplit('.').next() == Some(extension))
            .collect()
    }
}
