//! The curve of a run's losses, on a page.

use notebook::{Ink, Scale, curve};

use crate::directive::captioned;
use crate::runs::{Played, Runs};

/// `{{#curve RUN linear: caption}}` or `{{#curve RUN logarithmic: caption}}`.
pub(crate) fn figure(runs: &Runs, arguments: &str) -> Result<String, String> {
    let (what, caption) = captioned(arguments)?;
    let mut words = what.split_whitespace();
    let Played { run, record } = runs.get(words.next().unwrap_or(""))?;
    let scale = match words.next() {
        Some("linear") => Scale::Linear,
        Some("logarithmic") => Scale::Logarithmic,
        _ => return Err("the scale is linear or logarithmic".to_owned()),
    };
    let svg = curve(run, record, scale, Ink::Theme)
        .map_err(|error| error.to_string())?;
    // A blank line would end the HTML in the eyes of Markdown.
    let lines: Vec<_> = svg.lines().filter(|line| !line.is_empty()).collect();
    Ok(format!(
        "<figure class=\"curve\">\n{}\n<figcaption>{}</figcaption>\n</figure>",
        lines.join("\n"),
        escape(caption)
    ))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_drawn_in_the_themes_colours() {
        let html = figure(Runs::of_book(), "chain-rule linear: a < b").unwrap();
        assert!(html.contains("var(--curve)") && html.contains("currentColor"));
        assert!(!html.contains('#'), "a colour of its own");
        assert!(html.contains("<figcaption>a &lt; b</figcaption>"));
        assert!(html.lines().all(|line| !line.trim().is_empty()));
    }

    #[test]
    fn a_curve_that_cannot_be_drawn_is_a_fault() {
        let fault = |arguments| figure(Runs::of_book(), arguments).unwrap_err();
        assert!(fault("chain-rule linear").contains("caption"));
        assert!(fault("nonsense linear: x").contains("no run 'nonsense'"));
        assert!(fault("chain-rule steep: x").contains("scale"));
        assert!(fault("forward linear: x").contains("no curve"));
    }
}
